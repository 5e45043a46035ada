import * as l10n from '@vscode/l10n';
import { type ShellPlace, shellNodes } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions, useBash } from '../lint/binsh.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-brace-expansion',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC3009'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'BraceExpansion')) {
      if (!isPlainSh(place, options) || (!options.everywhere && staysWhole(place))) continue;
      yield {
        range: place.range,
        message: l10n.t('Plain `sh` has no brace expansion: `{text}` stays as it is, as one word with braces in it.', {
          text: place.node.text,
        }),
        fixes: [...writeOut(place), ...useBash(place)],
      };
    }
  },
};

export default rule;

/** Where bash expands nothing either, or the program does it by itself: `x={a,b}`, `curl https://x/{a,b}`. */
function staysWhole(place: ShellPlace<'BraceExpansion'>): boolean {
  if (place.parent?.parent?.node.type === 'Assignment') return true;
  return (place.parent?.raw.includes('://') ?? false) && place.within('Command')?.node.name?.value === 'curl';
}

/** `a/{b,c}` becomes `a/b a/c`; braces in braces and several in a word are left to the reader. */
function writeOut(place: ShellPlace<'BraceExpansion'>): Fix[] {
  const word = place.parent;
  if (word?.node.type !== 'Word' || word.raw.split('{').length > 2 || /\\\r?\n/.test(word.raw)) return [];
  if (word.parent?.node.type !== 'Command' && word.parent?.node.type !== 'For') return [];
  const items = itemsOf(place.node.text.slice(1, -1));
  if (!items) return [];
  const before = word.raw.slice(0, place.start - word.start);
  const after = word.raw.slice(place.end - word.start);
  const text = items.map((item) => before + item + after).join(' ');
  return shellFix(place, l10n.t('Write the words out'), [replace(word, text)]);
}

function itemsOf(inner: string): string[] | undefined {
  const range = /^(\d{1,4})\.\.(\d{1,4})$/.exec(inner);
  if (!range) return /["'`$(]/.test(inner) || !inner.includes(',') ? undefined : inner.split(',');
  const [from, to] = [Number(range[1]), Number(range[2])];
  if (to < from || to - from > 19 || range[1]?.startsWith('0')) return undefined;
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
}
