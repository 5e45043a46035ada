import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM fedora:43\n';

describe('dnf-clean-all', () => {
  const rule = 'dnf-clean-all';

  test('appends the clean-up of the same tool', () => {
    expectFix(
      rule,
      `${from}RUN dnf install -y a && \\\n    dnf «upgrade» -y\n`,
      `${from}RUN dnf install -y a && \\\n    dnf upgrade -y && \\\n    dnf clean all\n`,
      { safe: true },
    );
    expectFix(rule, `${from}RUN microdnf -y «install» a\n`, `${from}RUN microdnf -y install a && microdnf clean all\n`);
    expectFix(rule, `${from}RUN dnf -y «in» a; echo\n`, `${from}RUN dnf -y in a; echo && dnf clean all\n`, {
      safe: false,
    });
  });

  test('any clean-up behind the last installation counts, also where one stands before', () => {
    expectFindings(rule, `${from}RUN dnf clean all && dnf install -y a && dnf clean all\n`);
    expectFindings(rule, `${from}RUN dnf install -y a && dnf clean all && dnf «install» -y b\n`);
    expectFindings(rule, `${from}RUN microdnf «install» -y a && dnf clean all\n`);
    for (const clean of ['dnf -y clean all', 'yum clean all', 'rm -rf /var/cache/libdnf5/*', 'rm -rf /var/cache/dnf']) {
      expectFindings(rule, `${from}RUN dnf install -y a && ${clean}\n`);
    }
    expectFindings(rule, `${from}RUN dnf remove -y a && dnf module enable -y b\n`);
  });

  test('not with a cache mount; the mount fix takes the folder of the distribution', () => {
    for (const target of ['/var/cache/dnf', '/var/cache/libdnf5', '/var/cache', '/home/a/.cache/libdnf5']) {
      expectFindings(rule, `${from}RUN --mount=type=cache,target=${target} dnf install -y a\n`);
    }
    const mount = (image: string, command: string): string | undefined =>
      expectFindings(rule, `FROM ${image}\nRUN ${command} «install» -y a\n`)[0]?.fixes?.at(-1)?.edits[0]?.newText;
    expect(mount('fedora:43', 'dnf')).toContain('target=/var/cache/libdnf5,');
    expect(mount('rockylinux:9', 'dnf')).toContain('target=/var/cache/dnf,');
    expect(mount('registry.access.redhat.com/ubi9-minimal:9.6', 'microdnf')).toContain('target=/var/cache/yum,');
  });

  test('in stages that the image is not made of only with the option', () => {
    const stages = (verb: string): string =>
      `FROM fedora:43 AS a\nRUN dnf ${verb} -y a\nFROM scratch\nCOPY --from=a / /\n`;
    expectFindings(rule, stages('install'));
    expectFindings(rule, stages('«install»'), { settings: { preset: 'hadolint' } });
  });
});

describe('dnf-missing-yes', () => {
  const rule = 'dnf-missing-yes';

  test('inserts -y behind the sub-command', () => {
    expectFix(
      rule,
      `${from}RUN dnf «install» \\\n  a && dnf --nodocs «groupinstall» b && dnf «group» install c\n`,
      `${from}RUN dnf install -y \\\n  a && dnf --nodocs groupinstall -y b && dnf group install -y c\n`,
      { safe: true },
    );
    expectFix(rule, `${from}RUN ["dnf", «"install"», "a"]\n`, `${from}RUN ["dnf", "install", "-y", "a"]\n`);
    expectFindings(rule, `${from}ONBUILD RUN dnf «localinstall» a.rpm\n`);
  });

  test('microdnf asks in new images only', () => {
    expect(expectFindings(rule, `${from}RUN microdnf «install» a\n`)[0]?.message).toContain('Enterprise Linux 9');
  });

  test('every way to answer', () => {
    for (const command of [
      'dnf -y install a',
      'dnf install a -qy',
      'dnf --assumeyes install a',
      'dnf install --setopt=assumeyes=True a',
      'yes | dnf install a',
    ]) {
      expectFindings(rule, `${from}RUN ${command}\n`);
    }
    expectFindings(rule, `${from}RUN echo assumeyes=1 >> /etc/dnf/dnf.conf\nRUN dnf install a\n`);
    expectFindings(rule, `${from}RUN dnf makecache && dnf module enable b && yum install c && echo dnf install\n`);
  });
});

describe('dnf-unpinned', () => {
  const rule = 'dnf-unpinned';

  test('a version is a part behind a dash that begins with a digit', () => {
    expectFindings(rule, `${from}RUN dnf -y install «gcc-c++» git-2.51.0 \\\n  glibc-langpack-en java-21-openjdk\n`);
    expectFindings(rule, `${from}RUN microdnf install -y --enablerepo crb a-1:2.0-3.fc43 b-2* ./c.rpm /usr/bin/d @e\n`);
  });

  test('variables that the file sets; others', () => {
    expectFindings(rule, `${from}ARG V=1\nENV P=a-1\nRUN dnf install -y a-$V "\${P}" «$Q»\n`);
  });

  test('modules have a stream, groups nothing', () => {
    expectFindings(rule, `${from}RUN dnf module install -y «nodejs» && dnf module install -y php:8.3\n`);
    expectFindings(rule, `${from}RUN dnf group install -y a && dnf groupinstall -y b && dnf upgrade -y c\n`);
  });
});
