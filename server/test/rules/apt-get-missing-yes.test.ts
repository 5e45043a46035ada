import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'apt-get-missing-yes';

describe(rule, () => {
  test('marks the sub-command and inserts -y behind it', () => {
    expectFix(rule, 'FROM debian:13\nRUN apt-get «install» curl\n', 'FROM debian:13\nRUN apt-get install -y curl\n', {
      safe: true,
    });
  });

  test('every spelling of "yes" counts', () => {
    for (const flags of ['-y', '--yes', '--assume-yes', '-qy', '-qq', '-q -q', '-q=2', '--quiet --quiet']) {
      expectFindings(rule, `FROM debian:13\nRUN apt-get ${flags} install curl && apt-get install curl ${flags}\n`);
    }
    expectFindings(rule, 'FROM debian:13\nRUN apt-get -q «install» curl\n');
  });

  test('nor where something else answers or nothing asks', () => {
    for (const line of [
      'yes | apt-get install curl',
      'apt-get install -y=true curl',
      'if apt-get install -s curl; then true; fi',
      'apt-get --dry-run install curl',
    ]) {
      expectFindings(rule, `FROM debian:13\nRUN ${line}\n`);
    }
    expectFindings(
      rule,
      `FROM debian:13\nRUN apt-get «install» curl\nRUN echo 'APT::Get::Assume-Yes "true";' >/etc/apt/apt.conf.d/90yes\nRUN apt-get install git\n`,
    );
    expectFindings(rule, 'FROM debian:13\nRUN cat x | apt-get «install» curl\n');
  });

  test('through continuations, comments and blank lines, with several calls in one RUN', () => {
    expectFix(
      rule,
      'FROM debian:13\nRUN apt-get update \\\n # tools\n\n && apt-get «install» \\\n  curl && \\\n apt-get -q «install» git\n',
      'FROM debian:13\nRUN apt-get update \\\n # tools\n\n && apt-get install -y \\\n  curl && \\\n apt-get -q install -y git\n',
    );
  });

  test('a continuation that touches a word is no part of it', () => {
    const words = 'apt-get «install»\\\n  # tools\n  curl && apt-get «inst\\\nall» git && apt-get «install»\\\n&& true';
    expectFix(
      rule,
      `FROM debian:13\nRUN ${words}\n`,
      'FROM debian:13\nRUN apt-get install -y\\\n  # tools\n  curl && apt-get inst\\\nall -y git && apt-get install -y\\\n&& true\n',
    );
  });

  test('in heredocs, in ONBUILD, with CRLF and with another escape character', () => {
    expectFindings(rule, 'FROM debian:13\nRUN <<EOF\napt-get «install» curl\nEOF\n');
    expectFindings(rule, 'FROM debian:13\nONBUILD RUN apt-get «install» curl\n');
    expectFindings(rule, 'FROM debian:13\r\nRUN apt-get update && \\\r\n  apt-get «install» curl\r\n');
    expectFindings(
      rule,
      '# escape=`\nFROM debian:13\nSHELL ["/bin/sh", "-c"]\nRUN apt-get update && `\n  apt-get «install» curl\n',
    );
  });

  test('not for other sub-commands, other programs, PowerShell or text', () => {
    expectFindings(rule, 'FROM debian:13\nRUN apt-get update && echo apt-get install curl && apt install curl\n');
    expectFindings(rule, 'FROM x:1\nSHELL ["powershell", "-Command"]\nRUN apt-get install curl\n');
    expectFindings(rule, 'FROM debian:13\nRUN ["apt-get", "update"]\n');
  });

  test('in JSON form, with JSON words', () => {
    expectFix(
      rule,
      'FROM debian:13\nRUN ["apt-get", «"install"», "curl"]\n',
      'FROM debian:13\nRUN ["apt-get", "install", "-y", "curl"]\n',
    );
    expectFix(
      rule,
      'FROM debian:13\nRUN ["apt-get",«"install"»,"curl"]\n',
      'FROM debian:13\nRUN ["apt-get","install","-y","curl"]\n',
    );
    expectFindings(rule, 'FROM debian:13\nRUN ["/bin/bash", "-c", "apt-get update && apt-get «install» curl"]\n');
  });
});
