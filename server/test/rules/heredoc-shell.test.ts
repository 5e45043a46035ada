import { describe, expect, test } from 'vitest';
import { parse } from '../../src/dockerfile/dockerfile.ts';
import { tokenAt } from '../../src/dockerfile/tokens.ts';
import { expectFindings, expectFix } from '../harness.ts';

const run = (line: string, body = 'a\nb'): string => `FROM debian:12\nRUN ${line}\n${body}\nEOF\n`;

describe('the body of a heredoc that a shell of the same line reads', () => {
  test('is a script, before the shell and behind it', () => {
    for (const line of [
      '<<EOF bash',
      'bash <<EOF',
      '<<EOF /bin/sh -x',
      '/bin/bash -s <<EOF',
      '\\\n  # c\n  <<EOF \\\n  sh',
    ]) {
      expectFindings('apt-get-missing-yes', run(line, 'set -e\napt-get «install» curl'));
    }
    const crlf = run('<<EOF', 'apt-get \\\n  «install» \\\n  curl').replaceAll('\n', '\r\n');
    expectFindings('apt-get-missing-yes', crlf);
    expectFindings('apt-get-missing-yes', run('<<EOF python3', 'apt-get install curl'));
    expectFindings('apt-get-missing-yes', run('cat <<EOF > bash', 'apt-get install curl'));
    expectFindings('apt-get-missing-yes', run('bash script.sh <<EOF', 'apt-get install curl'));
  });

  test('and the shell is a command with words of its own', () => {
    const file = parse(run('--network=none <<EOF bash -e', 'ls'));
    const kind = (word: string): string | undefined => tokenAt(file, file.text.indexOf(word))?.kind;
    expect(['bash', '-e', 'ls'].map(kind)).toEqual(['command', 'command-flag', 'command']);
  });

  test('has the options of that shell', () => {
    expectFindings('missing-pipefail', run('<<EOF bash -eo pipefail', 'curl x | sh'));
    expectFindings('heredoc-run-without-errexit', run('<<EOF bash -e'));
    expectFindings('heredoc-run-without-errexit', run('«<<EOF» bash'));
    expectFindings('bashism-double-bracket', run('<<EOF bash', '[[ -f x ]]'));
    expectFindings('bashism-double-bracket', run('<<EOF sh', '«[[» -f x ]]'));
  });

  test('is mended in its own lines', () => {
    const options = { options: { builderStages: true }, title: 'Delete the lists at the end of the RUN' };
    expectFix(
      'apt-lists-not-removed',
      run('<<EOF bash', '  set -e\n  apt-get «update»'),
      run('<<EOF bash', '  set -e\n  apt-get update\n  rm -rf /var/lib/apt/lists/*'),
      options,
    );
  });
});
