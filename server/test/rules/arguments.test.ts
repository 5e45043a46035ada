import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

describe('missing-from', () => {
  const rule = 'missing-from';

  test('in empty files, on their first line', () => {
    expectFindings(rule, '«»');
    expectFindings(rule, '«  »\n\n');
    expectFindings(rule, '«# only a comment»\n');
    expectFindings(rule, '«ARG A=1»\n');
  });

  test('on the first instruction that cannot stand without it', () => {
    expectFindings(rule, 'ARG A=1\n«RUN» a\nRUN b\n');
  });

  test('not where a FROM is being typed', () => {
    for (const line of ['F', 'FRO', 'FORM alpine:3.22']) expectFindings(rule, `${line}\nRUN a\n`);
    expectFindings(rule, 'from scratch\n');
  });
});

describe('instruction-before-from', () => {
  const rule = 'instruction-before-from';

  test('each instruction but ARG', () => {
    expectFindings(rule, '# c\nARG A=1\n«LABEL» a=b\n«run» x\nFROM alpine:3.22\nRUN y\n');
  });

  test('not behind what may be a FROM, nor without any FROM', () => {
    expectFindings(rule, 'FORM alpine:3.22\nRUN a\nFROM scratch\n');
    expectFindings(rule, 'RUN a\n');
    expectFindings(rule, '«RUN» a\n', { settings: { preset: 'hadolint' }, options: { withoutFrom: true } });
  });
});

describe('instruction-missing-argument', () => {
  const rule = 'instruction-missing-argument';

  test('where the builder rejects it', () => {
    for (const keyword of ['ARG', 'ENV', 'EXPOSE', 'LABEL', 'MAINTAINER', 'ONBUILD', 'SHELL', 'STOPSIGNAL', 'USER']) {
      expectFindings(rule, `FROM scratch\n«${keyword}»\n`);
    }
    expectFindings(rule, 'FROM scratch\r\n«workdir» \\\r\n');
    expectFindings(rule, 'FROM scratch\n«VOLUME» []\n«RUN» []\n');
  });

  test('RUN, CMD and ENTRYPOINT may be empty; others have rules of their own; triggers are not checked', () => {
    expectFindings(rule, 'FROM scratch\nRUN\nCMD\nENTRYPOINT\nCMD []\nENTRYPOINT []\nRUN --network=none\n');
    expectFindings(rule, 'FROM\nCOPY\nADD\nHEALTHCHECK\nSHELL []\nONBUILD ENV\nUSER --x\n');
  });
});

describe('instruction-extra-argument', () => {
  const rule = 'instruction-extra-argument';

  test('STOPSIGNAL takes one word', () => {
    expectFix(rule, 'FROM scratch\nSTOPSIGNAL SIGINT «# stop»\n', 'FROM scratch\nSTOPSIGNAL SIGINT\n', { safe: false });
    expectFindings(rule, 'FROM scratch\nSTOPSIGNAL SIGINT \\\n «9 x»\n');
  });

  test('not where blanks belong to the one argument', () => {
    expectFindings(
      rule,
      'FROM scratch\nSTOPSIGNAL "SIG INT"\nSTOPSIGNAL ${A:-a b}\nUSER a b\nWORKDIR /a b\nMAINTAINER a b\n',
    );
  });
});

describe('from-argument-count', () => {
  const rule = 'from-argument-count';

  test('one or three words', () => {
    expectFindings(rule, '«FROM»\n');
    expectFindings(rule, 'FROM alpine:3.22 «AS»\n');
    expectFindings(rule, 'FROM alpine:3.22 «build»\n');
    expectFindings(rule, 'FROM alpine:3.22 AS build «# why»\n');
    expectFindings(rule, 'FROM alpine:3.22 «# why not»\n');
    expectFindings(rule, 'FROM --platform=linux/amd64 alpine:3.22 AS a\nFROM a\n');
  });

  test('the cause may be a flag without a value, and a no-break space parts no words', () => {
    expectFindings(rule, 'FROM --platform linux/amd64 alpine:3.22\n');
    expectFindings(rule, 'FROM alpine:3.22\u00a0AS «build»\n');
  });
});

describe('from-second-argument-not-as', () => {
  const rule = 'from-second-argument-not-as';

  test('written like FROM', () => {
    expectFix(rule, 'FROM alpine:3.22 «SA» build\n', 'FROM alpine:3.22 AS build\n', { safe: true });
    expectFix(rule, 'from alpine:3.22 \\\n «ass» build\n', 'from alpine:3.22 \\\n as build\n', { safe: true });
  });

  test('what may say something else is not replaced unseen', () => {
    expectFix(rule, 'FROM golang «1.25» build\n', 'FROM golang AS build\n', { safe: false });
    expectFindings(rule, 'FROM alpine:3.22 aS build\nFROM a b\nFROM a b c d\n');
  });
});

describe('copy-add-argument-count', () => {
  const rule = 'copy-add-argument-count';

  test('a source and a destination', () => {
    const [first] = expectFindings(rule, 'FROM scratch\nCOPY «a»\n«ADD»\nCOPY --chown=1 «a»\nCOPY [«"a"»]\n«ADD» []\n');
    expect(first?.message).toContain('`a`');
  });

  test('here-documents count; triggers are not checked', () => {
    expectFindings(rule, 'FROM scratch\nCOPY <<A /a\nx\nA\nONBUILD COPY a\nCOPY a b c\nADD ["a", "b"]\n');
    expectFindings(rule, 'FROM scratch\nCOPY «<<A»\nx\nA\n');
  });

  test('the cause may be JSON that holds no strings', () => {
    expectFindings(rule, 'FROM scratch\nCOPY [1]\n');
  });
});

describe('volume-empty', () => {
  const rule = 'volume-empty';

  test('empty strings and variables that are empty for sure', () => {
    expectFindings(
      rule,
      'FROM scratch\nVOLUME [«""»]\nVOLUME ["/a", «" "»]\nVOLUME «""»\nENV A=""\nVOLUME /a «$A» ${A:-/b}\n',
    );
  });

  test('not where only the build knows', () => {
    expectFindings(
      rule,
      'FROM alpine:3.22\nARG A=\nARG B\nVOLUME $A $B $C\nENV D=$A\nVOLUME $D\nONBUILD VOLUME [""]\n',
    );
  });
});

describe('unknown-instruction', () => {
  const rule = 'unknown-instruction';

  test('two letters that changed places are one mistake', () => {
    for (const [wrong, right] of [
      ['RNU a', 'RUN a'],
      ['cdm a', 'cmd a'],
      ['FORM a:2', 'FROM a:2'],
    ]) {
      const keyword = wrong?.split(' ', 1)[0] ?? '';
      expectFix(rule, `FROM a:1\n\n«${keyword}»${wrong?.slice(keyword.length)}\n`, `FROM a:1\n\n${right}\n`);
    }
  });

  test('continues the line before with one blank', () => {
    expectFix(rule, 'FROM a:1\nRUN a \n  «&&» b\n', 'FROM a:1\nRUN a \\\n  && b\n');
  });
});
