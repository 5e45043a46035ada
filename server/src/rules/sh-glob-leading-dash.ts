import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { insertBefore } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { commandOf, shellFix } from '../lint/shellcode.ts';

interface Options {
  /** Report patterns that are meant for the program, such as that of `find -name`, as well. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-glob-leading-dash',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2035'],
  presets: { hadolint: { severity: 'info', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'Glob')) {
      const word = place.parent;
      const command = commandOf(place);
      if (
        place.node.kind === 'bracket' ||
        word?.node.type !== 'Word' ||
        !command ||
        word.node.parts?.[0] !== place.node
      )
        continue;
      const { name, args } = command.node;
      const at = args.indexOf(word.node);
      if (!name || at < 0 || /^(?:echo|printf|\[)$/.test(name.value)) continue;
      const before = args.slice(0, at).map(({ text }) => text);
      if (before.includes('--') || (!options.everywhere && isPattern(name.value, before.at(-1)))) continue;
      yield {
        range: word.range,
        message: l10n.t('A file whose name begins with `-` would be taken for an option: `./{pattern}` never is.', {
          pattern: word.raw,
        }),
        fixes: shellFix(place, l10n.t('Prefix `./`'), [insertBefore(word, './')]),
      };
    }
  },
};

export default rule;

/** `find -name *.c`, `tar --exclude *.o`: a pattern for the program, where `./` would change what it means. */
function isPattern(program: string, before: string | undefined): boolean {
  if (program === 'expr' || program === 'let') return true;
  return before !== undefined && /^--?(?:i?(?:name|path|wholename|lname)|exclude|include|x|i|o|a)$/.test(before);
}
