import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseAllDocuments,
  type Scalar as YamlScalar,
} from 'yaml';
import { Source, Span } from '../../dockerfile/source.ts';
import { interpolate, type Variables } from './interpolation.ts';

/** A piece of a Compose file. */
export class Place extends Span {
  readonly uri: string;

  constructor(uri: string, source: Source, start: number, end: number) {
    super(source, start, end);
    this.uri = uri;
  }

  /** A part of it, by offsets from its start. */
  part(from: number, to: number): Place {
    return new Place(this.uri, this.source, this.start + from, this.start + to);
  }

  toJSON(): { uri: string; range: Span['range'] } {
    return { uri: this.uri, range: this.range };
  }
}

/** A scalar with its variables put in. */
export interface Text {
  readonly kind: 'text';
  /** The value as text; empty for null. */
  readonly text: string;
  /** What YAML makes of it; a text wherever a variable was put in. */
  readonly value: string | number | boolean | null;
  /** Without the quotes around it. For a value behind an alias: where its anchor stands. */
  readonly place: Place;
  /** Whether the file has these very characters: no escapes, no variables, no folding. */
  readonly literal: boolean;
  /** Variables that it uses and that nothing we can see sets: here they are empty, in a shell they may be set. */
  readonly unset: readonly string[];
  /** The folder that a relative path in it is relative to. */
  readonly base: string;
  readonly tag?: 'reset' | 'override';
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly place: Place;
  readonly base: string;
  readonly tag?: 'reset' | 'override';
}

export interface Entry {
  readonly key: Text;
  readonly value: Tree;
}

export interface Mapping {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
  readonly base: string;
  readonly tag?: 'reset' | 'override';
}

/** YAML with its aliases followed, its merge keys merged and its variables put in. Immutable, parts are shared. */
export type Tree = Text | List | Mapping;

/** What is wrong with a Compose file; `value` is the word that it is about. */
export interface ComposeProblem {
  readonly kind:
    | 'syntax'
    | 'unknown-anchor'
    | 'cycle'
    | 'bad-variable'
    | 'required-variable'
    | 'wrong-kind'
    | 'missing-file'
    | 'missing-service'
    | 'conflict'
    | 'undefined-volume'
    | 'undefined-network'
    | 'undefined-service';
  readonly value: string;
  readonly place: Place;
}

/** How a file is read. */
export interface Reading {
  readonly uri: string;
  /** The folder that relative paths are relative to. */
  readonly base: string;
  readonly variables: Variables;
  readonly problems: ComposeProblem[];
}

/** The documents of a file as trees, in order; never fails. What cannot be read is a problem, the rest is there. */
export function readTrees(text: string, reading: Reading): Tree[] {
  const source = new Source(text);
  const trees: Tree[] = [];
  for (const document of parseDocuments(text, source, reading)) {
    for (const { message, pos } of document.errors) {
      const place = new Place(reading.uri, source, pos[0], Math.max(pos[0], Math.min(pos[1], text.length)));
      reading.problems.push({ kind: 'syntax', value: message, place });
    }
    if (document.contents) trees.push(new Reader(source, reading).read(document.contents as ParsedNode));
  }
  return trees;
}

function parseDocuments(text: string, source: Source, reading: Reading): readonly Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent', merge: false });
    return 'empty' in documents ? [] : documents;
  } catch (error) {
    // Only what is nested too deeply to be read at all.
    const value = error instanceof Error ? error.message : String(error);
    reading.problems.push({ kind: 'syntax', value, place: new Place(reading.uri, source, 0, 0) });
    return [];
  }
}

/** Reads one document in order: an alias means the last anchor of its name before it. */
class Reader {
  readonly #source: Source;
  readonly #reading: Reading;
  readonly #anchors = new Map<string, Tree>();

  constructor(source: Source, reading: Reading) {
    this.#source = source;
    this.#reading = reading;
  }

  read(node: ParsedNode | null): Tree {
    if (isAlias(node)) {
      const known = this.#anchors.get(node.source);
      const place = this.#place(node.range[0], node.range[1]);
      if (!known) this.#reading.problems.push({ kind: 'unknown-anchor', value: node.source, place });
      return known ?? this.#nothing(place);
    }
    const tree = this.#readNode(node);
    const anchor = node && 'anchor' in node ? node.anchor : undefined;
    if (anchor) this.#anchors.set(anchor, tree);
    return tree;
  }

