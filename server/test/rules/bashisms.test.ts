import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const debian = (script: string): string => `FROM debian:12\nRUN ${script}\n`;

/** Each rule with what it marks in a RUN that dash runs. */
const marked: readonly (readonly [rule: string, script: string])[] = [
  ['bashism-process-substitution', 'diff «<(sort a)» «<(sort b)»'],
  ['bashism-here-string', 'cat «<<< hello»'],
  ['bashism-brace-expansion', 'mkdir -p /a/«{b,c}» "{d,e}" \\{f,g\\} {} && x={a,b}'],
  ['bashism-double-bracket', 'if «[[» -f /x ]]; then true; fi'],
  ['bashism-double-equals-test', '[ a «==» b ] || test a «==» b || echo =='],
  ['bashism-ampersand-redirect', 'make «&> log»; make «&>> log»; make >&2'],
  ['bashism-plus-equals', '«x+=»b; echo x+=b'],
  ['bashism-arrays', '«x=(a b)»; «y[0]=a»'],
  ['bashism-array-reference', 'echo "«${x[0]}»" «${#x[@]}» "${x}[0]"'],
  ['bashism-echo-flags', 'echo «-e» a; echo «-ne» a; echo -n a; echo "a -e"; /bin/echo -e a'],
  ['bashism-set-pipefail', 'set -eo «pipefail» && set -o errexit && echo pipefail'],
  ['bashism-local', '«local» x=1; f() { local y=1; }; f'],
  ['bashism-pushd-popd', '«pushd» a; make; «popd»; «shopt» -s x; ./declare'],
  ['bashism-source', '«source» ./env; . ./env'],
  ['bashism-string-indexing', 'echo "«${x:1:2}»" "${x:-1}"'],
  ['bashism-string-replacement', 'echo "«${x/a/b}»" "${x%a}"'],
];

