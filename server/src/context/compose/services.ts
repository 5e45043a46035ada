import { namesToMapping, pairsToMapping, slice, toBuild } from './merge.ts';
import { isRemote, resolvePath } from './paths.ts';
import { at, entriesAt, isTrue, type Mapping, type Place, type Text, type Tree, textAt, textsAt } from './tree.ts';

/** A name with a value, as in `environment`, `args` and `labels`; without a value it is taken from outside. */
export interface Variable {
  readonly name: Text;
  readonly value?: Text;
}

/** How a service's image is built. */
export interface ComposeBuild {
  /** The service that has it. */
  readonly service: Text;
  /** All of it. */
  readonly place: Place;
  /** As written; absent: the folder of the project. */
  readonly context?: Text;
  /** The folder of the build context; absent where it is remote, or a variable in it is unknown. */
  readonly contextUri?: string;
  /** Whether the context is a repository or an archive on the network. */
  readonly isRemote: boolean;
  readonly dockerfile?: Text;
  /** The Dockerfile; absent where the context is remote or unknown, or the file is inline. */
  readonly dockerfileUri?: string;
  /** The Dockerfile itself, written in the Compose file. */
  readonly inline?: Text;
  readonly target?: Text;
  readonly args: readonly Variable[];
  /** Named contexts, for `COPY --from` and `FROM`. */
  readonly additionalContexts: readonly Variable[];
}

/** An entry of `ports`. Ports may be ranges: `8000-8010`. */
export interface ComposePort {
  readonly place: Place;
  /** The port in the container. */
  readonly target: Text;
  /** The port on the host; absent or empty: one that is free. */
  readonly published?: Text;
  readonly hostIp?: string;
  readonly protocol: string;
}

/** An entry of `volumes`, `tmpfs` included. */
export interface ComposeMount {
  readonly place: Place;
  readonly type: 'volume' | 'bind' | 'tmpfs' | 'npipe' | 'cluster' | 'image';
  /** The volume's name, the path on the host, or the image; absent for an anonymous volume and for tmpfs. */
  readonly source?: Text;
  /** The file or folder of a bind mount, where it is relative or absolute on this machine. */
  readonly sourceUri?: string;
  readonly target: Text;
  readonly isReadOnly: boolean;
  /** What else the short form says behind its last colon. */
  readonly options: readonly string[];
}

/** A network that a service is in. */
export interface ComposeAttachment {
  /** The key of the network; `default` for what is written nowhere. */
  readonly name: Text;
  /** Nothing says so: it is the default. */
  readonly isImplicit: boolean;
  readonly aliases: readonly Text[];
  readonly ipv4Address?: Text;
  readonly ipv6Address?: Text;
}

export interface ComposeDependency {
  readonly service: Text;
  readonly condition: string;
}

export interface ComposeHealthcheck {
  readonly place: Place;
  readonly isDisabled: boolean;
  /** A shell's command line where it is one text, else the words behind CMD or CMD-SHELL. */
  readonly test: readonly Text[];
  readonly interval?: Text;
  readonly timeout?: Text;
  readonly retries?: Text;
  readonly startPeriod?: Text;
  readonly startInterval?: Text;
}

export interface ComposeDeploy {
  readonly place: Place;
  readonly mode?: Text;
  readonly replicas?: Text;
  readonly limits: { readonly cpus?: Text; readonly memory?: Text; readonly pids?: Text };
  readonly reservations: { readonly cpus?: Text; readonly memory?: Text };
}

