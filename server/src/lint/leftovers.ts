import type { Instruction } from '../dockerfile/dockerfile.ts';
import { isInFinalImage } from '../dockerfile/facts.ts';
import type { Command } from '../dockerfile/shell.ts';
import type { PackageCall } from './packages.ts';
import type { OptionSchema } from './rule.ts';

/** What package managers leave behind in a layer, and what keeps it out. */

/** The option of every rule about the size of layers. */
export interface LayerOptions {
  /** Report it also in stages that the image is not made of: they do not make it larger. */
  builderStages: boolean;
}

export const layerOptions: { readonly builderStages: OptionSchema<boolean> } = {
  builderStages: { type: 'boolean', default: false },
};

/** Whether the layer of a RUN is one of the image, or builder stages count too. */
export function isInImage({ stage }: Instruction, { builderStages }: LayerOptions): boolean {
  return builderStages || (stage !== undefined && isInFinalImage(stage));
}

/** Whether the layer of a RUN is one of the image, or with `builderStages` of any stage that another one builds on. */
export function isInImageOrBase({ stage, file }: Instruction, { builderStages }: LayerOptions): boolean {
  if (!stage) return builderStages && file.stages.length === 0;
  return isInFinalImage(stage) || (builderStages && file.stages.some(({ base }) => base === stage));
}

/**
 * Whether a RUN has a cache or tmpfs mount over a folder, above or below it, so that what is written there does not
 * get into the layer. A folder without a leading `/` may be in anybody's home: `.cache/pip`. A target that only the
 * build knows counts.
 */
export function hasCacheMount(run: Instruction, ...folders: string[]): boolean {
  return run.mounts.some((mount) => {
    if (mount.type !== 'cache' && mount.type !== 'tmpfs') return false;
    const written = mount.get('target')?.value;
    if (written === undefined) return false;
    const target = run.file.expand(written, run) ?? written;
    return /^\$\{?\w+\}?$/.test(target) || folders.some((folder) => overlap(target, folder));
  });
}

function overlap(path: string, folder: string): boolean {
  const clean = path.replace(/\/+$/, '');
  if (folder.startsWith('/')) {
    return clean === folder || folder.startsWith(`${clean}/`) || clean.startsWith(`${folder}/`);
  }
  const parts = folder.split('/');
  return parts.some((_, i) => clean.endsWith(`/${parts.slice(0, i + 1).join('/')}`)) || clean.includes(`/${folder}/`);
}

const removers = new Set(['rm', 'find', 'sudo', 'doas', 'xargs', 'busybox', 'rmdir', 'unlink', 'truncate', 'shred']);

/** Whether a command deletes what is in one of the folders: `rm -rf /var/lib/apt/lists/*`, `find … -delete`. */
export function emptiesFolder(command: Command, ...folders: string[]): boolean {
  if (!removers.has(command.program)) return false;
  return command.args.some(({ text, isFlag }) => !isFlag && braces(text).some((path) => covers(path, folders)));
}

function covers(pattern: string, folders: readonly string[]): boolean {
  const path = pattern.replace(/["']/g, '').replace(/(?:\/?[*.?]+|\/)+$/, '');
  if (path === '') return false;
  return folders.some((folder) => {
    if (!folder.startsWith('/')) return overlap(path, folder);
    const below = pattern.includes('*') && path.startsWith(`${folder}/`);
    return path === folder || folder.startsWith(`${path}/`) || below;
  });
}

/** `/var/{cache,lib}/x` as two paths. */
function braces(text: string): string[] {
  const match = /^(.*?)\{([^{}$]*,[^{}$]*)\}(.*)$/s.exec(text);
  if (!match || match[1]?.endsWith('$')) return [text];
  return (match[2] as string).split(',').flatMap((part) => braces(`${match[1]}${part}${match[3]}`));
}

/** A cache that calls of a package manager leave in the layer. */
export interface Leftovers {
  /** Whether a call fills the cache. */
  fills(call: PackageCall): boolean;
  /** Whether a command empties it. */
  empties(command: Command): boolean;
  /** Where it is: a cache mount there keeps it out of the layer. */
  readonly folders: readonly string[];
}

/** The calls that leave a cache in a layer: of each RUN the last one, if nothing behind it empties the cache. */
export function* leftovers(calls: Iterable<PackageCall>, cache: Leftovers): Generator<PackageCall> {
  const last = new Map<Instruction, PackageCall>();
  for (const call of calls) {
    const { instruction, index } = call.command;
    if (!cache.fills(call) || index < (last.get(instruction)?.command.index ?? -1)) continue;
    last.set(instruction, call);
  }
  for (const [run, call] of last) {
    const emptied = run.script?.commands.some((one) => one.index > call.command.index && cache.empties(one));
    if (!emptied && !hasCacheMount(run, ...cache.folders)) yield call;
  }
}
