import * as l10n from '@vscode/l10n';
import type { Command, ShellWord } from '../dockerfile/shell.ts';
import { type ShellNode, shellCalls } from '../dockerfile/shelltree.ts';
import { insertBefore } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-printf-format-variable',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2059'],
  presets: { hadolint: { severity: 'info' } },
  perInstruction: true,

  *check(file) {
    for (const { command, place } of shellCalls(file, 'printf')) {
      const format = formatOf(command);
      if (!format || !hasExpansion(format.node) || /%/.test(format.raw)) continue;
      yield {
        range: format.range,
        message: l10n.t(
          "A `%` or backslash in the value is taken for a part of the format: `printf '%s' …` prints it as it is.",
        ),
        fixes: shellFix(place, l10n.t("Insert `'%s'`"), isAlone(command) ? [insertBefore(format, "'%s' ")] : []).filter(
          ({ edits }) => edits.length > 0,
        ),
      };
    }
  },
};

export default rule;

/** The format: the first word behind `-v name` and `--`. */
function formatOf({ args }: Command): ShellWord | undefined {
  let at = 0;
  if (args[at]?.text === '-v') at += 2;
  if (args[at]?.text === '--') at++;
  return args[at];
}

function hasExpansion({ parts }: ShellNode<'Word'>): boolean {
  return (parts ?? []).some(
    (part) =>
      (/Expansion$/.test(part.type) && part.type !== 'BraceExpansion') ||
      (part.type === 'DoubleQuoted' && part.parts.some(({ type }) => type !== 'Literal')),
  );
}

/** `printf "$x"`: a value and nothing else, without escapes that the format would turn into characters. */
function isAlone({ args }: Command): boolean {
  return args.length === 1 && /^"?\$(?:\{?\w+\}?|\([^"]*\))"?$/.test(args[0]?.raw ?? '');
}
