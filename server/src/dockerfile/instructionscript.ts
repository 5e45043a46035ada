import type { Instruction } from './instruction.ts';
import type { Heredoc } from './scanner.ts';
import {
  type Command,
  emptyScript,
  execScript,
  parseScript,
  type Script,
  type ShellLanguage,
  shellLanguage,
} from './shell.ts';
import { shellText, withoutReturns } from './shelltext.ts';
import { Span } from './source.ts';
import type { JsonForm } from './words.ts';

/**
 * The script of an instruction, see {@link Instruction.script}. Its text begins at `restAt` of the logical line, that of a
 * HEALTHCHECK at `commandAt`.
 */
export function readInstructionScript(instruction: Instruction, restAt: number, commandAt: number): Script | undefined {
  const { keyword, line, source } = instruction;
  const isHealthcheck = keyword === 'HEALTHCHECK' && instruction.args[0]?.text.toUpperCase() === 'CMD';
  if (!isHealthcheck && keyword !== 'RUN' && keyword !== 'CMD' && keyword !== 'ENTRYPOINT') return undefined;
  if (instruction.json) return jsonScript(instruction, instruction.json);
  const at = isHealthcheck ? commandAt : restAt;
  if (at >= line.text.trimEnd().length) return undefined;
  const language = instruction.file.shellAt(instruction);
  if (keyword === 'RUN' && instruction.heredocs.length > 0) return heredocScript(instruction, at, language);
  const span = new Span(source, line.offsetOf(at), line.endOffsetOf(line.text.trimEnd().length));
  if (language !== 'sh' && language !== 'bash') return emptyScript(language, span, false);
  return parseScript(instruction, span, shellText(instruction, span), language, false);
}

/**
 * `["sh", "-c", "script"]` and `["bash", "-eo", "pipefail", "-c", "script"]` run a script; it is read where its text
 * stands in the source without JSON escapes.
 */
function jsonScript(instruction: Instruction, { elements }: JsonForm): Script {
  const [program, ...words] = elements;
  const language = program ? shellLanguage(program.value) : 'unknown';
  const isShell = language === 'sh' || language === 'bash';
  const text = isShell && startsWithScript(words.slice(0, -1).map(({ value }) => value)) ? words.at(-1) : undefined;
  if (text) {
    const span = new Span(instruction.source, text.word.start + 1, text.word.end - 1);
    if (span.raw === text.value) return parseScript(instruction, span, text.value, language, false);
  }
  return execScript(instruction, elements);
}

/** Whether words of a shell's command line are options, the last of them `-c`: what follows is the script. */
function startsWithScript(words: readonly string[]): boolean {
  if (!/^-[a-z]*c$/.test(words.at(-1) ?? '')) return false;
  return words.every((word, i) => word.startsWith('-') || /^-[a-z]*o$/.test(words[i - 1] ?? ''));
}

/** `RUN <<EOF`: the body is the script. `RUN cat <<EOF`: the shell reads line and heredoc as they stand. */
function heredocScript(instruction: Instruction, at: number, shell: ShellLanguage): Script {
  const { line, source } = instruction;
  const first = instruction.heredocs[0] as Heredoc;
  const rest = line.text.slice(at).trim();
  if (instruction.heredocs.length === 1 && rest === first.marker.text.trim()) {
    const shebang = /^#!\s*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(first.body.raw);
    const directive = /^(?:#.*\n)*?#\s*shellcheck\s+shell=(\S+)/.exec(first.body.raw)?.[1];
    const program = directive ?? (shebang?.[1]?.endsWith('/env') ? shebang[2] : shebang?.[1]);
    const language = program ? shellLanguage(program) : shell;
    if (language !== 'sh' && language !== 'bash') return emptyScript(language, first.body, true);
    return parseScript(instruction, first.body, withoutReturns(first.body.raw), language, true);
  }
  const reader = instruction.heredocs.length === 1 ? shellOnLine(instruction, at, first) : undefined;
  if (reader) {
    const language = shellLanguage(reader.program);
    return { ...parseScript(instruction, first.body, withoutReturns(first.body.raw), language, true), reader };
  }
  const end = instruction.heredocs.at(-1)?.terminator?.end ?? instruction.heredocs.at(-1)?.body.end ?? instruction.end;
  const span = new Span(source, line.offsetOf(at), Math.max(end, line.offsetOf(at)));
  if (shell !== 'sh' && shell !== 'bash') return emptyScript(shell, span, false);
  return parseScript(instruction, span, shellText(instruction, span), shell, false);
}

/** The command of a line that is nothing but a shell with options and the heredoc that it reads. */
function shellOnLine(instruction: Instruction, at: number, { marker }: Heredoc): Command | undefined {
  const { line, source } = instruction;
  const span = new Span(source, line.offsetOf(at), line.endOffsetOf(line.text.trimEnd().length));
  const blank = ' '.repeat(marker.end - marker.start);
  const text = shellText(instruction, span).replaceAll('\\\n', '  ');
  const alone = text.slice(0, marker.start - span.start) + blank + text.slice(marker.end - span.start);
  if (!/^\s*(?:\/[\w/]+\/)?(?:ba|da|a)?sh(?:\s+(?:-[a-z]+|pipefail|errexit|nounset))*\s*$/.test(alone))
    return undefined;
  return parseScript(instruction, span, alone, 'sh', false).commands[0];
}
