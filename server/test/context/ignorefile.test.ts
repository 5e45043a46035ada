import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPath, type FolderMatch, parseIgnoreFile } from '../../src/context/ignorefile.ts';
import { hasWildcard, wildcard } from '../../src/context/wildcard.ts';

/** What moby says of an ignore file: MatchesOrParentMatches; a walk with MatchesUsingParentResults may differ. */
interface GoIgnoreFile {
  text: string;
  excluded: string[];
  kept: string[];
  walkDiffers?: string[];
}

/** What Go's `filepath.Match` says of a pattern. */
interface GoWildcard {
  pattern: string;
  malformed?: true;
  matches?: string[];
  others?: string[];
}

const lines = readFileSync(new URL('patternmatcher.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const answers: (GoIgnoreFile | GoWildcard)[] = lines.map((line) => JSON.parse(line));
const ignoreFiles = answers.filter((answer): answer is GoIgnoreFile => 'text' in answer);
const wildcards = answers.filter((answer): answer is GoWildcard => 'pattern' in answer);

/** Whether a walk from the top leaves a path out. */
function leavesOut(text: string, path: string): boolean {
  const file = parseIgnoreFile(text);
  let folder: FolderMatch | undefined;
  let isOut = false;
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const { excludedBy, match } = file.enter(end < 0 ? path : path.slice(0, end), folder);
    folder = match;
    isOut = excludedBy !== undefined;
    if (end < 0) return isOut;
  }
}

describe('patterns mean what they mean to moby', () => {
  test.each(ignoreFiles)('$text', ({ text, excluded, kept, walkDiffers = [] }) => {
    const file = parseIgnoreFile(text);
    for (const path of excluded) expect(file.excludes(path), path).toBeDefined();
    for (const path of kept) expect(file.excludes(path), path).toBeUndefined();
    for (const path of excluded) expect(leavesOut(text, path), path).toBe(!walkDiffers.includes(path));
    for (const path of kept) expect(leavesOut(text, path), path).toBe(walkDiffers.includes(path));
  });

  test.each(wildcards)('wildcard $pattern', ({ pattern, malformed, matches = [], others = [] }) => {
    const matcher = wildcard(pattern);
    expect(matcher === undefined).toBe(malformed === true);
    for (const name of matches) expect(matcher?.(name), name).toBe(true);
    for (const name of others) expect(matcher?.(name), name).toBe(false);
  });
});

describe('the file itself', () => {
  test('comments, blank lines, a byte order mark and line ends', () => {
    const file = parseIgnoreFile('\uFEFF# no\r\n\r\n  dist  \r\n !keep\r\n#also no\r\n #yes\n');
    expect(file.patterns.map(({ text, negated }) => (negated ? `!${text}` : text))).toEqual(['dist', '!keep', '#yes']);
    expect(file.hasExceptions).toBe(true);
  });

  test('where a pattern stands', () => {
    const text = 'a\n  ! b/ \n';
    const [, pattern] = parseIgnoreFile(text).patterns;
    expect(pattern?.span.raw).toBe('! b/');
    expect(pattern?.span.range).toEqual({ start: { line: 1, character: 2 }, end: { line: 1, character: 6 } });
  });

  test('the pattern that decides', () => {
    const file = parseIgnoreFile('*\n!src\nsrc/tmp\n');
    expect(file.excludes('README.md')?.text).toBe('*');
    expect(file.excludes('src/app.ts')).toBeUndefined();
    expect(file.excludes('/src/tmp/x')?.text).toBe('src/tmp');
  });
});

describe('what an exception may take back below a folder', () => {
  test.each([
    ['!README.md', 'dist', false],
    ['!dist/keep', 'dist', true],
    ['!dist/keep', 'dist/other', false],
    ['!*/keep', 'dist', true],
    ['!**/keep', 'dist', true],
    ['!di?t/a/b', 'dist/a', true],
    ['!dist', 'dist', false],
    ['dist/keep', 'dist', false],
  ])('%s below %s: %s', (text, path, expected) => {
    expect(parseIgnoreFile(text).mayTakeBackBelow(path)).toBe(expected);
  });
});

describe('for any pattern and path', () => {
  const part = fc.constantFrom('a', 'b', '*', '**', '?', '[ab]', '[^a]', 'a*', '.', '..', 'é', '\\*', '{', '|', '[');
  const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const path = fc.array(fc.constantFrom('a', 'b', 'c', 'ab', 'é'), { minLength: 1, maxLength: 3 });

  test('reading never fails, and a path that is left out takes everything below it with it', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 4 }), path, (lines, parts) => {
        const file = parseIgnoreFile(lines.join('\n'));
        if (file.excludes(parts.join('/'))) expect(file.excludes([...parts, 'below'].join('/'))).toBeDefined();
      }),
    );
  });

  test('without exceptions a walk and a single question agree', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 4 }), path, (lines, parts) => {
        const text = lines.join('\n');
        expect(leavesOut(text, parts.join('/'))).toBe(parseIgnoreFile(text).excludes(parts.join('/')) !== undefined);
      }),
    );
  });

  test('a file that comes back from below a folder was announced', () => {
    expect(parseIgnoreFile('a/.\n!b/|/a*').mayTakeBackBelow('a')).toBe(true);
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 3 }),
        fc.array(pattern, { maxLength: 2 }),
        path,
        (out, back, parts) => {
          const file = parseIgnoreFile([...out, ...back.map((one) => `!${one}`)].join('\n'));
          const folder = parts.slice(0, -1).join('/') || '.';
          const isBack = folder !== '.' && file.excludes(folder) && !file.excludes(parts.join('/'));
          if (isBack) expect(file.mayTakeBackBelow(folder)).toBe(true);
        },
      ),
    );
  });

  test('a name is matched by itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        fc.pre(!/[*?[\\/]/.test(name));
        expect(wildcard(name)?.(name)).toBe(true);
        expect(hasWildcard(name)).toBe(false);
      }),
    );
  });
});

test('wildcards are found, escaped ones are not', () => {
  expect(['*.js', 'a?', '[ab]', 'a\\*b*'].map(hasWildcard)).toEqual([true, true, true, true]);
  expect(['a.js', 'a\\*', '\\[a]'].map(hasWildcard)).toEqual([false, false, false]);
});

test('paths are cleaned as Go cleans them', () => {
  const cleaned = ['a/./b', './a/', '/a', 'a//b', 'a/../b', '../a', '/../a', '', '.', 'a/..', '..'].map(cleanPath);
  expect(cleaned).toEqual(['a/b', 'a', 'a', 'a/b', 'b', '../a', 'a', '.', '.', '.', '..']);
});
