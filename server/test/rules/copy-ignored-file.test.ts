import { describe, expect, test } from 'vitest';
import { knownContext } from '../context/memory.ts';
import { expectFindings } from '../harness.ts';

const id = 'copy-ignored-file';
const from = 'FROM alpine:3.22\n';

/** A file with one COPY, checked against an ignore file; `options` as in the harness. */
function check(copy: string, ignoreFile: string, options: Parameters<typeof expectFindings>[2] = {}) {
  return expectFindings(id, `${from}${copy}\n`, { ignoreFile, ...options });
}

test('names the source and the pattern', () => {
  const [finding] = check('COPY package.json «./dist/» /app/', '# comment\nnode_modules\ndist\n');
  expect(finding?.message).toBe('`./dist/` is not in the build context: `.dockerignore` excludes it with `dist`.');
});

test('a folder takes what is in it along; wildcards, ADD, JSON form, a leading slash', () => {
  check('COPY «dist/css/a.css» src/dist /app/', 'dist\n');
  check('ADD [«"a.log"», "b.txt", "/x/"]', '**/*.log\n');
  check('COPY «/dist» «*.md» docs/*.md /app/', '/dist\n*.md\n');
});

test('silent for what is no file of the context', () => {
  check('COPY --from=build /dist /app/', 'dist\n');
  check('ADD https://example.com/dist.tgz git@example.com:a/dist.git /app/', '**\n');
  check('ONBUILD COPY dist /app/', 'dist\n');
  check('COPY <<dist /app/x\nhello\ndist', 'dist\n');
  check('COPY $UNKNOWN /app/', '*\n');
  expectFindings(id, `${from}COPY dist /app/\n`);
});

describe('the context itself', () => {
  test('is never left out by patterns for names that begin with a dot (moby/buildkit#6926)', () => {
    check('COPY . .', '.*\n');
    check('COPY ./ ./', './\n.\n');
  });

  test('is empty where everything is left out', () => {
    check('COPY «.» .', '*\n');
    check('COPY «./» .', '**\n');
    check('COPY «/» .', 'x\n**/*\n');
  });
});

describe('exceptions', () => {
  test('that let the source through (moby/buildkit#5884, #6512)', () => {
    check('COPY . .', '*\n!go.*\n!internal/\n');
    check('COPY ./manage.py /app/', '**\n!manage.py\n');
    check('COPY subdir subdir', '*\n!subdir/file\n');
    check('COPY *.py /app/', '*\n!manage.py\n');
  });

  test('that have nothing to do with it (moby/buildkit#7125)', () => {
    check('COPY «dist» /app/', 'dist\n!README.md\n');
    check('COPY «secret.txt» /app/', '*\n!src/**\n');
    check('COPY «dist/other» /app/', 'dist\n!dist/keep\n');
  });

  test('what comes last decides', () => {
    check('COPY «a/secret» /app/', '!a\na/secret\n');
    check('COPY «README-secret.md» README.md /app/', '*.md\n!README*.md\nREADME-secret.md\n');
  });

  test('the letter of BuildKit: with any exception it says nothing', () => {
    check('COPY dist /app/', 'dist\n!README.md\n', { options: { exact: true } });
    check('COPY «dist» /app/', 'dist\n', { options: { exact: true } });
  });
});

describe('where the files are known', () => {
  const files = ['Dockerfile', 'dist/app.js', 'logs/a.log', 'src/a.ts'];

  test('an exception counts for what is there', async () => {
    const nothing = 'dist\n!dist/keep\n';
    check('COPY «dist» /app/', nothing, { inputs: { listing: await knownContext(files, { ignore: nothing }) } });
    const kept = await knownContext([...files, 'dist/keep'], { ignore: nothing });
    check('COPY dist /app/', nothing, { inputs: { listing: kept } });
    const all = '*\n!nothing\n';
    check('COPY «.» .', all, { inputs: { listing: await knownContext(files, { ignore: all }) } });
  });

  test('a wildcard of which every match is left out', async () => {
    const ignore = 'logs/a.log\n';
    check('COPY «logs/*» /app/', ignore, { inputs: { listing: await knownContext(files, { ignore }) } });
    const other = await knownContext([...files, 'logs/b.log'], { ignore });
    check('COPY logs/* /app/', ignore, { inputs: { listing: other } });
    check('COPY logs/* /app/', ignore, {
      options: { exact: true },
      inputs: { listing: await knownContext(files, { ignore }) },
    });
  });
});
