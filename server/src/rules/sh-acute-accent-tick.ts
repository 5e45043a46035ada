import * as l10n from '@vscode/l10n';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';
import { isOperand, shellFix } from '../lint/shellcode.ts';

const rule: Rule = {
  id: 'sh-acute-accent-tick',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1077'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    if (!file.text.includes('´')) return;
    for (const word of shellNodes(file, 'Word')) {
      if (!word.node.text.startsWith('´') || isOperand(word)) continue;
      const end = file.text.indexOf('´', word.start + 1);
      const closes = end > 0 && end < word.script.span.end && !/[\r\n]/.test(file.text.slice(word.start, end));
      const edits = [
        replace(word.span(word.node.pos, word.node.pos + 1), '$('),
        replace(new Span(file.source, end, end + 1), ')'),
      ];
      yield {
        range: file.range(word.start, word.start + 1),
        message: l10n.t('This is an acute accent, not a backtick: the shell prints it, and runs no command.'),
        fixes: closes ? shellFix(word, l10n.t('Write `$(…)`'), edits) : [],
      };
    }
  },
};

export default rule;
