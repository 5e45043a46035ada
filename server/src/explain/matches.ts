import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { type Token, tokenAt } from '../dockerfile/tokens.ts';
import { isRemoteSource } from '../lint/remotes.ts';
import { code, type Surroundings, series } from './explanation.ts';

/** Sources of the build context that an explanation wants counted, and the flags that change what they mean. */
export interface Question {
  readonly sources: readonly string[];
  readonly parents: boolean;
  readonly exclude: readonly string[];
}

/** What a source was found to mean in the build context. */
export interface SourceMatches {
  readonly files: number;
  readonly bytes: number;
  /** The first of them. */
  readonly paths: readonly string[];
  /** Files and whole folders that the ignore file leaves out. */
  readonly ignored: number;
  readonly isTruncated: boolean;
  /** Whether it is certain that nothing stands there, ignored or not. */
  readonly isMissing: boolean;
}

/** What would have to be counted to explain what stands at an offset; undefined for most places. */
export function questionAt(file: Dockerfile, offset: number): Question | undefined {
  const token = tokenAt(file, offset);
  return token && questionOf(token, file);
}

/** What would have to be counted to explain a token. */
export function questionOf(token: Token, file: Dockerfile): Question | undefined {
  switch (token.kind) {
    case 'source':
      return question(token.instruction, [token.word.text], file);
    case 'keyword':
      return token.instruction.is('COPY', 'ADD')
        ? question(
            token.instruction,
            token.instruction.args.slice(0, -1).map(({ text }) => text),
            file,
          )
        : undefined;
    case 'mount-option':
    case 'mount-value': {
      const { mount, option } = token;
      const isContext = mount.type === 'bind' && !mount.get('from') && option.key === 'source';
      return isContext && option.value !== undefined
        ? { sources: [option.value], parents: false, exclude: [] }
        : undefined;
    }
    default:
      return undefined;
  }
}

function question(instruction: Instruction, words: readonly string[], file: Dockerfile): Question | undefined {
  if (instruction.flag('from') || instruction.outer) return undefined;
  const sources = words.flatMap((word) => {
    const text = file.expand(word, instruction);
    return text === undefined || text === '' || isRemoteSource(text) || text.startsWith('<<') ? [] : [text];
  });
  if (sources.length === 0) return undefined;
  const parents = instruction.flag('parents');
  const exclude = instruction.flags.flatMap(({ name, value }) => (name === 'exclude' && value ? [value] : []));
  return { sources, parents: parents !== undefined && parents.value !== 'false', exclude };
}

/** What sources match in the build context, where that was counted: a sentence in all. */
export function copyFacts(sources: readonly string[], { matches, listing }: Surroundings): string[] {
  const found = sources.flatMap((source) => matches?.get(source) ?? []);
  if (found.length === 0 || found.length < sources.length) return [];
  const missing = sources.filter((source) => matches?.get(source)?.isMissing);
  if (missing.length > 0) {
    const assumed = l10n.t('The folder of this Dockerfile is taken for the build context.');
    return [...missing.map(missingSentence), ...(listing?.certain ? [] : [assumed])];
  }
  const files = sum(found, 'files');
  const ignored = sum(found, 'ignored');
  if (files === 0) {
    return ignored > 0 ? [l10n.t('Matches nothing that is left: the ignore file leaves out all of it.')] : [];
  }
  return [countSentence(files, sum(found, 'bytes'), found), ...(ignored > 0 ? [ignoredSentence(ignored)] : [])];
}

function missingSentence(source: string): string {
  return /[*?[]/.test(source)
    ? l10n.t('{source} matches nothing in the build context: nothing is copied, and the build goes on.', {
        source: code(source),
      })
    : l10n.t('{source} matches nothing in the build context: the build fails.', { source: code(source) });
}

function countSentence(files: number, bytes: number, found: readonly SourceMatches[]): string {
  const size = sizeText(bytes);
  const paths = found.flatMap((one) => one.paths);
  if (files === 1 && paths[0] !== undefined)
    return l10n.t('Matches one file of the build context: {path}, {size}.', { path: code(paths[0]), size });
  const isTruncated = found.some((one) => one.isTruncated);
  const names = series(paths.slice(0, 3).map(code));
  return isTruncated
    ? l10n.t('Matches more than {count} files of the build context, more than {size}: {names} …', {
        count: files,
        size,
        names,
      })
    : l10n.t('Matches {count} files of the build context, {size} in all: {names}{rest}', {
        count: files,
        size,
        names,
        rest: files > 3 ? ' …' : '',
      });
}

function ignoredSentence(count: number): string {
  return l10n.t('The ignore file leaves out {count} more files and folders.', { count });
}

/** A size for people. */
function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

function sum(found: readonly SourceMatches[], key: 'files' | 'bytes' | 'ignored'): number {
  return found.reduce((total, one) => total + one[key], 0);
}
