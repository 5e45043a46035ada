import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const run = (script: string): string => `FROM opensuse/leap:15.6\nRUN ${script}\n`;

describe('zypper-missing-non-interactive', () => {
  const rule = 'zypper-missing-non-interactive';

  test('marks the sub-command and inserts -n in front of it', () => {
    expectFix(
      rule,
      run('zypper «in» a && zypper --quiet \\\n  «remove» b && zypper «patch»'),
      run('zypper -n in a && zypper -n --quiet \\\n  remove b && zypper -n patch'),
      { safe: true },
    );
    expectFindings(rule, 'FROM opensuse/leap:15.6\nONBUILD RUN zypper «install» a\nRUN <<EOF\nzypper «si» a\nEOF\n');
  });

  test('every way to say it counts, other sub-commands do not ask', () => {
    expectFindings(rule, run('zypper -n in a && zypper --non-interactive rm b && zypper -qn in c && zypper in -y d'));
    expectFindings(rule, run('zypper install --no-confirm a && yes | zypper in b && zypper ref && zypper se in'));
  });
});

describe('zypper-clean', () => {
  const rule = 'zypper-clean';

  test('marks the install and cleans at the end', () => {
    expectFix(rule, run('zypper -n «in» a && make'), run('zypper -n in a && make && zypper clean --all'), {
      safe: true,
    });
    expectFindings(rule, run('zypper clean && zypper -n «install» a'));
  });

  test('not where the cache is emptied, a mount, or in a stage that only builds', () => {
    expectFindings(rule, run('zypper -n in a && zypper cc -a'));
    expectFindings(rule, run('zypper -n in a && rm -rf /var/cache/zypp/*'));
    expectFindings(rule, run('--mount=type=cache,target=/var/cache/zypp zypper -n in a'));
    expectFindings(rule, run('zypper -n up && zypper -n rm a'));
    const text = 'FROM opensuse/leap:15.6 AS a\nRUN zypper -n «in» x\nFROM scratch\nCOPY --from=a /x /x\n';
    expectFindings(rule, text.replace(/[«»]/g, ''));
    expectFindings(rule, text, { options: { builderStages: true } });
  });
});

describe('zypper-dist-upgrade', () => {
  test('by both names, and no other update', () => {
    expectFindings(
      'zypper-dist-upgrade',
      run('zypper -n «dup» && zypper --quiet «dist-upgrade» --allow-vendor-change'),
    );
    expectFindings('zypper-dist-upgrade', run('zypper -n up && zypper -n patch && zypper se dup'));
  });
});

describe('zypper-unpinned', () => {
  test('marks the first package without a version', () => {
    const [finding] = expectFindings('zypper-unpinned', run("zypper -n in a=1 'b>=2' --from repo «c» d $E"));
    expect(finding?.message).toContain('`c`, `d`, `$E`:');
  });

  test('not files and patterns', () => {
    expectFindings('zypper-unpinned', run('zypper -n in ./a.rpm && zypper -n in -t pattern devel_basis'));
    expectFindings('zypper-unpinned', run('zypper -n rm a && zypper -n in --type=patch b'));
  });
});