export interface ComposeService {
  /** The key, where it stands. */
  readonly name: Text;
  /** All of it. */
  readonly place: Place;
  readonly image?: Text;
  readonly containerName?: Text;
  readonly hostname?: Text;
  readonly build?: ComposeBuild;
  readonly command: readonly Text[];
  readonly entrypoint: readonly Text[];
  readonly ports: readonly ComposePort[];
  readonly expose: readonly Text[];
  readonly mounts: readonly ComposeMount[];
  readonly networkMode?: Text;
  readonly networks: readonly ComposeAttachment[];
  readonly environment: readonly Variable[];
  readonly envFiles: readonly Text[];
  readonly labels: readonly Variable[];
  readonly user?: Text;
  readonly workingDir?: Text;
  readonly restart?: Text;
  readonly dependsOn: readonly ComposeDependency[];
  readonly profiles: readonly Text[];
  readonly healthcheck?: ComposeHealthcheck;
  readonly deploy?: ComposeDeploy;
  /** The service that it is made of, as written. */
  readonly extends?: { readonly service: Text; readonly file?: Text };
  /** Everything else: ask with `textAt(tree, 'stop_signal')`. */
  readonly tree: Mapping;
}

/** The facts of a service. `extended` is what stood at `extends`, which is merged already. */
export function readService(name: Text, tree: Mapping, extended?: Tree): ComposeService {
  const networkMode = textAt(tree, 'network_mode');
  const [image, containerName, hostname] = [
    textAt(tree, 'image'),
    textAt(tree, 'container_name'),
    textAt(tree, 'hostname'),
  ];
  const [user, workingDir, restart] = [textAt(tree, 'user'), textAt(tree, 'working_dir'), textAt(tree, 'restart')];
  const build = readBuild(name, at(tree, 'build'));
  const healthcheck = readHealthcheck(at(tree, 'healthcheck'));
  const deploy = readDeploy(at(tree, 'deploy'));
  const base = extended && readExtends(extended);
  return {
    name,
    place: tree.place,
    tree,
    ...(image && { image }),
    ...(containerName && { containerName }),
    ...(hostname && { hostname }),
    ...(build && { build }),
    command: textsAt(tree, 'command'),
    entrypoint: textsAt(tree, 'entrypoint'),
    ports: lastOfEach(items(at(tree, 'ports')).flatMap(readPort), portKey),
    expose: lastOfEach(textsAt(tree, 'expose'), ({ text }) => text),
    mounts: lastOfEach(
      [...items(at(tree, 'volumes')).flatMap(readMount), ...textsAt(tree, 'tmpfs').map(readTmpfs)],
      ({ target }) => target.text,
    ),
    ...(networkMode && { networkMode }),
    networks: networkMode ? [] : readNetworks(name, at(tree, 'networks')),
    environment: readVariables(at(tree, 'environment')),
    envFiles: lastOfEach(
      items(at(tree, 'env_file')).flatMap((item) => (item.kind === 'text' ? [item] : (textAt(item, 'path') ?? []))),
      ({ text }) => text,
    ),
    labels: readVariables(at(tree, 'labels')),
    ...(user && { user }),
    ...(workingDir && { workingDir }),
    ...(restart && { restart }),
    dependsOn: entriesOf(namesToMappingOf(at(tree, 'depends_on'))).map(({ key, value }) => ({
      service: key,
      condition: textAt(value, 'condition')?.text ?? 'service_started',
    })),
    profiles: lastOfEach(textsAt(tree, 'profiles'), ({ text }) => text),
    ...(healthcheck && { healthcheck }),
    ...(deploy && { deploy }),
    ...(base && { extends: base }),
  };
}

/** What `extends` names: a service of this file or of another. */
export function readExtends(tree: Tree): { service: Text; file?: Text } | undefined {
  if (tree.kind === 'text') return tree.value === null ? undefined : { service: tree };
  const [service, file] = [textAt(tree, 'service'), textAt(tree, 'file')];
  return service && { service, ...(file && { file }) };
}

