/** The door to a Docker Engine, bundled as `dist/engine.js` and loaded on first use: a thin, typed layer on dockerode. */
import { spawn } from 'node:child_process';
import { Agent, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Duplex } from 'node:stream';
import Docker from 'dockerode';
import {
  type Engine,
  EngineError,
  type EngineImage,
  type EngineModule,
  type EngineName,
  type ObjectKind,
  type Trouble,
  toTrouble,
} from '../engine.ts';
import { containersToInspect, imagesToInspect, toEngineImage, toSizes, toSnapshot } from '../snapshot.ts';
import { ContextError, type Endpoint, findEndpoints, here, type Surroundings } from './endpoint.ts';

const patience = { hello: 4000, answer: 15_000, sizes: 120_000 };
/** How many objects are looked at at the same time. */
const atOnce = 12;

/** The first engine that answers; else the trouble that is most worth telling. */
export async function connect(setting: string, around: Surroundings = here()): Promise<Engine> {
  let worst: Trouble | undefined;
  for (const endpoint of endpointsOf(setting, around)) {
    try {
      return await greet(endpoint);
    } catch (error) {
      const trouble = toTrouble(error, endpoint.address);
      if (worst === undefined || worst.code === 'missing' || trouble.code === 'permission') worst = trouble;
    }
  }
  throw new EngineError(worst ?? { code: 'missing', where: '', detail: '' });
}

connect satisfies EngineModule['connect'];

function endpointsOf(setting: string, around: Surroundings): Endpoint[] {
  try {
    return findEndpoints(setting, around);
  } catch (error) {
    if (!(error instanceof ContextError)) throw error;
    throw new EngineError({ code: 'context', where: error.message, detail: '' });
  }
}

async function greet(endpoint: Endpoint): Promise<Engine> {
  const docker = new Docker(toOptions(endpoint));
  const signal = AbortSignal.timeout(patience.hello);
  const answer = (await raceWith(signal, get(docker, '/version', signal))) as {
    Version?: string;
    Platform?: { Name?: string };
  };
  const podman = JSON.stringify(answer).includes('Podman');
  return new DockerEngine(docker, {
    product: podman ? 'Podman' : 'Docker Engine',
    version: answer.Version ?? '',
    address: endpoint.address,
    source: endpoint.source,
  });
}

/** Everything is named, since docker-modem fills in what is missing from the environment. */
function toOptions({ address, tls }: Endpoint): Docker.DockerOptions {
  const nothing = {
    host: undefined,
    port: undefined,
    socketPath: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
  };
  const local = /^(?:unix|npipe):\/\/(.+)$/.exec(address)?.[1];
  if (local !== undefined) return { ...nothing, socketPath: local } as Docker.DockerOptions;
  const url = toUrl(address);
  if (url.protocol === 'ssh:') {
    return { ...nothing, host: 'docker', port: 80, protocol: 'http', agent: new SshAgent(url) } as Docker.DockerOptions;
  }
  const secure = tls !== undefined || url.protocol === 'https:';
  const agent = tls?.verify === false ? { agent: new HttpsAgent({ ...tls, rejectUnauthorized: false }) } : {};
  return {
    ...nothing,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 2376 : 2375),
    protocol: secure ? 'https' : 'http',
    ...(tls === undefined ? {} : { ca: tls.ca, cert: tls.cert, key: tls.key }),
    ...agent,
  } as Docker.DockerOptions;
}

function toUrl(address: string): URL {
  try {
    const url = new URL(address.replace(/^tcp:/, 'http:'));
    if (/^(?:http|https|ssh):$/.test(url.protocol) && url.hostname !== '' && !url.hostname.startsWith('-')) return url;
  } catch {
    // Said below.
  }
  throw new EngineError({ code: 'address', where: address, detail: '' });
}

/** As Docker's own client does it: the user's ssh logs in, and their docker there passes everything on to its socket. */
class SshAgent extends Agent {
  private readonly target: readonly string[];

  constructor({ hostname, port, username }: URL) {
    super({ keepAlive: false });
    const user = username === '' ? [] : ['-l', decodeURIComponent(username)];
    this.target = ['-o', 'BatchMode=yes', ...user, ...(port === '' ? [] : ['-p', port]), '--', hostname];
  }

