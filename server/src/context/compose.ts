import { folderOf, join, nameOf } from '../files.ts';
import { readDotenv } from './compose/dotenv.ts';
import type { Variables } from './compose/interpolation.ts';
import { mergeTrees } from './compose/merge.ts';
import { isRemote, resolvePath } from './compose/paths.ts';
import { type ComposeService, readExtends, readService, readVariables, type Variable } from './compose/services.ts';
import {
  at,
  type ComposeProblem,
  entriesAt,
  isTrue,
  type Mapping,
  type Place,
  readTrees,
  type Text,
  type Tree,
  textAt,
  textsAt,
} from './compose/tree.ts';

/**
 * Compose files, with the place of every fact. Files are put together as Compose does it: several files, `include`,
 * `extends`, anchors and merge keys, variables from `.env`. What is wrong is a problem of the project, never thrown.
 */

export type {
  ComposeAttachment,
  ComposeBuild,
  ComposeDependency,
  ComposeDeploy,
  ComposeHealthcheck,
  ComposeMount,
  ComposePort,
  ComposeService,
  Variable,
} from './compose/services.ts';
export {
  at,
  type ComposeProblem,
  entriesAt,
  type List,
  type Mapping,
  Place,
  type Text,
  type Tree,
  textAt,
  textsAt,
} from './compose/tree.ts';

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

/** The text of a file by URI: null where there is no such file, undefined where it was not read yet. */
export type Texts = (uri: string) => string | null | undefined;

/** The files that Compose takes by itself, the first that is there (compose-go, `DefaultFileNames`). */
export const defaultNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'] as const;
const overrideNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
] as const;

/** Whether a file is, by its name, a Compose file: also `compose.prod.yaml`, `docker-compose-test.yml`. */
export function isComposeFile(name: string): boolean {
  return /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i.test(name);
}

/**
 * The projects of a folder by the names of its files: first what `docker compose` takes by itself (or COMPOSE_FILE in
 * `.env` says), then each other Compose file over the first of these.
 */
export function projectFiles(folder: string, names: ReadonlySet<string>, dotenv?: string): string[][] {
  const first = defaultNames.find((name) => names.has(name));
  const override = first && overrideNames.find((name) => names.has(name));
  const own = [first, override].filter((name) => name !== undefined);
  const said = dotenv === undefined ? undefined : readDotenv(dotenv).get('COMPOSE_FILE');
  const main = said ? said.split(/[:;]/).filter((name) => name !== '') : own;
  const known = new Set<string>([...main, ...own]);
  const others = [...names].filter((name) => isComposeFile(name) && !known.has(name)).sort();
  const toUris = (list: readonly string[]): string[] => list.map((name) => join(folder, name));
  const projects = main.length > 0 ? [toUris(main)] : [];
  return [...projects, ...others.map((name) => toUris([...(first ? [first] : []), name]))];
}

/**
 * Reads a project from its files. A pure function of the texts: where one was not read yet, the project is what is known
 * without it; read it and ask again.
 */
export function composeProject(files: readonly string[], texts: Texts): ComposeProject {
  const folder = folderOf(files[0] ?? '');
  const reader = new ProjectReader(texts);
  const variables = reader.dotenv(join(folder, '.env'));
  const merged = reader.model(files, folder, variables, []);
  const model = merged && (mergeTrees(undefined, merged, [], () => {}) as Mapping);
  return toProject(files, folder, model, variables, reader);
}

class ProjectReader {
  readonly problems: ComposeProblem[] = [];
  readonly looked = new Set<string>();
  readonly #texts: Texts;
  readonly #roots = new Map<string, Mapping | undefined>();

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  /** The variables of an `.env` file, below those of `outer`. */
  dotenv(uri: string, outer: Variables = () => undefined): Variables {
    const text = this.#read(uri);
    const values = text ? readDotenv(text, outer) : undefined;
    return (name) => outer(name) ?? values?.get(name);
  }

