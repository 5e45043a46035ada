import * as l10n from '@vscode/l10n';
import { CompletionItemKind, type TextEdit } from 'vscode-languageserver-types';
import { type ArgumentCursor, isInSingleQuotes } from '../dockerfile/cursor.ts';
import type { Definition, Instruction } from '../dockerfile/dockerfile.ts';
import { platformArgs, proxyArgs } from '../dockerfile/grammar.ts';
import { shellVariables } from '../dockerfile/shellvariables.ts';
import {
  asSnippet,
  type Suggestion,
  type Surroundings,
  type Target,
  targetOf,
  textBehind,
  writesLower,
} from './suggestion.ts';

const page = 'values/variables';
const reference = /(?<!\\)\$(\{?)(\w*)$/;
const modified = /(?<!\\)\$\{(\w+):$/;

/** Flags in which the builder replaces no variables. */
const literalFlags =
  /^--(?:from|network|security|device|exclude|interval|timeout|start-period|start-interval|retries)=/;

/** Which instructions a variable reaches. */
type Reader = 'build' | 'shell' | 'container';

/** A variable that can be named at a place. */
interface Candidate {
  readonly name: string;
  readonly detail?: string | undefined;
  readonly rank: number;
  /** The declaration that is missing here. */
  readonly edits?: readonly TextEdit[];
  readonly isDocumented?: boolean;
}

/** Variables in scope behind `$` and `${`, with their modifiers; undefined where the cursor is in no reference. */
export function variableSuggestions(cursor: ArgumentCursor, around: Surroundings): readonly Suggestion[] | undefined {
  return behindDollar(cursor.instruction, cursor.before, cursor.typed, around);
}

/** The same in the body of a heredoc. */
export function bodyVariableSuggestions(
  instruction: Instruction,
  before: string,
  around: Surroundings,
): readonly Suggestion[] | undefined {
  return behindDollar(instruction, before, '', around);
}

function behindDollar(
  instruction: Instruction,
  before: string,
  typed: string,
  around: Surroundings,
): readonly Suggestion[] | undefined {
  if (!before.includes('$')) return undefined;
  const modifier = modified.exec(before);
  if (modifier) return colonSuggestions(modifier[1] as string, around);
  const match = reference.exec(before);
  if (!match) return undefined;
  if (isInSingleQuotes(before, instruction.file.escape) || literalFlags.test(typed)) return [];
  const reader = readerOf(instruction, typed);
  if (!reader) return [];
  const braced = match[1] === '{';
  const name = match[2] as string;
  const candidates = candidatesAt(instruction, reader, around, /^(\w+)=/.exec(typed)?.[1]);
  const target = targetOf(around, name, /^\w*/);
  const isClosed = /^\w*[}:#%/+?-]/.test(textBehind(around));
  const found = candidates.map((candidate) => nameSuggestion(candidate, target, braced && !isClosed));
  const isWhole = braced && !isClosed && candidates.some((candidate) => candidate.name === name);
  return isWhole ? [...found, ...modifierSuggestions(name, target)] : found;
}

/** Who replaces variables in an instruction: nobody in JSON forms and in triggers' images. */
function readerOf(instruction: Instruction, typed: string): Reader | undefined {
  if (instruction.is('RUN')) return typed.startsWith('--mount=') ? 'build' : instruction.json ? undefined : 'shell';
  if (instruction.is('CMD', 'ENTRYPOINT', 'HEALTHCHECK')) return instruction.json ? undefined : 'container';
  return instruction.is('SHELL', 'MAINTAINER') ? undefined : 'build';
}

function nameSuggestion(
  { name, detail, rank, edits, isDocumented }: Candidate,
  target: Target,
  close: boolean,
): Suggestion {
  return {
    label: name,
    kind: CompletionItemKind.Variable,
    target,
    text: close ? `${name}}` : name,
    rank,
    detail,
    ...(edits && { edits }),
    ...(isDocumented && { doc: { page, entry: name } }),
  };
}

/** `own`: the variable that is being set, which is often made longer. */
function candidatesAt(instruction: Instruction, reader: Reader, around: Surroundings, own?: string): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (candidate: Candidate): void => {
    if (!found.has(candidate.name)) found.set(candidate.name, candidate);
  };
  for (const definition of definitionsAt(instruction, reader)) add(defined(definition, instruction));
  if (reader === 'shell') for (const name of shellVariables(instruction).assigned) add({ name, rank: 2 });
  const isGlobal = instruction.is('FROM') || !instruction.stage;
  if (reader !== 'container') {
    if (!isGlobal)
      for (const name of instruction.file.scope(undefined).keys()) add(undeclared(name, instruction, around));
    for (const name of platformArgs) add(isGlobal ? automatic(name) : undeclared(name, instruction, around, true));
  }
  if (reader === 'shell') for (const name of proxyArgs) add({ ...automatic(name), rank: 300 });
  for (const name of ['PATH', 'HOME'])
    if (reader !== 'build' || name === 'PATH') add({ ...automatic(name), rank: name === own ? 0 : 250 });
  return [...found.values()];
}

/** Definitions in force just before an instruction, the nearest first. Containers know ENV only. */
function definitionsAt(instruction: Instruction, reader: Reader): Definition[] {
  const { file, stage } = instruction;
  const scopes = instruction.is('FROM') || !stage ? [undefined] : stage.lineage;
  return scopes.flatMap((scope) =>
    [...file.scope(scope).values()]
      .flatMap(
        (all) => all.findLast(({ instruction: by }) => scope !== stage || !stage || by.index < instruction.index) ?? [],
      )
      .filter(({ kind }) => reader !== 'container' || kind === 'ENV')
      .reverse(),
  );
}

function defined({ name, kind }: Definition, at: Instruction): Candidate {
  const value = at.file.value(name, at);
  return { name, rank: kind === 'ARG' ? 0 : 1, detail: value ? `${kind} = ${value}` : kind };
}

function automatic(name: string): Candidate {
  // The one that FROM is usually about.
  return { name, rank: name === 'BUILDPLATFORM' ? 90 : 100, isDocumented: true };
}

/** A variable that the stage must declare first: the item does it, behind FROM. */
function undeclared(name: string, { stage, file }: Instruction, around: Surroundings, isDocumented = false): Candidate {
  const { source } = file;
  const keyword = writesLower(file, around.offset) ? 'arg' : 'ARG';
  const at = source.lineEnd(source.lineAt(stage?.from.end ?? 0));
  const edits = [{ range: source.range(at, at), newText: `${source.newline}${keyword} ${name}` }];
  const detail = l10n.t('adds `{declaration}` to the stage', { declaration: `${keyword} ${name}` });
  return { name, rank: isDocumented ? 200 : 50, detail, edits, isDocumented };
}

/** What can follow a name in braces, as it is written there. */
const modifiers: readonly (readonly [sign: string, operand: string])[] = [
  [':-', 'default'],
  [':+', 'replacement'],
  [':?', 'message'],
  ['-', 'default'],
  ['+', 'replacement'],
  ['?', 'message'],
  ['#', 'prefix'],
  ['##', 'prefix'],
  ['%', 'suffix'],
  ['%%', 'suffix'],
  ['/', 'pattern/replacement'],
  ['//', 'pattern/replacement'],
];

function modifierSuggestions(name: string, target: Target): Suggestion[] {
  return modifiers.map(([sign, operand], rank) => ({
    label: `${name}${sign}${operand}`,
    kind: CompletionItemKind.Operator,
    target,
    text: `${name}${sign}}`,
    snippet: `${name}${sign}\${1:${operand}}\\}`,
    rank: 400 + rank,
    detail: modifierMeaning(sign),
  }));
}

/** Behind `${NAME:` three signs go on. */
function colonSuggestions(name: string, around: Surroundings): Suggestion[] {
  const target = targetOf(around, '', /^/);
  const close = /^[^\s]*\}/.test(textBehind(around)) ? '' : '}';
  return modifiers
    .filter(([sign]) => sign.startsWith(':'))
    .map(([sign, operand], rank) => ({
      label: `${sign.slice(1)}${operand}`,
      kind: CompletionItemKind.Operator,
      target,
      text: `${sign.slice(1)}${close}`,
      snippet: `${sign.slice(1)}\${1:${operand}}${asSnippet(close)}`,
      rank,
      detail: `\${${name}${sign}…}: ${modifierMeaning(sign)}`,
    }));
}

function modifierMeaning(sign: string): string {
  switch (sign) {
    case ':-':
      return l10n.t('the default where it is not set or empty');
    case '-':
      return l10n.t('the default where it is not set');
    case ':+':
      return l10n.t('the replacement where it is set and not empty, else nothing');
    case '+':
      return l10n.t('the replacement where it is set, else nothing');
    case ':?':
      return l10n.t('fails with the message where it is not set or empty');
    case '?':
      return l10n.t('fails with the message where it is not set');
    case '#':
      return l10n.t('without the shortest match at the beginning');
    case '##':
      return l10n.t('without the longest match at the beginning');
    case '%':
      return l10n.t('without the shortest match at the end');
    case '%%':
      return l10n.t('without the longest match at the end');
    case '/':
      return l10n.t('with the first match replaced');
    default:
      return l10n.t('with every match replaced');
  }
}
