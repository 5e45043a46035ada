import { parseImageName } from '../dockerfile/image.ts';
import type { Repository } from './registry.ts';

/** What a registry says of one image: its configuration, and the platform that it is for. */
export interface RegistryImage {
  readonly platform: string;
  readonly config: unknown;
  readonly layers: number;
  /** Of all layers as they are downloaded. */
  readonly bytes: number;
}

const types = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

interface Entry {
  readonly digest: string;
  readonly platform: { readonly os: string; readonly architecture: string; readonly variant: string };
}

/** The configuration of an image for a platform (`linux/arm64`); undefined where there is none. */
export async function readImage(
  repository: Repository,
  image: string,
  platform: string,
): Promise<RegistryImage | undefined> {
  const name = parseImageName(image);
  const first = await manifest(repository, name?.digest ?? name?.tag ?? 'latest');
  const chosen = choose(entriesOf(first), platform);
  const one = first?.manifests === undefined ? first : chosen && (await manifest(repository, chosen.digest));
  const digest = digestOf(one?.config);
  const reply = digest && (await repository.get(`blobs/${digest}`));
  const blob = reply ? record(await reply.json()) : undefined;
  if (!blob) return undefined;
  const variant = text(blob.variant);
  return {
    platform: `${text(blob.os)}/${text(blob.architecture)}${variant ? `/${variant}` : ''}`,
    config: blob.config,
    ...layersOf(one),
  };
}

function layersOf(manifest: Record<string, unknown> | undefined): { layers: number; bytes: number } {
  const layers = Array.isArray(manifest?.layers) ? manifest.layers : [];
  const sizes = layers.map((layer) => Number(record(layer)?.size) || 0);
  return { layers: layers.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function manifest(repository: Repository, reference: string): Promise<Record<string, unknown> | undefined> {
  const reply = await repository.get(`manifests/${reference}`, types);
  return reply && record(await reply.json());
}

function entriesOf(index: Record<string, unknown> | undefined): Entry[] {
  const list = Array.isArray(index?.manifests) ? index.manifests : [];
  return list.flatMap((raw): Entry[] => {
    const digest = digestOf(raw);
    const { os, architecture, variant } = record(record(raw)?.platform) ?? {};
    return digest
      ? [{ digest, platform: { os: text(os), architecture: text(architecture), variant: text(variant) } }]
      : [];
  });
}

/** The same variant, else that of the most machines: Arm is version 7 unless something else is said. */
function choose(entries: readonly Entry[], platform: string): Entry | undefined {
  const [os, architecture, variant = architecture === 'arm' ? 'v7' : ''] = platform.split('/');
  const fitting = entries.filter((one) => one.platform.os === os && one.platform.architecture === architecture);
  return fitting.find((one) => one.platform.variant === variant) ?? (platform.split('/')[2] ? undefined : fitting[0]);
}

function digestOf(descriptor: unknown): string | undefined {
  const digest = text(record(descriptor)?.digest);
  return /^[a-z0-9]+:[a-f0-9]{32,128}$/.test(digest) ? digest : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
