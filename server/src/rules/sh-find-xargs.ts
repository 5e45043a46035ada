import * as l10n from '@vscode/l10n';
import { type ShellNode, type ShellPlace, shellNodes } from '../dockerfile/shelltree.ts';
import { insertAfter, replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

interface Options {
  /** Report it also where `xargs -d` says what stands between the names. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-find-xargs',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2038'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'Pipeline')) {
      const { commands } = place.node;
      for (const [i, node] of commands.entries()) {
        const next = commands[i + 1];
        if (node.type !== 'Command' || next?.type !== 'Command' || node.name?.value !== 'find') continue;
        if (next.name?.value !== 'xargs') continue;
        const [find, xargs] = [words(node), words(next)];
        if (
          find.some((word) => /^-print(?:0|f)$/.test(word)) ||
          xargs.some((word) => /^(?:-[A-Za-z]*0.*|--null)$/.test(word))
        )
          continue;
        if (!options.everywhere && xargs.some((word) => /^(?:-d|--delimiter)/.test(word))) continue;
        yield {
          range: place.span(next.name.pos, next.name.end).range,
          message: l10n.t(
            '`xargs` takes names apart at blanks and quotes: `-print0` and `-0` keep each name in one piece.',
          ),
          fixes: addZeros(place, node, next.name),
        };
      }
    }
  },
};

export default rule;

function words({ args }: ShellNode<'Command'>): string[] {
  return args.map(({ text }) => text);
}

/** `find … -print0 | xargs -0 …`; left alone where `-o` or an action would make it say something else. */
function addZeros(place: ShellPlace, find: ShellNode<'Command'>, xargs: ShellNode<'Word'>): Fix[] {
  const texts = words(find);
  if (texts.some((text) => /^(?:-o|-or|-exec.*|-delete|-ls|-fprint.*)$/.test(text)) || find.redirects.length > 0)
    return [];
  const print = find.args.find(({ text }) => text === '-print');
  const zero = print
    ? replace(place.span(print.pos, print.end), '-print0')
    : insertAfter(place.span(find.pos, find.end), ' -print0');
  const flag = insertAfter(place.span(xargs.pos, xargs.end), ' -0');
  return shellFix(place, l10n.t('Insert `-print0` and `-0`'), [zero, flag]);
}
