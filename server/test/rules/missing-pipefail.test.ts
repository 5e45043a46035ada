import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'missing-pipefail';
const on = (image: string, script: string): string => `FROM ${image}\nRUN ${script}\n`;
const debian = (script: string): string => on('debian:12', script);

describe(rule, () => {
  test('marks the first pipe of a RUN whose failure would be lost', () => {
    expectFindings(rule, debian('curl x «|» sh'));
    expectFindings(rule, debian('a && curl x \\\n  # unpack\n  «|» tar xz | cat && b | c'));
    expectFindings(rule, debian('set -e; curl x «|» sh; make'));
    expectFindings(rule, debian('V=$(curl x «|» jq .v) && make'));
    expectFindings(rule, 'FROM debian:12\nRUN <<EOF\nset -e\ncurl x «|» sh\nEOF\nONBUILD RUN curl x «|» sh\n');
    expectFindings(rule, 'FROM debian:12\r\nRUN a && \\\r\n  curl x «|» sh\r\n');
    expectFindings(rule, 'FROM debian:12\nRUN ["/bin/sh", "-c", "curl x «|» sh"]\n');
  });

  test('not where pipefail is on: by SHELL, also of a parent stage, by set, by #!', () => {
    const shell = 'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]\n';
    expectFindings(rule, `FROM debian:12 AS a\n${shell}RUN curl x | sh\nFROM a\nRUN curl x | sh\n`);
    expectFindings(rule, `FROM debian:12\nRUN curl x «|» sh\n${shell}RUN curl x | sh\n`);
    expectFindings(rule, debian('set -o pipefail && curl x | sh'));
    expectFindings(rule, debian('set -euxo pipefail; curl x | sh'));
    expectFindings(rule, debian('curl x «|» sh && set -o pipefail'));
    expectFindings(rule, 'FROM debian:12\nRUN <<EOF\n#!/bin/bash -eo pipefail\ncurl x | sh\nEOF\n');
    expectFindings(rule, 'FROM debian:12\nRUN ["bash", "-o", "pipefail", "-c", "curl x | sh"]\n');
  });

  test('not where nothing can fail before the pipe, or nobody looks at the result', () => {
    expectFindings(rule, debian("echo y | apt-get remove x && printf 'a\\n' | tee b && yes | sh x"));
    expectFindings(rule, debian('curl x | sh || true'));
    expectFindings(rule, debian("ldd x | grep 'not found' && exit 1 || :"));
    expectFindings(rule, debian('if dpkg -l | grep -q curl; then make; fi'));
    expectFindings(rule, debian('curl x | sh; make'));
    expectFindings(rule, debian('echo "$(uname -a | cut -c1)"'));
    expectFindings(rule, 'FROM debian:12\nRUN cat <<EOF | sh\necho\nEOF\n');
    expectFindings(rule, debian("grep 'a|b' file || echo 'a | b'"));
  });

  test('every pipe, as hadolint reports them', () => {
    const options = { options: { everyPipe: true } };
    expectFindings(rule, debian('echo y «|» sh'), options);
    expectFindings(rule, debian('curl x «|» sh; make | tee log'), options);
    expectFindings(rule, debian('set -o pipefail && echo y | sh'), options);
    expectFindings(rule, 'FROM debian:12\nONBUILD RUN curl x | sh\n', options);
    const sh = 'SHELL ["/bin/sh", "-o", "pipefail", "-c"]\n';
    expectFindings(rule, `FROM debian:12\n${sh}RUN curl x «|» sh\nFROM alpine:3.22\n${sh}RUN curl x | sh\n`, options);
  });

  test('not in PowerShell, nor in the cmd of a Windows image', () => {
    expectFindings(rule, 'FROM x:1\nSHELL ["pwsh", "-Command"]\nRUN Get-Item x | Remove-Item\n');
    expectFindings(rule, on('mcr.microsoft.com/windows/nanoserver:ltsc2022', 'type x | find "y"'));
  });

  test('one SHELL for all RUNs of a stage', () => {
    expectFix(
      rule,
      'FROM debian:12\nRUN a «|» b\nUSER app\nRUN c «|» d\n',
      'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nUSER app\nRUN c | d\n',
      { safe: false },
    );
    const stage = (lines: string): string => `FROM debian:12\n${lines}\n`;
    const shell = 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n';
    expectFix(
      rule,
      stage('RUN a «|» b\nRUN c «|» d') + stage('RUN e «|» f'),
      stage(`${shell}RUN a | b\nRUN c | d`) + stage(`${shell}RUN e | f`),
    );
    expectFix(
      rule,
      'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a «|» b\n',
      'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\n',
    );
    expectFix(
      rule,
      on('alpine:3.22', 'a «|» b'),
      'FROM alpine:3.22\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nRUN a | b\n',
    );
  });

  test('or set in this RUN, where the shell is known to have it', () => {
    const options = { title: 'Insert `set -o pipefail`' };
    for (const image of ['alpine:3.22', 'fedora:43', 'debian:13']) {
      expectFix(rule, on(image, 'a «|» b'), on(image, 'set -o pipefail && a | b'), options);
    }
    expectFix(
      rule,
      'FROM alpine:3.22\nRUN <<EOF\na «|» b\nEOF\n',
      'FROM alpine:3.22\nRUN <<EOF\nset -o pipefail\na | b\nEOF\n',
      options,
    );
    expect(() => expectFix(rule, debian('a «|» b'), '', options)).toThrow('no such fix');
  });
});
