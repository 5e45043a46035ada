import type { CommandFact, Fact, ImageConfig } from '../../../answers/image.ts';
import type { Act, Leg } from './course.ts';
import type { Inherited } from './inherited.ts';

/** What ENTRYPOINT and CMD come to, for a container of an image. */
export interface ProcessFacts extends Pick<ImageConfig, 'entrypoint' | 'cmd' | 'argv' | 'cmdIgnored'> {
  /** The SHELL at the end, and who sets it. */
  readonly shell: Shell;
}

interface Shell {
  readonly argv: readonly string[];
  readonly fact?: Fact;
}

interface Command {
  readonly fact: CommandFact;
  readonly argv: readonly string[];
}

/**
 * What ENTRYPOINT and CMD together run (Dockerfile reference, "Understand how CMD and ENTRYPOINT interact"): a stage that
 * sets ENTRYPOINT and no CMD drops the CMD of what it builds on, and a shell form runs with the SHELL at that place.
 */
export function processFacts(legs: readonly Leg[], inherited: Inherited | undefined): ProcessFacts {
  let shell = inheritedShell(inherited);
  let entrypoint = inheritedCommand(inherited?.entrypoint);
  let cmd = inheritedCommand(inherited?.cmd);
  for (const { acts } of legs) {
    let own: Command | undefined;
    let setsEntrypoint = false;
    for (const act of acts) {
      const { instruction, range } = act;
      if (instruction.is('SHELL')) {
        const argv = instruction.json?.elements.map(({ value }) => value) ?? shell.argv;
        shell = { argv, fact: { value: instruction.rest.text, ...(range && { range }) } };
      } else if (instruction.is('ENTRYPOINT')) {
        entrypoint = toCommand(act, shell.argv);
        setsEntrypoint = true;
      } else if (instruction.is('CMD')) own = toCommand(act, shell.argv);
    }
    cmd = own ?? (setsEntrypoint ? undefined : cmd);
  }
  const cmdIgnored = entrypoint?.fact.isShell === true && cmd !== undefined;
  return {
    ...(entrypoint && { entrypoint: entrypoint.fact }),
    ...(cmd && { cmd: cmd.fact }),
    ...((entrypoint || cmd) && { argv: [...(entrypoint?.argv ?? []), ...(cmdIgnored ? [] : (cmd?.argv ?? []))] }),
    cmdIgnored,
    shell,
  };
}

function inheritedShell(inherited: Inherited | undefined): Shell {
  if (!inherited?.shell.length) return { argv: ['/bin/sh', '-c'] };
  return { argv: inherited.shell, fact: { value: JSON.stringify(inherited.shell) } };
}

/** What an image runs is always a list of words: of a shell form the shell's first. */
function inheritedCommand(argv: readonly string[] = []): Command | undefined {
  if (argv.length === 0) return undefined;
  const isShell = argv.length === 3 && /(?:^|[\\/])(?:sh|bash|ash|dash|zsh)$/.test(argv[0] ?? '') && argv[1] === '-c';
  return { fact: { value: isShell ? (argv[2] as string) : JSON.stringify(argv), isShell }, argv };
}

function toCommand({ instruction, range }: Act, shell: readonly string[]): Command {
  const isShell = !instruction.json;
  const words = instruction.json?.elements.map(({ value }) => value);
  const argv = words ?? (instruction.args.length > 0 ? [...shell, instruction.rest.text] : []);
  return { fact: { value: instruction.rest.text, isShell, ...(range && { range }) }, argv };
}
