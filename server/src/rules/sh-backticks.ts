import * as l10n from '@vscode/l10n';
import { type ShellPlace, shellNodes } from '../dockerfile/shelltree.ts';
import type { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-backticks',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2006'],
  presets: { hadolint: { severity: 'hint' } },
  perInstruction: true,

  *check(file) {
    if (!file.text.includes('`')) return;
    for (const place of shellNodes(file, 'CommandExpansion')) {
      if (!place.raw.startsWith('`') || place.raw.length < 3) continue;
      const inner = place.raw.slice(1, -1);
      yield {
        range: place.range,
        message: l10n.t(
          'Backticks are the old spelling of `$(…)`: they do not nest, and take backslashes in ways of their own.',
        ),
        fixes: isPlain(inner) ? newSpelling(place, inner) : [],
      };
    }
  },
};

export default rule;

/** Without backslashes, comments and `case` it means the same inside `$(…)`. */
function isPlain(inner: string): boolean {
  return !/[\\#\r\n]|\besac\b/.test(inner);
}

function newSpelling(place: ShellPlace, inner: string): Fix[] {
  const ends: readonly [Span, Span] = [
    place.span(place.node.pos, place.node.pos + 1),
    place.span(place.node.end - 1, place.node.end),
  ];
  const open = inner.startsWith('(') ? '$( ' : '$(';
  return shellFix(place, l10n.t('Write `$(…)`'), [replace(ends[0], open), replace(ends[1], ')')], true);
}