function readBuild(service: Text, tree: Tree | undefined): ComposeBuild | undefined {
  if (!tree || (tree.kind === 'text' && tree.value === null)) return undefined;
  const build = toBuild(tree);
  const context = textAt(build, 'context');
  const dockerfile = textAt(build, 'dockerfile');
  const inline = textAt(build, 'dockerfile_inline');
  const target = textAt(build, 'target');
  const remote = context !== undefined && isRemote(context.text);
  const contextUri = context ? resolvePath(context) : tree.base;
  const file = dockerfile ? resolvePath(dockerfile, contextUri) : resolvePath('Dockerfile', contextUri);
  return {
    service,
    place: tree.place,
    isRemote: remote,
    ...(context && { context }),
    ...(contextUri !== undefined && { contextUri }),
    ...(dockerfile && { dockerfile }),
    ...(file !== undefined && contextUri !== undefined && !inline && { dockerfileUri: file }),
    ...(inline && { inline }),
    ...(target && { target }),
    args: readVariables(at(build, 'args')),
    additionalContexts: readVariables(at(build, 'additional_contexts')),
  };
}

/** `[[IP:]HOST:]CONTAINER[/PROTOCOL]`, or a mapping. */
function readPort(tree: Tree): ComposePort[] {
  if (tree.kind === 'text') return tree.value === null ? [] : [readShortPort(tree)];
  const target = textAt(tree, 'target');
  if (!target) return [];
  const [published, hostIp] = [textAt(tree, 'published'), textAt(tree, 'host_ip')?.text];
  const protocol = textAt(tree, 'protocol')?.text ?? 'tcp';
  return [
    { place: tree.place, target, protocol, ...(published && { published }), ...(hostIp !== undefined && { hostIp }) },
  ];
}

function readShortPort(text: Text): ComposePort {
  const slash = text.text.indexOf('/');
  const end = slash < 0 ? text.text.length : slash;
  const colon = text.text.lastIndexOf(':', end - 1);
  const hostColon = colon < 0 ? -1 : text.text.lastIndexOf(':', colon - 1);
  const hostIp = hostColon < 0 ? undefined : text.text.slice(0, hostColon).replace(/^\[|\]$/g, '');
  return {
    place: text.place,
    target: slice(text, colon + 1, end),
    ...(colon >= 0 && { published: slice(text, hostColon + 1, colon) }),
    ...(hostIp !== undefined && { hostIp }),
    protocol: slash < 0 ? 'tcp' : text.text.slice(slash + 1),
  };
}

function portKey({ hostIp, published, target, protocol }: ComposePort): string {
  return `${hostIp ?? '0.0.0.0'}:${published?.text ?? ''}:${target.text}/${protocol}`;
}

const mountTypes = ['volume', 'bind', 'tmpfs', 'npipe', 'cluster', 'image'] as const;

function readMount(tree: Tree): ComposeMount[] {
  if (tree.kind === 'text') return tree.value === null ? [] : readShortMount(tree);
  const [target, source] = [textAt(tree, 'target'), textAt(tree, 'source')];
  if (!target) return [];
  const type = mountTypes.find((one) => one === textAt(tree, 'type')?.text) ?? 'volume';
  const sourceUri = type === 'bind' && source ? resolvePath(source) : undefined;
  return [
    {
      place: tree.place,
      type,
      target,
      isReadOnly: isTrue(textAt(tree, 'read_only')),
      options: [],
      ...(source && { source }),
      ...(sourceUri !== undefined && { sourceUri }),
    },
  ];
}

/** `[SOURCE:]TARGET[:OPTIONS]`; a single letter before a colon is a Windows drive. */
function readShortMount(text: Text): ComposeMount[] {
  const cuts: number[] = [];
  for (let i = 0, start = 0; i < text.text.length; i++) {
    if (text.text[i] !== ':' || (i - start === 1 && /[A-Za-z]/.test(text.text[start] as string))) continue;
    cuts.push(i);
    start = i + 1;
  }
  const part = (index: number): Text =>
    slice(text, index === 0 ? 0 : (cuts[index - 1] as number) + 1, cuts[index] ?? text.text.length);
  if (cuts.length === 0) return [{ place: text.place, type: 'volume', target: text, isReadOnly: false, options: [] }];
  const source = part(0);
  const type = /^(?:[./~]|\\\\|[A-Za-z]:)/.test(source.text) ? 'bind' : 'volume';
  const options = cuts.length > 1 ? part(2).text.split(',') : [];
  const sourceUri = type === 'bind' ? resolvePath(source) : undefined;
  const isReadOnly = options.includes('ro');
  return [
    {
      place: text.place,
      type,
      source,
      target: part(1),
      isReadOnly,
      options,
      ...(sourceUri !== undefined && { sourceUri }),
    },
  ];
}

