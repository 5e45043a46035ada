/** The words of the manifest in a language, as VS Code shows them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifest, root } from '../../scripts/hosts/project.mjs';

export type Locale = 'en' | 'zh-cn';

export async function manifestWords(locale: Locale) {
  const english = await words('package.nls.json');
  const own = locale === 'en' ? {} : await words(`package.nls.${locale}.json`);
  const resolve = (text: string): string =>
    text.replace(/^%(.+)%$/, (whole, key: string) => own[key] ?? english[key] ?? whole);
  const { viewsContainers, views } = manifest.contributes;
  return {
    /** Of a string in the manifest: `%command.getStarted%`. */
    resolve,
    container: resolve(viewsContainers.activitybar[0].title),
    view: (id: string): string =>
      resolve(views['dockerfile-mentor'].find((view: { id: string }) => view.id === id).name),
  };
}

async function words(file: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(root, file), 'utf8'));
}
