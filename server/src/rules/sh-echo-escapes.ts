import * as l10n from '@vscode/l10n';
import type { Command } from '../dockerfile/shell.ts';
import { type ShellNode, type ShellPlace, shellCalls } from '../dockerfile/shelltree.ts';
import { binSh, namesItsShell } from '../lint/binsh.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

interface Options {
  /** Report it under a plain `sh` that may be dash too, where the escapes work, and where the backslash is escaped. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-echo-escapes',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2028'],
  presets: { hadolint: { severity: 'info', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { command, place } of shellCalls(file, 'echo')) {
      const { args } = command;
      if (place.script.language === 'sh' && !options.everywhere && isDash(place)) continue;
      if (args[0] && /^-[neE]*e[neE]*$/.test(args[0].text)) continue;
      if (namesItsShell(place) && isDash(place)) continue;
      const word = args.find(
        ({ node }) => escape.test(literalText(node)) && (options.everywhere || !/\\\\/.test(node.text)),
      );
      if (!word) continue;
      yield {
        range: word.range,
        message: l10n.t(
          '`echo` prints `\\n` and `\\t` as they stand in bash and BusyBox, as characters in dash: `printf` is the same everywhere.',
        ),
        fixes: asPrintf(command, place),
      };
    }
  },
};

export default rule;

const escape = /\\(?:[abefnrtv\\]|0|[1-7]|x[0-9A-Fa-f]{2})/;

/** Where the RUN's `sh` is dash for all we know, `echo` does what was meant. */
function isDash({ instruction, script }: ShellPlace): boolean {
  const shell = binSh(instruction, script);
  return shell === 'dash' || shell === undefined;
}

/** What a word says for certain, as `echo` gets it; expansions are left out. */
function literalText({ parts, text }: ShellNode<'Word'>): string {
  if (!parts) return text.replace(/\\([\s\S])/g, '$1');
  let out = '';
  for (const part of parts) {
    if (part.type === 'SingleQuoted') out += part.value;
    else if (part.type === 'Literal') out += part.text.replace(/\\([\s\S])/g, '$1');
    else if (part.type === 'DoubleQuoted') {
      for (const inner of part.parts) if (inner.type === 'Literal') out += inner.text.replace(/\\(["$`\\\n])/g, '$1');
    }
  }
  return out;
}

/** `echo "a\nb"` becomes `printf '%b\n' "a\nb"`, where it has one word. */
function asPrintf({ args, name, source }: Command, place: ShellPlace): Fix[] {
  const [word, more] = args;
  if (more || !/^["']/.test(word?.raw ?? '')) return [];
  const edit = { range: source.range(name.start, name.end), newText: "printf '%b\\n'" };
  return shellFix(place, l10n.t('Write it with `printf`'), [edit]);
}
