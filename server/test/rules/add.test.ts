import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM debian:13\n';
const hadolint = { settings: { preset: 'hadolint' as const } };

describe('add-instead-of-copy', () => {
  const rule = 'add-instead-of-copy';

  test('writes COPY in the case of ADD, and leaves the rest', () => {
    expectFix(
      rule,
      `${from}«ADD» --chown=1:1 \\\n  # the program\n  app.py lib/ \\\n  /app/\n«add» ["a b", "/x"]\n`,
      `${from}COPY --chown=1:1 \\\n  # the program\n  app.py lib/ \\\n  /app/\ncopy ["a b", "/x"]\n`,
      { safe: true },
    );
    expectFix(rule, `${from}ONBUILD «ADD» . /app\n`, `${from}ONBUILD COPY . /app\n`);
    expectFix(rule, `${from}«ADD» <<EOF /x\na\nEOF\n`, `${from}COPY <<EOF /x\na\nEOF\n`, { safe: true });
  });

  test('what only ADD does', () => {
    for (const source of ['a.tar.gz', '"a.tgz"', 'a.tar', 'a.zst', '*.tar.*', 'https://x/a', 'git@x.org:a/b.git']) {
      expectFindings(rule, `${from}ADD ${source} /x/\n`);
    }
    expectFindings(rule, `${from}ARG V=1\nARG F=a.tar.gz\nADD root-$V.tar.xz $F /\nADD --unpack=false a.tar /\n`);
  });

  test('several sources: COPY takes them all, or ADD stays', () => {
    const [finding] = expectFindings(rule, `${from}«ADD» a.tar.gz b.txt /x/\n`);
    expect(finding?.fixes).toBeUndefined();
    expectFindings(rule, `${from}ADD a.tar.gz https://x/b /x/\n`);
  });

  test('a source that only the build knows', () => {
    expectFindings(rule, `${from}ARG URL\nADD $URL /x\nADD "$URL" /x\nADD $URL/a.jar /x\n«ADD» jars/$URL.jar /x\n`);
    expectFindings(rule, `${from}ARG URL\n«ADD» $URL /x\n`, { options: { variables: true } });
  });

  test('a nameless file for `/`, or a pattern, may be an archive', () => {
    for (const source of ['rootfs', 'build/*']) {
      expectFix(rule, `${from}«ADD» ${source} /\n`, `${from}COPY ${source} /\n`, { safe: false });
    }
  });

  test('an archive may have another name', () => {
    for (const source of ['a.apk', 'b.gem', '"c.crate"', 'D.TAR.GZ']) {
      expectFix(rule, `${from}«ADD» ${source} /x/\n`, `${from}COPY ${source} /x/\n`, { safe: false });
    }
  });

  test('an error for hadolint', () => {
    expectFindings(rule, `${from}«ADD» $X /x\nONBUILD ADD a /x\n`, hadolint);
    expectFindings(rule, `${from}ADD $X.tar.gz /x\nADD "$U/x.tgz" /y\n«ADD» $U/x.txt /z\n`, hadolint);
  });
});

describe('add-remote-without-checksum', () => {
  const rule = 'add-remote-without-checksum';

  test('marks each URL', () => {
    expectFindings(rule, `${from}ADD «https://x/a» \\\n  local «"http://x/$V"» /x/\n`);
    expectFindings(rule, `${from}ARG U=https://x/a\nADD «$U» /x\n`);
  });

  test('not with a checksum, for repositories and local files, or for another frontend', () => {
    expectFindings(
      rule,
      `${from}ADD --checksum=sha256:0 https://x/a /x\nADD https://x/a.git /x\nADD a ssh://x/a /x/\n`,
    );
    expectFindings(rule, `# syntax=other/frontend\n${from}ADD https://x/a /x\n`);
  });
});
