import * as l10n from '@vscode/l10n';
import { shellCalls } from '../dockerfile/shelltree.ts';
import { isPlainSh, type PortableOptions } from '../lint/binsh.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-double-equals-test',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC3014'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { command, place } of [...shellCalls(file, '['), ...shellCalls(file, 'test')]) {
      const operator = command.args.find(({ raw }) => raw === '==');
      if (!operator || !isPlainSh(place, options, true)) continue;
      yield {
        range: operator.range,
        message: l10n.t(
          '`[` compares with `=`; `==` is a bash spelling that dash, the `sh` of Debian and Ubuntu, rejects.',
        ),
        fixes: [{ title: l10n.t('Write `=`'), edits: [replace(operator, '=')], safe: false }],
      };
    }
  },
};

export default rule;
