/** Where a Docker Engine may be: the setting, `DOCKER_HOST`, the context in use, the sockets of Docker, rootless Docker, Docker Desktop and Podman. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { EngineSource } from '../engine.ts';

export interface Endpoint {
  /** As it is written: `unix:///var/run/docker.sock`. */
  readonly address: string;
  readonly source: EngineSource;
  readonly tls?: Tls;
}

export interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly verify: boolean;
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
  readonly exists: (path: string) => boolean;
}

export function here(): Surroundings {
  return { env: process.env, home: homedir(), platform: process.platform, exists: existsSync };
}

/**
 * The addresses to try, in the order of Docker's own client. Whoever names one gets that one alone: another engine's volumes would be
 * worse than none. Throws where a context is named that is not there.
 */
export function findEndpoints(setting: string, around: Surroundings): Endpoint[] {
  const { env } = around;
  if (setting !== '') return [named(setting, 'setting', around)];
  if (env.DOCKER_HOST) return [named(env.DOCKER_HOST, 'DOCKER_HOST', around)];
  const context = env.DOCKER_CONTEXT || currentContext(around);
  if (context !== undefined && context !== '' && context !== 'default') return [contextEndpoint(context, around)];
  return sockets(around).map((address) => ({ address, source: 'socket' }));
}

function named(address: string, source: EngineSource, around: Surroundings): Endpoint {
  const full = address.includes('://') ? address : `tcp://${address}`;
  const tls = full.startsWith('tcp:') || full.startsWith('https:') ? environmentTls(full, around) : undefined;
  return { address: full, source, ...(tls === undefined ? {} : { tls }) };
}

/** `DOCKER_TLS_VERIFY`, `DOCKER_TLS` and `DOCKER_CERT_PATH`, as Docker's client reads them. */
function environmentTls(address: string, around: Surroundings): Tls | undefined {
  const { env } = around;
  const wanted = env.DOCKER_TLS_VERIFY || env.DOCKER_TLS || address.startsWith('https:');
  return wanted ? certificates(env.DOCKER_CERT_PATH || configFolder(around), !!env.DOCKER_TLS_VERIFY) : undefined;
}

function configFolder({ env, home }: Surroundings): string {
  return env.DOCKER_CONFIG || join(home, '.docker');
}

function currentContext(around: Surroundings): string | undefined {
  const config = readJson(join(configFolder(around), 'config.json')) as { currentContext?: unknown } | undefined;
  return typeof config?.currentContext === 'string' ? config.currentContext : undefined;
}

/** A context is a folder that is called by the hash of its name. */
function contextEndpoint(name: string, around: Surroundings): Endpoint {
  const folder = createHash('sha256').update(name).digest('hex');
  const contexts = join(configFolder(around), 'contexts');
  const meta = readJson(join(contexts, 'meta', folder, 'meta.json')) as ContextMeta | undefined;
  const docker = meta?.Endpoints?.docker;
  if (typeof docker?.Host !== 'string') throw new ContextError(name);
  const tlsFolder = join(contexts, 'tls', folder, 'docker');
  const tls = around.exists(tlsFolder) ? certificates(tlsFolder, docker.SkipTLSVerify !== true) : undefined;
  return { address: docker.Host, source: 'context', ...(tls === undefined ? {} : { tls }) };
}

interface ContextMeta {
  readonly Endpoints?: { readonly docker?: { readonly Host?: unknown; readonly SkipTLSVerify?: unknown } };
}

/** The context in use has no folder, or the folder names no engine. */
export class ContextError extends Error {}

function sockets({ env, home, platform, exists }: Surroundings): string[] {
  if (platform === 'win32') {
    return ['docker_engine', 'dockerDesktopLinuxEngine', 'podman-machine-default'].map(
      (pipe) => `npipe:////./pipe/${pipe}`,
    );
  }
  const runtime = env.XDG_RUNTIME_DIR;
  const paths = [
    '/var/run/docker.sock',
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    join(home, '.colima/default/docker.sock'),
    join(home, '.orbstack/run/docker.sock'),
    join(home, '.rd/docker.sock'),
    ...(runtime ? [join(runtime, 'podman/podman.sock')] : []),
    '/run/podman/podman.sock',
    join(home, '.local/share/containers/podman/machine/podman.sock'),
  ];
  const there = paths.filter(exists);
  return (there.length > 0 ? there : paths.slice(0, 1)).map((path) => `unix://${path}`);
}

function certificates(folder: string, verify: boolean): Tls {
  const pem = (name: string, file: string) => {
    try {
      return { [name]: readFileSync(join(folder, file), 'utf8') };
    } catch {
      return {};
    }
  };
  return { verify, ...pem('ca', 'ca.pem'), ...pem('cert', 'cert.pem'), ...pem('key', 'key.pem') };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
