import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const run = (script: string): string => `FROM almalinux:9\nRUN ${script}\n`;

describe('yum-missing-yes', () => {
  const rule = 'yum-missing-yes';

  test('marks the sub-command and inserts -y behind it', () => {
    expectFix(
      rule,
      run('yum «install» httpd && \\\n  yum --nogpgcheck «groupinstall» "Tools" && yum «localinstall» a.rpm'),
      run('yum install -y httpd && \\\n  yum --nogpgcheck groupinstall -y "Tools" && yum localinstall -y a.rpm'),
      { safe: true },
    );
    expectFindings(rule, 'FROM almalinux:9\nONBUILD RUN yum «install» httpd\nRUN <<EOF\nyum «install» httpd\nEOF\n');
  });

  test('every way to say yes counts', () => {
    for (const script of [
      'yum -y install x && yum install x -y && yum install -qy x && yum --assumeyes install x',
      'yum --setopt=assumeyes=1 install x && yes | yum install x && echo y | yum install x',
      'yum update && yum clean all && yum list install && echo yum install x',
    ]) {
      expectFindings(rule, run(script));
    }
    expectFindings(rule, 'FROM almalinux:9\nRUN echo assumeyes=1 >> /etc/yum.conf\nRUN yum install x\n');
  });
});

describe('yum-clean-all', () => {
  const rule = 'yum-clean-all';

  test('marks the last install behind which nothing cleans, and cleans at the end', () => {
    expectFix(
      rule,
      run('yum clean all && yum install -y a && yum «install» -y b && make'),
      run('yum clean all && yum install -y a && yum install -y b && make && yum clean all'),
      { safe: true },
    );
    expectFix(
      rule,
      'FROM almalinux:9\nRUN yum «install» -y a \\\n    && make\n',
      'FROM almalinux:9\nRUN yum install -y a \\\n    && make \\\n    && yum clean all\n',
      { safe: true },
    );
    expectFix(rule, run('yum «install» -y a; make'), run('yum install -y a; make && yum clean all'), { safe: false });
  });

  test('no such command where yum may not be there: a mount only', () => {
    for (const script of [
      'if command -v yum; then yum «install» -y a; else apk add a; fi',
      'yum «install» -y a && rpm -e yum',
    ]) {
      const [finding] = expectFindings(rule, run(script));
      expect(finding?.fixes?.map(({ safe }) => safe)).toEqual([false]);
    }
  });

  test('a mount over both folders that it may be', () => {
    expectFix(
      rule,
      run('yum «install» -y a'),
      'FROM almalinux:9\nRUN --mount=type=cache,target=/var/cache/yum,sharing=locked --mount=type=cache,target=/var/cache/dnf,sharing=locked yum install -y a\n',
      { title: 'Keep it in a cache mount instead', safe: false },
    );
  });

  test('not where the cache is emptied or a mount, nor in other stages', () => {
    for (const script of [
      'yum install -y a && yum clean all',
      'yum install -y a && yum -y clean all --enablerepo=x',
      'yum install -y a && dnf clean all',
      'yum install -y a && rm -rf /var/cache/yum',
      'yum install -y a && rm -rf /var/cache/{dnf,yum}/*',
      'yum install -y a && rm -rf /var/cache/*',
      '--mount=type=cache,target=/var/cache/dnf yum install -y a',
    ]) {
      expectFindings(rule, run(script));
    }
    const text = 'FROM almalinux:9 AS a\nRUN yum «install» -y x\nFROM scratch\nCOPY --from=a /x /x\n';
    expectFindings(rule, text.replace(/[«»]/g, ''));
    expectFindings(rule, text, { options: { builderStages: true } });
    expectFindings(rule, run('yum «install» -y a && rm -rf /tmp/* && rm -f x'));
  });
});

describe('yum-unpinned', () => {
  const rule = 'yum-unpinned';

  test('marks the first package without a version behind a dash', () => {
    const [finding] = expectFindings(rule, run('yum install -y httpd-2.4.62 «java-openjdk» git'));
    expect(finding?.message).toContain('`java-openjdk`, `git`:');
    expectFindings(rule, run('yum module install -y nodejs:20 «ruby»'));
    expectFindings(rule, run('yum --enablerepo epel install -y «$TOOLS»'));
  });

  test('not files, groups and variables of the Dockerfile', () => {
    expectFindings(rule, 'FROM almalinux:9\nARG V=1\nENV TOOL=git-2\nRUN yum install -y httpd-$V $TOOL\n');
    expectFindings(rule, run('yum install -y ./a.rpm https://x/a-1.rpm @tools git-2.43.5-2.el9 glibc-2.34:0'));
    expectFindings(rule, run('yum groupinstall -y tools && yum remove git && yum update'));
  });
});