  #readNode(node: ParsedNode | null): Tree {
    const { base } = this.#reading;
    if (node === null) return this.#nothing(this.#place(0, 0));
    const place = this.#place(node.range[0], node.range[1]);
    const tag = node.tag === '!reset' ? 'reset' : node.tag === '!override' ? 'override' : undefined;
    const shared = { base, place, ...(tag && ({ tag } as const)) };
    if (isSeq<ParsedNode>(node)) return { kind: 'list', items: node.items.map((item) => this.read(item)), ...shared };
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      return { kind: 'mapping', entries: this.#entries(node.items), ...shared };
    }
    return isScalar(node) ? { ...this.#text(node, true), ...shared, place: this.#inside(node) } : this.#nothing(place);
  }

  #entries(pairs: readonly { key: ParsedNode; value: ParsedNode | null }[]): Map<string, Entry> {
    const own = new Map<string, Entry>();
    const merged = new Map<string, Entry>();
    for (const { key, value } of pairs) {
      if (!isScalar(key)) continue;
      const name = this.#text(key, false);
      const place = this.#inside(key);
      const tree = value
        ? this.read(value)
        : this.#nothing(place.part(place.end - place.start, place.end - place.start));
      if (name.text === '<<' && key.type === 'PLAIN') {
        for (const source of tree.kind === 'list' ? tree.items : [tree]) {
          if (source.kind !== 'mapping') continue;
          for (const [inner, entry] of source.entries) if (!merged.has(inner)) merged.set(inner, entry);
        }
      } else own.set(name.text, { key: { ...name, place }, value: tree });
    }
    for (const [name, entry] of merged) if (!own.has(name)) own.set(name, entry);
    return own;
  }

  #text(node: YamlScalar.Parsed, isValue: boolean): Text {
    const { base, variables, problems } = this.#reading;
    const place = this.#inside(node);
    const raw = node.type === 'PLAIN' ? (node.source ?? '') : String(node.value ?? '');
    if (!isValue || !raw.includes('$')) {
      const value = node.value as Text['value'];
      const text = value === null ? '' : raw;
      return { kind: 'text', text, value, place, literal: text === place.raw, unset: [], base };
    }
    const { text, unset, required, invalid } = interpolate(raw, variables);
    if (invalid) problems.push({ kind: 'bad-variable', value: raw, place });
    for (const value of required) problems.push({ kind: 'required-variable', value, place });
    return { kind: 'text', text, value: text, place, literal: text === place.raw, unset, base };
  }

  #nothing(place: Place): Text {
    return { kind: 'text', text: '', value: null, place, literal: false, unset: [], base: this.#reading.base };
  }

  #place(start: number, end: number): Place {
    return new Place(this.#reading.uri, this.#source, start, end);
  }

  /** A scalar without its quotes. */
  #inside(node: YamlScalar.Parsed): Place {
    const [start, end] = node.range;
    const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    return quoted && end - start > 1 ? this.#place(start + 1, end - 1) : this.#place(start, end);
  }
}

/** What stands at a path of keys; undefined where nothing does. */
export function at(tree: Tree | undefined, ...path: readonly string[]): Tree | undefined {
  let found = tree;
  for (const key of path) found = found?.kind === 'mapping' ? found.entries.get(key)?.value : undefined;
  return found;
}

/** The text at a path of keys; undefined where there is none, or null. */
export function textAt(tree: Tree | undefined, ...path: readonly string[]): Text | undefined {
  const found = at(tree, ...path);
  return found?.kind === 'text' && found.value !== null ? found : undefined;
}

/** The texts of a list, or of a single text, at a path of keys. */
export function textsAt(tree: Tree | undefined, ...path: readonly string[]): readonly Text[] {
  const found = at(tree, ...path);
  const items = found?.kind === 'list' ? found.items : found ? [found] : [];
  return items.filter((item): item is Text => item.kind === 'text' && item.value !== null);
}

/** The entries of a mapping at a path of keys, in order. */
export function entriesAt(tree: Tree | undefined, ...path: readonly string[]): readonly Entry[] {
  const found = at(tree, ...path);
  return found?.kind === 'mapping' ? [...found.entries.values()] : [];
}

/** Whether a text at a path is `true`, also where a variable made it. */
export function isTrue(text: Text | undefined): boolean {
  return text !== undefined && /^(?:true|yes|y|on|1)$/i.test(text.text);
}

/** A name that stands nowhere, at the place of something else. */
export function nameless({ place, base }: Tree): Text {
  return { kind: 'text', text: '', value: null, place, literal: false, unset: [], base };
}

/** The items of a list; a single text is a list of one. */
export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  if (tree?.kind === 'list') return tree.items;
  return tree?.kind === 'text' && tree.value !== null ? [tree] : [];
}

/** What is said again replaces what was said before, where that stood. */
export function lastOfEach<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const one of all) byKey.set(keyOf(one), one);
  return [...byKey.values()];
}
