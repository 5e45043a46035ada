import * as l10n from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, type Pair as YamlPair } from 'yaml';
import { fromHadolint } from './hadolintfile.ts';
import type { RuleNames } from './lint/names.ts';
import { nearest } from './lint/nearest.ts';
import { describeOption, fitsOption } from './lint/options.ts';
import type { AnyRule, OptionSchema } from './lint/rule.ts';
import { describe, type Mistake, type PartialSettings, toSettings } from './settings.ts';

/** A problem of a configuration file, for the editor and the command line alike. */
export interface ConfigurationProblem {
  readonly range: Range;
  readonly mistake: Mistake | { readonly kind: 'syntax'; readonly value: string };
  /** A known name close to the one written. */
  readonly guess?: string;
  /** A warning where nothing of the file is lost by it. */
  readonly severity: 'error' | 'warning';
}

/** A configuration file that was read. */
export interface Configuration {
  readonly settings: PartialSettings;
  readonly problems: readonly ConfigurationProblem[];
}

export const ownNames = ['.dockerfile-mentor.yaml', '.dockerfile-mentor.yml'] as const;
export const hadolintNames = ['.hadolint.yaml', '.hadolint.yml'] as const;

/** Whether a file name is one of a configuration file. */
export function isConfigurationFile(name: string): boolean {
  return (ownNames as readonly string[]).includes(name) || (hadolintNames as readonly string[]).includes(name);
}

/** Reads a configuration file by its name; never fails. */
export function readConfiguration(name: string, text: string, names: RuleNames): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const problems: ConfigurationProblem[] = [...document.errors].map((error) => ({
    range: toRange(lines, error.pos[0], Math.max(error.pos[1], error.pos[0] + 1)),
    mistake: { kind: 'syntax', value: error.message },
    severity: 'error',
  }));
  if (problems.length > 0) return { settings: {}, problems };
  const raw = toPlain(document);
  const isHadolint = (hadolintNames as readonly string[]).includes(name);
  const { settings, mistakes } = isHadolint ? fromHadolint(raw, names) : toSettings(raw);
  const all = isHadolint ? mistakes : [...mistakes, ...ruleMistakes(settings, names)];
  for (const mistake of all) {
    const guess = guessFor(mistake);
    const severity = mistake.isHarmless ? 'warning' : 'error';
    problems.push({ range: placeOf(document, lines, mistake), mistake, severity, ...(guess && { guess }) });
  }
  problems.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
  return { settings, problems };
}

function toPlain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

function guessFor({ value, candidates }: Mistake): string | undefined {
  return candidates && nearest(value, candidates, /\d/.test(value) ? 1 : 3);
}

/** Names of rules that nobody knows, options that their rules do not have, and values that these do not take. */
export function ruleMistakes(settings: PartialSettings, names: RuleNames): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const [name, setting] of Object.entries(settings.rules ?? {})) {
    const rules = names.find(name);
    if (rules.length === 0) {
      mistakes.push({ path: ['rules', name], kind: 'unknown-rule', value: name, atKey: true, candidates: names.all });
    } else if (typeof setting === 'object') mistakes.push(...optionMistakes(name, setting, rules));
  }
  return mistakes;
}

function optionMistakes(name: string, setting: object, rules: readonly AnyRule[]): Mistake[] {
  const known = new Map(rules.flatMap((rule) => Object.entries((rule.options ?? {}) as Record<string, OptionSchema>)));
  const mistakes: Mistake[] = [];
  for (const [option, value] of Object.entries(setting)) {
    const schema = known.get(option);
    const path = ['rules', name, option];
    if (option === 'severity') continue;
    if (!schema) {
      const candidates = ['severity', ...known.keys()];
      mistakes.push({ path, kind: 'unknown-option', value: option, atKey: true, candidates });
    } else if (!fitsOption(value, schema)) {
      mistakes.push({ path, kind: 'wrong-value', value: describe(value), expected: describeOption(schema) });
    }
  }
  return mistakes;
}

function placeOf(document: Document, lines: LineCounter, mistake: Mistake): Range {
  let node: unknown = document.contents;
  let key: unknown;
  for (const part of mistake.path) {
    if (isSeq(node) && typeof part === 'number') node = node.items[part];
    if (!isMap(node)) continue;
    const pair: YamlPair | undefined = node.items.find(
      (item) => isScalar(item.key) && String(item.key.value) === String(part),
    );
    if (!pair) break;
    key = pair.key;
    node = pair.value;
  }
  const target = (mistake.atKey ? key : (node ?? key)) as { range?: [number, number, number] | null } | undefined;
  const range = target?.range ?? document.contents?.range ?? [0, 0, 0];
  return toRange(lines, range[0], range[1]);
}

function toRange(lines: LineCounter, start: number, end: number): Range {
  const at = (offset: number): { line: number; character: number } => {
    const { line, col } = lines.linePos(Math.max(offset, 0));
    return { line: Math.max(line - 1, 0), character: Math.max(col - 1, 0) };
  };
  return { start: at(start), end: at(Math.max(end, start)) };
}

/** A problem in one sentence, in the reader's language. */
export function describeProblem({ mistake, guess }: ConfigurationProblem): string {
  const { kind, value } = mistake;
  switch (kind) {
    case 'syntax':
      return l10n.t('This is not valid YAML, so nothing of this file is used: {reason}', { reason: value });
    case 'unknown-key':
      return guess
        ? l10n.t('There is no setting `{name}`: did you mean `{guess}`?', { name: value, guess })
        : l10n.t('There is no setting `{name}`.', { name: value });
    case 'unknown-rule':
      return guess
        ? l10n.t('There is no rule `{name}`: did you mean `{guess}`?', { name: value, guess })
        : l10n.t('There is no rule `{name}`.', { name: value });
    case 'unknown-option':
      return guess
        ? l10n.t('This rule has no option `{name}`: did you mean `{guess}`?', { name: value, guess })
        : l10n.t('This rule has no option `{name}`.', { name: value });
    case 'wrong-value':
      return l10n.t('`{value}` cannot be used here; expected: {expected}', {
        value,
        expected: inWords(mistake.expected),
      });
  }
}

/** Kinds of values in the reader's language; names of values are the same in all. */
function inWords(expected: string | undefined): string {
  switch (expected) {
    case 'a mapping':
      return l10n.t('a mapping');
    case 'a list':
      return l10n.t('a list');
    case 'a whole number':
      return l10n.t('a whole number');
    case 'a text':
      return l10n.t('a text');
    default:
      return expected ?? '';
  }
}
