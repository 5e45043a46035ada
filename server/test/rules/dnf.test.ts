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
