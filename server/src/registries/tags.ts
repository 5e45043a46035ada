import type { Repository } from './registry.ts';

const most = { pages: 10, tags: 500 } as const;

/** The tags of a repository, the newest versions first ("Listing tags"). */
export async function listTags(repository: Repository): Promise<readonly string[]> {
  const found: string[] = [];
  let next: string | undefined = 'tags/list?n=1000';
  for (let page = 0; next !== undefined && page < most.pages; page++) {
    const reply = await repository.get(next);
    if (!reply) break;
    found.push(...readTags(await reply.json()));
    next = nextPage(reply.headers.get('link') ?? '', repository.origin);
  }
  return sortTags(found).slice(0, most.tags);
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
