import { type ComposeBuild, readBuild } from './build.ts';
import { type ComposeLimits, readLimits } from './limits.ts';
import { namesToMapping } from './merge.ts';
import { type ComposeMount, readMounts } from './mounts.ts';
import { type ComposePort, readPorts } from './ports.ts';
import {
  at,
  entriesAt,
  isTrue,
  itemsOf,
  lastOfEach,
  type Mapping,
  type Place,
  type Text,
  type Tree,
  textAt,
  textsAt,
} from './tree.ts';
import { readVariables, type Variable } from './variables.ts';

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
  readonly limits: ComposeLimits;
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
    ports: readPorts(at(tree, 'ports')),
    expose: lastOfEach(textsAt(tree, 'expose'), ({ text }) => text),
    mounts: readMounts(at(tree, 'volumes'), textsAt(tree, 'tmpfs')),
    ...(networkMode && { networkMode }),
    networks: networkMode ? [] : readNetworks(name, at(tree, 'networks')),
    environment: readVariables(at(tree, 'environment')),
    envFiles: lastOfEach(
      itemsOf(at(tree, 'env_file')).flatMap((item) => (item.kind === 'text' ? [item] : (textAt(item, 'path') ?? []))),
      ({ text }) => text,
    ),
    labels: readVariables(at(tree, 'labels')),
    ...(user && { user }),
    ...(workingDir && { workingDir }),
    ...(restart && { restart }),
    dependsOn: entriesAt(namesToMappingOf(at(tree, 'depends_on'))).map(({ key, value }) => ({
      service: key,
      condition: textAt(value, 'condition')?.text ?? 'service_started',
    })),
    profiles: lastOfEach(textsAt(tree, 'profiles'), ({ text }) => text),
    ...(healthcheck && { healthcheck }),
    ...(deploy && { deploy }),
    limits: readLimits(tree),
    ...(base && { extends: base }),
  };
}

/** What `extends` names: a service of this file or of another. */
export function readExtends(tree: Tree): { service: Text; file?: Text } | undefined {
  if (tree.kind === 'text') return tree.value === null ? undefined : { service: tree };
  const [service, file] = [textAt(tree, 'service'), textAt(tree, 'file')];
  return service && { service, ...(file && { file }) };
}

function readNetworks(service: Text, tree: Tree | undefined): ComposeAttachment[] {
  const entries = entriesAt(namesToMappingOf(tree));
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
    reservations: of('resources', 'reservations'),
  };
}

function namesToMappingOf(tree: Tree | undefined): Tree | undefined {
  return tree && namesToMapping(tree);
}
