import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { Memo } from '../dockerfile/memo.ts';
import type { Script } from '../dockerfile/shell.ts';
import { commandAt, type ShellPlace, shellCalls, shellNodes } from '../dockerfile/shelltree.ts';
import { shellVariables } from '../dockerfile/shellvariables.ts';
import type { Span } from '../dockerfile/source.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** Report the variables of loops and of `read` too, and scripts that read others with `.`. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-unused-variable',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2034'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    const reported = new Set<string>();
    for (const { place, name, at, isLoop } of [...settings(file)].reverse()) {
      const { instruction, script } = place;
      if (script.errors.length > 0) continue;
      if (!/^\w+$/.test(name) || /^\d/.test(name) || ignored.test(name) || file.definition(name, instruction)) continue;
      if (!options.everywhere && (isLoop || runsOther(file, script))) continue;
      const key = `${script.span.start} ${name}`;
      if (reported.has(key) || isUsed(file, script, name)) continue;
      reported.add(key);
      yield {
        range: at.range,
        message: l10n.t(
          '`{name}` is set and not used: without `export` no command sees it, and it ends with this RUN.',
          { name },
        ),
      };
    }
  },
};

export default rule;

/** Variables that the shell or the programs that it calls read by themselves. */
const ignored =
  /^(?:_.*|IFS|PATH|HOME|PWD|OLDPWD|CDPATH|ENV|BASH.*|PS[0-4]|PROMPT_.*|HIST.*|LANG|LANGUAGE|LC_.*|TZ|TERM|SHELL|USER|OPT.*|REPLY|RANDOM|SECONDS|FIGNORE|GLOB.*|FUNCNEST|TIMEFORMAT|TMOUT|MAIL.*|COMP.*|COLUMNS|LINES|EDITOR|VISUAL|POSIXLY_CORRECT|IGNOREEOF)$/;

interface Setting {
  readonly place: ShellPlace;
  readonly name: string;
  readonly at: Span;
  /** Whether it is the variable of a loop or of `read`, which has to have some name. */
  readonly isLoop: boolean;
}

/** Assignments that stand alone, those of `local` and `readonly`, loop variables, the words of `read`. */
function* settings(file: Dockerfile): Generator<Setting> {
  for (const place of shellNodes(file, 'Assignment')) {
    const command =
      place.parent?.node.type === 'Command' ? commandAt(place.parent as ShellPlace<'Command'>) : undefined;
    const own = command && /^(?:local|readonly|declare|typeset)$/.test(command.program);
    const exported = own && command.flag('-x');
    if (place.parent?.node.type === 'Command' && (!command || (own && !exported))) {
      const { pos, name, append } = place.node;
      if (!append) yield { place, name, at: place.span(pos, pos + name.length), isLoop: false };
    }
  }
  for (const type of ['For', 'Select'] as const) {
    for (const place of shellNodes(file, type)) {
      const { name } = place.node;
      yield { place, name: name.text, at: place.span(name.pos, name.end), isLoop: true };
    }
  }
  for (const { command, place } of shellCalls(file, 'read')) {
    for (const word of command.operands) yield { place, name: word.text, at: word, isLoop: true };
  }
}

const usedNames = new Memo<Script, ReadonlySet<string>>();

function isUsed(file: Dockerfile, script: Script, name: string): boolean {
  let names = usedNames.get(script);
  if (!names) {
    names = new Set(readNames(file, script));
    usedNames.set(script, names);
  }
  return names.has(name);
}

function* readNames(file: Dockerfile, script: Script): Generator<string> {
  const [any] = shellNodes(file, 'Script').filter((place) => place.script === script);
  if (any) for (const use of shellVariables(any.instruction).uses) yield use.name;
  for (const { node, script: own } of shellNodes(file, 'ArithmeticWord')) if (own === script) yield node.value;
  for (const program of ['export', 'trap']) {
    for (const { command, place } of shellCalls(file, program)) {
      if (place.script === script) for (const { text } of command.args) yield* text.match(/[A-Za-z_]\w*/g) ?? [];
    }
  }
}

/** Whether the script runs code that we do not see, which may use anything. */
function runsOther(file: Dockerfile, script: Script): boolean {
  if (shellCalls(file, 'set').some(({ command, place }) => place.script === script && command.flag('-a'))) return true;
  return ['.', 'source', 'eval'].some((program) =>
    shellCalls(file, program).some(({ place }) => place.script === script),
  );
}
