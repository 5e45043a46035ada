import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ArgumentCursor } from '../dockerfile/cursor.ts';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { history } from '../dockerfile/facts.ts';
import { listedNames } from './listed.ts';
import { baseImageName, type Suggestion, type Surroundings, type Target, targetOf } from './suggestion.ts';

const page = 'values/users';
const userPrograms = new Set(['useradd', 'adduser']);
const groupPrograms = new Set(['groupadd', 'addgroup']);
/** Flags of these programs that a value follows. */
const withValue =
  /^(?:-[bcdefgGkKpRPsuUhS]|--(?:base-dir|comment|home-dir|home|expiredate|inactive|gid|groups|skel|key|password|root|prefix|shell|uid|ingroup|gecos))$/;

/** Users, and behind a colon groups: those that this stage makes first, then those that images bring along. */
export function ownerSuggestions(
  { instruction }: ArgumentCursor,
  typed: string,
  around: Surroundings,
): readonly Suggestion[] {
  const colon = typed.indexOf(':');
  const target = targetOf(around, typed.slice(colon + 1), /^[\w.-]*/);
  const programs = colon < 0 ? userPrograms : groupPrograms;
  const own = madeNames(instruction, programs).map((label) => userSuggestion(label, target, 0));
  const made = new Set(own.map(({ label }) => label));
  const base = baseImageName(instruction);
  const known = listedNames(around.docs.page(page)?.markdown ?? '').flatMap(([name], rank) =>
    name === undefined || made.has(name) || (colon >= 0 && name.startsWith('Container'))
      ? []
      : [{ ...userSuggestion(name, target, name === base ? 1 : 10 + rank), doc: { page, entry: name } }],
  );
  return [...own, ...known];
}

function userSuggestion(label: string, target: Target, rank: number): Suggestion {
  return { label, kind: CompletionItemKind.Constant, target, rank };
}

/** The names that RUNs before an instruction give to these programs. */
function madeNames(instruction: Instruction, programs: ReadonlySet<string>): string[] {
  const { stage } = instruction;
  if (!stage) return [];
  const names = history(stage, instruction)
    .filter((one) => one.is('RUN') && /user|group/.test(one.line.text))
    .flatMap((one) => one.script?.commands ?? [])
    .filter(({ program }) => programs.has(program))
    .flatMap(({ args }) => {
      const operands = args.filter(
        (arg, i) => arg.isLiteral && !arg.isFlag && !withValue.test(args[i - 1]?.text ?? ''),
      );
      return operands.at(-1)?.text ?? [];
    });
  return [...new Set(names)];
}
