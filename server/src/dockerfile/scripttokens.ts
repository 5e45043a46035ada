import { forEachChild, type SyntaxNode } from 'unbash';
import type { Instruction } from './dockerfile.ts';
import { innerCommand } from './innercommand.ts';
import { type Command, execScript, type Script, type ShellWord } from './shell.ts';
import { shellVariables } from './shellvariables.ts';
import { Span } from './source.ts';
import type { Token } from './tokens.ts';

/** The part of a script at an offset: a variable, an operator, a command, a word of it. */
export function scriptToken(instruction: Instruction, offset: number): Token | undefined {
  const { script } = instruction;
  if (!script) return undefined;
  const starter = starterOf(instruction, script, offset);
  if (starter) return commandToken(instruction, starter, offset);
  if (!script.span.touches(offset)) return undefined;
  const variable = shellVariables(instruction).uses.findLast((use) => use.start <= offset && offset < use.end);
  if (variable) return { kind: 'shell-variable', span: variable, instruction, variable };
  const shebang = shebangAt(script, offset);
  if (shebang) return { kind: 'operator', span: shebang, instruction, operator: '#!' };
  // The innermost command is the last that begins before the offset and holds it.
  const command = script.commands.findLast((one) => one.touches(offset));
  const word = command && wordAt(command, offset);
  if (!isData(instruction, script, offset) && !(word && isWhole(word))) {
    const span = script.tree && operatorAt(script.span, offset);
    if (span) {
      const operator = span.raw === ')' ? openerOf(script, span) : span.raw;
      return { kind: 'operator', span, instruction, operator };
    }
  }
  return (command && commandToken(instruction, command, offset)) ?? assignmentToken(instruction, script, offset);
}

function commandToken(instruction: Instruction, outer: Command, offset: number): Token | undefined {
  const command = innerCommand(outer, offset) ?? outer;
  if (command.name.touches(offset)) return { kind: 'command', span: command.name, instruction, command };
  const assignment = command.assignments.find(({ word }) => word.touches(offset));
  if (assignment) {
    const { name, word } = assignment;
    return { kind: 'assignment', span: new Span(word.source, word.start, word.end), instruction, command, name };
  }
  const word = command.args.find((arg) => arg.touches(offset));
  if (!word) return undefined;
  const set = setVariable(command, word);
  if (set) return { kind: 'assignment', span: word, instruction, ...set };
  return { kind: word.isFlag ? 'command-flag' : 'command-argument', span: word, instruction, command, word };
}

/** The variable that a word of `export` or `env` sets, and the command that gets it. */
function setVariable(command: Command, { raw }: ShellWord): { name: string; command: Command } | undefined {
  const name = command.isExec ? undefined : /^[A-Za-z_]\w*(?==|$)/.exec(raw)?.[0];
  if (name === undefined) return undefined;
  if (command.program === 'export') return { name, command };
  const receiver = /^(?:env|sudo)$/.test(command.program) && raw.includes('=') && innerCommand(command, command.end);
  return receiver ? { name, command: receiver } : undefined;
}

/** `NAME=value` that stands by itself. */
function assignmentToken(instruction: Instruction, { tree, base }: Script, offset: number): Token | undefined {
  let found: Token | undefined;
  const visit = (node: SyntaxNode): void => {
    if (found || offset < node.pos + base || offset > node.end + base) return;
    if (node.type === 'Assignment' && node.name) {
      const span = new Span(instruction.source, node.pos + base, node.end + base);
      found = { kind: 'assignment', span, instruction, name: node.name };
      return;
    }
    forEachChild(node, visit);
  };
  if (tree) visit(tree);
  return found;
}

/** `["sh", "-c", "script"]` and `<<EOF sh -e` where the offset is at the shell and its flag, not in the script. */
function starterOf(instruction: Instruction, script: Script, offset: number): Command | undefined {
  if (script.reader?.touches(offset)) return script.reader;
  const elements = instruction.json?.elements;
  if (!elements || script.language === 'exec' || script.span.touches(offset)) return undefined;
  return execScript(instruction, elements).commands[0];
}

function wordAt({ name, args }: Command, offset: number): ShellWord | undefined {
  return [name, ...args].find((word) => word.start <= offset && offset < word.end);
}

/** Whether nothing inside a word is read by itself: no other command stands in it. */
function isWhole(word: ShellWord): boolean {
  return !/\$\(|`/.test(word.raw);
}

/** Whether an offset is in a heredoc that a command reads: it is no part of the script. */
function isData({ heredocs }: Instruction, { heredoc }: Script, offset: number): boolean {
  return !heredoc && heredocs.some(({ body }) => body.touches(offset));
}

/** The line of a script that names the program which runs it. */
function shebangAt({ span, heredoc }: Script, offset: number): Span | undefined {
  if (!heredoc) return undefined;
  const match = /^(\t*)#!.*/.exec(span.raw);
  const start = span.start + (match?.[1]?.length ?? 0);
  const end = span.start + (match?.[0].trimEnd().length ?? 0);
  return match && start <= offset && offset <= end ? new Span(span.source, start, end) : undefined;
}

const operators =
  /#|\d?>>?&?[\d-]?|<<-?|<|&&|\|\||;;|[;|&!{}]|\$\(\(|\)\)|[()]|\$\(|`|\b(?:if|then|elif|else|fi|for|in|do|done|while|until|case|esac)\b|\[\[|\]\]/g;

/** The shell operator or reserved word at an offset, outside quotes. */
function operatorAt(span: Span, offset: number): Span | undefined {
  const { source } = span;
  const line = source.lineAt(offset);
  const start = Math.max(span.start, source.lineStart(line));
  const text = source.text.slice(start, Math.min(span.end, source.lineEnd(line)));
  for (const match of text.matchAll(operators)) {
    const from = start + match.index;
    const to = from + match[0].length;
    if (from > offset) return undefined;
    const before = text.slice(0, match.index);
    const quote = quoteAt(before, '\\');
    if (match[0] === '#') {
      if (quote === '' && /(?:^|\s)$/.test(before)) return undefined;
      continue;
    }
    if (offset >= to || (quote !== '' && (quote !== '"' || !match[0].startsWith('$(')))) continue;
    if (match[0] === '))' && !before.includes('$((')) return new Span(source, offset, offset + 1);
    if (isAlone(match[0], before, text.slice(match.index + match[0].length))) return new Span(source, from, to);
  }
  return undefined;
}

/** What a closing parenthesis closes: `$(`, `(`, or a pattern of `case` where nothing is open. */
function openerOf({ span }: Script, { start, source }: Span): string {
  const before = source.text.slice(span.start, start).replace(/\\.|'[^']*'/gs, '');
  const open: string[] = [];
  for (const [sign] of before.matchAll(/\$?\(|\)/g)) {
    if (sign === ')') open.pop();
    else open.push(sign);
  }
  return open.at(-1) ?? 'case';
}

/** Whether a reserved word, or a brace, is no part of something longer. */
function isAlone(sign: string, before: string, behind: string): boolean {
  if (sign === '{') return !before.endsWith('$');
  return !/^[a-z]/.test(sign) || (!/[\w./-]$/.test(before) && !/^[\w./=-]/.test(behind));
}

/** The quote that is open at the end of a text; empty where none is. */
export function quoteAt(text: string, escape: string): string {
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === escape && quote !== "'") i++;
    else if (quote) quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
  }
  return quote;
}
