import { parseImageName } from '../dockerfile/image.ts';

/** Longer answers are no lists of tags and no manifests. */
const mostBytes = 8_000_000;

type Reply = Awaited<ReturnType<typeof fetch>>;

/** One repository at a registry, asked without an account (OCI distribution specification; Docker Hub, GHCR, Quay and MCR speak it too). */
export class Repository {
  readonly origin: string;
  readonly path: string;
  readonly #signal: AbortSignal;
  #token: string | undefined;

  constructor({ origin, path }: Place, signal: AbortSignal) {
    this.origin = origin;
    this.path = path;
    this.#signal = signal;
  }

  /** The answer to a question about the repository, or for its whole address; undefined where there is none. */
  async get(what: string, accept = 'application/json'): Promise<Reply | undefined> {
    const url = what.startsWith(`${this.origin}/`) ? what : `${this.origin}/v2/${this.path}/${what}`;
    let reply = await get(url, accept, this.#token, this.#signal);
    if (reply.status === 401 && this.#token === undefined) {
      this.#token = await tokenFor(reply.headers.get('www-authenticate') ?? '', this.path, this.#signal);
      reply = await get(url, accept, this.#token, this.#signal);
    }
    const isTooLong = Number(reply.headers.get('content-length') ?? 0) > mostBytes;
    return reply.ok && !isTooLong ? reply : undefined;
  }
}

/** Where a repository is. */
export interface Place {
  readonly origin: string;
  readonly path: string;
}

/** Where the images of a name are; undefined for what is no name of an image. */
export function placeOf(image: string): Place | undefined {
  const name = parseImageName(image);
  if (!name || image === 'scratch') return undefined;
  if (!name.registry || /^(?:index\.)?docker\.io$/.test(name.registry)) {
    const path = name.path.includes('/') ? name.path : `library/${name.path}`;
    return { origin: 'https://registry-1.docker.io', path };
  }
  return { origin: `${isLoopback(name.registry) ? 'http' : 'https'}://${name.registry}`, path: name.path };
}

/** Docker too speaks to a registry on the same machine without TLS. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(host);
}

function get(url: string, accept: string, token: string | undefined, signal: AbortSignal): Promise<Reply> {
  const headers = { accept, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  return fetch(url, { headers, signal });
}

/** A token for reading, as anyone gets it (distribution, "Token authentication"). */
async function tokenFor(challenge: string, path: string, signal: AbortSignal): Promise<string> {
  const field = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(challenge)?.[1];
  const realm = field('realm') ?? '';
  const isTrustworthy = realm.startsWith('https://') || isLoopback(/^http:\/\/([^/]+)/.exec(realm)?.[1] ?? '');
  if (!/^bearer\s/i.test(challenge) || !isTrustworthy) return '';
  const service = field('service');
  const query = [
    ...(service === undefined ? [] : [`service=${encodeURIComponent(service)}`]),
    `scope=${encodeURIComponent(field('scope') ?? `repository:${path}:pull`)}`,
  ].join('&');
  const url = `${realm}${realm.includes('?') ? '&' : '?'}${query}`;
  const response = await get(url, 'application/json', undefined, signal);
  const body = response.ok ? ((await response.json()) as { token?: unknown; access_token?: unknown } | null) : null;
  return String(body?.token ?? body?.access_token ?? '');
}
