import * as l10n from '@vscode/l10n';
import { replace } from '../lint/edits.ts';
import { nearest } from '../lint/nearest.ts';
import type { Rule } from '../lint/rule.ts';
import { isSignal, signalNames } from '../lint/signals.ts';

const rule: Rule = {
  id: 'invalid-stopsignal',
  category: 'runtime-signals',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const instruction of file.all('STOPSIGNAL')) {
      const word = instruction.outer ? undefined : instruction.args[0];
      const signal = word && file.expand(word.text, instruction);
      // More than one word is another rule's finding.
      if (!word || signal === undefined || isSignal(signal) || /\S\s+\S/.test(word.text)) continue;
      const guess = signal === word.text ? nearest(signal.toUpperCase().replace(/^SIG/, ''), signalNames) : undefined;
      yield {
        range: word.range,
        message: l10n.t(
          'There is no signal `{signal}`, so the build fails: write a name such as `SIGTERM`, or a number.',
          {
            signal,
          },
        ),
        ...(guess && {
          fixes: [
            {
              title: l10n.t('Change to `{name}`', { name: `SIG${guess}` }),
              edits: [replace(word, `SIG${guess}`)],
              safe: false,
            },
          ],
        }),
      };
    }
  },
};

export default rule;
