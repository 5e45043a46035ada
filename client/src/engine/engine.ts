/** What `dist/engine.js` gives the client: a Docker Engine behind an interface without a library. */
import type { Snapshot } from './snapshot.ts';

export type EngineSource = 'setting' | 'DOCKER_HOST' | 'context' | 'socket';

export type ObjectKind = 'volume' | 'network';

export interface EngineName {
  /** `Docker Engine`, `Podman Engine`. */
  readonly product: string;
  readonly version: string;
  readonly address: string;
  readonly source: EngineSource;
}

/** One engine that has answered. Every call has a time-out and rejects with an error that `toTrouble` understands. */
export interface Engine {
  readonly name: EngineName;
  snapshot(): Promise<Snapshot>;
  /** In bytes, by volume; the engine walks through every file, so it may take long. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  inspect(kind: ObjectKind, name: string): Promise<unknown>;
  /** What `docker image inspect` says; undefined where the engine does not have the image. */
  image(name: string): Promise<EngineImage | undefined>;
  /** Never forced: what is in use stays. */
  remove(kind: ObjectKind, name: string): Promise<void>;
  createVolume(options: { name: string; driver: string }): Promise<void>;
  createNetwork(options: { name: string; driver: string; internal: boolean }): Promise<void>;
  /** Tells of every change in containers, volumes, networks and images, until `end`, which comes once, when the engine is gone. */
  listen(change: (what: 'image' | 'other') => void, end: () => void): Promise<void>;
  dispose(): void;
}

/** An image as the server takes it with its questions: what those that build on it inherit. */
export interface EngineImage {
  readonly image: string;
  /** `linux/arm64/v8`. */
  readonly platform: string;
  readonly config: unknown;
  readonly layers: number;
  readonly bytes?: number;
}

/** The exports of `dist/engine.js`. */
export interface EngineModule {
  connect(setting: string): Promise<Engine>;
}

export type TroubleCode =
  | 'browser'
  | 'untrusted'
  | 'missing'
  | 'permission'
  | 'refused'
  | 'timeout'
  | 'certificate'
  | 'context'
  | 'address'
  | 'lost'
  | 'failed';

/** Why there is no engine to look at. */
export interface Trouble {
  readonly code: TroubleCode;
  /** The address that was tried, or the name of the context. */
  readonly where: string;
  readonly detail: string;
}

export class EngineError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(`${trouble.code}: ${trouble.where} ${trouble.detail}`);
    this.trouble = trouble;
  }
}

const codes: Readonly<Record<string, TroubleCode>> = {
  ENOENT: 'missing',
  EACCES: 'permission',
  EPERM: 'permission',
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'missing',
  EAI_AGAIN: 'missing',
  EHOSTUNREACH: 'refused',
  ETIMEDOUT: 'timeout',
  ABORT_ERR: 'timeout',
  ECONNRESET: 'lost',
  EPIPE: 'lost',
};

/** Any error of a connection as one of the troubles we have a sentence for. */
export function toTrouble(error: unknown, where = ''): Trouble {
  if (error instanceof EngineError) return error.trouble;
  const { code, name, message = String(error) } = (error ?? {}) as { code?: unknown; name?: string; message?: string };
  const known = typeof code === 'string' ? codes[code] : undefined;
  const timedOut = name === 'TimeoutError' || name === 'AbortError';
  const certificate =
    typeof code === 'string' && /CERT|TLS|SSL|UNABLE_TO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH/.test(code);
  return {
    code: timedOut ? 'timeout' : (known ?? (certificate ? 'certificate' : 'failed')),
    where,
    detail: message,
  };
}
