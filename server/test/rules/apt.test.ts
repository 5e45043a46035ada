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

describe('apt-instead-of-apt-get', () => {
  const rule = 'apt-instead-of-apt-get';

  test('the same command of apt-get', () => {
    expectFix(
      rule,
      `${from}RUN «apt» update \\\n # x\n && «/usr/bin/apt» -y install curl\n`,
      `${from}RUN apt-get update \\\n # x\n && /usr/bin/apt-get -y install curl\n`,
      { safe: true },
    );
    expectFix(rule, `${from}RUN [«"apt"», "install"]\n`, `${from}RUN ["apt-get", "install"]\n`, { safe: true });
    expectFix(
      rule,
      `${from}RUN «apt» upgrade -y && «apt» full-upgrade\n`,
      `${from}RUN apt-get upgrade --with-new-pkgs -y && apt-get dist-upgrade\n`,
    );
  });

  test('apt-cache to search; patterns mean other things', () => {
    expectFix(rule, `${from}RUN «apt» show curl\n`, `${from}RUN apt-cache show curl\n`, { safe: false });
    expectFix(rule, `${from}RUN «apt» install php*\n`, `${from}RUN apt-get install php*\n`, { safe: false });
  });

  test('no fix for what only apt does; not for text and other programs', () => {
    const [finding] = expectFindings(rule, `${from}RUN «apt» list --installed\n`);
    expect(finding?.fixes).toBeUndefined();
    expectFindings(rule, `${from}RUN echo apt install && apt-get install apt && ls /etc/apt\n`);
    expectFindings(rule, `${from}ONBUILD RUN «apt» update\n`);
  });
});

describe('apt-lists-not-removed', () => {
  const rule = 'apt-lists-not-removed';

  test('appends rm in the style of the chain', () => {
    expectFix(
      rule,
      `${from}RUN apt-get «update» \\\n    && apt-get install -y a\n`,
      `${from}RUN apt-get update \\\n    && apt-get install -y a \\\n    && rm -rf /var/lib/apt/lists/*\n`,
      { safe: true },
    );
    expectFix(
      rule,
      'FROM debian:13\r\nRUN apt-get «update» && \\\r\n  # x\r\n  apt-get install -y a\r\n',
      'FROM debian:13\r\nRUN apt-get update && \\\r\n  # x\r\n  apt-get install -y a && \\\r\n  rm -rf /var/lib/apt/lists/*\r\n',
    );
    expectFix(
      rule,
      `${from}RUN <<EOF\nset -e\napt-get «update»\napt-get install -y a\nEOF\n`,
      `${from}RUN <<EOF\nset -e\napt-get update\napt-get install -y a\nrm -rf /var/lib/apt/lists/*\nEOF\n`,
      { safe: true },
    );
  });

  test('unsafe where a failure would be hidden, or a later RUN needs the lists', () => {
    expectFix(
      rule,
      `${from}RUN apt-get «update»; apt-get install -y a\n`,
      `${from}RUN apt-get update; apt-get install -y a && rm -rf /var/lib/apt/lists/*\n`,
      { safe: false },
    );
    const lists = '&& rm -rf /var/lib/apt/lists/*';
    for (const later of ['apt-get install -y b', './setup.sh', 'playwright install --with-deps', 'apt-cache show b']) {
      expectFix(
        rule,
        `${from}RUN apt-get «update»\nRUN ${later}\n`,
        `${from}RUN apt-get update ${lists}\nRUN ${later}\n`,
        {
          safe: false,
        },
      );
    }
    const own = 'RUN apt-get update && apt-get install -y b && rm -rf /var/lib/apt/lists/*\n';
    expectFix(rule, `${from}RUN apt-get «update»\n${own}`, `${from}RUN apt-get update ${lists}\n${own}`, {
      safe: true,
    });
  });

  test('not behind the end of the script; a comment stays with its line', () => {
    for (const end of ['&& exit 0', '&& exec apt-get install -y a']) {
      const [finding] = expectFindings(rule, `${from}RUN apt-get «update» ${end}\n`);
      expect(finding?.fixes?.map(({ title }) => title)).toEqual(['Keep it in a cache mount instead']);
    }
    expectFix(
      rule,
      `${from}RUN <<EOF\nset -e\napt-get «update» # why\nEOF\n`,
      `${from}RUN <<EOF\nset -e\napt-get update # why\nrm -rf /var/lib/apt/lists/*\nEOF\n`,
      { safe: true },
    );
  });

  test('a cache mount instead', () => {
    const mount = (folder: string): string => `--mount=type=cache,target=${folder},sharing=locked`;
    expectFix(
      rule,
      `${from}RUN apt-get «update»\n`,
      `${from}RUN ${mount('/var/cache/apt')} ${mount('/var/lib/apt/lists')} apt-get update\n`,
      { safe: false, title: 'Keep it in a cache mount instead' },
    );
    for (const target of ['/var/lib/apt', '/var/lib/apt/lists', '/var/lib/']) {
      expectFindings(rule, `${from}RUN --mount=type=cache,target=${target} apt-get update\n`);
    }
    expectFindings(rule, `${from}RUN --mount=type=tmpfs,target=/var/cache/apt apt-get «update»\n`);
  });

  test('only the deletion of these files counts, and only behind the update', () => {
    for (const removal of [
      'rm -rf /var/lib/apt/lists/*',
      'rm -r /var/lib/apt/',
      'rm -rf /var/lib/{cache,apt}/* /tmp/*',
    ]) {
      expectFindings(rule, `${from}RUN apt-get update && ${removal}\n`);
    }
    expectFindings(rule, `${from}RUN rm -rf /var/lib/apt/lists/* && apt-get «update» && rm -rf /tmp/*\n`);
    expectFindings(rule, `${from}RUN apt-get update && apt-get distclean\nRUN aptitude «update»\n`);
  });

  test('in stages that the image is not made of only with the option, if others build on them', () => {
    const stages = (one: string): string =>
      `FROM debian:13 AS a\nRUN apt-get ${one}\nFROM a AS b\nFROM debian:13 AS c\nRUN apt-get update\nFROM scratch\nCOPY --from=b /x /\n`;
    expectFindings(rule, stages('update'));
    expectFindings(rule, stages('«update»'), { options: { builderStages: true } });
  });
});
