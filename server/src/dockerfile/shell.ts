import {
  type Command as CommandNode,
  forEachChild,
  parse,
  type Script as ScriptNode,
  type SyntaxNode,
  type Word as WordNode,
} from 'unbash';
import type { Instruction } from './dockerfile.ts';
import { Command, type Place } from './shellcommand.ts';
import { Span, type Word } from './source.ts';

export { Command, type Place, ShellWord } from './shellcommand.ts';
/** The script of an instruction, in the shell that runs it. */
export interface Script {
  /**
   * What the script was read as. `powershell`, `cmd` and `unknown` are recognised, not parsed: no commands. `exec` is
   * a JSON form: one command, no shell, no tree.
   */
  readonly language: ShellLanguage | 'exec';
  readonly commands: readonly Command[];
  readonly errors: readonly { readonly message: string; readonly offset: number }[];
  /** The syntax tree; positions in it count from `base`. */
  readonly tree?: ScriptNode;
  readonly base: number;
  readonly span: Span;
  /** Whether the script is the body of a heredoc. */
  readonly heredoc: boolean;
  /** The shell that the line itself starts for the body: `bash -e` of `RUN <<EOF bash -e` and `RUN bash -e <<EOF`. */
  readonly reader?: Command;
}

export type ShellLanguage = 'sh' | 'bash' | 'powershell' | 'cmd' | 'unknown';

/** What language a shell runs: by the program's name, as in `["/bin/bash", "-c"]` or `#!/usr/bin/env bash`. */
export function shellLanguage(program: string): ShellLanguage {
  const name = (program.split(/[\\/]/).pop() ?? '').toLowerCase().replace(/\.exe$/, '');
  if (name === 'pwsh' || name === 'powershell') return 'powershell';
  if (name === 'cmd') return 'cmd';
  if (['bash', 'zsh', 'ksh', 'mksh'].includes(name)) return 'bash';
  if (['sh', 'ash', 'dash', 'busybox'].includes(name)) return 'sh';
  return 'unknown';
}

export function emptyScript(language: ShellLanguage, span: Span, heredoc: boolean): Script {
  return { language, commands: [], errors: [], base: span.start, span, heredoc };
}

/** The command of a JSON form. Values are the decoded strings; spans include the quotes. */
export function execScript(instruction: Instruction, elements: readonly { value: string; word: Word }[]): Script {
  const words = elements.map(
    ({ value, word }): WordNode => ({ type: 'Word', text: value, value, pos: word.start, end: word.end }),
  );
  const first = words[0];
  const last = words.at(-1);
  const span = new Span(instruction.source, first?.pos ?? instruction.end, last?.end ?? instruction.end);
  const script: Script = { language: 'exec', commands: [], errors: [], base: 0, span, heredoc: false };
  if (!first) return script;
  const args = words.slice(1);
  const node: CommandNode = {
    type: 'Command',
    pos: span.start,
    end: span.end,
    name: first,
    prefix: [],
    suffix: args,
    args,
    redirects: [],
  };
  return { ...script, commands: [new Command(instruction, node, first, 0, { topLevel: true, isExec: true }, 0)] };
}

const repairs = 12;
const cache = new Map<string, { tree: ScriptNode; errors: { message: string; offset: number }[] }>();
let cachedLength = 0;

/**
 * Parses a shell text that stands at `span` of the source. `text` has the length of the span, with comments and
 * continuations of the Dockerfile made harmless, so that offsets map one to one.
 */
export function parseScript(
  instruction: Instruction,
  span: Span,
  text: string,
  language: ShellLanguage,
  heredoc: boolean,
): Script {
  const { tree, errors } = parseTolerant(text);
  const commands: Command[] = [];
  collectCommands(tree, { instruction, text, base: span.start, commands }, { topLevel: true });
  const shifted = errors.map((error) => ({ ...error, offset: error.offset + span.start }));
  return { language, commands, errors: shifted, tree, base: span.start, span, heredoc };
}

/** The tree of a text; after a hard error the offending token is blanked and the rest is read all the same. */
function parseTolerant(text: string): { tree: ScriptNode; errors: { message: string; offset: number }[] } {
  const known = cache.get(text);
  if (known) return known;
  let current = text;
  let tree = parse(current);
  const errors: { message: string; offset: number }[] = [];
  for (let i = 0; i < repairs; i++) {
    const error = tree.errors?.[0];
    if (!error) break;
    errors.push({ message: error.message, offset: Math.min(error.pos, text.length) });
    const repaired = blankToken(current, error.pos);
    if (repaired === current) break;
    current = repaired;
    tree = parse(current);
  }
  const result = { tree, errors };
  remember(text, result);
  return result;
}

/** Keeps what was parsed lately, up to four million characters, so that a keystroke parses one instruction. */
function remember(text: string, result: { tree: ScriptNode; errors: { message: string; offset: number }[] }): void {
  cachedLength += text.length;
  if (cachedLength > 4_000_000) {
    cache.clear();
    cachedLength = text.length;
  }
  cache.set(text, result);
}

function blankToken(text: string, position: number): string {
  let start = Math.min(position, text.length);
  while (start < text.length && /\s/.test(text[start] as string)) start++;
  if (start >= text.length) {
    start = text.length - 1;
    while (start >= 0 && /\s/.test(text[start] as string)) start--;
  }
  if (start < 0) return text;
  const token =
    /^(?:&&|\|\||;;|[;&|()<>{}]|[^\s;&|()<>]+)/.exec(text.slice(start, start + 200))?.[0] ?? text[start] ?? '';
  return text.slice(0, start) + ' '.repeat(token.length) + text.slice(start + token.length);
}

interface Collector {
  readonly instruction: Instruction;
  readonly text: string;
  readonly base: number;
  readonly commands: Command[];
}

const nested: Place = { topLevel: false };

function collectCommands(node: SyntaxNode, into: Collector, place: Place): void {
  switch (node.type) {
    case 'Script':
      collectList(node.commands, into, place);
      return;
    case 'CompoundList':
      collectList(node.commands, into, nested);
      return;
    case 'BraceGroup':
      collectList(node.body.commands, into, place);
      return;
    case 'AndOr':
      node.commands.forEach((command, i) => {
        collectCommands(command, into, i > 0 ? { ...place, after: node.operators[i - 1] } : place);
      });
      return;
    case 'Pipeline':
      node.commands.forEach((command, i) => {
        collectCommands(command, into, { ...place, pipeline: node, after: i > 0 ? '|' : place.after });
      });
      return;
    case 'Command':
      addCommand(node, into, place);
      return;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
    case 'ArithmeticCommandExpansion':
      // Positions in a script that owns its source (escaped backticks) do not map to the document.
      if (node.script && node.script.source === undefined) collectCommands(node.script, into, nested);
      return;
    default:
      forEachChild(node, (child) => collectCommands(child, into, nested));
  }
}

function collectList(statements: ScriptNode['commands'], into: Collector, place: Place): void {
  statements.forEach((statement, i) => {
    collectCommands(statement.command, into, { topLevel: place.topLevel, after: i > 0 ? ';' : place.after });
  });
}

function addCommand(node: CommandNode, into: Collector, place: Place): void {
  const { instruction, base, commands } = into;
  if (node.name) commands.push(new Command(instruction, node, node.name, base, place, commands.length));
  // Words are taken apart only where a substitution may hold commands of its own.
  if (/\$\(|`|[<>]\(/.test(into.text.slice(node.pos, node.end))) {
    forEachChild(node, (child) => collectCommands(child, into, nested));
  }
}
