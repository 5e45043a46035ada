import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const hadolint = { settings: { preset: 'hadolint' } } as const;
const buildkit = { settings: { preset: 'buildkit' } } as const;

test('copy-chmod-invalid', () => {
  const rule = 'copy-chmod-invalid';
  const wrong = ['0888', '10000', 'rwxr-xr-x', 'u', 'u+z', '75a', 'u=rwx,', '+x g=w'.split(' ')[1]?.replace('g', 'q')];
  for (const mode of wrong) expectFindings(rule, `FROM a:1\nCOPY --chmod=«${mode}» a b\n`);
  expectFindings(rule, 'FROM a:1\nARG M=99\nADD --chmod=«$M» a b\nONBUILD COPY --chmod=8 a b\n');
  for (const mode of ['0', '755', '07777', '+x', 'u=rwX,go=rX', 'a-w', 'go=u-w', 'g=', '$UNKNOWN', 'u+rw-x']) {
    expectFindings(rule, `FROM a:1\nCOPY --chmod=${mode} a b\nADD --chmod=${mode} a b\n`);
  }
});

test('add-checksum-misuse', () => {
  const rule = 'add-checksum-misuse';
  expectFindings(
    rule,
    'FROM a:1\nADD --checksum=sha256:0 «file.tar» /x/\nADD «--checksum=sha256:0» https://x/a https://x/b /x/\n',
  );
  expectFindings(
    rule,
    'FROM a:1\nADD --checksum=«aaa» https://x/r.git?checksum=bbb /x/\nADD «--checksum=x» <<EOF /f\nEOF\n',
  );
  expectFindings(
    rule,
    'FROM a:1\nADD --checksum=«sha256:0» https://x/a /x/\nADD --checksum=aaa git@github.com:a/b.git#v1 /x/\n',
  );
  expectFindings(rule, 'FROM a:1\nADD --checksum=$S $URL /x/\nADD --checksum=$S https://x/a /x/\nADD file /x/\n');
  expectFindings(rule, `FROM a:1\nADD --checksum=sha512:${'0'.repeat(128)} https://x/a /x/\n`);
});

describe('copy-remote-source', () => {
  const rule = 'copy-remote-source';

  test('URLs and Git addresses; the fix writes ADD', () => {
    expectFix(
      rule,
      'FROM a:1\ncopy --chmod=644 «https://x.example/a.jar» /x/\nCOPY «git@github.com:a/b.git#v1» /x/\n',
      'FROM a:1\nadd --chmod=644 https://x.example/a.jar /x/\nADD git@github.com:a/b.git#v1 /x/\n',
      { safe: true },
    );
    expectFindings(
      rule,
      'FROM a:1\nARG U=http://x\nCOPY a «$U/b» «ssh://h/r» /x/\nCOPY ["«https://x/a b»", "/x/"]\n'
        .replace('"«', '«"')
        .replace('»"', '"»'),
    );
  });

  test('not for paths that look like one', () => {
    expectFindings(rule, 'FROM a:1\nCOPY github.com/a/b http a@b ./git@h:x ftp://x/y x.git /x/\nADD https://x/a /x/\n');
  });
});

describe('copy-multi-source-needs-slash', () => {
  const rule = 'copy-multi-source-needs-slash';

  test('appends a slash, inside quotes and JSON strings', () => {
    expectFix(
      rule,
      'FROM a:1\nCOPY a b «/x»\nADD ["a", "b", «"/y"»]\nCOPY a b «"/z"»\nCOPY <<A <<B «/t»\nA\nB\n',
      'FROM a:1\nCOPY a b /x/\nADD ["a", "b", "/y/"]\nCOPY a b "/z/"\nCOPY <<A <<B /t/\nA\nB\n',
      { safe: false },
    );
  });

  test('folders, one source, unknown values and ONBUILD are silent', () => {
    expectFindings(rule, 'FROM a:1\nWORKDIR /app\nCOPY a b .\nCOPY a b ./\nCOPY a b /app\nCOPY a b /x/.\nCOPY a /x\n');
    expectFindings(rule, 'FROM a:1\nARG D=/x/\nCOPY a b $D\nCOPY a b $UNKNOWN\nONBUILD COPY a b /x\n');
    expectFindings(rule, '# escape=`\nFROM a:1\nCOPY a b C:\\x\\\n');
  });

  test('every missing slash in the preset hadolint; safe where it is a folder anyway', () => {
    expectFix(
      rule,
      'FROM a:1\nWORKDIR /x\nADD a b .\nCOPY a b «.»\nCOPY a b «/x»\n',
      'FROM a:1\nWORKDIR /x\nADD a b .\nCOPY a b ./\nCOPY a b /x/\n',
      {
        ...hadolint,
        safe: true,
      },
    );
    expectFindings(rule, 'FROM a:1\nCOPY a b «$UNKNOWN»\nCOPY a b $UNKNOWN/\nCOPY a b "$UNKNOWN/"\n', hadolint);
  });
});

