import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import { lineAbove, replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { stageIndex, stageReferences } from '../lint/stages.ts';

const rule: Rule = {
  id: 'copy-from-variable',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const { instruction, value } of stageReferences(file)) {
      // Of mounts `run-mount-invalid` speaks.
      if (!/\$./.test(value.text) || !instruction.is('COPY') || instruction.outer) continue;
      const fix = nameStage(file, instruction, value);
      yield {
        range: value.range,
        message: l10n.t(
          'Variables are not allowed in `from`, so the build fails: a FROM above, with a name, can hold `{value}`.',
          { value: value.text },
        ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** `FROM $IMAGE AS image` before the stage, and `--from=image`. */
function nameStage(file: Dockerfile, instruction: Instruction, value: Word): Fix | undefined {
  const from = instruction.stage?.from;
  // The last part of the path: `tool` of `ghcr.io/acme/tool:${TAG}`.
  const variable = /[A-Za-z_]\w*/.exec(value.text.slice(value.text.lastIndexOf('/') + 1))?.[0];
  if (!from || !variable) return undefined;
  // A stage in between changes what numbers mean.
  if (stageReferences(file).some((reference) => stageIndex(reference) !== undefined)) return undefined;
  const base = variable.toLowerCase().replace(/^_+/, '').replaceAll('_', '-');
  const isTaken = file.stageNamed(base) || file.stages.some(({ imageWord }) => imageWord?.text === base);
  const name = isTaken || base === 'scratch' || base === 'context' ? `${base}-files` : base;
  const keywords = from.keywordWord.text === 'from' ? ['from', 'as'] : ['FROM', 'AS'];
  const line = `${keywords[0]} ${value.text} ${keywords[1]} ${name}`;
  const args = stageArgs(file, instruction, value).map((text) => `${keywords[0] === 'from' ? 'arg' : 'ARG'} ${text}`);
  const first = file.stages[0]?.from ?? from;
  const above =
    first === from
      ? [lineAbove(from, [...args, line].join(from.source.newline))]
      : [...(args.length > 0 ? [lineAbove(first, args.join(from.source.newline))] : []), lineAbove(from, line)];
  return {
    title: l10n.t('Insert `FROM {value} AS {name}` and take the files from there', { value: value.text, name }),
    edits: [...above, replace(value, name)],
    safe: false,
  };
}

/** The ARGs of the stage that a name needs before the first FROM, where they are not known: `TAG=2`. */
function stageArgs(file: Dockerfile, instruction: Instruction, { text }: Word): string[] {
  const globals = file.scope(undefined);
  const names = new Set([...text.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name as string));
  return [...names].flatMap((name) => {
    const definition = globals.has(name) ? undefined : file.definition(name, instruction);
    return definition?.kind === 'ARG' ? [definition.pair.word.text] : [];
  });
}
