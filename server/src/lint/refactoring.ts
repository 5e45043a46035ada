import type { TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Mount } from '../dockerfile/mounts.ts';
import type { Script } from '../dockerfile/shell.ts';
import { leavesTraces } from '../dockerfile/shelltraces.ts';

/** What refactorings are made of. */
export interface Refactoring {
  /** Says what it does and, where the meaning is not the same afterwards, what it changes. */
  readonly title: string;
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.inline';
  readonly edits: readonly TextEdit[];
}

/** The place that a refactoring is asked for: what is selected, or a cursor. */
export interface Selection {
  readonly file: Dockerfile;
  readonly start: number;
  readonly end: number;
  /** The instruction at its start; a trigger of ONBUILD is not one of its own here. */
  readonly instruction: Instruction | undefined;
}

/** Offers what can be done at a place; synchronous and pure. */
export type Refactor = (selection: Selection) => Iterable<Refactoring>;

/** A statement of a script that can stand in a chain: one command or one pipeline. */
export interface Link {
  readonly start: number;
  readonly end: number;
}

type Statement = NonNullable<Script['tree']>['commands'][number];

/**
 * The links of a script that is nothing but a chain of `&&`, or one command; undefined for all others, and where the
 * script was not read without mistakes.
 */
export function chainOf({ tree, errors, base }: Script): Link[] | undefined {
  const statement = tree?.commands[0];
  if (!statement || errors.length > 0 || tree.commands.length !== 1) return undefined;
  return linksOf(statement, base);
}

/** The same for one statement. */
export function linksOf({ command, background }: Statement, base: number): Link[] | undefined {
  if (background) return undefined;
  const commands = command.type === 'AndOr' ? command.commands : [command];
  if (command.type === 'AndOr' && command.operators.some((operator) => operator !== '&&')) return undefined;
  // A `!` before a pipeline keeps `set -e` from seeing it fail.
  const isLink = (node: (typeof commands)[number]): boolean =>
    node.type === 'Command' || (node.type === 'Pipeline' && node.prefixes.length === 0);
  if (!commands.every(isLink)) return undefined;
  return commands.map(({ pos, end }) => ({ start: pos + base, end: end + base }));
}

/**
 * Whether the parts of a script before and behind an offset are bound together by more than files: what the shell keeps
 * between them, and the mounts whose content is gone behind the RUN.
 */
export function isBound(run: Instruction, script: Script, at: number, behind: string): boolean {
  if (leavesTraces(script, at) || run.mounts.some(keepsNothing)) return true;
  const names = setInPassing(script.span.raw.slice(0, Math.max(0, at - script.span.start)));
  return names.some((name) => new RegExp(`\\b${name}\\b`).test(behind));
}

function keepsNothing(mount: Mount): boolean {
  return mount.type === 'tmpfs' || (mount.type === 'bind' && mount.get('rw', 'readwrite') !== undefined);
}

/** The variables that a script sets otherwise than by an assignment: loops, `${NAME:=…}`, arithmetic, `printf -v`. */
function setInPassing(script: string): string[] {
  const pattern = /\b(?:for|select)\s+(\w+)|\$\{(\w+):?=|\(\([^)]*?(\w+)\s*(?:[-+*/%&|^]|<<|>>)?=(?!=)|\s-v\s+(\w+)/g;
  return [...script.matchAll(pattern)].flatMap(([, ...names]) => names.filter((name) => name !== undefined));
}

/** Whether a continuation stands between single quotes: the builder takes it out there, a shell keeps it. */
export function partsQuotes(script: string): boolean {
  return /'[^']*\n[^']*'/.test(script);
}

/** The line end and the indentation that a line of an instruction's continuation gets. */
export function continued({ file }: Instruction, text: string): string {
  return ` ${file.escape}${file.source.newline}    ${text}`;
}
