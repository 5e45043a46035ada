import * as l10n from '@vscode/l10n';
import { type HostError, hostError, portRangeError, portWords } from '../lint/ports.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'invalid-port',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  aliases: ['DL3011'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const { word, text, host, port } of portWords(file)) {
      const error = portRangeError(port) ?? hostError(host, port);
      if (error) yield { range: word.range, message: describe(error, text) };
    }
  },
};

export default rule;

function describe(error: HostError, text: string): string {
  switch (error) {
    case 'empty':
      return l10n.t('`{text}` has no port, so the build fails.', { text });
    case 'out-of-range':
      return l10n.t('`{text}` is no port: ports go from 0 to 65535.', { text });
    case 'reversed':
      return l10n.t('The range `{text}` ends before it begins, so the build fails.', { text });
    case 'address':
      return l10n.t('`{text}` does not begin with an IP address, so the build fails.', { text });
    case 'unequal':
      return l10n.t('The two ranges of `{text}` are not equally long, so the build fails.', { text });
    default:
      return l10n.t('`{text}` is no port: EXPOSE takes a number or a range of numbers, such as `8000-8010`.', { text });
  }
}
