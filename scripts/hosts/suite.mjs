/** Bundles the suite that runs inside an extension host, with the pages it expects to see there. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { locales, summaries } from './pages.mjs';
import { plain } from './plain.mjs';
import { root } from './project.mjs';

/** Writes the bundle into a folder below the project, where `@vscode/test-web` can serve it, and returns its path. */
export async function bundleSuite(outfile = join(root, '.cache', 'host-suite.js')) {
  const pages = {};
  for (const locale of locales) {
    const texts = Object.entries(await summaries(locale, 'instructions'));
    pages[locale] = Object.fromEntries(texts.map(([name, text]) => [name, plain(text)]));
  }
  await build({
    entryPoints: [join(root, 'client', 'test', 'host', 'index.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    // Mocha's browser build looks for `module` and would put itself in the place of our exports.
    define: { module: 'undefined', PAGES: JSON.stringify(pages) },
    logLevel: 'warning',
  });
  return outfile;
}
