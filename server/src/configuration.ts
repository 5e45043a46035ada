import * as l10n from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import { type Document, isMap, isScalar, LineCounter, parseDocument, type Pair as YamlPair } from 'yaml';
import type { RuleNames } from './lint/names.ts';
import { nearest } from './lint/nearest.ts';
import type { RuleSetting } from './lint/presets.ts';
import type { AnyRule, Severity } from './lint/rule.ts';
import { type Mistake, type PartialSettings, toSettings } from './settings.ts';

/** A problem of a configuration file, for the editor and the command line alike. */
export interface ConfigurationProblem {
  readonly range: Range;
  readonly mistake: Mistake | { readonly kind: 'syntax'; readonly value: string };
  /** A known name close to the one written. */
  readonly guess?: string;
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
  }));
  if (problems.length > 0) return { settings: {}, problems };
  const raw = toPlain(document);
  const isHadolint = (hadolintNames as readonly string[]).includes(name);
  const { settings, mistakes } = isHadolint ? fromHadolint(raw) : toSettings(raw);
  const all = isHadolint ? mistakes : [...mistakes, ...ruleMistakes(settings, names)];
  for (const mistake of all) {
    const guess = mistake.kind === 'unknown-rule' ? nearest(mistake.value, names.all, 3) : undefined;
    problems.push({ range: placeOf(document, lines, mistake), mistake, ...(guess && { guess }) });
  }
  return { settings, problems };
}

function toPlain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** Names of rules that nobody knows, and options that their rules do not have. */
export function ruleMistakes(settings: PartialSettings, names: RuleNames): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const [name, setting] of Object.entries(settings.rules ?? {})) {
    const rules = names.find(name);
    if (rules.length === 0) {
      mistakes.push({ path: ['rules', name], kind: 'unknown-rule', value: name, atKey: true });
    } else if (typeof setting === 'object') mistakes.push(...optionMistakes(name, setting, rules));
  }
  return mistakes;
}

function optionMistakes(name: string, setting: object, rules: readonly AnyRule[]): Mistake[] {
  const known = new Set(rules.flatMap((rule) => Object.keys((rule.options ?? {}) as object)));
  return Object.entries(setting)
    .filter(([option]) => option !== 'severity' && !known.has(option))
    .map(([option]) => ({
      path: ['rules', name, option],
      kind: 'unknown-option' as const,
      value: option,
      atKey: true,
    }));
}

const hadolintSeverities: Readonly<Record<string, Severity | 'off'>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'hint',
  ignore: 'off',
  none: 'off',
};

/** hadolint's own file (its README, "Configure"), as settings of the preset `hadolint`. */
function fromHadolint(raw: unknown): { settings: PartialSettings; mistakes: Mistake[] } {
  if (raw === null || raw === undefined) return { settings: { preset: 'hadolint' }, mistakes: [] };
  if (typeof raw !== 'object' || Array.isArray(raw)) {
    return { settings: {}, mistakes: [{ path: [], kind: 'wrong-value', value: String(raw), expected: 'a mapping' }] };
  }
  const file = raw as Record<string, unknown>;
  const rules: Record<string, RuleSetting> = {};
  const override = (file['override'] ?? {}) as Record<string, unknown>;
  for (const level of ['style', 'info', 'warning', 'error']) {
    for (const code of list(override[level])) rules[code] = hadolintSeverities[level] as Severity;
  }
  for (const code of list(file['ignored'] ?? file['ignore'])) rules[code] = 'off';
  const registries = list(file['trustedRegistries']);
  if (registries.length > 0) rules['untrusted-registry'] = { severity: 'error', trusted: registries };
  const threshold = hadolintSeverities[String(file['failure-threshold'] ?? '')];
  return {
    settings: {
      preset: 'hadolint',
      rules,
      ...(threshold && { failOn: threshold === 'off' ? ('hint' as const) : threshold }),
      ...(file['no-fail'] === true && { failOn: 'never' as const }),
    },
    mistakes: [],
  };
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function placeOf(document: Document, lines: LineCounter, mistake: Mistake): Range {
  let node: unknown = document.contents;
  let key: unknown;
  for (const part of mistake.path) {
    if (!isMap(node)) break;
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
      return l10n.t('There is no setting `{name}`.', { name: value });
    case 'unknown-rule':
      return guess
        ? l10n.t('There is no rule `{name}`: did you mean `{guess}`?', { name: value, guess })
        : l10n.t('There is no rule `{name}`.', { name: value });
    case 'unknown-option':
      return l10n.t('This rule has no option `{name}`.', { name: value });
    case 'wrong-value':
      return l10n.t('`{value}` cannot be used here; expected: {expected}', { value, expected: mistake.expected ?? '' });
  }
}
