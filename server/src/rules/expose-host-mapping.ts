import * as l10n from '@vscode/l10n';
import { replacePart } from '../lint/edits.ts';
import { isProtocol, portRangeError, portWords } from '../lint/ports.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'expose-host-mapping',
  category: 'deprecated',
  severity: 'warning',
  recommended: true,
  aliases: ['ExposeInvalidFormat'],
  presets: { buildkit: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { word, text, host, port, protocol } of portWords(file)) {
      if (host.replaceAll(':', '') === '' || port === '' || !isProtocol(protocol)) continue;
      const container = protocol ? `${port}/${protocol}` : port;
      yield {
        range: word.range,
        message: l10n.t(
          'EXPOSE cannot publish on a port or address of the host: only `{container}` is kept of `{text}`, and `docker run -p` does the rest.',
          { container, text },
        ),
        tags: ['deprecated'],
        ...(word.text === text &&
          !portRangeError(port) && {
            fixes: [
              {
                title: l10n.t('Change to `{name}`', { name: container }),
                edits: [replacePart(word, 0, text.length - container.length, '')],
                safe: true,
              },
            ],
          }),
      };
    }
  },
};

export default rule;
