import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { userAt } from '../../dockerfile/facts.ts';
import type { Command } from '../../dockerfile/shell.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** A program that keeps what it fetched: the sub-commands that fetch, and the folders, as root. */
interface Cache {
  readonly commands: readonly string[];
  readonly folders: readonly string[];
  /** Two builds at a time would get into each other's way. */
  readonly isLocked?: boolean;
  /** Flags with which it keeps nothing, and a variable. */
  readonly without?: readonly string[];
  readonly withoutBy?: string;
}

const apt: Cache = {
  commands: ['install', 'update', 'upgrade'],
  folders: ['/var/cache/apt', '/var/lib/apt'],
  isLocked: true,
};
const pip: Cache = {
  commands: ['install', 'wheel', 'download'],
  folders: ['/root/.cache/pip'],
  without: ['--no-cache-dir'],
  withoutBy: 'PIP_NO_CACHE_DIR',
};
const dnf: Cache = { commands: ['install', 'update', 'upgrade'], folders: ['/var/cache/dnf'], isLocked: true };

const caches: Readonly<Record<string, Cache>> = {
  'apt-get': apt,
  apt,
  pip,
  pip3: pip,
  dnf,
  npm: { commands: ['ci', 'install', 'i'], folders: ['/root/.npm'] },
  uv: { commands: ['sync', 'pip'], folders: ['/root/.cache/uv'], without: ['--no-cache'], withoutBy: 'UV_NO_CACHE' },
  go: { commands: ['build', 'install', 'mod', 'test'], folders: ['/go/pkg/mod', '/root/.cache/go-build'] },
  cargo: { commands: ['build', 'install', 'fetch'], folders: ['/usr/local/cargo/registry', '/usr/local/cargo/git'] },
  mvn: { commands: [], folders: ['/root/.m2/repository'] },
  dotnet: { commands: ['restore', 'build', 'publish'], folders: ['/root/.nuget/packages'] },
};

/** Cache mounts for what a RUN installs: what was fetched once is there in the next build. */
export function* cacheMounts({ instruction }: Selection): Generator<Refactoring> {
  if (!instruction?.is('RUN') || instruction.mounts.some(({ type }) => type === 'cache') || !instruction.script) return;
  const user = instruction.stage && userAt(instruction.stage, instruction)?.value;
  if (user !== undefined && !/^(?:root|0)(?::|$)/.test(user)) return;
  const programs = new Map<string, Cache>();
  for (const command of instruction.script.commands) {
    const cache = caches[command.program];
    if (cache && fetches(command, cache) && !isOff(instruction, cache)) programs.set(command.program, cache);
  }
  if (programs.size === 0) return;
  const folders = [...programs.values()].flatMap((cache) => cache.folders);
  if (instruction.script.commands.some((command) => removesMount(command, folders))) return;
  const flags = new Set(
    [...programs.values()].flatMap(({ folders: own, isLocked }) =>
      own.map((folder) => `--mount=type=cache,target=${folder}${isLocked ? ',sharing=locked' : ''}`),
    ),
  );
  const { file, rest } = instruction;
  const at = file.source.positionAt(instruction.flags[0]?.word.start ?? rest.start);
  const separator = flags.size > 1 ? ` ${file.escape}${file.source.newline}    ` : ' ';
  yield {
    title: l10n.t('Add cache mounts for {programs}: their downloads stay out of the image and of the next RUNs', {
      programs: [...programs.keys()].map((program) => `\`${program}\``).join(', '),
    }),
    kind: 'refactor.rewrite',
    edits: [{ range: { start: at, end: at }, newText: [...flags].map((flag) => flag + separator).join('') }],
  };
}

function isOff(instruction: Instruction, { withoutBy }: Cache): boolean {
  return withoutBy !== undefined && instruction.file.definition(withoutBy, instruction) !== undefined;
}

/** Whether a command removes a folder that would be a mount, or one above it: a mount is busy, and `rm` fails. */
function removesMount({ program, operands }: Command, folders: readonly string[]): boolean {
  if (program !== 'rm') return false;
  return operands.some(({ raw }) => {
    const path = raw.replace(/^["']?(?:~|\$\{?HOME\}?)(?=\/)/, '/root').replace(/["']|\/$/g, '');
    const below = path.endsWith('/*') ? path.slice(0, -1) : `${path}/`;
    return folders.some((folder) => folder === path || folder.startsWith(below));
  });
}

function fetches(command: Command, { commands, without = [] }: Cache): boolean {
  const [first] = command.operands;
  if (without.some((flag) => command.flag(flag))) return false;
  return commands.length === 0 || (first !== undefined && commands.includes(first.text));
}
