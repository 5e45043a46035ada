import { CompletionItemKind } from 'vscode-languageserver-types';
import { buildkitChecks, directiveNames, experimentalChecks } from '../dockerfile/grammar.ts';
import { checkovNames, tallyNames } from '../lint/foreignnames.ts';
import type { RuleNames } from '../lint/names.ts';
import { suggestListed } from './listed.ts';
import { type DocReference, type Suggestion, type Surroundings, type Target, targetOf } from './suggestion.ts';

/** Beginnings of comments that mean something: first word, then the whole. */
const beginnings = [
  'dockerfile-mentor ignore=',
  'dockerfile-mentor global ignore=',
  'dockerfile-mentor format off',
  'dockerfile-mentor format on',
  'hadolint ignore=',
  'hadolint stage ignore=',
  'hadolint global ignore=',
  'hadolint shell=',
  'check=skip=',
  'shellcheck disable=',
  'shellcheck shell=',
  'tally ignore=',
  'tally global ignore=',
  'checkov:skip=',
  'dockerfile-utils: ignore',
] as const;

const shells = ['sh', 'bash', 'ash', 'dash', 'ksh', 'pwsh'] as const;

/** A name that a comment can list, and the rules that it means. */
type Named = readonly [name: string, rules: readonly string[]];

/** A list of names in a comment, and which names its tool knows. */
interface Listing {
  readonly lead: RegExp;
  readonly names: (names: RuleNames) => readonly Named[];
  /** Names that count as well, offered where one is begun in capitals. */
  readonly others?: (names: RuleNames) => readonly Named[];
}

