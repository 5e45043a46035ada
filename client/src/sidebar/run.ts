/** The shell lines that use what an image declares. Pure: facts in, text out, nothing runs. */

export interface Port {
  /** A port or a range: `80`, `7000-7005`. */
  readonly port: string;
  readonly protocol: string;
}

export interface Volume {
  readonly path: string;
}

/** A word as a POSIX shell reads it back. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A name that containers, volumes and networks accept, from the name of the image: `ghcr.io/acme/api:2` is `api`. */
export function objectName(image: string): string {
  const last = image.replace(/@.*$/, '').split('/').at(-1) ?? '';
  return toName(last.replace(/:.*$/, '')) || 'app';
}

/** One named volume for each path, named after its last folder: `/var/lib/postgresql/data` of `db` is `db-data`. */
export function namedVolumes(image: string, volumes: readonly Volume[]): { name: string; path: string }[] {
  const taken = new Set<string>();
  return mountable(volumes).map(({ path }) => {
    const folder = toName(path.split(/[/\\]/).at(-1) ?? '') || 'data';
    return { name: unique(`${objectName(image)}-${folder}`, taken), path };
  });
}

/** `docker run` with `-v`, or nothing where a path has a colon, which `-v` cannot express. */
export function runWithVolumes(image: string, volumes: readonly Volume[]): string | undefined {
  const named = namedVolumes(image, volumes);
  if (named.length === 0 || named.some(({ path }) => path.replace(/^[a-zA-Z]:/, '').includes(':'))) return undefined;
  return run(
    image,
    named.flatMap(({ name, path }) => ['-v', `${name}:${path}`]),
  );
}

/** The same with `--mount`, which says what each part is. */
export function runWithMounts(image: string, volumes: readonly Volume[]): string | undefined {
  const named = namedVolumes(image, volumes);
  if (named.length === 0) return undefined;
  const mount = ({ name, path }: { name: string; path: string }) =>
    ['type=volume', `source=${name}`, `target=${path}`].map(csvField).join(',');
  return run(
    image,
    named.flatMap((volume) => ['--mount', mount(volume)]),
  );
}

/** `docker run` with every port published, on one address of the host or on all of them. */
export function runWithPorts(image: string, ports: readonly Port[], address?: string): string | undefined {
  const published = publishedPorts(ports);
  if (published.length === 0) return undefined;
  const prefix = address === undefined ? '' : `${address}:`;
  return run(
    image,
    published.flatMap((port) => ['-p', prefix + port]),
  );
}

const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

/** What follows `-p`: ports below 1024 move to 8000 and up, where nobody needs to be root and little else listens. */
export function publishedPorts(ports: readonly Port[]): string[] {
  const taken = new Set<string>();
  const seen = new Set<string>();
  return ports.flatMap(({ port, protocol }) => {
    const range = toRange(port);
    const key = `${port}/${protocol}`;
    if (range === undefined || !protocols.has(protocol) || seen.has(key)) return [];
    seen.add(key);
    const size = range.last - range.first;
    let first = range.first < 1024 ? range.first + 8000 : range.first;
    while (overlaps(first, size, protocol, taken)) first += 1;
    for (let offset = 0; offset <= size; offset += 1) taken.add(`${first + offset}/${protocol}`);
    const host = size === 0 ? `${first}` : `${first}-${first + size}`;
    return [`${host}:${port}${protocol === 'tcp' ? '' : `/${protocol}`}`];
  });
}

export function networkName(image: string): string {
  return `${objectName(image)}-net`;
}

export function createNetwork(image: string): string {
  return `docker network create ${networkName(image)}`;
}

export function runOnNetwork(image: string): string {
  return run(image, ['--network', networkName(image)]);
}

function run(image: string, options: readonly string[]): string {
  return ['docker', 'run', '-d', '--name', objectName(image), ...options, image].map(quote).join(' ');
}

/** Only absolute paths below the root can be mounted, each once, and only printable ones can be typed. */
function mountable(volumes: readonly Volume[]): Volume[] {
  const paths = volumes
    .map(({ path }) => path.replace(/[/\\]+$/, ''))
    .filter((path) => /^(?:[a-zA-Z]:)?[/\\]\P{Cc}+$/u.test(path));
  return [...new Set(paths)].map((path) => ({ path }));
}

function toName(text: string): string {
  return text.replace(/[^a-zA-Z0-9_.-]+/g, '-').replace(/^[^a-zA-Z0-9]+|-+$/g, '');
}

/** `--mount` reads its value as one line of CSV. */
function csvField(field: string): string {
  return /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function toRange(port: string): { first: number; last: number } | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(port);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first >= 1 && last >= first && last <= 65535 ? { first, last } : undefined;
}

function overlaps(first: number, size: number, protocol: string, taken: ReadonlySet<string>): boolean {
  for (let offset = 0; offset <= size; offset += 1) if (taken.has(`${first + offset}/${protocol}`)) return true;
  return false;
}

function unique(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
  taken.add(name);
  return name;
}
