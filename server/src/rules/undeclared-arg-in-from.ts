import * as l10n from '@vscode/l10n';
import type { Definition, Dockerfile } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/expand.ts';
import { type ExpandedVariable, expandedVariables } from '../dockerfile/expansion.ts';
import { isPlatformArg, isProxyArg, platformArgs } from '../dockerfile/grammar.ts';
import { lineAbove, replace } from '../lint/edits.ts';
import { nearest } from '../lint/nearest.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** BuildKit's conditions to the letter: also where the image is empty, which is an error of its own. */
  exact: boolean;
}

const rule: Rule<Options> = {
  id: 'undeclared-arg-in-from',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['UndefinedArgInFrom'],
  presets: { buildkit: { severity: 'warning', options: { exact: true } } },
  options: { exact: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    const globals = file.scope(undefined);
    const isKnown = (name: string): boolean => globals.has(name) || isPlatformArg(name) || isProxyArg(name);
    for (const { from, imageWord } of file.ownStages) {
      const hasNoImage =
        expand(imageWord?.text ?? '', file.escape, (name) => (isKnown(name) ? undefined : null)) === '';
      for (const variable of expandedVariables(from)) {
        const isImage = imageWord !== undefined && variable.word.start >= imageWord.start;
        if (isKnown(variable.name) || variable.error || (hasNoImage && isImage && !options.exact)) continue;
        const local = localDefinition(file, variable.name);
        yield {
          range: variable.word.range,
          message: local
            ? l10n.t('`{name}` is declared inside a stage, but FROM sees only the ARGs before the first FROM.', {
                name: variable.name,
              })
            : l10n.t('No ARG before the first FROM declares `{name}`, so it is always empty here.', {
                name: variable.name,
              }),
          ...(local && {
            related: [{ range: local.pair.key.range, message: l10n.t('It is declared here') }],
          }),
          fixes: fixes(file, variable),
        };
      }
    }
  },
};

export default rule;

function localDefinition(file: Dockerfile, name: string): Definition | undefined {
  for (const stage of file.stages) {
    const found = file.definitions(stage, name)[0];
    if (found) return found;
  }
  return undefined;
}

function fixes(file: Dockerfile, { name, nameWord }: ExpandedVariable): Fix[] {
  const first = file.stages[0]?.from;
  const guess = name.length > 2 ? nearest(name, [...file.scope(undefined).keys(), ...platformArgs]) : undefined;
  const keyword = first?.keywordWord.text === 'from' ? 'arg' : 'ARG';
  return [
    ...(guess
      ? [{ title: l10n.t('Change to `{name}`', { name: guess }), edits: [replace(nameWord, guess)], safe: false }]
      : []),
    ...(first && /^[A-Za-z_]\w*$/.test(name)
      ? [
          {
            title: l10n.t('Insert `ARG {name}` before the first FROM', { name }),
            edits: [lineAbove(first, `${keyword} ${name}`)],
            safe: false,
          },
        ]
      : []),
  ];
}
