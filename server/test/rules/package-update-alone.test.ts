import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'package-update-alone';

describe(rule, () => {
  test('marks an update whose RUN installs nothing, and merges it with the install below', () => {
    expectFix(
      rule,
      'FROM debian:13\nRUN apt-get «update»\n# tools\nRUN apt-get install -y curl\n',
      'FROM debian:13\nRUN apt-get update \\\n# tools\n    && apt-get install -y curl\n',
      { safe: false },
    );
    expectFix(
      rule,
      'FROM alpine:3.22\r\nRUN apk «update»\r\nRUN apk add curl && \\\r\n    rm -rf /x\r\n',
      'FROM alpine:3.22\r\nRUN apk update \\\r\n    && apk add curl && \\\r\n    rm -rf /x\r\n',
    );
    expectFindings(rule, 'FROM debian:13\nRUN apt-get -qq «update» && apt-get purge -y x\nONBUILD RUN apt «update»\n');
    expectFindings(rule, 'FROM debian:13\nRUN <<EOF\napt-get «update»\nEOF\nRUN ["apt-get", «"update"»]\n');
  });

  test('not where the same RUN uses what it fetched, or takes it away', () => {
    for (const script of [
      'apt-get update && apt-get install -y curl',
      'apt-get update; \\\n  apt-get -y upgrade',
      'apt-get update && apt-get build-dep -y x',
      'apt-get update && ./install-tools.sh',
      'apt-get update && xargs -a list apt-get install -y',
      'apt-get update && apt-get $COMMAND',
      'apt-get update && rm -rf /var/lib/apt/lists/*',
      'apt-get update && apt-get dist-clean',
      'apk update && apk add curl',
      'apk add --update curl',
      'apt update && DEBIAN_FRONTEND=noninteractive apt install -y curl',
    ]) {
      expectFindings(rule, `FROM x:1\nRUN ${script}\n`);
    }
    expectFindings(rule, 'FROM x:1\nRUN apt-get install -y curl && apt-get «update»\n');
  });

  test('yum, dnf and zypper upgrade by it: reported only above an install', () => {
    expectFindings(rule, 'FROM fedora:43\nRUN dnf update -y\nCMD ["x"]\n');
    expectFindings(rule, 'FROM fedora:43\nRUN dnf «update» -y\nRUN dnf install -y curl\n');
    expectFindings(rule, 'FROM fedora:43\nRUN dnf update -y && dnf install -y curl\nRUN dnf install -y git\n');
  });
});
