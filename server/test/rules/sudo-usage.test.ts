import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'sudo-usage';

describe(rule, () => {
  test('marks and takes out the word', () => {
    expectFix(
      rule,
      'FROM debian:13\nRUN «sudo» apt-get update && \\\n  X=1 «/usr/bin/sudo» make; (cd /x && «sudo» \\\n  make)\n',
      'FROM debian:13\nRUN apt-get update && \\\n  X=1 make; (cd /x && make)\n',
      { safe: false },
    );
    expectFindings(
      rule,
      'FROM debian:13\nONBUILD RUN «sudo» make\nRUN <<EOF\n«sudo» make\nEOF\nRUN [«"sudo"», "make"]\n',
    );
  });

  test('a comment behind it stays', () => {
    expectFix(rule, 'FROM debian:13\nRUN «sudo» \\\n  # why\n  make\n', 'FROM debian:13\nRUN  \\\n  # why\n  make\n');
  });

  test('another user is what USER is for; flags and variables of sudo cannot just be taken out', () => {
    const [finding] = expectFindings(rule, 'FROM debian:13\nRUN «sudo» -u app make\n');
    expect(finding?.message).toContain('USER changes the user');
    expect(finding?.fixes).toBeUndefined();
    for (const words of ['-E make', 'X=1 make', '-- make']) {
      const [other] = expectFindings(rule, `FROM debian:13\nRUN «sudo» ${words}\n`);
      expect(other?.fixes).toBeUndefined();
    }
  });

  test('to install it is another matter', () => {
    expectFindings(rule, "FROM debian:13\nRUN apt-get install -y sudo && echo 'sudo x' && adduser app sudo\n");
  });
});
