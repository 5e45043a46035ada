import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Script } from '../dockerfile/shell.ts';
import { type ShellPlace, shellCalls, shellNodes } from '../dockerfile/shelltree.ts';
import { shellVariables } from '../dockerfile/shellvariables.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** Report it also in a script that reads another one with `.`, and for an ARG before the first FROM. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-unassigned-variable',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2154'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    const seen = new Map<Script, Set<string>>();
    for (const place of uses(file)) {
      const name = nameOf(place);
      if (!/^[A-Za-z_]\w*$/.test(name) || !/[a-z]/.test(name) || /^(?:https?|ftp|no|all)_proxy$/.test(name)) continue;
      if (
        place.node.type === 'ParameterExpansion' &&
        (place.node.operation?.type === 'Default' || place.node.prefix === '!')
      )
        continue;
      const { instruction, script } = place;
      if (script.errors.length > 0) continue;
      if (isLoopName(place) || isDefault(place)) continue;
      const names = seen.get(script) ?? new Set();
      if (names.has(name)) continue;
      seen.set(script, names.add(name));
      if (shellVariables(instruction).assigned.has(name) || file.definition(name, instruction)) continue;
      if (setsOtherwise(file, place, name) || isTested(file, script, name)) continue;
      if (!options.everywhere && (file.definitions(undefined, name).length > 0 || runsOther(file, script))) continue;
      yield {
        range: place.range,
        message: l10n.t(
          'Nothing sets `{name}`: no ARG or ENV of the stage and no command of this RUN, so it is empty.',
          { name },
        ),
      };
    }
  },
};

export default rule;

type Use = ShellPlace<'SimpleExpansion'> | ShellPlace<'ParameterExpansion'> | ShellPlace<'ArithmeticWord'>;

function uses(file: Dockerfile): Use[] {
  return [
    ...shellNodes(file, 'SimpleExpansion'),
    ...shellNodes(file, 'ParameterExpansion'),
    ...shellNodes(file, 'ArithmeticWord'),
  ];
}

function nameOf({ node }: Use): string {
  if (node.type === 'ArithmeticWord') return node.value;
  return node.type === 'SimpleExpansion' ? node.text.slice(1) : node.parameter;
}

/** `${x:=…}`, `$((x = …))`, `$((x++))`, `printf -v x`. */
function setsOtherwise(file: Dockerfile, { script }: ShellPlace, name: string): boolean {
  const sets = ({ node }: ShellPlace<'ParameterExpansion'>): boolean =>
    node.parameter === name && node.operation?.type === 'Default' && node.operation.operator.endsWith('=');
  if (shellNodes(file, 'ParameterExpansion').some((place) => place.script === script && sets(place))) return true;
  const assigns = ({ node }: ShellPlace<'ArithmeticBinary'>): boolean =>
    /^(?:[-+*/%&|^]|<<|>>)?=$/.test(node.operator) && node.left.type === 'ArithmeticWord' && node.left.value === name;
  if (shellNodes(file, 'ArithmeticBinary').some((place) => place.script === script && assigns(place))) return true;
  const counts = ({ node }: ShellPlace<'ArithmeticUnary'>): boolean =>
    /^(?:\+\+|--)$/.test(node.operator) && node.operand.type === 'ArithmeticWord' && node.operand.value === name;
  if (shellNodes(file, 'ArithmeticUnary').some((place) => place.script === script && counts(place))) return true;
  const words = [...shellCalls(file, 'printf'), ...shellCalls(file, 'let')];
  return words.some(
    ({ command, place }) =>
      place.script === script && command.args.some(({ text }) => text === name || text.startsWith(`${name}=`)),
  );
}

/** `[ -n "$x" ]`, `[ -z "$x" ]`, `[ "$x" ]`: the script asks whether it is set. */
function isTested(file: Dockerfile, script: Script, name: string): boolean {
  const pattern = new RegExp(`^"?\\$\\{?${name}\\}?"?(?:$|=)`);
  const asks = [...shellCalls(file, '['), ...shellCalls(file, 'test')].some(({ command, place }) => {
    const words = command.args.filter(({ raw }) => raw !== ']' && raw !== '!');
    const isUnary = words.length === 1 || (words.length === 2 && /^-[nz]$/.test(words[0]?.raw ?? ''));
    return place.script === script && isUnary && pattern.test(words.at(-1)?.raw ?? '');
  });
  return (
    asks ||
    shellNodes(file, 'TestUnary').some(({ node, script: own }) => own === script && pattern.test(node.operand.text))
  );
}

/** Whether the script runs code that we do not see, which may set anything. */
function runsOther(file: Dockerfile, script: Script): boolean {
  return ['.', 'source', 'eval'].some((program) =>
    shellCalls(file, program).some(({ place }) => place.script === script),
  );
}

function isLoopName({ parent }: ShellPlace): boolean {
  const loop = parent?.parent?.node;
  return (loop?.type === 'For' || loop?.type === 'Select') && loop.name === parent?.node;
}

/** `${x:-$y}`: the value that is left when there is no other. */
function isDefault(place: ShellPlace): boolean {
  return place.within('Default') !== undefined;
}
