import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM alpine:3.22\n';

test('env-missing-value: a name alone, in triggers too', () => {
  const rule = 'env-missing-value';
  expectFix(rule, `${from}ENV «A»\nLABEL «a.b»\nONBUILD ENV «C»\n`, `${from}ENV A=\nLABEL a.b=\nONBUILD ENV C=\n`, {
    safe: false,
  });
  expectFindings(rule, `${from}ENV\nENV A=\nENV A b\nARG A\nENV A=1 B\n`);
});

describe('kv-missing-equals', () => {
  const rule = 'kv-missing-equals';

  test('quotes the value that goes on', () => {
    expectFix(rule, `${from}ENV A=one «two three» B=2\n`, `${from}ENV A="one two three" B=2\n`, { safe: false });
    expectFindings(rule, `${from}ENV A="one" «two»\nONBUILD LABEL a=b «c»\n`);
  });

  test('joins what blanks part from the equals sign', () => {
    expectFix(rule, `${from}ENV A=1 «B = 2» C=3\n`, `${from}ENV A=1 B=2 C=3\n`);
    expectFix(rule, `${from}ENV A=1 «B =2»\n`, `${from}ENV A=1 B=2\n`);
    expectFix(rule, `${from}ENV A=1 \\\n    «B 2» \\\n    C=3\n`, `${from}ENV A=1 \\\n    B=2 \\\n    C=3\n`);
  });

  test('not in the old form, in ARG, inside quotes or behind a name that is missing', () => {
    expectFindings(rule, `${from}ENV A b c\nARG A B C\nENV A="b c" D='e f' G=h\\ i\nENV = x\n`);
  });
});

describe('kv-missing-name', () => {
  const rule = 'kv-missing-name';

  test('an assignment to nothing', () => {
    expectFindings(rule, `${from}ENV «=x»\nLABEL a=b «=»\nARG «=x»\nENV «=» x\n`);
    expectFix(rule, `${from}ARG A «=» b\n`, `${from}ARG A=b\n`, { safe: false });
  });

  test('not where a word without = is the cause, nor in triggers', () => {
    expectFindings(rule, `${from}ENV A=1 B = 2\nONBUILD ENV =x\nENV A = b\nENV ""=x\n`);
  });
});

describe('kv-space-before-equals', () => {
  const rule = 'kv-space-before-equals';

  test('the value keeps its blanks', () => {
    expectFix(
      rule,
      `${from}ENV A« =»b\nENV A« =» b\nENV A« =» b c\nLABEL a« =» "b c"\nENV A«\t=»\n`,
      `${from}ENV A=b\nENV A=b\nENV A="b c"\nLABEL a="b c"\nENV A=\n`,
      { safe: false },
    );
  });

  test('no fix where more pairs may follow; nothing for other values', () => {
    expectFindings(rule, `${from}ENV A« =» 1 B = 2\nENV A b=c\nENV A==\nARG A = b\n`);
  });
});

describe('kv-unterminated-double-quote', () => {
  const rule = 'kv-unterminated-double-quote';

  test('to the end of its line, past which it swallows the rest', () => {
    expectFix(rule, `${from}ENV A=«"x y» \\\n    B=z\n`, `${from}ENV A="x y" \\\n    B=z\n`, { safe: false });
    expectFix(rule, `${from}LABEL a «"b»\n`, `${from}LABEL a "b"\n`);
    expectFix(rule, `${from}ENV A=5«"»\n`, `${from}ENV A=5\\"\n`);
  });

  test('name and value are read apart', () => {
    expectFix(rule, `${from}ENV «"A»=b c"\n`, `${from}ENV A="b c"\n`);
    expectFix(rule, `${from}ARG "A=b c«"»\n`, `${from}ARG A="b c"\n`);
    expectFindings(rule, `${from}ARG "A=b\nENV "A"="b"\n`);
  });

  test('in paths, which the JSON form may hold', () => {
    expectFix(rule, `${from}COPY «"a» b" /c\n`, `${from}COPY ["a b", "/c"]\n`);
    expectFix(rule, `${from}WORKDIR «"/a b»\nUSER 1\n`, `${from}WORKDIR "/a b"\nUSER 1\n`);
    expectFindings(rule, `${from}COPY [«"a\\"b"», "/c"]\nWORKDIR "/a b"\n`);
  });

  test('not where the builder reads no quotes, nor escaped or inside single quotes', () => {
    expectFindings(rule, `${from}RUN echo "\nCMD echo "\nMAINTAINER "x\nONBUILD ENV A="x\nENV A=\\" B='"'\n`);
    expectFindings(rule, '# escape=`\nFROM scratch\nENV A="C:\\" B=`"\n');
  });
});

test('kv-unterminated-single-quote: apostrophes', () => {
  const rule = 'kv-unterminated-single-quote';
  expectFix(rule, `${from}LABEL a it«'s nice»\n`, `${from}LABEL a it\\'s nice\n`, { safe: false });
  expectFix(rule, `${from}ENV A=«'x»\n`, `${from}ENV A='x'\n`);
  expectFindings(rule, `${from}LABEL a "it's nice"\nENV A='x' B=it\\'s\n`);
});
