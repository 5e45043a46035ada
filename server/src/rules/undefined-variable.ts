import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { type ExpandedVariable, expandedVariables } from '../dockerfile/expansion.ts';
import { isPlatformArg } from '../dockerfile/grammar.ts';
import { Memo } from '../dockerfile/memo.ts';
import { baseImageSets } from '../lint/baseImageEnv.ts';
import { lineAbove, replace } from '../lint/edits.ts';
import { nearest } from '../lint/nearest.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** BuildKit's conditions to the letter: also with a default value, and whatever an unknown base image may set. */
  exact: boolean;
}

const rule: Rule<Options> = {
  id: 'undefined-variable',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['UndefinedVar'],
  presets: { buildkit: { severity: 'warning', options: { exact: true } } },
  options: { exact: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const instruction of file.instructions) {
      if (!instruction.stage || instruction.is('FROM', 'EXPOSE')) continue;
      const seen = new Set<string>();
      for (const variable of expandedVariables(instruction)) {
        const { name, error, heredoc } = variable;
        if (error || alwaysKnown.has(name) || isDefined(file, instruction, variable)) continue;
        // Any name of one or two letters resembles any other.
        const guess = name.length > 2 ? nearest(name, namesInScope(instruction)) : undefined;
        if (!options.exact && isHarmless(file, instruction, variable, guess)) continue;
        const key = `${heredoc?.marker.start} ${name}`;
        if (heredoc && seen.has(key)) continue;
        seen.add(key);
        yield {
          range: variable.word.range,
          message: guess
            ? l10n.t('Nothing sets `{name}` up to here, so it becomes an empty text: did you mean `{guess}`?', {
                name,
                guess,
              })
            : l10n.t('Nothing sets `{name}` up to here, so it becomes an empty text.', { name }),
          fixes: fixes(instruction, variable, guess),
        };
      }
    }
  },
};

export default rule;

/** `PATH` has a value in every build; BuildKit never speaks of its own switches. */
const alwaysKnown: ReadonlySet<string> = new Set(['PATH', 'BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

/** By an ARG or ENV above, a trigger of a stage below, an earlier word of the same ARG, or the base image for sure. */
function isDefined(file: Dockerfile, instruction: Instruction, { name, word }: ExpandedVariable): boolean {
  const { stage } = instruction;
  if (!stage || file.definition(name, instruction)) return true;
  // `ARG A=$A` uses what was before it.
  if (instruction.is('ARG') && instruction.pairs.some((pair) => pair.key.text === name && pair.word.end < word.start))
    return true;
  return baseImageSets(stage, name) === 'yes';
}

/** What is meant to be empty, may come from the base image, or is what another rule speaks of. */
function isHarmless(
  file: Dockerfile,
  instruction: Instruction,
  { name, modifier, word }: ExpandedVariable,
  guess: string | undefined,
): boolean {
  if (modifier && /^:?[-+?]$/.test(modifier)) return true;
  // `ENV X=…:$X` appends to what the base image may have; `ENV A=1 B=$A` is `env-self-reference`.
  const sameEnv = instruction.is('ENV') && instruction.pairs.some(({ key }) => key.text === name);
  if (sameEnv && instruction.pairs.some(({ word: pair }) => pair.start <= word.start && word.end <= pair.end))
    return true;
  if (isPlatformArg(name)) return false;
  if (file.scope(undefined).has(name)) return true;
  const { stage } = instruction;
  const inBase = stage ? baseImageSets(stage, name) : 'no';
  if (inBase === 'unknown') return guess === undefined && !(stage && isArgAbove(file, name, stage));
  return inBase === 'perhaps';
}

const firstArgs = new Memo<Dockerfile, ReadonlyMap<string, number>>();

/** Whether a stage above declares it with ARG: then it is not the base image that is meant to set it. */
function isArgAbove(file: Dockerfile, name: string, { index }: Stage): boolean {
  let stages = firstArgs.get(file);
  if (!stages) {
    stages = readFirstArgs(file);
    firstArgs.set(file, stages);
  }
  return (stages.get(name) ?? index) < index;
}

/** The names that stages declare with ARG, with the index of the first such stage. */
function readFirstArgs(file: Dockerfile): Map<string, number> {
  const stages = new Map<string, number>();
  for (const stage of file.stages) {
    for (const { key } of stage.all('ARG').flatMap(({ pairs }) => pairs)) {
      if (!stages.has(key.text)) stages.set(key.text, stage.index);
    }
  }
  return stages;
}

/** Among more names than this any name resembles one. */
const mostNames = 500;

function namesInScope({ stage, file, index }: Instruction): string[] {
  const scopes = (stage?.lineage ?? []).map((one) => file.scope(one));
  if (scopes.reduce((sum, { size }) => sum + size, 0) > mostNames) return [];
  return scopes
    .flatMap((scope) => [...scope])
    .flatMap(([name, definitions]) =>
      definitions.some(({ instruction }) => instruction.stage !== stage || instruction.index < index) ? [name] : [],
    );
}

function fixes(instruction: Instruction, variable: ExpandedVariable, guess: string | undefined): Fix[] {
  const { name, nameWord, heredoc } = variable;
  const found: Fix[] = [];
  if (heredoc && /^\d*<<-?[A-Za-z_]\w*$/.test(heredoc.marker.text)) {
    const marker = heredoc.marker.text.replace(heredoc.name, `'${heredoc.name}'`);
    found.push({
      title: l10n.t('Write `{marker}`, so that nothing in the text is replaced', { marker }),
      edits: [replace(heredoc.marker, marker)],
      safe: false,
    });
  }
  if (guess) {
    found.push({
      title: l10n.t('Change to `{name}`', { name: guess }),
      edits: [replace(nameWord, guess)],
      safe: false,
    });
  }
  if (heredoc || !/^[A-Za-z_]\w*$/.test(name)) return found;
  const keyword = instruction.keywordWord.text === instruction.keyword.toLowerCase() ? 'arg' : 'ARG';
  const declare: Fix = {
    title: l10n.t('Insert `ARG {name}` above', { name }),
    edits: [lineAbove(instruction, `${keyword} ${name}`)],
    safe: false,
  };
  return isPlatformArg(name) ? [declare, ...found] : [...found, declare];
}
