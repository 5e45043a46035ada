import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

describe('line-too-long', () => {
  const rule = 'line-too-long';

  test('65,535 bytes are read, one more is not', () => {
    const run = (length: number): string => `RUN ${'x'.repeat(length - 4)}`;
    expectFindings(rule, `FROM scratch\n${run(65535)}\n`);
    expectFindings(rule, `FROM scratch\n«${run(65536)}»\nUSER 1\n`);
    expectFindings(rule, `FROM scratch\n«${run(65536)}»`);
    expectFindings(rule, `FROM scratch\r\n«${run(65535)}»\r\n`);
  });

  test('bytes, not characters, and of each line', () => {
    expectFindings(rule, `FROM scratch\n«# ${'é'.repeat(32767)}»\n# ${'é'.repeat(32766)}\n«# ${'汉'.repeat(21845)}»\n`);
    expectFindings(rule, `FROM scratch\n«# ${'😀'.repeat(16384)}»\n# ${'😀'.repeat(16383)}\n`);
    expectFindings(rule, `FROM scratch\n${'RUN a \\\n b \\\n'.repeat(6000)} c\n`);
  });
});

describe('empty-continuation-line', () => {
  const rule = 'empty-continuation-line';

  test('once for an instruction, and all its blank lines go', () => {
    expectFix(
      rule,
      'FROM scratch\nRUN a \\\n«\n  \n» b \\\n# c\n\n c\nUSER 1\n',
      'FROM scratch\nRUN a \\\n b \\\n# c\n c\nUSER 1\n',
      { safe: true },
    );
    expectFix(rule, 'FROM scratch\r\nRUN a \\\r\n«\r\n» b\r\n', 'FROM scratch\r\nRUN a \\\r\n b\r\n');
  });

  test('with another escape character, and at the end of the file', () => {
    expectFindings(rule, '# escape=`\nFROM scratch\nRUN a `\n«\n» b\nCOPY a C:\\\n\nUSER 1\n');
    expectFix(rule, 'FROM scratch\nRUN a \\\n«\n»', 'FROM scratch\nRUN a \\\n');
    expectFindings(rule, 'FROM scratch\nRUN a \\\n');
  });

  test('not for comments, in here-documents or between instructions', () => {
    expectFindings(rule, 'FROM scratch\n\nRUN a \\\n# c\n  # d\n b\n\nRUN <<EOF\na \\\n\nb\nEOF\n');
  });
});

test('duplicate-escape-directive: each directive once', () => {
  const rule = 'duplicate-escape-directive';
  expectFix(
    rule,
    '# syntax=a/b:1\n# escape=`\n# «SYNTAX» = a/b:1\n# check=skip=all\n# «escape»=\\\nFROM scratch\n',
    '# syntax=a/b:1\n# escape=`\n# check=skip=all\nFROM scratch\n',
    { safe: true },
  );
  expectFindings(rule, '# check=skip=all\n# a comment\n# check=error=true\nFROM scratch\n# escape=`\n# escape=`\n');
});
