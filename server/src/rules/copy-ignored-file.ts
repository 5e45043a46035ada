import * as l10n from '@vscode/l10n';
import { cleanPath, type IgnoreFile, type IgnorePattern } from '../context/ignorefile.ts';
import { copyArguments } from '../lint/copies.ts';
import { expandWithDefaults } from '../lint/defaults.ts';
import { isRemoteSource } from '../lint/remotes.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** BuildKit's conditions to the letter: silent where the ignore file has an exception. */
  exact: boolean;
}

const rule: Rule<Options> = {
  id: 'copy-ignored-file',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['CopyIgnoredFile'],
  presets: { buildkit: { severity: 'warning', options: { exact: true } } },
  options: { exact: { type: 'boolean', default: false } },
  readsContext: true,

  *check(file, { ignoreFile, listing, options }) {
    if (!ignoreFile || (options.exact && ignoreFile.hasExceptions)) return;
    for (const instruction of [...file.all('COPY'), ...file.all('ADD')]) {
      // What ONBUILD copies comes from the context of another build.
      if (instruction.flag('from') || instruction.outer) continue;
      for (const source of copyArguments(instruction)?.sources ?? []) {
        const text = options.exact
          ? expandWithDefaults(file, source.text, instruction)
          : file.expand(source.text, instruction);
        if (text === undefined || isRemoteSource(text)) continue;
        const pattern =
          excludedBy(ignoreFile, text, options.exact) ??
          (options.exact ? undefined : listing?.leftOutBy(cleanPath(text.replace(/^\/+/, ''))));
        if (!pattern) continue;
        yield {
          range: source.range,
          message: l10n.t('`{source}` is not in the build context: `.dockerignore` excludes it with `{pattern}`.', {
            source: text,
            pattern: pattern.text,
          }),
        };
      }
    }
  },
};

export default rule;

/** The pattern that keeps a source out. The context itself is never out, but may be empty. */
function excludedBy(ignoreFile: IgnoreFile, text: string, exact: boolean): IgnorePattern | undefined {
  if (exact && text.startsWith('/') && cleanPath(text) !== '.') return excludedAsWritten(ignoreFile, text);
  const path = cleanPath(text.replace(/^\/+/, ''));
  if (path === '.') {
    const everything = ignoreFile.patterns.find(({ text, negated }) => !negated && /^(?:\*|\*\*|\*\*\/\*)$/.test(text));
    return ignoreFile.hasExceptions ? undefined : everything;
  }
  return ignoreFile.mayTakeBackBelow(path) ? undefined : ignoreFile.excludes(path);
}

/** What BuildKit makes of a path with a leading slash: few patterns match one, `*` and those with `**` among them. */
function excludedAsWritten(ignoreFile: IgnoreFile, text: string): IgnorePattern | undefined {
  const path = `/${cleanPath(text)}`;
  const parents = path.split('/').slice(0, -1);
  const folders = parents.map((_, i) => parents.slice(0, i + 1).join('/'));
  const names = [path, ...(folders.length === 1 ? ['', '/'] : folders)];
  return ignoreFile.patterns.find((pattern) => names.some((name) => pattern.matches(name)));
}