  override createConnection(_options: ClientRequestArgs): Duplex {
    const child = spawn('ssh', [...this.target, 'docker', 'system', 'dial-stdio'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const stream = Duplex.from({ writable: child.stdin, readable: child.stdout });
    child.once('error', (error) => stream.destroy(error));
    stream.once('close', () => child.kill());
    return stream;
  }
}

class DockerEngine implements Engine {
  readonly name: EngineName;
  private readonly docker: Docker;
  private readonly closing = new AbortController();
  /** What an image declares never changes, so each is asked once. */
  private readonly images = new Map<string, unknown>();

  constructor(docker: Docker, name: EngineName) {
    this.docker = docker;
    this.name = name;
  }

  async snapshot() {
    const [containers, volumes, networks] = await this.ask((abortSignal) =>
      Promise.all([
        this.docker.listContainers({ all: true, abortSignal }),
        this.docker.listVolumes({ abortSignal }),
        this.docker.listNetworks({ abortSignal }),
      ]),
    );
    const inspected = new Map<string, unknown>();
    // One that has gone in the meantime is none the worse for being unknown.
    await inTurns(containersToInspect(containers), async (id) => {
      inspected.set(
        id,
        await this.ask((abortSignal) => this.docker.getContainer(id).inspect({ abortSignal })).catch(ignoreMissing),
      );
    });
    await inTurns(imagesToInspect(containers), async (id) => {
      if (!this.images.has(id))
        this.images.set(
          id,
          await this.ask((abortSignal) => get(this.docker, `/images/${id}/json`, abortSignal)).catch(ignoreMissing),
        );
    });
    return toSnapshot({ containers, volumes, networks, inspected, images: this.images });
  }

  async sizes() {
    // Newer engines measure images and build cache as well, unless they are told what is of interest.
    return toSizes(
      await this.ask((signal) => get(this.docker, '/system/df?', signal, { type: 'volume' }), patience.sizes),
    );
  }

  inspect(kind: ObjectKind, name: string): Promise<unknown> {
    return this.ask<unknown>((abortSignal) =>
      kind === 'volume'
        ? this.docker.getVolume(name).inspect({ abortSignal })
        : get(this.docker, `/networks/${encodeURIComponent(name)}`, abortSignal),
    );
  }

  async image(name: string): Promise<EngineImage | undefined> {
    const raw = await this.ask((signal) => get(this.docker, `/images/${encodeURI(name)}/json`, signal)).catch(
      ignoreMissing,
    );
    return raw === undefined ? undefined : toEngineImage(name, raw);
  }

  async remove(kind: ObjectKind, name: string): Promise<void> {
    const object = kind === 'volume' ? this.docker.getVolume(name) : this.docker.getNetwork(name);
    await this.ask<unknown>((abortSignal) => object.remove({ abortSignal }));
  }

  async createVolume({ name, driver }: { name: string; driver: string }): Promise<void> {
    await this.ask((abortSignal) => this.docker.createVolume({ Name: name, Driver: driver, abortSignal }));
  }

  async createNetwork({ name, driver, internal }: { name: string; driver: string; internal: boolean }): Promise<void> {
    const options = { Name: name, Driver: driver, Internal: internal, Attachable: true };
    await this.ask((abortSignal) => this.docker.createNetwork({ ...options, abortSignal }));
  }

  async listen(change: (what: 'image' | 'other') => void, end: () => void): Promise<void> {
    const stream = await this.ask(() =>
      this.docker.getEvents({
        filters: { type: ['container', 'volume', 'network', 'image'], event: [...events] },
        abortSignal: this.closing.signal,
      } as Docker.GetEventsOptions),
    );
    let ended = false;
    const finish = () => {
      if (!ended && !this.closing.signal.aborted) end();
      ended = true;
    };
    stream.on('data', (text: unknown) => change(/"Type":"image"/.test(String(text)) ? 'image' : 'other'));
    for (const event of ['end', 'close', 'error']) stream.on(event, finish);
  }

  dispose(): void {
    this.closing.abort();
  }

  private async ask<Answer>(
    question: (signal: AbortSignal) => Promise<Answer>,
    milliseconds = patience.answer,
  ): Promise<Answer> {
    const signal = AbortSignal.any([AbortSignal.timeout(milliseconds), this.closing.signal]);
    try {
      return await raceWith(signal, question(signal));
    } catch (error) {
      throw toAnswerError(error, this.name.address);
    }
  }
}

/** Those after which something looks different; a health check's `exec_start` every few seconds is none. */
const events = [
  ...['create', 'start', 'die', 'destroy', 'rename', 'pause', 'unpause', 'update'],
  ...['connect', 'disconnect', 'mount', 'unmount', 'remove', 'prune'],
  ...['pull', 'import', 'load', 'tag', 'untag', 'delete', 'build'],
];

/** The engine's own words where it has answered; else what is wrong with the connection. */
function toAnswerError(error: unknown, address: string): Error {
  const { statusCode, json } = error as { statusCode?: unknown; json?: { message?: unknown } };
  if (typeof statusCode !== 'number') return new EngineError(toTrouble(error, address));
  const said = typeof json?.message === 'string' ? json.message : (error as Error).message;
  return Object.assign(new Error(said), { statusCode });
}

function ignoreMissing(error: unknown): undefined {
  if ((error as { statusCode?: unknown }).statusCode === 404) return undefined;
  throw error;
}

/** For questions that dockerode asks without a signal, or without the parameter that matters. */
function get(docker: Docker, path: string, abortSignal: AbortSignal, options: object = {}): Promise<unknown> {
  const request = { path, method: 'GET', statusCodes: { 200: true }, options, abortSignal };
  return new Promise((resolve, reject) => {
    docker.modem.dial(request, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

async function inTurns(ids: readonly string[], look: (id: string) => Promise<void>): Promise<void> {
  const queue = [...ids];
  const worker = async () => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) await look(id);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The signal ends the request; this makes sure that nobody waits for it any longer, whatever the library does. */
function raceWith<Answer>(signal: AbortSignal, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const give = () => reject(signal.reason);
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}
