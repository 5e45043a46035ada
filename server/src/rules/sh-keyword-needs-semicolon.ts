import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { shellNodes } from '../dockerfile/shelltree.ts';
import type { Span } from '../dockerfile/source.ts';
import { insertAfter } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { brokenTokens } from '../lint/shellcode.ts';

interface Options {
  /** Report every such word; else only in a script that the shell cannot parse, not a plain `echo done`. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-keyword-needs-semicolon',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1010'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { word, before } of options.everywhere ? [...broken(file), ...sound(file)] : broken(file)) {
      yield {
        range: word.range,
        message: l10n.t('Without a `;` before it `{keyword}` is an argument, not a keyword.', { keyword: word.raw }),
        fixes: [{ title: l10n.t('Insert `;`'), edits: [insertAfter(before, ';')], safe: false }],
      };
    }
  },
};

export default rule;

const keywords = new Set(['then', 'do', 'done', 'fi', 'esac']);

interface Found {
  readonly word: Span;
  readonly before: Span;
}

function* broken(file: Dockerfile): Generator<Found> {
  for (const { text, span, first, before } of brokenTokens(file)) {
    if (first || !before || !keywords.has(text) || keywords.has(before.text)) continue;
    if (before.before && /^(?:for|select)$/.test(before.before.text) && text === 'do') continue;
    yield { word: span, before: before.span };
  }
}

/** In scripts that parse the words are what they look like: arguments. */
function* sound(file: Dockerfile): Generator<Found> {
  for (const word of shellNodes(file, 'Word')) {
    const { node, parent, script } = word;
    if (!keywords.has(node.text) || parent?.node.type !== 'Command' || script.errors.length > 0) continue;
    const before = parent.node.args[parent.node.args.indexOf(node) - 1] ?? parent.node.name;
    if (before && before !== node) yield { word, before: word.span(before.pos, before.end) };
  }
}
