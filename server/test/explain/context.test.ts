import { describe, expect, test } from 'vitest';
import { Service } from '../../src/service.ts';
import { knownContext } from '../context/memory.ts';
import { readMarks, service } from '../harness.ts';
import { hoverAt } from './hovers.ts';

const paths = ['Dockerfile', 'package.json', 'src/a.ts', 'src/b.ts', 'src/deep/c.ts', 'README.md', 'secret/key'];

/** What a hover says with the files of a build context at hand. */
async function withContext(marked: string, ignore?: string, locale: 'en' | 'zh-cn' = 'en'): Promise<string> {
  const context = await knownContext(paths, ignore === undefined ? {} : { ignore });
  const { text, cursor } = readMarks(marked);
  const file = Service.parse(text);
  const matches = await service().count(file, file.source.positionAt(cursor), context);
  return hoverAt(marked, { locale, inputs: { listing: context, matches } }).text;
}

describe('what a COPY matches in the build context', () => {
  test('a file, with its size', async () => {
    expect(await withContext('FROM a\nCOPY pack<|>age.json /x')).toContain(
      'Matches one file of the build context: `package.json`, 12 B.',
    );
  });

  test('a folder, counted and measured', async () => {
    expect(await withContext('FROM a\nCOPY sr<|>c /x')).toContain('Matches 3 files of the build context, 29 B in all');
    expect(await withContext('FROM a\nCOPY sr<|>c /x', undefined, 'zh-cn')).toContain('匹配构建上下文里的 3 个文件');
  });

  test('what the ignore file leaves out', async () => {
    const hover = await withContext('FROM a\nCOPY <|>. /x', 'secret\n*.md\n');
    expect(hover).toContain('Matches 5 files');
    expect(hover).toContain('The ignore file leaves out 2 more files and folders.');
    expect(await withContext('FROM a\nCOPY sec<|>ret /x', 'secret\n')).toContain(
      'the ignore file leaves out all of it',
    );
  });

  test('nothing, and what that means', async () => {
    expect(await withContext('FROM a\nCOPY mis<|>sing /x')).toContain(
      '`missing` matches nothing in the build context: the build fails.',
    );
    expect(await withContext('FROM a\nCOPY *.j<|>ar /x')).toContain('nothing is copied, and the build goes on');
  });

  test('by --exclude, for the keyword, and for a bind mount', async () => {
    expect(await withContext('FROM a\nCOPY --exclude=*.ts s<|>rc /x')).not.toContain('Matches 3 files');
    expect(await withContext('FROM a\nCO<|>PY package.json README.md /x/')).toContain('Matches 2 files');
    expect(await withContext('FROM a\nRUN --mount=type=bind,source=<|>src,target=/x a')).toContain('Matches 3 files');
  });

  test('not what comes from elsewhere', async () => {
    expect(await withContext('FROM a\nCOPY --from=b sr<|>c /x')).not.toContain('Matches');
    expect(await withContext('FROM a\nONBUILD COPY sr<|>c /x')).not.toContain('Matches');
    expect(await withContext('FROM a\nADD https://x<|>/y /x')).not.toContain('Matches');
  });
});
