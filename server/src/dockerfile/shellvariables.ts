import { forEachChild, type SyntaxNode } from 'unbash';
import type { Instruction } from './dockerfile.ts';
import { Memo } from './memo.ts';
import type { Script } from './shell.ts';
import { Span } from './source.ts';

/** `$NAME` or `${NAME…}` in a shell script. */
export class ShellVariable extends Span {
  readonly name: string;
  /** `${NAME:-…}`, `${NAME:+…}` …: the script copes with an unset variable. */
  readonly hasDefault: boolean;

  constructor(instruction: Instruction, name: string, start: number, end: number, hasDefault: boolean) {
    super(instruction.source, start, end);
    this.name = name;
    this.hasDefault = hasDefault;
  }
}

/** What a script reads and what it sets by itself. */
export interface ShellVariables {
  readonly uses: readonly ShellVariable[];
  /** Names set by an assignment, `for`, `read`, `export` … anywhere in the script. */
  readonly assigned: ReadonlySet<string>;
}

const none: ShellVariables = { uses: [], assigned: new Set() };
const known = new Memo<Script, ShellVariables>();
const setters = new Set([
  'read',
  'export',
  'local',
  'declare',
  'typeset',
  'readonly',
  'getopts',
  'mapfile',
  'readarray',
]);

/** The variables of an instruction's script; nothing for JSON form and shells that are not parsed. */
export function shellVariables(instruction: Instruction): ShellVariables {
  const { script } = instruction;
  if (!script?.tree) return none;
  const found = known.get(script);
  if (found) return found;
  const variables = /\$|\(\(/.test(script.span.raw) ? collectVariables(instruction, script) : none;
  known.set(script, variables);
  return variables;
}

function collectVariables(instruction: Instruction, script: Script): ShellVariables {
  const uses: ShellVariable[] = [];
  const assigned = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case 'SimpleExpansion': {
        const name = node.text.slice(1);
        uses.push(new ShellVariable(instruction, name, node.pos + script.base, node.end + script.base, false));
        return;
      }
      case 'ParameterExpansion': {
        const hasDefault = node.operation?.type === 'Default';
        uses.push(
          new ShellVariable(instruction, node.parameter, node.pos + script.base, node.end + script.base, hasDefault),
        );
        break;
      }
      case 'Assignment':
        assigned.add(node.name);
        break;
      case 'For':
      case 'Select':
        assigned.add(node.name.value);
        break;
      case 'Command':
        if (node.name && setters.has(node.name.value)) {
          for (const arg of node.args) assigned.add(arg.type === 'Word' ? arg.value.replace(/=.*/s, '') : arg.name);
        }
        break;
    }
    if ('script' in node && node.script?.source !== undefined) return;
    forEachChild(node, visit);
  };
  if (script.tree) visit(script.tree);
  return { uses, assigned };
}
