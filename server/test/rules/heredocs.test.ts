import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM alpine:3.22\n';

describe('unterminated-heredoc', () => {
  const rule = 'unterminated-heredoc';

  test('appends the terminator where the body seems to end', () => {
    expectFix(rule, `${from}RUN «<<EOF»\necho a\n\nCOPY a b\n`, `${from}RUN <<EOF\necho a\nEOF\n\nCOPY a b\n`, {
      safe: false,
    });
    expectFix(rule, `${from}COPY «<<"A"» /x`, `${from}COPY <<"A" /x\nA`);
    expectFix(rule, 'FROM scratch\r\nRUN «<<EOF»\r\nx\r\n', 'FROM scratch\r\nRUN <<EOF\r\nx\r\nEOF\r\n');
  });

  test('or takes the blanks off the line that was meant', () => {
    expectFix(rule, `${from}RUN «<<EOF»\n  x\n  EOF \nUSER 1\n`, `${from}RUN <<EOF\n  x\nEOF\nUSER 1\n`);
    expectFix(rule, `${from}ONBUILD RUN «<<-EOF»\n\tx\n  EOF\n`, `${from}ONBUILD RUN <<-EOF\n\tx\nEOF\n`);
  });

  test('not for ended ones, quoted text, JSON, or a here-document that is a destination', () => {
    expectFindings(rule, `${from}RUN <<-A\n\tx\n\tA\nRUN echo '<<B'\nRUN ["<<C"]\nRUN echo $((1<<2))\nCOPY x <<D\n`);
  });
});

test('heredoc-destination-invalid: the last argument is a path', () => {
  const rule = 'heredoc-destination-invalid';
  expectFindings(rule, `${from}COPY /a «<<EOF»\nx\nEOF\nADD ["/a", «"<<EOF"»]\n`);
  expectFindings(
    rule,
    `${from}COPY <<A <<B /d/\na\nA\nb\nB\nCOPY <<C\nx\nC\nONBUILD COPY /a <<D\nx\nD\nRUN cat <<E\nE\n`,
  );
});

describe('heredoc-terminator-indented-with-spaces', () => {
  const rule = 'heredoc-terminator-indented-with-spaces';

  test('tabs mend it, safely where nothing else ends the here-document', () => {
    expectFix(rule, `${from}RUN <<-EOF\n\tx\n«    »EOF\nUSER 1\n`, `${from}RUN <<-EOF\n\tx\n\tEOF\nUSER 1\n`, {
      safe: true,
    });
    expectFix(
      rule,
      `${from}COPY <<-EOF /a\nx\n«\t »EOF\nCOPY <<-EOF /b\nx\nEOF\n`,
      `${from}COPY <<-EOF /a\nx\n\t\tEOF\nCOPY <<-EOF /b\nx\nEOF\n`,
      { safe: false },
    );
  });

  test('in shell scripts too, but only for <<-', () => {
    expectFindings(rule, `${from}RUN <<EOF\ncat <<-A\n x\n«  »A\nA\nEOF\n`);
    // What the shell takes for text now would be run.
    expectFix(rule, `${from}RUN <<EOF\ncat <<-A\n«  »A\nrm x\nEOF\n`, `${from}RUN <<EOF\ncat <<-A\n\tA\nrm x\nEOF\n`, {
      safe: false,
    });
    expectFindings(rule, `${from}RUN <<-EOF\n\tx\n\tEOF\nRUN <<EOF\n  EOF\nEOF\nRUN <<-EOF\n  EOF x\nEOF\n`);
  });
});

describe('heredoc-run-without-errexit', () => {
  const rule = 'heredoc-run-without-errexit';

  test('inserts set -e as the first line, indented like the body', () => {
    expectFix(
      rule,
      `${from}RUN «<<EOF»\napk update\napk add curl\nEOF\n`,
      `${from}RUN <<EOF\nset -e\napk update\napk add curl\nEOF\n`,
      {
        safe: false,
      },
    );
    expectFix(rule, `${from}RUN «<<-EOF»\n\ta\n\tb\n\tEOF\n`, `${from}RUN <<-EOF\n\tset -e\n\ta\n\tb\n\tEOF\n`);
    expectFix(
      rule,
      `${from}RUN «<<EOF»\n#!/bin/bash\na; b\nEOF\n`,
      `${from}RUN <<EOF\n#!/bin/bash\nset -e\na; b\nEOF\n`,
    );
    expectFix(rule, `${from}RUN «<<EOF»\r\na\r\nb\r\nEOF\r\n`, `${from}RUN <<EOF\r\nset -e\na\r\nb\r\nEOF\r\n`);
  });

  test('also where a shell reads the here-document from its standard input', () => {
    expectFindings(
      rule,
      `${from}RUN «<<EOF» bash\na\nb\nEOF\nRUN bash -x «<<EOF»\na\nb\nEOF\nONBUILD RUN «<<EOF»\na\nb\nEOF\n`,
    );
    expectFindings(
      rule,
      `${from}RUN <<EOF bash -ex\na\nb\nEOF\nRUN python3 <<EOF\na\nb\nEOF\nRUN cat <<EOF > /x\na\nb\nEOF\n`,
    );
  });

  test('every way to stop at the first failure counts', () => {
    for (const line of [
      'set -e',
      'set -eux',
      'set -o errexit',
      'set -xe -o pipefail',
      '#!/bin/sh -e',
      '#!/usr/bin/env -S bash -eu',
    ]) {
      expectFindings(rule, `${from}RUN <<EOF\n${line}\na\nb\nEOF\n`);
    }
    expectFindings(rule, `${from}SHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN <<EOF\na\nb\nEOF\n`);
    // The script of a `#!` line is not run by SHELL.
    expectFindings(rule, `${from}SHELL ["/bin/bash", "-ec"]\nRUN «<<EOF»\n#!/bin/sh\na\nb\nEOF\n`);
  });

  test('not where no failure can go unnoticed', () => {
    const silent = [
      'a && \\\n b',
      'export A=1\nB=2\necho c\na',
      'a || exit 1\nb || true\nc',
      'f() { a; b; }\nf',
      'if ! a; then exit 1; fi\nb',
      '# comment\n\na',
      'for x in 1 2; do a; done',
    ];
    for (const body of silent) expectFindings(rule, `${from}RUN <<EOF\n${body}\nEOF\n`);
    expectFindings(rule, `${from}RUN «<<EOF»\nA=$(b)\nc\nEOF\n`);
    expectFindings(rule, `${from}RUN <<EOF\n#!/usr/bin/env python3\na\nb\nEOF\nRUN <<EOF\na\nb\n`);
    expectFindings(rule, 'FROM x:1\nSHELL ["pwsh", "-c"]\nRUN <<EOF\na\nb\nEOF\n');
  });
});
