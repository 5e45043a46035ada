import { nameOf } from '../../files.ts';
import type { Variables } from './interpolation.ts';
import type { ProjectReader } from './reader.ts';
import { type ComposeService, readService } from './services.ts';
import {
  at,
  type ComposeProblem,
  entriesAt,
  isTrue,
  type Mapping,
  nameless,
  type Place,
  type Text,
  type Tree,
  textAt,
} from './tree.ts';
import { readVariables, type Variable } from './variables.ts';

/** A volume that the project declares. */
export interface ComposeVolume {
  readonly key: Text;
  readonly place: Place;
  /** What it is called in the engine. */
  readonly engineName: string;
  readonly isExternal: boolean;
  readonly driver?: Text;
  readonly driverOptions: readonly Variable[];
  readonly labels: readonly Variable[];
}

/** A network that the project declares, or the default one. */
export interface ComposeNetwork {
  readonly key: Text;
  readonly place: Place;
  /** What it is called in the engine. */
  readonly engineName: string;
  readonly isExternal: boolean;
  /** Nothing declares it: it is there because services are in it. */
  readonly isImplicit: boolean;
  readonly driver?: Text;
  readonly driverOptions: readonly Variable[];
  readonly isInternal: boolean;
  readonly isAttachable: boolean;
  readonly hasIpv6: boolean;
  readonly subnets: readonly { readonly subnet?: Text; readonly gateway?: Text; readonly ipRange?: Text }[];
  readonly labels: readonly Variable[];
}

export interface ComposeProject {
  /** The files that it was asked for, the later over the earlier. */
  readonly files: readonly string[];
  /** Every file that was looked at, `.env` and files that are not there included. */
  readonly looked: readonly string[];
  /** The folder that it is in; relative paths are relative to it. */
  readonly folder: string;
  /** Its name: `name:`, COMPOSE_PROJECT_NAME in `.env`, else that of the folder. */
  readonly name: string;
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly volumes: ReadonlyMap<string, ComposeVolume>;
  readonly networks: ReadonlyMap<string, ComposeNetwork>;
  readonly secrets: readonly Text[];
  readonly configs: readonly Text[];
  readonly problems: readonly ComposeProblem[];
}

/** The facts of a project, from its files put together. */
export function toProject(
  files: readonly string[],
  folder: string,
  model: Mapping | undefined,
  variables: Variables,
  reader: ProjectReader,
): ComposeProject {
  const services = new Map<string, ComposeService>();
  for (const { key, value } of entriesAt(model, 'services')) {
    if (value.kind === 'mapping') services.set(key.text, readService(key, value, at(value, 'extends')));
    else if (value.kind === 'list' || value.value !== null) {
      reader.problems.push({ kind: 'wrong-kind', value: key.text, place: key.place });
    }
  }
  const name = projectName(textAt(model, 'name')?.text ?? variables('COMPOSE_PROJECT_NAME') ?? nameOf(folder));
  const volumes = new Map(
    entriesAt(model, 'volumes').map(({ key, value }) => [key.text, readVolume(name, key, value)]),
  );
  const networks = new Map(
    entriesAt(model, 'networks').map(({ key, value }) => [key.text, readNetwork(name, key, value, false)]),
  );
  for (const service of services.values()) {
    for (const { name: network } of service.networks) {
      if (network.text !== 'default' || networks.has('default')) continue;
      networks.set('default', readNetwork(name, network, nameless(nothingAt(network)), true));
    }
  }
  reader.problems.push(...unknownNames(services, volumes, networks));
  const keys = (section: string): Text[] => entriesAt(model, section).map(({ key }) => key);
  return {
    files,
    looked: [...reader.looked],
    folder,
    name,
    services,
    volumes,
    networks,
    secrets: keys('secrets'),
    configs: keys('configs'),
    problems: reader.problems,
  };
}

function nothingAt(text: Text): Text {
  return { ...text, text: '', value: null };
}

/** Lower case, and nothing but letters, digits, `-` and `_` behind a letter or digit. */
function projectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

function readVolume(project: string, key: Text, tree: Tree): ComposeVolume {
  const driver = textAt(tree, 'driver');
  return {
    key,
    place: tree.place,
    ...external(project, key, tree),
    ...(driver && { driver }),
    driverOptions: readVariables(at(tree, 'driver_opts')),
    labels: readVariables(at(tree, 'labels')),
  };
}

function readNetwork(project: string, key: Text, tree: Tree, isImplicit: boolean): ComposeNetwork {
  const driver = textAt(tree, 'driver');
  const ranges = at(tree, 'ipam', 'config');
  return {
    key,
    place: tree.place,
    ...external(project, key, tree),
    isImplicit,
    ...(driver && { driver }),
    driverOptions: readVariables(at(tree, 'driver_opts')),
    isInternal: isTrue(textAt(tree, 'internal')),
    isAttachable: isTrue(textAt(tree, 'attachable')),
    hasIpv6: isTrue(textAt(tree, 'enable_ipv6')),
    subnets: (ranges?.kind === 'list' ? ranges.items : []).map((range) => {
      const [subnet, gateway, ipRange] = [textAt(range, 'subnet'), textAt(range, 'gateway'), textAt(range, 'ip_range')];
      return { ...(subnet && { subnet }), ...(gateway && { gateway }), ...(ipRange && { ipRange }) };
    }),
    labels: readVariables(at(tree, 'labels')),
  };
}

/** Whether something is made elsewhere, and what the engine calls it. `external: { name }` is the old way to say both. */
function external(project: string, key: Text, tree: Tree): { isExternal: boolean; engineName: string } {
  const said = at(tree, 'external');
  const isExternal = said?.kind === 'mapping' || isTrue(textAt(tree, 'external'));
  const name = textAt(tree, 'name')?.text ?? textAt(said, 'name')?.text;
  return { isExternal, engineName: name ?? (isExternal ? key.text : `${project}_${key.text}`) };
}

function unknownNames(
  services: ReadonlyMap<string, ComposeService>,
  volumes: ReadonlyMap<string, unknown>,
  networks: ReadonlyMap<string, unknown>,
): ComposeProblem[] {
  const problems: ComposeProblem[] = [];
  const expect = (kind: ComposeProblem['kind'], known: ReadonlyMap<string, unknown>, text: Text): void => {
    if (!known.has(text.text) && text.unset.length === 0) problems.push({ kind, value: text.text, place: text.place });
  };
  for (const { mounts, networks: attached, dependsOn } of services.values()) {
    for (const { type, source } of mounts) if (type === 'volume' && source) expect('undefined-volume', volumes, source);
    for (const { name } of attached) expect('undefined-network', networks, name);
    for (const { service } of dependsOn) expect('undefined-service', services, service);
  }
  return problems;
}
