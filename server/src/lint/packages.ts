import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Command, ShellWord } from '../dockerfile/shell.ts';

/** How a package manager's command line is read: which flags take the next word as their value. */
interface Manager {
  readonly valueFlags: ReadonlySet<string>;
}

const managers: Readonly<Record<string, Manager>> = {
  'apt-get': {
    valueFlags: new Set([
      '-t',
      '--target-release',
      '--default-release',
      '-o',
      '--option',
      '-c',
      '--config-file',
      '-a',
      '--host-architecture',
    ]),
  },
  apt: { valueFlags: new Set(['-t', '--target-release', '-o', '--option', '-c', '--config-file']) },
  apk: {
    valueFlags: new Set([
      '-t',
      '--virtual',
      '-X',
      '--repository',
      '-p',
      '--root',
      '--keys-dir',
      '--repositories-file',
      '--arch',
      '--wait',
      '--cache-dir',
      '--cache-max-age',
      '--progress-fd',
      '--timeout',
    ]),
  },
  yum: {
    valueFlags: new Set([
      '-c',
      '--config',
      '-d',
      '-e',
      '-x',
      '--exclude',
      '--installroot',
      '--enablerepo',
      '--disablerepo',
      '--repo',
      '--releasever',
      '--setopt',
    ]),
  },
  dnf: {
    valueFlags: new Set([
      '-c',
      '--config',
      '-d',
      '-e',
      '-x',
      '--exclude',
      '--installroot',
      '--enablerepo',
      '--disablerepo',
      '--repo',
      '--repoid',
      '--releasever',
      '--setopt',
    ]),
  },
  microdnf: {
    valueFlags: new Set([
      '-c',
      '--config',
      '--installroot',
      '--enablerepo',
      '--disablerepo',
      '--repo',
      '--releasever',
      '--setopt',
    ]),
  },
  zypper: {
    valueFlags: new Set([
      '-R',
      '--root',
      '-c',
      '--config',
      '-D',
      '--reposd-dir',
      '-C',
      '--cache-dir',
      '-r',
      '--repo',
      '--from',
      '-t',
      '--type',
    ]),
  },
};

/** One call of a package manager: `apt-get -y install curl=8.* git`. */
export interface PackageCall {
  readonly command: Command;
  /** `install`, `add`, `update` …; absent where none is written. */
  readonly verb?: ShellWord;
  /** What stands behind the verb and is neither a flag nor a flag's value. */
  readonly operands: readonly ShellWord[];
}

/** The calls of a package manager in every RUN, in order. */
export function packageCalls(file: Dockerfile, ...programs: string[]): PackageCall[] {
  return programs.flatMap((program) => file.commands(program).map(readPackageCall));
}

/** Reads the command line of a package manager. */
export function readPackageCall(command: Command): PackageCall {
  const valueFlags = managers[command.program]?.valueFlags;
  const words: ShellWord[] = [];
  for (let i = 0; i < command.args.length; i++) {
    const word = command.args[i] as ShellWord;
    if (!word.isFlag) words.push(word);
    else if (valueFlags?.has(word.text)) i++;
  }
  const [verb, ...operands] = words;
  return { command, ...(verb && { verb }), operands };
}
