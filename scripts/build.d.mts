import type { BuildOptions } from 'esbuild';
import type { DocsBundle } from '../server/src/docs/docs.ts';

export const locales: readonly ['en', 'zh-cn'];
export const bundles: readonly BuildOptions[];
export function docsBundle(locale: string): Promise<DocsBundle>;
export function bundleText(bundle: DocsBundle): string;
