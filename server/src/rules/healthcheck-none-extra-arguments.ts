import * as l10n from '@vscode/l10n';
import { removeWord } from '../lint/edits.ts';
import { jsonPlace } from '../lint/jsonform.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'healthcheck-none-extra-arguments',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.all('HEALTHCHECK')) {
      const [type, extra] = instruction.args;
      const place = jsonPlace(instruction);
      if (instruction.outer || !extra || !place || type?.text.toUpperCase() !== 'NONE') continue;
      yield {
        range: place.range,
        message: l10n.t('HEALTHCHECK NONE switches the check off and takes no arguments: the build fails.'),
        fixes: [
          { title: l10n.t('Delete what follows {type}', { type: type.text }), edits: [removeWord(place)], safe: true },
        ],
      };
    }
  },
};

export default rule;
