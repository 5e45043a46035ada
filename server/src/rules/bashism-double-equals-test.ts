import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { type ShellPlace, shellCalls, shellNodes } from '../dockerfile/shelltree.ts';
import type { Span } from '../dockerfile/source.ts';
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
    for (const { place, operator } of options.everywhere ? [...tests(file), ...doubleBrackets(file)] : tests(file)) {
      if (!isPlainSh(place, options, true)) continue;
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

interface Found {
  readonly place: ShellPlace;
  readonly operator: Span;
}

function* tests(file: Dockerfile): Generator<Found> {
  for (const { command, place } of [...shellCalls(file, '['), ...shellCalls(file, 'test')]) {
    const operator = command.args.find(({ raw }) => raw === '==');
    if (operator) yield { place, operator };
  }
}

/** Plain sh lacks `[[` itself, so that its `==` is worth no word of its own. */
function* doubleBrackets(file: Dockerfile): Generator<Found> {
  for (const place of shellNodes(file, 'TestBinary')) {
    const { left, operator } = place.node;
    if (operator !== '==') continue;
    const at = place.node.pos + place.raw.indexOf('==', left.end - place.node.pos);
    yield { place, operator: place.span(at, at + 2) };
  }
}
