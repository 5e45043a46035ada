/** What the teaching pages say, so that the suites compare the editor with the text and not with a copy of it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './project.mjs';

export const locales = ['en', 'zh-cn'];

/** The first paragraph of every page in a folder of `docs/<locale>/`, by the page's name. */
export async function summaries(locale, folder) {
  const path = join(root, 'docs', locale, folder);
  const names = (await readdir(path)).filter((name) => name.endsWith('.md'));
  const entries = names.map(async (name) => [name.slice(0, -3), summary(await readFile(join(path, name), 'utf8'))]);
  return Object.fromEntries(await Promise.all(entries));
}

/** The heading of one page. */
export async function titleOf(locale, page) {
  return /^# (.+)$/m.exec(await readFile(join(root, 'docs', locale, `${page}.md`), 'utf8'))?.[1] ?? '';
}

function summary(markdown) {
  return markdown.split(/\n\s*\n/).find((block) => block.trim() !== '' && !block.startsWith('#')) ?? '';
}
