import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

describe.each([
  ['multiple-cmd', 'CMD ["a"]'],
  ['multiple-entrypoint', 'ENTRYPOINT ["a"]'],
  ['multiple-healthcheck', 'HEALTHCHECK CMD ["a"]'],
])('%s', (rule, line) => {
  test('marks the earlier ones as unnecessary, points to the next, and deletes them', () => {
    const [first, second] = expectFindings(rule, `FROM x:1\n«${line}»\nRUN a\n«${line}»\n${line}\n`);
    expect(first?.tags).toEqual(['unnecessary']);
    expect(first?.related?.[0]?.range.start.line).toBe(3);
    expect(second?.related?.[0]?.range.start.line).toBe(4);
    expectFix(rule, `FROM x:1\n«${line}»\nRUN a\n«${line}»\n${line}\n`, `FROM x:1\nRUN a\n${line}\n`, { safe: true });
  });

  test('each stage for itself, ONBUILD left out', () => {
    expectFindings(rule, `FROM x:1 AS a\n${line}\nFROM a\n${line}\nONBUILD ${line}\n`);
  });

  test('hadolint reports the later ones, where its users put their comments', () => {
    const hadolint = { settings: { preset: 'hadolint' } } as const;
    const [finding] = expectFindings(rule, `FROM x:1\n${line}\n«${line}»\n«${line}»\n`, hadolint);
    expect(finding?.related?.[0]?.range.start.line).toBe(1);
    expectFix(rule, `FROM x:1\n${line} b\n«${line}»\n`, `FROM x:1\n${line}\n`, { safe: true, ...hadolint });
  });
});

test('a comment for hadolint above the later one silences it in every preset', () => {
  const text = 'FROM x:1\nCMD ["a"]\n# hadolint ignore=DL4003\nCMD ["b"]\n';
  expectFindings('multiple-cmd', text);
  expectFindings('multiple-cmd', text, { settings: { preset: 'hadolint' } });
  expectFindings('multiple-cmd', text.replace('DL4003', 'DL4004').replace('CMD ["a"]', '«CMD ["a"]»'));
});

test('BuildKit marks the earlier one, and reads the comments of the later one', () => {
  const text = 'FROM x:1\nCMD ["a"]\n# check=skip=MultipleInstructionsDisallowed\nCMD ["b"]\n';
  expectFindings('multiple-cmd', text);
  expectFindings('multiple-cmd', text.replace('MultipleInstructionsDisallowed', 'all'));
  expectFindings('multiple-cmd', text.replace('Multiple', 'Other').replace('CMD ["a"]', '«CMD ["a"]»'));
  expectFindings('unused-suppression', text);
});

test('with its continuation lines, at the end of CRLF lines', () => {
  expectFix(
    'multiple-cmd',
    'FROM x:1\r\n«CMD a && \\\r\n  # and\r\n  b»\r\nCMD ["c"]\r\n',
    'FROM x:1\r\nCMD ["c"]\r\n',
  );
});

test('HEALTHCHECK NONE counts', () => {
  expectFindings('multiple-healthcheck', 'FROM x:1\n«HEALTHCHECK --interval=5s CMD a»\nHEALTHCHECK NONE\n');
});