describe('copy-relative-destination', () => {
  const rule = 'copy-relative-destination';

  test('without a WORKDIR in the stage or one below it', () => {
    expectFix(rule, 'FROM a:1\nCOPY a «app/»\nCOPY b «.»\n', 'FROM a:1\nCOPY a /app/\nCOPY b /\n', { safe: false });
    expectFix(rule, 'FROM scratch\nCOPY a «bin»\n', 'FROM scratch\nCOPY a /bin\n', { safe: true });
    expectFix(rule, 'FROM scratch\nCOPY ["a",«"bin/"»]\n', 'FROM scratch\nCOPY ["a","/bin/"]\n', { safe: true });
    expectFindings(rule, 'FROM a:1 AS x\nWORKDIR /w\nFROM x\nCOPY a b\nFROM a:1\nCOPY a «b»\nWORKDIR /w\nCOPY a b\n');
  });

  test('absolute paths, variables, drives, ONBUILD, and images with a WORKDIR are silent', () => {
    expectFindings(rule, 'FROM a:1\nCOPY a /b\nCOPY a "/b"\nCOPY a $B\nCOPY a C:\\b\nONBUILD COPY a b\nADD a b\n');
    expectFindings(rule, 'FROM php:8.4-apache\nCOPY a .\n');
    expectFindings(rule, 'FROM php:8.4-apache\nCOPY a «.»\n', hadolint);
  });
});

describe('copy-ignored-file', () => {
  const rule = 'copy-ignored-file';

  test('COPY and ADD, also through a folder above and wildcards', () => {
    const ignoreFile = 'dist\n*.log\n**/cache\n';
    expectFindings(rule, 'FROM a:1\nCOPY «dist» «./dist/app.js» src /x/\nADD «a.log» b/a.log «b/cache/x» /x/\n', {
      ignoreFile,
    });
    expectFindings(rule, 'FROM a:1\nARG D=dist\nCOPY «$D/x» «/dist» «*.log» $UNKNOWN /x/\n', { ignoreFile });
  });

  test('not from stages, URLs, heredocs, triggers, and not the context itself', () => {
    const ignoreFile = 'dist\n*\n';
    expectFindings(rule, 'FROM a:1\nCOPY --from=b dist /x\nADD https://x/dist /x\nCOPY <<dist /x\ndist\n', {
      ignoreFile,
    });
    expectFindings(rule, 'FROM a:1\nONBUILD COPY dist /x\nCOPY . /x\nCOPY / /x\n', { ignoreFile: 'dist\n.git\n' });
    expectFindings(rule, 'FROM a:1\nCOPY «.» /x\nCOPY «/» /x\n', { ignoreFile });
  });

  test('exceptions: what they cannot let through is reported; BuildKit is silent', () => {
    const ignoreFile = '*\n!src\n!config/*.json\n!a.txt\n';
    const source = 'FROM a:1\nCOPY src src/x config a.txt . *.txt /x/\n';
    expectFindings(rule, source, { ignoreFile });
    expectFindings(rule, 'FROM a:1\nCOPY «docs» «config/a.yml» config/a.json /x/\n', { ignoreFile });
    expectFindings(rule, 'FROM a:1\nCOPY docs /x/\n', { ignoreFile, ...buildkit });
  });

  test('BuildKit does not see a leading slash, and takes what only a build argument sets for empty', () => {
    expectFindings(rule, 'FROM a:1\nARG D\nCOPY /dist «dist$D» /x/\n', { ignoreFile: 'dist\n', ...buildkit });
    expectFindings(rule, 'FROM a:1\nCOPY «/dist» «/a/dist» dis /x/\n', { ignoreFile: '**/dist\n', ...buildkit });
  });
});
