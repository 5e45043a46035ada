import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'copy-chmod-invalid',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const instruction of [...file.all('COPY'), ...file.all('ADD')]) {
      // What ONBUILD holds is checked where it runs: this build goes on.
      const flag = instruction.outer ? undefined : instruction.flag('chmod');
      const mode = flag?.value === undefined ? undefined : file.expand(flag.value, instruction);
      if (!flag?.valueWord || mode === undefined || mode === '' || isMode(mode)) continue;
      yield {
        range: flag.valueWord.range,
        message: l10n.t(
          '`{mode}` is no file mode: write an octal number up to 7777, such as `755`, or a symbolic mode, such as `u=rwX,go=rX`.',
          { mode },
        ),
      };
    }
  },
};

export default rule;

const symbolic = /^[augo]*(?:[-+=][rstwXxugo]*)+(?:,[augo]*(?:[-+=][rstwXxugo]*)+)*$/;

function isMode(text: string): boolean {
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) <= 0o7777 : symbolic.test(text);
}
