// Builds dist/: `node scripts/build.mjs`.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
export const locales = ['en', 'zh-cn'];

const shared = {
  absWorkingDir: root,
  // Class fields as plain assignments: several times faster to construct.
  tsconfig: 'tsconfig.base.json',
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: 'none',
  target: 'es2022',
  logLevel: 'warning',
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };
const web = { ...shared, platform: 'browser', format: 'cjs' };
// dockerfile-ast calls Node's Buffer on every parse.
const buffer = { inject: ['scripts/buffer-shim.mjs'] };

// Of dockerode, what builds images and what speaks SSH stays out: neither is used, and together they weigh ten times the rest.
const unused = 'scripts/nothing.cjs';
const engine = {
  alias: Object.fromEntries(
    ['@grpc/grpc-js', '@grpc/proto-loader', '@balena/dockerignore', 'protobufjs', 'ssh2', 'tar-fs'].map((name) => [
      name,
      `./${unused}`,
    ]),
  ),
};

/** The protocol's libraries load parts of Node that we hardly ever use, and that take a tenth of the start: when used, then. */
const later = {
  name: 'later',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:child_process|crypto)$/ }, ({ path, importer, namespace }) =>
      namespace !== 'later' && /[\\/]vscode-(?:jsonrpc|languageserver)[\\/]/.test(importer)
        ? { path, namespace: 'later' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('node:${path}')[name] });`,
    }));
  },
};

/** Every bundle of the product. */
export const bundles = [
  // Two small doors to one program, so that the package has it once.
  { ...node, entryPoints: ['server/src/program.ts'], outfile: 'dist/program.js', plugins: [later] },
  { ...node, entryPoints: ['server/src/node.ts'], outfile: 'dist/server.js' },
  {
    ...node,
    entryPoints: ['server/src/cli.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  { ...web, ...buffer, format: 'iife', entryPoints: ['server/src/browser.ts'], outfile: 'dist/server.web.js' },
  { ...node, entryPoints: ['client/src/node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  { ...node, ...engine, entryPoints: ['client/src/engine/node/docker.ts'], outfile: 'dist/engine.js' },
  { ...web, entryPoints: ['client/src/browser.ts'], outfile: 'dist/client.web.js', external: ['vscode'] },
  { ...web, format: 'iife', entryPoints: ['client/src/sidebar/webview.ts'], outfile: 'dist/sidebar.js' },
  { ...web, format: 'iife', entryPoints: ['client/src/sidebar/page/panel/panel.ts'], outfile: 'dist/panel.js' },
  { ...web, entryPoints: ['client/src/sidebar/panel/panel.css'], outfile: 'dist/sidebar.css' },
];

/** All Markdown and diagrams of a locale, and its messages: the content of `dist/docs.<locale>.json`. */
export async function docsBundle(locale) {
  const folder = `${root}docs/${locale}/`;
  const pages = {};
  for (const file of (await readdir(folder, { recursive: true })).sort()) {
    const path = file.replaceAll('\\', '/');
    if (!/\.(?:md|svg)$/.test(path)) continue;
    pages[path.replace(/\.md$/, '')] = (await readFile(folder + path, 'utf8')).replaceAll('\r\n', '\n');
  }
  const messages = locale === 'en' ? {} : JSON.parse(await readFile(`${root}l10n/bundle.l10n.${locale}.json`, 'utf8'));
  return { pages, messages, snippets: await snippetsOf(locale) };
}

/** A bundle as JSON, with the pages on a line of their own, see `readBundle` in `server/src/docs/docs.ts`. */
export function bundleText({ pages, ...others }) {
  return `${JSON.stringify(others).slice(0, -1)},\n"pages":${JSON.stringify(pages)}}`;
}

/** The snippets for Dockerfiles with their descriptions, `English · 中文`, in one language. */
async function snippetsOf(locale) {
  const snippets = JSON.parse(await readFile(`${root}snippets/dockerfile.json`, 'utf8'));
  return Object.values(snippets).map(({ prefix, description, body }) => ({
    prefixes: prefix,
    description: description.split(' · ')[locale === 'en' ? 0 : 1],
    body: body.join('\n'),
  }));
}

/** Builds one, in ASCII alone: esbuild escapes strings, but leaves the signs in regular expressions as they are. */
async function bundle(options) {
  const { outputFiles } = await esbuild.build({ ...options, write: false });
  for (const { path, text } of outputFiles) {
    const isScript = path.endsWith('.js');
    await writeFile(path, isScript ? text.replace(/[^\0-\x7f]/g, escaped) : text);
  }
}

function escaped(sign) {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

async function build() {
  await rm(`${root}dist`, { recursive: true, force: true });
  await mkdir(`${root}dist`, { recursive: true });
  await Promise.all([
    ...bundles.map((options) => bundle(options)),
    ...locales.map(async (locale) =>
      writeFile(`${root}dist/docs.${locale}.json`, bundleText(await docsBundle(locale))),
    ),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const start = performance.now();
  await build();
  console.log(`built dist/ in ${Math.round(performance.now() - start)} ms`);
}
