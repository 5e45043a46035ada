import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Script } from '../dockerfile/shell.ts';
import { type ShellNode, type ShellPlace, shellNodes, shellRuns } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import type { Fix } from './rule.ts';

/** What the rules about shell code share: where a word is split, what of it stands outside quotes, how it is quoted. */

/** A part of a word that is substituted when the script runs. */
export type Expansion =
  | ShellPlace<'SimpleExpansion'>
  | ShellPlace<'ParameterExpansion'>
  | ShellPlace<'CommandExpansion'>;

/** Fixes that may hold quotes and backslashes: none in JSON form, where they would have to be escaped. */
export function shellFix(place: ShellPlace, title: string, edits: readonly TextEdit[], safe = false): Fix[] {
  return place.instruction.json ? [] : [{ title, edits, safe }];
}

/** A piece of a word outside quotes, as written. */
export interface Bare {
  readonly text: string;
  readonly span: Span;
  readonly word: ShellPlace<'Word'>;
}

/** The pieces of words outside quotes that hold a text, in every RUN. Operands inside `${…}` are left out. */
export function* bareText(file: Dockerfile, needle: string | RegExp): Generator<Bare> {
  const holds = (text: string): boolean => (typeof needle === 'string' ? text.includes(needle) : needle.test(text));
  if (!holds(file.text)) return;
  for (const word of shellNodes(file, 'Word')) {
    if (!holds(word.node.text) || isOperand(word)) continue;
    for (const part of barePieces(word.node)) {
      if (holds(part.text)) yield { text: part.text, span: word.span(part.pos, part.end), word };
    }
  }
}

function barePieces(word: ShellNode<'Word'>): readonly { text: string; pos: number; end: number }[] {
  return word.parts ? word.parts.filter((part) => part.type === 'Literal') : [word];
}

/** Whether a word stands inside `${…}`: a default, a pattern, an index. */
export function isOperand(word: ShellPlace): boolean {
  const type = word.parent?.node.type;
  return (
    type === 'ParameterExpansion' ||
    type === 'Default' ||
    type === 'Remove' ||
    type === 'Replace' ||
    type === 'Slice' ||
    type === 'CaseModification' ||
    type === 'Transform'
  );
}

/** Where the value of an unquoted expansion is taken apart at blanks. */
export type Splitting = 'argument' | 'name' | 'redirect' | 'list' | 'declaration';

/** How the shell splits an expansion; undefined inside quotes, in assignments, `case`, `[[ ]]` and arithmetic. */
export function splitting(place: Expansion): Splitting | undefined {
  const word = place.parent?.node.type === 'BraceExpansion' ? place.parent.parent : place.parent;
  if (word?.node.type !== 'Word') return undefined;
  const holder = word.parent;
  switch (holder?.node.type) {
    case 'Command':
      return (holder.node as ShellNode<'Command'>).name === word.node ? 'name' : 'argument';
    case 'Redirect':
    case 'HereString':
      return 'redirect';
    case 'For':
    case 'Select':
      return (holder.node as ShellNode<'For'>).name === word.node ? undefined : 'list';
    case 'Assignment': {
      const command = holder.parent?.node;
      const isArgument = command?.type === 'Command' && (command.suffix as readonly unknown[]).includes(holder.node);
      return isArgument ? 'declaration' : undefined;
    }
    default:
      return undefined;
  }
}

/** The command whose name or argument a part of a word is. */
export function commandOf(place: ShellPlace): ShellPlace<'Command'> | undefined {
  const word = place.parent;
  const holder = word?.node.type === 'Word' ? word.parent : undefined;
  return holder?.node.type === 'Command' ? (holder as ShellPlace<'Command'>) : undefined;
}

/** Whether a word is an operand of `[ … ]` or `test`. */
function isTest(command: ShellPlace<'Command'> | undefined): boolean {
  const name = command?.node.name?.value;
  return name === '[' || name === 'test';
}

/** Puts double quotes around an expansion. None where the quotes would meet others: in backticks inside quotes. */
export function quoteFix(place: Expansion): Fix[] {
  for (let one: ShellPlace | undefined = place.parent; one; one = one.parent) {
    if (one.node.type === 'CommandExpansion' && one.node.text.startsWith('`') && one.within('DoubleQuoted')) return [];
  }
  const { start, end } = place.range;
  const edits = [
    { range: { start, end: start }, newText: '"' },
    { range: { start: end, end }, newText: '"' },
  ];
  return shellFix(place, l10n.t('Put double quotes around it'), edits);
}

