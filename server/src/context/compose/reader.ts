import { folderOf, join } from '../../files.ts';
import { readDotenv } from './dotenv.ts';
import type { Variables } from './interpolation.ts';
import { mergeTrees } from './merge.ts';
import { isRemote, resolvePath } from './paths.ts';
import { readExtends } from './services.ts';
import {
  at,
  type ComposeProblem,
  type Mapping,
  nameless,
  type Place,
  readTrees,
  type Text,
  type Tree,
  textAt,
  textsAt,
} from './tree.ts';

/** The text of a file by URI: null where there is no such file, undefined where it was not read yet. */
export type Texts = (uri: string) => string | null | undefined;

/** Puts the files of a project together: one over the other, with what they extend and include. */
export class ProjectReader {
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