describe('what dash does not have', () => {
  test.each(marked)('%s', (rule, script) => {
    expectFindings(rule, debian(script));
    expectFindings(rule, debian(script).replace('debian:12', 'node:22'));
  });

  const bare = (script: string): string => script.replace(/[«»]/g, '');
  test.each(marked)('%s: silent where a real bash runs it, unless it is reported everywhere', (rule, script) => {
    const text = bare(script);
    expectFindings(rule, `FROM debian:13\nSHELL ["/bin/bash", "-c"]\nRUN ${text}\n`);
    expectFindings(rule, `FROM debian:13\nRUN <<EOF\n#!/bin/bash\n${text}\nEOF\n`);
    expectFindings(rule, `FROM debian:13\n# hadolint shell=bash\nRUN ${text}\n`);
    if (rule === 'bashism-local') return;
    for (const image of [
      'fedora:43',
      'registry.access.redhat.com/ubi9/ubi-minimal',
      'eclipse-temurin:21-ubi9-minimal',
    ]) {
      expectFindings(rule, `FROM ${image}\nRUN ${text}\n`);
    }
    expectFindings(rule, `FROM corp/base:1 AS base\nRUN dnf install -y make\nFROM base\nRUN ${text}\n`);
  });

  test('what BusyBox has is silent on Alpine, what it has not is reported', () => {
    for (const rule of [
      'bashism-double-bracket',
      'bashism-double-equals-test',
      'bashism-source',
      'bashism-set-pipefail',
    ]) {
      expectFindings(rule, 'FROM node:22-alpine\nRUN set -o pipefail; source ./x; [[ a = b ]] || [ a == b ]\n');
    }
    expectFindings('bashism-here-string', 'FROM alpine:3.22\nRUN cat «<<< a»\n');
    expectFindings('bashism-brace-expansion', 'FROM alpine:3.22\nRUN mkdir a/«{b,c}»\n');
    expectFindings('bashism-pushd-popd', 'FROM corp/base:1\nRUN apk add make && «pushd» /src\n');
  });

  test('images of Java by their tags', () => {
    const rule = 'bashism-double-bracket';
    for (const image of ['openjdk:17', 'openjdk:21-jdk', 'maven:3-amazoncorretto-21', 'tomcat:10-jdk21-corretto']) {
      expectFindings(rule, `FROM ${image}\nRUN [[ a = b ]]\n`);
    }
    for (const image of ['openjdk:11', 'openjdk:17-slim', 'maven:3-amazoncorretto-21-debian', 'maven:3']) {
      expectFindings(rule, `FROM ${image}\nRUN «[[» a = b ]]\n`);
    }
  });

  test('the sh of BusyBox in a folder of that name', () => {
    expectFindings('bashism-double-bracket', 'FROM debian:12\nSHELL ["/busybox/sh", "-c"]\nRUN [[ a = b ]]\n');
  });

  test('braces that bash would leave alone, or that curl expands by itself', () => {
    const rule = 'bashism-brace-expansion';
    expectFindings(rule, debian('x={a,b} && curl -O https://x.org/{a,b} && wget https://x.org/«{a,b}»'));
    expectFindings(rule, debian('curl https://x.org/«{a,b}»'), { options: { everywhere: true } });
  });

  test('pipefail is silent where the tag tells that dash is new enough', () => {
    const rule = 'bashism-set-pipefail';
    const known = [
      'debian:13-slim',
      'debian',
      'debian:trixie',
      'ubuntu:26.04',
      'ubuntu:24.10',
      'python:3.13-slim-trixie',
    ];
    for (const image of known) expectFindings(rule, `FROM ${image}\nRUN set -o pipefail && set -o «posix»\n`);
    const old = ['debian:12.5', 'debian:bookworm', 'ubuntu:24.04', 'node:22', 'debian@sha256:0', 'corp/debian:13'];
    for (const image of old) expectFindings(rule, `FROM ${image}\nRUN set -o «pipefail»\n`);
  });

  test('everywhere: whatever the base image is, as hadolint does', () => {
    const options = { options: { everywhere: true } };
    expectFindings('bashism-double-bracket', 'FROM fedora:43\nRUN «[[» a = b ]]\n', options);
    expectFindings('bashism-local', 'FROM debian:13\nRUN f() { «local» x=1; }; f\n', options);
    expectFindings('bashism-echo-flags', 'FROM fedora:43\nRUN echo «-n» a\n', options);
    expectFindings('bashism-echo-flags', 'FROM debian:13\nSHELL ["/bin/dash", "-c"]\nRUN echo -n a\n', options);
    expectFindings('bashism-double-bracket', 'FROM alpine:3.22\nSHELL ["/bin/ash", "-c"]\nRUN [[ a = b ]]\n', options);
    expectFindings('bashism-double-equals-test', debian('[[ a «==» b && c =~ d ]]'), options);
    expectFindings('bashism-other', debian('[[ a == b && «c =~ d» ]]'), options);
  });

  test('not in PowerShell, on Windows images, in comments and quotes', () => {
    expectFindings('bashism-other', 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN foo |& bar\n');
    expectFindings('bashism-here-string', debian("echo '<<< a' \\\n # cat <<< a\n && true"));
  });
});

describe('bashism-other', () => {
  const rule = 'bashism-other';
  test('syntax, expansions, builtins and variables', () => {
    expectFindings(rule, debian('echo «${x^^}» "«${!y}»" «$\'a\\tb\'» $((«x++»))'));
    expectFindings(rule, debian('«((x = 1))»; «function» f { true; }; a «|&» b; «let» x=1'));
    expectFindings(rule, debian("read «-a» x; trap 'rm x' «ERR»; printf «%q» a; export «-f» f; [ «-v» x ]"));
    expectFindings(rule, debian('echo «$RANDOM» «${UID}» $HOSTNAME "$LINENO"; cat x «> /dev/tcp/a/1»'));
  });

  test('a variable that the Dockerfile or the script sets is no bash variable', () => {
    expectFindings(rule, 'FROM debian:13\nARG UID=1000\nRUN useradd -u "$UID" app && SECONDS=1 && echo "$SECONDS"\n');
  });

  test('what every shell has is reported everywhere only', () => {
    expectFindings(rule, debian('[ a -nt b ] || ulimit -n 10 || ls [^a]*'));
    const options = { options: { everywhere: true } };
    expectFindings(rule, debian('[ a -nt b ] || [ a «\\<» b ] || ulimit «-n» 10 || ls «[^a]»*'), options);
    const dash = 'FROM debian:13\nSHELL ["/bin/dash", "-c"]\n';
    expectFindings(rule, `${dash}RUN [ a \\< b ] || ulimit -n 10 || trap x int || ls «[^a]»*\n`, options);
  });
});

describe('fixes', () => {
  test('each rule writes it as plain sh', () => {
    const cases = [
      ['bashism-brace-expansion', 'mkdir a/«{b,c}»/d', 'mkdir a/b/d a/c/d'],
      ['bashism-brace-expansion', 'for i in «{1..3}»; do echo $i; done', 'for i in 1 2 3; do echo $i; done'],
      ['bashism-double-bracket', 'if «[[» $x == "b" ]]; then a; fi', 'if [ "$x" = "b" ]; then a; fi'],
      ['bashism-double-equals-test', '[ "$x" «==» b ]', '[ "$x" = b ]'],
      ['bashism-ampersand-redirect', 'make «&> log»', 'make > log 2>&1'],
      ['bashism-ampersand-redirect', 'make «&>>log»', 'make >>log 2>&1'],
      ['bashism-plus-equals', '«x+=»b', 'x="${x}"b'],
      ['bashism-echo-flags', 'echo «-e» "a\\tb"', 'printf \'%b\\n\' "a\\tb"'],
      ['bashism-local', '«local» x=1', 'x=1'],
      ['bashism-source', '«source» env', '. ./env'],
    ] as const;
    for (const [rule, bad, good] of cases) expectFix(rule, debian(bad), debian(good), { safe: false });
  });

  test('or puts the RUN under bash', () => {
    const title = 'Insert `SHELL ["/bin/bash", "-c"]` above';
    expectFix(
      'bashism-here-string',
      'FROM debian:13\nRUN cat «<<< a»\n',
      'FROM debian:13\nSHELL ["/bin/bash", "-c"]\nRUN cat <<< a\n',
      { title, safe: false },
    );
  });

  test('above the comment that says what is left out of the RUN', () => {
    expectFix(
      'bashism-here-string',
      'FROM debian:13\n# why\n# hadolint ignore=DL3003\n  RUN cat «<<< a»\n',
      'FROM debian:13\n# why\n  SHELL ["/bin/bash", "-c"]\n# hadolint ignore=DL3003\n  RUN cat <<< a\n',
      { title: 'Insert `SHELL ["/bin/bash", "-c"]` above' },
    );
  });
});