/** The name that an expansion reads: `x` for `$x` and `${x%…}`; undefined for a command substitution. */
export function variableName(place: Expansion): string | undefined {
  const { node } = place;
  if (node.type === 'SimpleExpansion') return node.text.slice(1);
  return node.type === 'ParameterExpansion' ? node.parameter : undefined;
}

/** Whether something asks how a place ended: it stands before `&&` or `||`, or in a condition. */
export function isAsked(place: ShellPlace): boolean {
  for (let one: ShellPlace | undefined = place; one?.parent; one = one.parent) {
    const holder = one.parent.node;
    if (holder.type === 'AndOr' && holder.commands.at(-1) !== one.node) return true;
    if (holder.type === 'Script' && one.parent.parent) return isInCondition(place);
  }
  return isInCondition(place);
}

/** Whether a place is a part of the condition of `if`, `while` or `until`. */
export function isInCondition(place: ShellPlace): boolean {
  for (let one: ShellPlace | undefined = place; one?.parent; one = one.parent) {
    const holder = one.parent.node;
    if (holder.type === 'If' || holder.type === 'Elif' || holder.type === 'While') return holder.clause === one.node;
    if (holder.type === 'Script') return false;
  }
  return false;
}

/** Double-quoted strings that hold a line end and end right before a letter, a digit or a variable. */
export function* suspiciousQuotes(file: Dockerfile): Generator<ShellPlace<'DoubleQuoted'>> {
  for (const place of shellNodes(file, 'DoubleQuoted')) {
    if (!place.script.heredoc || !/[\w$]/.test(file.text[place.end] ?? '')) continue;
    const holdsLineEnd = place.node.parts.some((part) => part.type === 'Literal' && /(?:^|[^\\])\n/.test(part.text));
    if (holdsLineEnd) yield place;
  }
}

/**
 * Whether an expansion is a whole operand of a `[` or `test` that goes wrong when it is empty: of `=`, `!=` and `-n`.
 * `[ $x ]` and `[ -z $x ]` come out right, numbers are no better off in quotes.
 */
export function breaksTest(place: Expansion): boolean {
  const command = commandOf(place);
  if (!command || !isTest(command)) return false;
  const words = command.node.args.filter(({ text }) => text !== ']' && text !== '!');
  const at = words.indexOf(place.parent?.node as ShellNode<'Word'>);
  const operand = words[at];
  const parts = operand?.type === 'Word' ? operand.parts : undefined;
  if (!parts?.every((part) => /Expansion$/.test(part.type))) return false;
  const isText = (word: { text: string } | undefined): boolean => /^(?:==?|!=)$/.test(word?.text ?? '');
  return words[at - 1]?.text === '-n' || isText(words[at - 1]) || isText(words[at + 1]);
}

/** A word of a script that the shell cannot parse. */
export interface Token {
  readonly text: string;
  readonly span: Span;
  readonly script: Script;
  /** Whether a command may begin with it: behind an operator or a line end, or at the beginning. */
  readonly first: boolean;
  readonly before: Token | undefined;
}

/**
 * The words outside quotes of the scripts that do not parse. There the tree is a guess: the words that are wrong are
 * missing in it.
 */
export function* brokenTokens(file: Dockerfile): Generator<Token> {
  for (const { script } of shellRuns(file)) {
    if (script.errors.length === 0) continue;
    let first = true;
    let before: Token | undefined;
    for (const match of script.span.raw.matchAll(
      /\\\r?\n|(?:[^\s;&|()"'\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?)+|\n|[;&|()]/g,
    )) {
      const [text] = match;
      if (/^\\\r?\n$/.test(text)) continue;
      if (/^[;&|()\n]$/.test(text)) {
        first = true;
        before = undefined;
        continue;
      }
      const start = script.span.start + match.index;
      const token: Token = { text, span: new Span(file.source, start, start + text.length), script, first, before };
      yield token;
      first = first && /^(?:if|then|else|elif|while|until|do|!|\{)$/.test(text);
      before = token;
    }
  }
}
