import { parseImageName } from './dockerfile/image.ts';

/** Says that an answer is not needed any more; LSP's cancellation tokens are such. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/** How long things may take and are kept, in milliseconds. */
export interface RegistryLimits {
  /** For everything that one list of tags takes. */
  readonly timeout: number;
  /** For the one who asked; what comes later is kept for the next time. */
  readonly patience: number;
  readonly fresh: number;
  readonly freshFailure: number;
}

const defaultLimits: RegistryLimits = { timeout: 6_000, patience: 1_500, fresh: 600_000, freshFailure: 30_000 };
const most = { images: 200, pages: 10, bytes: 8_000_000, tags: 500 } as const;

/** A list that was asked for. */
interface Asked {
  readonly tags: Promise<readonly string[]>;
  readonly controller: AbortController;
  until: number;
  isDone: boolean;
  waiting: number;
}

/**
 * Asks image registries for the tags of an image, without an account (OCI distribution specification, "Listing tags";
 * Docker Hub, GHCR, Quay and MCR speak it too). Answers are kept; whatever goes wrong is an empty list.
 */
export class Registries {
  readonly #limits: RegistryLimits;
  readonly #asked = new Map<string, Asked>();

  constructor(limits: Partial<RegistryLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  /** The tags of an image, the newest versions first; undefined where they are not there in time or not wanted any more. */
  async tags(image: string, cancellation?: Cancellation): Promise<readonly string[] | undefined> {
    const place = placeOf(image);
    if (!place) return [];
    if (cancellation?.isCancellationRequested) return undefined;
    const key = `${place.origin} ${place.path}`;
    const asked = this.#fresh(key) ?? this.#ask(key, place);
    asked.waiting++;
    return this.#wait(asked, () => this.#leave(key, asked), cancellation);
  }

  #fresh(key: string): Asked | undefined {
    const asked = this.#asked.get(key);
    return asked && (!asked.isDone || asked.until > Date.now()) ? asked : undefined;
  }

  #ask(key: string, place: Place): Asked {
    const { timeout, fresh, freshFailure } = this.#limits;
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), timeout);
    const finish = (tags: readonly string[], keep: number): readonly string[] => {
      clearTimeout(timer);
      asked.isDone = true;
      asked.until = Date.now() + keep;
      return tags;
    };
    const tags = listTags(place, controller.signal).then(
      (found) => finish(found, fresh),
      () => finish([], freshFailure),
    );
    const asked: Asked = { tags, controller, until: 0, isDone: false, waiting: 0 };
    if (this.#asked.size >= most.images) this.#asked.clear();
    this.#asked.set(key, asked);
    return asked;
  }

  #wait(asked: Asked, leave: () => void, cancellation?: Cancellation): Promise<readonly string[] | undefined> {
    return new Promise((resolve) => {
      const end = (tags: readonly string[] | undefined): void => {
        clearTimeout(timer);
        listening?.dispose();
        resolve(tags);
      };
      const timer = setTimeout(() => end(undefined), this.#limits.patience);
      const listening = cancellation?.onCancellationRequested(() => {
        leave();
        end(undefined);
      });
      void asked.tags.then(end);
    });
  }

  /** Nobody wants it any more: the request is broken off. */
  #leave(key: string, asked: Asked): void {
    if (--asked.waiting > 0 || asked.isDone) return;
    asked.controller.abort();
    if (this.#asked.get(key) === asked) this.#asked.delete(key);
  }
}

type Reply = Awaited<ReturnType<typeof fetch>>;

/** A repository at a registry. */
interface Place {
  readonly origin: string;
  readonly path: string;
}

function placeOf(image: string): Place | undefined {
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

async function listTags({ origin, path }: Place, signal: AbortSignal): Promise<readonly string[]> {
  const found: string[] = [];
  let url: string | undefined = `${origin}/v2/${path}/tags/list?n=1000`;
  let token: string | undefined;
  for (let page = 0; url !== undefined && page < most.pages; page++) {
    let response: Reply = await get(url, token, signal);
    if (response.status === 401 && token === undefined) {
      token = await tokenFor(response.headers.get('www-authenticate') ?? '', path, signal);
      response = await get(url, token, signal);
    }
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > most.bytes) break;
    found.push(...readTags(await response.json()));
    url = nextPage(response.headers.get('link') ?? '', origin);
  }
  return sortTags(found).slice(0, most.tags);
}

function get(url: string, token: string | undefined, signal: AbortSignal): Promise<Reply> {
  const headers = { accept: 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
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
  const response = await get(`${realm}${realm.includes('?') ? '&' : '?'}${query}`, undefined, signal);
  const body = response.ok ? ((await response.json()) as { token?: unknown; access_token?: unknown } | null) : null;
  return String(body?.token ?? body?.access_token ?? '');
}

function readTags(body: unknown): string[] {
  const tags = (body as { tags?: unknown } | null)?.tags;
  // What signing tools store beside an image is named after its digest.
  const isTag = (tag: unknown): tag is string =>
    typeof tag === 'string' && /^\w[\w.-]{0,127}$/.test(tag) && !/^sha256-/.test(tag);
  return Array.isArray(tags) ? tags.filter(isTag) : [];
}

/** `Link: </v2/…>; rel="next"`, at the same registry. */
function nextPage(link: string, origin: string): string | undefined {
  const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link)?.[1];
  if (next === undefined) return undefined;
  const url = next.startsWith('/') ? `${origin}${next}` : next;
  return url.startsWith(`${origin}/`) ? url : undefined;
}

/** Versions from the newest down, then words. */
function sortTags(tags: readonly string[]): string[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const isVersion = (tag: string): boolean => /^v?\d/.test(tag);
  return [...new Set(tags)].sort((a, b) => Number(isVersion(b)) - Number(isVersion(a)) || compare(b, a));
}
