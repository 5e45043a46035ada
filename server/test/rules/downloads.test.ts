import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const run = (script: string): string => `FROM debian:13\nRUN ${script}\n`;

describe('wget-and-curl', () => {
  const rule = 'wget-and-curl';

  test('marks the one that comes second, once for each RUN from there on', () => {
    expectFindings(
      rule,
      'FROM x:1\nRUN curl a\nRUN «wget» -q b\nRUN «curl» c && wget d\nFROM x:1\nRUN wget e && wget f\n',
    );
    expectFindings(rule, run('wget a && b=$(«curl» c) && curl d'));
    expectFindings(rule, 'FROM x:1\nRUN apt-get install -y curl wget && curl a\n');
  });

  test('what ONBUILD runs belongs to a stage of another build', () => {
    expectFindings(rule, 'FROM x:1\nRUN curl a\nONBUILD RUN wget b\nRUN curl c\nONBUILD RUN «curl» d\n');
  });

  test('the simplest calls in the words of the other', () => {
    const rewritten: [string, string][] = [
      ['wget https://x/y', 'curl -fsSLO https://x/y'],
      ['wget -qO - "https://x/$V"', 'curl -fsSL "https://x/$V"'],
      ['wget -qO- https://x/y', 'curl -fsSL https://x/y'],
      ['wget -q -O /tmp/y https://x/y', 'curl -fsSL -o /tmp/y https://x/y'],
    ];
    for (const [wget, curl] of rewritten) {
      expectFix(rule, run(`curl a && «wget»${wget.slice(4)} && make`), run(`curl a && ${curl} && make`), {
        safe: false,
      });
    }
    expectFix(rule, run('wget a; «curl» -fsSL https://x | sh'), run('wget a; wget -qO- https://x | sh'));
    expectFix(rule, run('wget a; «curl» -sSL -o /y https://x'), run('wget a; wget -qO /y https://x'));
    expectFix(rule, run('wget a; «curl» -fsSLO https://x/y'), run('wget a; wget -q https://x/y'));
    const [commented] = expectFindings(rule, run('curl a && «wget» \\\n  # why\n  https://x/y'));
    expect(commented?.fixes).toBeUndefined();
    for (const other of ['curl -X POST https://x', 'curl https://x > y', 'curl -u a:b https://x']) {
      const [finding] = expectFindings(rule, run(`wget a; «curl»${other.slice(4)}`));
      expect(finding?.fixes).toBeUndefined();
    }
  });
});

describe('wget-progress', () => {
  const rule = 'wget-progress';

  test('marks the name; -nv for the wget of GNU, -q where it may be that of BusyBox', () => {
    expectFix(
      rule,
      run('«wget» https://x && \\\n  «wget» -O y x'),
      run('wget -nv https://x && \\\n  wget -nv -O y x'),
      {
        safe: true,
      },
    );
    for (const image of ['alpine:3.22', 'corp/base:1']) {
      expectFix(rule, `FROM ${image}\nRUN «wget» https://x\n`, `FROM ${image}\nRUN wget -q https://x\n`, {
        safe: true,
      });
    }
    expectFix(
      rule,
      'FROM fedora:43\nONBUILD RUN [«"wget"», "https://x"]\n',
      'FROM fedora:43\nONBUILD RUN ["wget", "-nv", "https://x"]\n',
    );
  });

  test('every way to keep it out of the log counts', () => {
    for (const flag of ['-q', '-nv', '-qO-', '--quiet', '--no-verbose', '--progress=dot:giga', '-o log', '-a log']) {
      expectFindings(rule, run(`wget ${flag} https://x && wget https://x ${flag}`));
    }
    expectFindings(rule, run('wget https://x 2> log; wget https://x &> log; wget --version; wget x 2>&1 | tee log'));
    expectFindings(rule, run('«wget» -nc https://x && «wget» -P /tmp https://x > y'));
  });
});
