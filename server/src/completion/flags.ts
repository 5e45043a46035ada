import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ArgumentCursor } from '../dockerfile/cursor.ts';
import { type FlagGrammar, flagsOf } from '../dockerfile/grammar.ts';
import { imageSuggestions } from './images.ts';
import { listedNames, suggestListed } from './listed.ts';
import { mountSuggestions } from './mounts.ts';
import { type Suggestion, type Surroundings, type Target, targetOf, textBehind } from './suggestion.ts';
import { ownerSuggestions } from './users.ts';

/** Flags that are not used yet, or the values of the flag at the cursor. */
export async function flagSuggestions(cursor: ArgumentCursor, around: Surroundings): Promise<readonly Suggestion[]> {
  const equals = cursor.typed.indexOf('=');
  return equals < 0 ? nameSuggestions(cursor, around) : valueSuggestions(cursor, around, equals);
}

function nameSuggestions({ instruction, typed }: ArgumentCursor, around: Surroundings): readonly Suggestion[] {
  const { keyword, flags } = instruction;
  const target = targetOf(around, typed, /^[\w-]*/);
  const hasValue = /^[\w-]*=/.test(textBehind(around));
  const used = new Set(flags.filter(({ word }) => !word.touches(around.offset)).map(({ name }) => name));
  return flagsOf(keyword)
    .filter(({ name, repeatable }) => repeatable || !used.has(name))
    .map((flag, rank) => {
      const takesValue = flag.kind !== 'boolean' && !hasValue;
      return {
        label: `--${flag.name}`,
        kind: CompletionItemKind.Property,
        target,
        text: takesValue ? `--${flag.name}=` : `--${flag.name}`,
        // Where none is begun, what the instruction is about comes first.
        rank: rank + (typed === '' ? 9000 : 0),
        detail: neededVersion(flag),
        doc: { page: `instructions/${keyword}`, section: `\`--${flag.name}\`` },
        continues: takesValue,
      };
    });
}

function neededVersion({ since }: FlagGrammar): string | undefined {
  return since && `docker/dockerfile:${since}`;
}

async function valueSuggestions(
  cursor: ArgumentCursor,
  around: Surroundings,
  equals: number,
): Promise<readonly Suggestion[]> {
  const { instruction, typed } = cursor;
  const name = typed.slice(2, equals);
  const value = typed.slice(equals + 1).replace(/^["']/, '');
  const grammar = flagsOf(instruction.keyword).find((flag) => flag.name === name);
  if (!grammar) return [];
  if (grammar.kind === 'mount') return mountSuggestions(cursor, value, around);
  const target = targetOf(around, value, /^[^\s"']*/);
  if (name === 'from') return imageSuggestions(cursor, value, around, true);
  if (name === 'chown') return ownerSuggestions(cursor, value, around);
  const values = [
    ...listedValues(instruction.keyword, grammar, target, around),
    ...durations(instruction.keyword, grammar, value, target),
  ];
  return name === 'platform' ? [...values, ...platformSuggestions(values, target, around)] : values;
}

/** Values of the grammar, with what the flag's section says of them; the default, where it is known, first. */
function listedValues(
  keyword: string,
  { name, values = [] }: FlagGrammar,
  target: Target,
  { docs }: Surroundings,
): Suggestion[] {
  const section = docs.flag(keyword, `--${name}`);
  const explained = new Set(listedNames(section?.body ?? '').flat());
  return values.map((value, rank) => ({
    label: value,
    kind: CompletionItemKind.EnumMember,
    target,
    rank,
    doc: {
      page: `instructions/${keyword}`,
      section: `\`--${name}\``,
      ...(explained.has(value) && { entry: value }),
    },
  }));
}

/** What is typed of a duration, with its units. */
function durations(keyword: string, { name, kind, values = [] }: FlagGrammar, typed: string, target: Target) {
  if (kind !== 'duration' || !/\d$/.test(typed)) return [];
  const doc = { page: `instructions/${keyword}`, section: `\`--${name}\`` };
  return ['s', 'm', 'h', 'ms']
    .map((unit) => typed + unit)
    .filter((label) => !values.includes(label))
    .map((label, rank): Suggestion => ({ label, kind: CompletionItemKind.EnumMember, target, rank: 20 + rank, doc }));
}

/** The platforms that the page of them explains besides. */
function platformSuggestions(values: readonly Suggestion[], target: Target, around: Surroundings): Suggestion[] {
  const offered = new Set(values.map(({ label }) => label));
  return suggestListed(around, 'values/platforms', target, CompletionItemKind.EnumMember)
    .filter(({ label }) => label.includes('/') && !offered.has(label))
    .map((one) => ({ ...one, rank: 50 + (one.rank ?? 0) }));
}