const listings: readonly Listing[] = [
  { lead: /^#+\s*dockerfile-mentor\s+(?:global\s+)?ignore\s*=\s*/, names: ruleIds, others: otherNames },
  { lead: /^#\s*hadolint\s+(?:(?:global|stage)\s+)?ignore\s*=\s*/, names: (names) => aliases(names, /^(?:DL|SC)\d+$/) },
  { lead: /^#+\s*shellcheck\s(?:[^#]*\s)?disable=/, names: (names) => aliases(names, /^SC\d+$/) },
  { lead: /^#\s*tally\s+(?:global\s+)?ignore\s*=\s*/i, names: tallyRules },
  { lead: /^#+\s*(?:checkov|bridgecrew):skip=/, names: (names) => known([...checkovNames], names) },
];

function ruleIds({ all, find }: RuleNames): Named[] {
  return all.filter((name) => find(name).some(({ id }) => id === name)).map((name) => [name, [name]]);
}

function aliases({ all, find }: RuleNames, form: RegExp): Named[] {
  return all.filter((name) => form.test(name)).map((name) => [name, find(name).map(({ id }) => id)]);
}

/** The names that other tools give our rules. */
function otherNames(names: RuleNames): Named[] {
  return aliases(names, /^[A-Z]/);
}

/** tally writes the tool before the name of its check. */
function tallyRules(names: RuleNames): Named[] {
  const under = (tool: string, found: readonly Named[]): Named[] =>
    found.map(([name, rules]) => [`${tool}/${name}`, rules]);
  const checks = buildkitChecks.map((name): Named => [name, names.find(name).map(({ id }) => id)]);
  return [
    ...under('hadolint', aliases(names, /^DL\d+$/)),
    ...under('shellcheck', aliases(names, /^SC\d+$/)),
    ...under('buildkit', checks),
    ...under('tally', known([...tallyNames], names)),
  ];
}

/** Names of which we have at least one rule. */
function known(all: readonly Named[], { find }: RuleNames): Named[] {
  return all.filter(([, rules]) => rules.some((id) => find(id).length > 0));
}

/** Directives, checks, and the comments that silence rules, each with what stands behind `=`. */
export function commentSuggestions(before: string, around: Surroundings, trigger?: string): readonly Suggestion[] {
  const check = /^#\s*check\s*=\s*(.*)$/i.exec(before)?.[1];
  if (check !== undefined) return checkSuggestions(check, around);
  const listing = listings.find(({ lead }) => lead.test(before));
  if (listing) return ruleSuggestions(before, listing, around);
  const shell = /^#+\s*(?:hadolint|shellcheck)\s+shell\s*=\s*(\w*)$/.exec(before)?.[1];
  if (shell !== undefined) return shellSuggestions(shell, around);
  return [...directiveSuggestions(before, around), ...(trigger === '#' ? [] : beginningSuggestions(before, around))];
}

/** Whether parser directives count on the cursor's line: nothing but directives stands above. */
function isAtTop({ file, offset }: Surroundings): boolean {
  return file.source.lineAt(offset) <= file.directives.length;
}

function directiveSuggestions(before: string, around: Surroundings): readonly Suggestion[] {
  if (!isAtTop(around)) return [];
  const value = /^#\s*(syntax|escape)\s*=\s*(\S*)$/i.exec(before);
  if (value) return directiveValues((value[1] as string).toLowerCase(), value[2] as string, around);
  const typed = /^#\s*([a-zA-Z]*)$/.exec(before)?.[1];
  if (typed === undefined) return [];
  const { file, offset } = around;
  const target = targetOf(around, typed, /^[a-zA-Z]*=?/);
  const used = new Set(file.directives.filter(({ span }) => !span.touches(offset)).map(({ name }) => name));
  return directiveNames
    .filter((name) => !used.has(name))
    .map((name, rank) => ({
      label: `${name}=`,
      kind: CompletionItemKind.Property,
      target,
      text: `${before === '#' ? ' ' : ''}${name}=`,
      filter: `${before === '#' ? ' ' : ''}${name}=`,
      rank,
      doc: { page: `instructions/${name}` },
      continues: true,
    }));
}

function directiveValues(name: string, typed: string, around: Surroundings): readonly Suggestion[] {
  const target = targetOf(around, typed, /^\S*/);
  if (name === 'syntax') {
    return suggestListed(around, 'instructions/syntax', target, CompletionItemKind.Module, (one) => one.includes('/'));
  }
  const doc = { page: 'instructions/escape' };
  return ['`', '\\'].map((label, rank) => ({ label, kind: CompletionItemKind.EnumMember, target, rank, doc }));
}

/** `skip=A,B;error=true` up to the cursor. */
function checkSuggestions(value: string, around: Surroundings): readonly Suggestion[] {
  const option = value.slice(value.lastIndexOf(';') + 1).trimStart();
  const equals = option.indexOf('=');
  const page = 'instructions/check';
  if (equals < 0) {
    const target = targetOf(around, option, /^\w*=?/);
    const used = new Set([...value.matchAll(/(\w+)\s*=/g)].map(([, name]) => name));
    return (['skip', 'error', 'experimental'] as const)
      .filter((name) => !used.has(name))
      .map((name, rank) => ({
        label: `${name}=`,
        kind: CompletionItemKind.Property,
        target,
        rank,
        doc: { page, entry: name },
        continues: true,
      }));
  }
  const key = option.slice(0, equals).trim();
  const names = option.slice(equals + 1);
  if (key === 'error') return plain(['true', 'false'], targetOf(around, names, /^\w*/), { page, entry: 'error' });
  return checkNames(names, key, around);
}

function checkNames(list: string, key: string, around: Surroundings): readonly Suggestion[] {
  const typed = list.slice(list.lastIndexOf(',') + 1).trimStart();
  const target = targetOf(around, typed, /^\w*/);
  const all = plain(['all'], target, { page: 'instructions/check', entry: key });
  const used = new Set(list.slice(0, list.length - typed.length).split(/[\s,]+/));
  const checks = buildkitChecks
    .filter((name) => !used.has(name) && (key === 'skip' || experimentalChecks.has(name)))
    .map((label, rank) => ({
      label,
      kind: CompletionItemKind.EnumMember,
      target,
      rank: rank + 10,
      doc: ruleDoc(label, around),
    }));
  return used.size > 1 ? checks : [...all, ...checks];
}

function plain(labels: readonly string[], target: Target, doc: DocReference): Suggestion[] {
  return labels.map((label, rank) => ({ label, kind: CompletionItemKind.EnumMember, target, rank, doc }));
}

/** The page of the first rule that a name or alias means. */
function ruleDoc(name: string, { names }: Surroundings): DocReference | undefined {
  const rule = names.find(name)[0];
  return rule && { page: `rules/${rule.id}` };
}

function ruleSuggestions(
  before: string,
  { lead, names, others = names }: Listing,
  around: Surroundings,
): readonly Suggestion[] {
  const list = before.replace(lead, '');
  if (/[^\s,]\s+$|[^\s,]\s+[^\s,]+$/.test(list)) return reasonSuggestions(before, list, around);
  const typed = list.slice(list.lastIndexOf(',') + 1).trimStart();
  const used = new Set(list.slice(0, list.length - typed.length).split(/[\s,]+/));
  const target = targetOf(around, typed, /^[\w/-]*/);
  return (/^[A-Z]/.test(typed) ? others : names)(around.names)
    .filter(([name]) => !used.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, rules], rank) => ({
      label,
      kind: CompletionItemKind.EnumMember,
      target,
      rank,
      detail: rules[0] === label ? undefined : rules.join(', '),
      doc: rules[0] === undefined ? undefined : { page: `rules/${rules[0]}` },
    }));
}

/** Behind the list of our own comment a reason may follow. */
function reasonSuggestions(before: string, list: string, around: Surroundings): readonly Suggestion[] {
  if (!/^#+\s*dockerfile-mentor\b/.test(before) || /\breason\s*=/.test(list)) return [];
  const typed = /\S*$/.exec(list)?.[0] ?? '';
  return [{ label: 'reason=', kind: CompletionItemKind.Property, target: targetOf(around, typed, /^\w*=?/), rank: 0 }];
}

function shellSuggestions(typed: string, around: Surroundings): readonly Suggestion[] {
  const target = targetOf(around, typed, /^\w*/);
  return shells.map((label, rank) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    target,
    rank,
    doc: { page: 'values/shells', entry: label },
  }));
}

/** The comments that begin with what is typed. */
function beginningSuggestions(before: string, around: Surroundings): readonly Suggestion[] {
  const typed = before.replace(/^#+\s*/, '');
  const first = around.file.instructions[0];
  const isAbove = first === undefined || around.offset <= first.start;
  const possible = beginnings.filter(
    (one) => one.startsWith(typed) && (isAbove || !one.startsWith('dockerfile-mentor global')),
  );
  if (typed === '' && possible.length < 2) return [];
  const target = targetOf(around, typed, /^[\w=:-]*/);
  return possible.map((label, rank) => ({
    label,
    kind: CompletionItemKind.Property,
    target,
    rank: rank + 100,
    continues: label.endsWith('='),
    ...(label === 'check=skip=' && { doc: { page: 'instructions/check' } }),
  }));
}
