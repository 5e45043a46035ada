import * as l10n from '@vscode/l10n';
import type { Definition, Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { shellVariables } from '../dockerfile/shellvariables.ts';
import type { Span } from '../dockerfile/source.ts';
import { insertLine } from '../lint/edits.ts';
import type { Fix, Problem, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'arg-out-of-scope',
  category: 'correctness',
  severity: 'warning',
  recommended: true,

  *check(file) {
    const globals = file.scope(undefined);
    if (globals.size === 0) return;
    for (const instruction of file.instructions) {
      if (!instruction.stage || instruction.is('FROM')) continue;
      for (const { name, span } of usedNames(instruction)) {
        const declaration = globals.get(name)?.[0];
        if (declaration && !file.definition(name, instruction))
          yield toProblem(file, instruction, name, span, declaration);
      }
    }
  },
};

export default rule;

/** Variables of the arguments that the builder expands, and those of a shell script that the script does not set. */
function* usedNames(instruction: Instruction): Generator<{ name: string; span: Span }> {
  if (instruction.script) {
    const { uses, assigned } = shellVariables(instruction);
    for (const use of uses) {
      // CMD and ENTRYPOINT run in the container, where other variables may be set.
      if (instruction.is('RUN') && !use.hasDefault && !assigned.has(use.name)) yield { name: use.name, span: use };
    }
    return;
  }
  if (instruction.is('CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD')) return;
  for (const use of instruction.variables) {
    if (!use.modifier) yield { name: use.name, span: use.word };
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
    edits: [insertLine(from, `${lower ? 'arg' : 'ARG'} ${name}`, 'after')],
    safe: false,
  };
}
