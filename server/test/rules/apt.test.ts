import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM debian:13\n';

describe('apt-get-no-install-recommends', () => {
  const rule = 'apt-get-no-install-recommends';

  test('inserts the flag', () => {
    expectFix(
      rule,
      `${from}RUN apt-get update && apt-get «install» -y \\\n  curl\n`,
      `${from}RUN apt-get update && apt-get install --no-install-recommends -y \\\n  curl\n`,
      { safe: false },
    );
    expectFindings(rule, `${from}ONBUILD RUN apt-get «install» -y curl\n`);
  });

  test('not where the line, or a configuration file, says something about it', () => {
    expectFindings(
      rule,
      `${from}RUN apt-get install --no-install-recommends a && apt-get install --install-recommends b\n`,
    );
    expectFindings(rule, `${from}RUN apt-get -o APT::Install-Recommends=false install a\n`);
    expectFindings(
      rule,
      `${from}RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99\nRUN apt-get install a\nFROM debian:13\nRUN apt-get «install» a\n`,
    );
    expectFindings(rule, `${from}RUN apt-get update && apt-get upgrade && apt install a\n`);
  });
});

describe('apt-get-unpinned', () => {
  const rule = 'apt-get-unpinned';

  test('marks the first package of each call', () => {
    const [finding] = expectFindings(
      rule,
      `${from}RUN apt-get update && apt-get install -y -o Dpkg::Options::=--force-confold -t stable \\\n  «curl» a=1 git \\\n # x\n  g h j && apt-get -qq install «"$PACKAGES"»\n`,
    );
    expect(finding?.message).toContain('`curl`, `git`, `g`, `h` …');
  });

  test('versions, releases, files, packages taken off', () => {
    expectFindings(rule, `${from}RUN apt-get install -y a=1.* b/stable ./c.deb /d $X.deb e- f="$V"\n`);
    expectFindings(rule, `${from}RUN apt-get update && apt-get remove curl && apt install curl\n`);
  });
});
