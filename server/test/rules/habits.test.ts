import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

/** What one does on a machine, and need not do in an image. */

const run = (script: string): string => `FROM debian:13\nRUN ${script}\n`;

describe('useless-container-command', () => {
  const rule = 'useless-container-command';

  test('marks the program, and takes the RUN away where it holds nothing else', () => {
    expectFix(
      rule,
      'FROM debian:13\nRUN «service» nginx start\nRUN make && \\\n  «ps» aux && «/usr/bin/top»\n',
      'FROM debian:13\nRUN make && \\\n  ps aux && /usr/bin/top\n',
      { safe: false },
    );
    const [finding] = expectFindings(rule, 'FROM debian:13\nONBUILD RUN «free» -m\n');
    expect(finding?.fixes).toBeUndefined();
    expectFindings(rule, run('«ssh» git@example.com'));
  });

  test('not as an argument, nor ssh with the agent that the RUN is given', () => {
    expectFindings(rule, run('apt-get install -y vim ssh && umount x && systemctl kill x && which ps'));
    expectFindings(rule, run('--mount=type=ssh ssh -T git@example.com'));
    expectFindings(rule, 'FROM debian:13\nCMD service nginx start\n');
  });
});

describe('ln-bin-sh', () => {
  const rule = 'ln-bin-sh';

  test('marks the link, and puts SHELL in place of a RUN that does nothing else', () => {
    expectFix(
      rule,
      'FROM debian:13\nRUN rm /bin/sh && \\\n  ln -s /bin/bash «/bin/sh»\nRUN x\n',
      'FROM debian:13\nSHELL ["/bin/bash", "-c"]\nRUN x\n',
      { safe: false },
    );
    expectFix(rule, run('ln -sf bash «/usr/bin/sh»'), 'FROM debian:13\nSHELL ["/bin/bash", "-c"]\n');
    for (const script of ['make && ln -sf bash «/bin/sh»', 'rm /x && ln -s bash «/bin/sh»', 'ln -sf /x/y «/bin/sh»']) {
      const [finding] = expectFindings(rule, run(script));
      expect(finding?.fixes).toBeUndefined();
    }
    expectFindings(rule, 'FROM debian:13\nONBUILD RUN ln -sf bash «/bin/sh»\n');
  });

  test('not where it is the target of the link, or another file', () => {
    expectFindings(rule, run('ln -s /bin/sh /usr/local/bin/shell && ln -s /bin/bash /usr/local/bin/sh && ln /bin/sh'));
  });
});

describe('cd-instead-of-workdir', () => {
  const rule = 'cd-instead-of-workdir';

  test('moves the folder to a WORKDIR; comments and indentation stay', () => {
    expectFix(
      rule,
      'FROM a:1\n# hadolint ignore=DL3008\n  RUN «cd /x» && \\\n # why\n  make\n',
      'FROM a:1\n  WORKDIR /x\n# why\n# hadolint ignore=DL3008\n  RUN make\n',
      { safe: false },
    );
  });
});

describe('missing-healthcheck', () => {
  const rule = 'missing-healthcheck';

  test('marks the FROM of the last stage, and of others that no stage uses', () => {
    expectFindings(rule, 'FROM x:1 AS a\nHEALTHCHECK CMD true\n«FROM» y:1\nCMD ["x"]\nONBUILD HEALTHCHECK NONE\n');
    expectFindings(
      rule,
      'FROM x:1 AS a\nFROM a AS b\nFROM b AS c\nHEALTHCHECK NONE\n«FROM» b AS d\nCOPY --from=c /x /y\n',
    );
    expectFindings(rule, '«FROM» x:1 AS a\n«FROM» y:1\n');
  });

  test('not where the stage or one that it builds on has one', () => {
    expectFindings(rule, 'FROM x:1\nHEALTHCHECK NONE\n');
    expectFindings(rule, 'FROM x:1 AS a\nHEALTHCHECK CMD true\nFROM a\nCMD ["x"]\n');
    expectFindings(rule, 'ARG X\n');
  });
});
