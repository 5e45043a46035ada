import * as l10n from '@vscode/l10n';
import { copyArguments } from '../lint/copies.ts';
import { isHttpSource } from '../lint/remotes.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'add-remote-without-checksum',
  category: 'security',
  severity: 'hint',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const add of file.all('ADD')) {
      if (add.flag('checksum')) continue;
      for (const source of copyArguments(add)?.sources ?? []) {
        const text = file.expand(source.text, add) ?? source.text;
        if (!isHttpSource(text.replace(/^["']/, ''))) continue;
        yield {
          range: source.range,
          message: l10n.t(
            'Nothing says what this download has to be: with `--checksum=sha256:…` the build fails when the file is another one.',
          ),
        };
      }
    }
  },
};

export default rule;
