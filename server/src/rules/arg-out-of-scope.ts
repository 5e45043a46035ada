import * as l10n from '@vscode/l10n';
import type { Definition, Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { expandedVariables } from '../dockerfile/expansion.ts';
import { shellVariables } from '../dockerfile/shellvariables.ts';
import type { Span } from '../dockerfile/source.ts';
import { baseImageSets } from '../lint/baseImageEnv.ts';
import { lineBelow } from '../lint/edits.ts';
import type { Fix, Problem, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'arg-out-of-scope',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  perInstruction: true,

  *check(file) {
    const globals = file.scope(undefined);
    if (globals.size === 0) return;
    for (const instruction of file.instructions) {
      if (!instruction.stage || instruction.is('FROM')) continue;
      for (const { name, span } of usedNames(instruction)) {
        const declaration = globals.get(name)?.[0];
        if (!declaration || file.definition(name, instruction)) continue;
        if (/^(?:yes|perhaps)$/.test(baseImageSets(instruction.stage, name))) continue;
        yield toProblem(file, instruction, name, span, declaration);
      }
    }
  },
};

export default rule;

/** Variables that the builder expands, and those of a RUN's script that the script does not set. */
function* usedNames(instruction: Instruction): Generator<{ name: string; span: Span }> {
  for (const { name, modifier, error, word } of expandedVariables(instruction)) {
    if (!error && !(modifier && /^:?[-+?]$/.test(modifier))) yield { name, span: word };
  }
  // CMD and ENTRYPOINT run in the container, where other variables may be set.
  if (!instruction.is('RUN')) return;
  const { uses, assigned } = shellVariables(instruction);
  for (const use of uses) {
    if (!use.hasDefault && !assigned.has(use.name)) yield { name: use.name, span: use };
  }
}

function toProblem(file: Dockerfile, instruction: Instruction, name: string, span: Span, global: Definition): Problem {
  return {
    range: span.range,
    message: l10n.t(
      '`{name}` is empty here: an ARG before FROM is known to FROM only, until the stage declares it again.',
      { name },
    ),
    fixes: [redeclare(file, instruction, name)],
    related: [{ range: global.pair.key.range, message: l10n.t('It is declared here') }],
  };
}

/** `ARG NAME` without a default takes over the value of the global one. */
function redeclare(file: Dockerfile, instruction: Instruction, name: string): Fix {
  const from = instruction.stage?.from ?? (file.instructions[0] as Instruction);
  const lower = from.keywordWord.text === 'from';
  return {
    title: l10n.t('Insert `ARG {name}` after FROM', { name }),
    edits: [lineBelow(from, `${lower ? 'arg' : 'ARG'} ${name}`)],
    safe: false,
  };
}
