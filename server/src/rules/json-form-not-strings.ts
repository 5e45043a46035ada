import * as l10n from '@vscode/l10n';
import { jsonPlace, toValidJson } from '../lint/jsonform.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'json-form-not-strings',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const outermost of file.instructions) {
      let instruction = outermost;
      while (instruction.trigger) instruction = instruction.trigger;
      if (instruction.jsonError !== 'not-strings') continue;
      // `SHELL [1]`: that is `shell-not-json`. The builder reads the arguments of a trigger, but does not check them.
      const place = jsonPlace(instruction);
      if (!place || (instruction.is('SHELL') && !instruction.outer)) continue;
      const fix = toValidJson(instruction, place);
      yield {
        range: place.range,
        message: l10n.t('A JSON array can hold strings only, so the build fails: put quotes around every element.'),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;