  #read(uri: string): string | null | undefined {
    this.looked.add(uri);
    return this.#texts(uri);
  }

  /** Files put together, with what they include and extend. `around` are the files that include these. */
  model(files: readonly string[], base: string, variables: Variables, around: readonly string[]): Mapping | undefined {
    let model: Mapping | undefined;
    for (const uri of files) {
      const root = this.#root(uri, base, variables);
      if (!root) continue;
      const extended = this.#withExtends(root, { uri, base, variables, earlier: model });
      const whole = this.#withIncludes(extended, base, variables, [...around, uri]);
      model = model ? (this.#merge(model, whole, []) as Mapping) : whole;
    }
    return model;
  }

  /** The documents of a file, one over the other. */
  #root(uri: string, base: string, variables: Variables): Mapping | undefined {
    const key = `${uri}\n${base}`;
    if (!this.#roots.has(key)) this.#roots.set(key, this.#readRoot(uri, base, variables));
    return this.#roots.get(key);
  }

  #readRoot(uri: string, base: string, variables: Variables): Mapping | undefined {
    const text = this.#read(uri);
    if (text === null || text === undefined) return undefined;
    let root: Mapping | undefined;
    for (const tree of readTrees(text, { uri, base, variables, problems: this.problems })) {
      if (tree.kind === 'mapping') root = root ? (this.#merge(root, tree, []) as Mapping) : tree;
      else if (tree.kind === 'list' || tree.value !== null)
        this.#problem('wrong-kind', tree.place.raw.slice(0, 40), tree.place);
    }
    return root;
  }

  #merge(below: Tree | undefined, above: Tree, path: readonly string[]): Tree {
    return mergeTrees(below, above, path, (key, place) => this.#problem('wrong-kind', key, place));
  }

  #problem(kind: ComposeProblem['kind'], value: string, place: Place): void {
    const known = this.problems.some(
      (one) => one.kind === kind && one.place.uri === place.uri && one.place.start === place.start,
    );
    if (!known) this.problems.push({ kind, value, place });
  }

  #withExtends(root: Mapping, file: ExtendingFile): Mapping {
    const services = at(root, 'services');
    if (services?.kind !== 'mapping') return root;
    const entries = new Map(services.entries);
    for (const [name, entry] of services.entries) {
      entries.set(name, { ...entry, value: this.#extended(name, services, file, []) ?? entry.value });
    }
    return withEntry(root, 'services', { ...services, entries });
  }

  /** A service over the one that it extends, however long the chain. */
  #extended(name: string, services: Mapping, file: ExtendingFile, chain: readonly string[]): Tree | undefined {
    const service = services.entries.get(name)?.value;
    const said = at(service, 'extends');
    const wanted = said && readExtends(said);
    if (!service || !wanted) return service;
    const link = `${file.uri}\n${name}`;
    if (chain.includes(link)) {
      this.#problem('cycle', name, wanted.service.place);
      return service;
    }
    const base = wanted.file
      ? this.#fromOther(wanted.file, wanted.service, file, [...chain, link])
      : (this.#extended(wanted.service.text, services, file, [...chain, link]) ??
        at(file.earlier, 'services', wanted.service.text));
    if (base) return this.#merge(base, service, ['services', name]);
    if (!wanted.file) this.#problem('missing-service', wanted.service.text, wanted.service.place);
    return service;
  }

  /** A service of another file, whose relative paths are relative to that file. */
  #fromOther(path: Text, service: Text, file: ExtendingFile, chain: readonly string[]): Tree | undefined {
    const uri = resolvePath(path);
    if (uri === undefined) return undefined;
    const base = uri === file.uri ? file.base : folderOf(uri);
    const root = this.#root(uri, base, file.variables);
    if (!root) {
      if (this.#texts(uri) === null) this.#problem('missing-file', path.text, path.place);
      return undefined;
    }
    const services = at(root, 'services');
    const other = { uri, base, variables: file.variables, earlier: undefined };
    const found = services?.kind === 'mapping' ? this.#extended(service.text, services, other, chain) : undefined;
    if (!found) this.#problem('missing-service', service.text, service.place);
    return found;
  }

  #withIncludes(root: Mapping, base: string, variables: Variables, around: readonly string[]): Mapping {
    const include = at(root, 'include');
    if (include?.kind !== 'list') return root;
    let whole = root;
    for (const item of include.items) whole = this.#withIncluded(whole, item, base, variables, around);
    return whole;
  }

  #withIncluded(root: Mapping, item: Tree, base: string, variables: Variables, around: readonly string[]): Mapping {
    const paths = (item.kind === 'text' ? [item] : textsAt(item, 'path')).filter(({ text }) => !isRemote(text));
    const files = paths.map((path) => ({ path, uri: resolvePath(path) }));
    const uris: string[] = [];
    for (const { path, uri } of files) {
      if (uri === undefined) continue;
      if (around.includes(uri)) this.#problem('cycle', path.text, path.place);
      else if (this.#read(uri) === null) this.#problem('missing-file', path.text, path.place);
      else uris.push(uri);
    }
    if (uris.length === 0) return root;
    const folder = textAt(item, 'project_directory');
    const included = (folder && resolvePath(folder, base)) ?? folderOf(uris[0] as string);
    const model = this.model(uris, included, this.#includedVariables(item, included, base, variables), around);
    return model ? this.#imported(root, model) : root;
  }

  #includedVariables(item: Tree, folder: string, base: string, outer: Variables): Variables {
    const said = textsAt(item, 'env_file');
    if (said.length === 0) return this.dotenv(join(folder, '.env'), outer);
    let inner: Variables = () => undefined;
    for (const path of said) {
      const uri = resolvePath(path, base);
      const before = inner;
      const own = uri === undefined ? undefined : this.dotenv(uri, () => undefined);
      inner = (name) => own?.(name) ?? before(name);
    }
    return (name) => outer(name) ?? inner(name);
  }

  /** What another model declares, as this one's own; what both declare stays this one's. */
  #imported(root: Mapping, model: Mapping): Mapping {
    let whole = root;
    for (const section of ['services', 'volumes', 'networks', 'secrets', 'configs']) {
      const theirs = at(model, section);
      if (theirs?.kind !== 'mapping') continue;
      const ours = at(whole, section);
      const entries = new Map(ours?.kind === 'mapping' ? ours.entries : []);
      for (const [name, entry] of theirs.entries) {
        const known = entries.get(name);
        if (!known) entries.set(name, entry);
        else if (known.key.place.uri !== entry.key.place.uri || known.key.place.start !== entry.key.place.start) {
          this.#problem('conflict', name, known.key.place);
        }
      }
      whole = withEntry(whole, section, { ...(ours?.kind === 'mapping' ? ours : theirs), entries });
    }
    return whole;
  }
}

/** The file that a service stands in while it is extended. */
interface ExtendingFile {
  readonly uri: string;
  readonly base: string;
  readonly variables: Variables;
  /** What the files before this one make. */
  readonly earlier: Mapping | undefined;
}

function withEntry(root: Mapping, name: string, value: Tree): Mapping {
  const entries = new Map(root.entries);
  const key = entries.get(name)?.key ?? { ...nameless(value), text: name, value: name };
  return { ...root, entries: entries.set(name, { key, value }) };
}

function nameless({ place, base }: Tree): Text {
  return { kind: 'text', text: '', value: null, place, literal: false, unset: [], base };
}

function toProject(
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