function readTmpfs(text: Text): ComposeMount {
  const colon = text.text.indexOf(':');
  const target = colon < 0 ? text : slice(text, 0, colon);
  const options = colon < 0 ? [] : text.text.slice(colon + 1).split(',');
  return { place: text.place, type: 'tmpfs', target, isReadOnly: options.includes('ro'), options };
}

function readNetworks(service: Text, tree: Tree | undefined): ComposeAttachment[] {
  const entries = entriesOf(namesToMappingOf(tree));
  if (entries.length === 0) {
    return [{ name: { ...service, text: 'default', value: 'default', literal: false }, isImplicit: true, aliases: [] }];
  }
  return entries.map(({ key, value }) => {
    const [ipv4Address, ipv6Address] = [textAt(value, 'ipv4_address'), textAt(value, 'ipv6_address')];
    return {
      name: key,
      isImplicit: false,
      aliases: lastOfEach(textsAt(value, 'aliases'), ({ text }) => text),
      ...(ipv4Address && { ipv4Address }),
      ...(ipv6Address && { ipv6Address }),
    };
  });
}

function readHealthcheck(tree: Tree | undefined): ComposeHealthcheck | undefined {
  if (tree?.kind !== 'mapping') return undefined;
  const test = textsAt(tree, 'test');
  const isList = at(tree, 'test')?.kind === 'list';
  const first = isList ? test[0]?.text : undefined;
  const [interval, timeout, retries] = [textAt(tree, 'interval'), textAt(tree, 'timeout'), textAt(tree, 'retries')];
  const [startPeriod, startInterval] = [textAt(tree, 'start_period'), textAt(tree, 'start_interval')];
  return {
    place: tree.place,
    isDisabled: isTrue(textAt(tree, 'disable')) || first === 'NONE',
    test: first === 'CMD' || first === 'CMD-SHELL' || first === 'NONE' ? test.slice(1) : test,
    ...(interval && { interval }),
    ...(timeout && { timeout }),
    ...(retries && { retries }),
    ...(startPeriod && { startPeriod }),
    ...(startInterval && { startInterval }),
  };
}

function readDeploy(tree: Tree | undefined): ComposeDeploy | undefined {
  if (tree?.kind !== 'mapping') return undefined;
  const of = (...path: string[]): Record<string, Text> => {
    const found: Record<string, Text> = {};
    for (const name of ['cpus', 'memory', 'pids']) {
      const text = textAt(tree, ...path, name);
      if (text) found[name] = text;
    }
    return found;
  };
  const [mode, replicas] = [textAt(tree, 'mode'), textAt(tree, 'replicas')];
  return {
    place: tree.place,
    ...(mode && { mode }),
    ...(replicas && { replicas }),
    limits: of('resources', 'limits'),
    reservations: of('resources', 'reservations'),
  };
}

/** A mapping or a list of `NAME=value`. */
export function readVariables(tree: Tree | undefined): Variable[] {
  return entriesOf(tree && pairsToMapping(tree)).map(({ key, value }) =>
    value.kind === 'text' && value.value !== null ? { name: key, value } : { name: key },
  );
}

function namesToMappingOf(tree: Tree | undefined): Tree | undefined {
  return tree && namesToMapping(tree);
}

function entriesOf(tree: Tree | undefined): ReturnType<typeof entriesAt> {
  return entriesAt(tree);
}

function items(tree: Tree | undefined): readonly Tree[] {
  if (tree?.kind === 'list') return tree.items;
  return tree?.kind === 'text' && tree.value !== null ? [tree] : [];
}

/** What is said again replaces what was said before, where that stood. */
function lastOfEach<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const one of all) byKey.set(keyOf(one), one);
  return [...byKey.values()];
}
