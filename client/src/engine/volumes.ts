/** What a volume is, who uses it, and whether it may go. Pure: a snapshot in, facts out. */
import type { Container, Snapshot, Volume } from './snapshot.ts';

export type VolumeVerdict = 'used' | 'safe' | 'kept';

/** Why: codes, which `sentences.ts` says in words. */
export type VolumeReason =
  | { readonly code: 'running' | 'stopped'; readonly containers: readonly string[] }
  | { readonly code: 'unused' }
  | { readonly code: 'empty' }
  | { readonly code: 'holds'; readonly size: number }
  | { readonly code: 'sizeUnknown' }
  | { readonly code: 'elsewhere'; readonly device: string }
  | { readonly code: 'memory' }
  | { readonly code: 'plugin'; readonly driver: string }
  | { readonly code: 'project'; readonly project: string }
  | { readonly code: 'orphan' };

export interface VolumeUse {
  readonly container: string;
  readonly running: boolean;
  readonly target: string;
  readonly writable: boolean;
}

/** What made a volume, as far as its labels and its users tell. */
export type VolumeOrigin =
  | { readonly by: 'compose'; readonly project: string; readonly volume: string }
  | { readonly by: 'image'; readonly image: string; readonly path: string };

export interface VolumeFacts {
  readonly volume: Volume;
  readonly anonymous: boolean;
  readonly uses: readonly VolumeUse[];
  readonly origin?: VolumeOrigin;
  readonly verdict: VolumeVerdict;
  readonly reasons: readonly VolumeReason[];
}

/** Those that need a decision first, then by name. */
export function volumeFacts({ volumes, containers }: Snapshot): VolumeFacts[] {
  const users = usersByVolume(containers);
  const order: Record<VolumeVerdict, number> = { kept: 0, safe: 1, used: 2 };
  return volumes
    .map((volume) => factsOf(volume, users.get(volume.name) ?? []))
    .sort((a, b) => order[a.verdict] - order[b.verdict] || (a.volume.name < b.volume.name ? -1 : 1));
}

/** Engines before 23 set no label; a name of 64 hexadecimal digits is one that nobody chose. */
export function isAnonymous({ name, labels }: Volume): boolean {
  return 'com.docker.volume.anonymous' in labels || /^[0-9a-f]{64}$/.test(name);
}

function usersByVolume(containers: readonly Container[]): Map<string, Container[]> {
  const users = new Map<string, Container[]>();
  for (const container of containers) {
    for (const name of new Set(container.mounts.map(({ volume }) => volume))) {
      if (name !== undefined) users.set(name, [...(users.get(name) ?? []), container]);
    }
  }
  return users;
}

function factsOf(volume: Volume, users: readonly Container[]): VolumeFacts {
  const anonymous = isAnonymous(volume);
  const origin = originOf(volume, users, anonymous);
  return {
    volume,
    anonymous,
    uses: users.flatMap((user) => usesOf(volume, user)),
    ...(origin === undefined ? {} : { origin }),
    ...judge(volume, users, anonymous),
  };
}

function usesOf({ name }: Volume, { name: container, running, mounts }: Container): VolumeUse[] {
  return mounts
    .filter((mount) => mount.volume === name)
    .map(({ target, writable }) => ({ container, running, target, writable }));
}

function originOf({ name, labels }: Volume, users: readonly Container[], anonymous: boolean): VolumeOrigin | undefined {
  const project = labels['com.docker.compose.project'];
  if (project !== undefined) return { by: 'compose', project, volume: labels['com.docker.compose.volume'] ?? name };
  if (!anonymous) return undefined;
  for (const { image, imageVolumes, mounts } of users) {
    const path = mounts.find(({ volume }) => volume === name)?.target;
    if (path !== undefined && imageVolumes.includes(path)) return { by: 'image', image, path };
  }
  return undefined;
}

function judge(
  volume: Volume,
  users: readonly Container[],
  anonymous: boolean,
): { verdict: VolumeVerdict; reasons: VolumeReason[] } {
  const named = (running: boolean) => users.filter((user) => user.running === running).map(({ name }) => name);
  const [running, stopped] = [named(true), named(false)];
  if (users.length > 0) {
    const reasons: VolumeReason[] = [];
    if (running.length > 0) reasons.push({ code: 'running', containers: running });
    if (stopped.length > 0) reasons.push({ code: 'stopped', containers: stopped });
    return { verdict: 'used', reasons };
  }
  const content = contentOf(volume);
  const reasons: VolumeReason[] = [{ code: 'unused' }, content];
  const project = volume.labels['com.docker.compose.project'];
  if (project !== undefined) reasons.push({ code: 'project', project });
  else if (anonymous) reasons.push({ code: 'orphan' });
  const nothingToLose = content.code === 'empty' || content.code === 'elsewhere' || content.code === 'memory';
  return { verdict: nothingToLose ? 'safe' : 'kept', reasons };
}

/** Where nothing is mounted, the local driver finds an empty folder even if the data lies on another device. */
function contentOf({ driver, options, size }: Volume): VolumeReason {
  if (driver !== 'local') return { code: 'plugin', driver };
  if (options.type === 'tmpfs') return { code: 'memory' };
  if (options.device) return { code: 'elsewhere', device: options.device };
  if (size === undefined) return { code: 'sizeUnknown' };
  return size === 0 ? { code: 'empty' } : { code: 'holds', size };
}
