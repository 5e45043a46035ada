import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** Report every bracket behind a variable, also those of patterns such as `$x[0-9]*`. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-array-braces',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1087'],
  presets: { hadolint: { severity: 'error', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'SimpleExpansion')) {
      const behind = file.text.slice(place.end, place.end + 60);
      if (behind[0] !== '[' || !/^\$[A-Za-z_]/.test(place.node.text)) continue;
      const index = /^\[(?:\d+|@|\*|\$\w+|[A-Za-z_]\w*)\](?![*+?\\{])/.exec(behind)?.[0];
      if (index === undefined && !options.everywhere) continue;
      const name = place.node.text.slice(1);
      const whole = new Span(file.source, place.start, place.end + (index?.length ?? 1));
      yield {
        range: whole.range,
        message: l10n.t('`{text}` is the variable followed by a bracket; an element of an array is `{element}`.', {
          text: `$${name}[`,
          element: `\${${name}[…]}`,
        }),
        fixes: index
          ? [{ title: l10n.t('Write braces'), edits: [replace(whole, `\${${name}${index}}`)], safe: false }]
          : [],
      };
    }
  },
};

export default rule;
