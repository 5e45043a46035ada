import * as l10n from '@vscode/l10n';
import { cleanPath } from '../context/ignorefile.ts';
import type { ContextListing } from '../context/listing.ts';
import { hasWildcard } from '../context/wildcard.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import { copyArguments } from '../lint/copies.ts';
import { nearest } from '../lint/nearest.ts';
import { isRemoteSource } from '../lint/remotes.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'copy-source-not-found',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  readsContext: true,

  *check(file, { listing }) {
    if (!listing || file.usesOtherFrontend) return;
    const sources = localSources(file);
    if (!isTheContext(listing, new Set(sources.map(({ path }) => path)))) return;
    for (const { word, path } of sources) {
      // A wildcard that matches nothing copies nothing, and the build goes on.
      if (hasWildcard(path) || listing.find(path) !== 'missing' || listing.mayBeGenerated(path)) continue;
      if (listing.findElsewhere(path).some((presence) => presence !== 'missing')) continue;
      yield { range: word.range, message: describe(path, guess(listing, path)) };
    }
  },
};

export default rule;

/** A source that comes from the build context, and its path there. */
interface LocalSource {
  readonly word: Word;
  readonly path: string;
}

function localSources(file: Dockerfile): LocalSource[] {
  const found: LocalSource[] = [];
  for (const instruction of [...file.all('COPY'), ...file.all('ADD')]) {
    // What ONBUILD copies comes from the context of another build.
    if (instruction.flag('from') || instruction.outer) continue;
    for (const word of copyArguments(instruction)?.sources ?? []) {
      const text = file.expand(word.text, instruction);
      if (text === undefined || text === '' || isRemoteSource(text)) continue;
      const path = cleanPath(`./${file.escape === '`' ? text.replaceAll('\\', '/') : text}`);
      // A path that leaves the context, and the context itself, are no matter of being there.
      if (path !== '.' && !/^\.\.(?:\/|$)|\\/.test(path)) found.push({ word, path });
    }
  }
  return found;
}

/**
 * Whether the folder may well be what this file is built with. Where nothing says so, something that the file copies must
 * be in it, and no folder above may have more of it; or it copies one thing only and has the name that a build of the
 * folder takes.
 */
function isTheContext(listing: ContextListing, paths: ReadonlySet<string>): boolean {
  if (listing.certain) return true;
  let found = 0;
  const elsewhere: number[] = [];
  for (const path of paths) {
    if (listing.find(path) === 'present') found++;
    for (const [i, presence] of listing.findElsewhere(path).entries()) {
      elsewhere[i] = (elsewhere[i] ?? 0) + (presence === 'present' ? 1 : 0);
    }
  }
  if (found === 0) return paths.size === 1 && listing.hasDefaultName;
  return elsewhere.every((count) => count <= found);
}

function guess(listing: ContextListing, path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  const name = nearest(path.slice(slash + 1), listing.namesIn(path.slice(0, Math.max(slash, 0))));
  return name && path.slice(0, slash + 1) + name;
}

function describe(source: string, near: string | undefined): string {
  return near === undefined
    ? l10n.t('`{source}` is not in the build context: the build fails here.', { source })
    : l10n.t('`{source}` is not in the build context: the build fails here. Did you mean `{near}`?', { source, near });
}
