import type { Entry, List, Mapping, Place, Text, Tree } from './tree.ts';
import { textAt } from './tree.ts';

/**
 * How Compose puts one file over another, and a service over the one that it extends (Compose specification, "Merge"):
 * mappings key by key, lists one behind the other, everything else replaced; and the exceptions in {@link specials}.
 */

/** Told of a value that cannot be put over another. */
export type OnMismatch = (key: string, place: Place) => void;

type Merger = (below: Tree, above: Tree, path: readonly string[], onMismatch: OnMismatch) => Tree;

/** By path; `*` is any key. */
const specials: readonly (readonly [path: string, merger: Merger])[] = [
  ['services.*.build', (below, above, ...rest) => mergeMappings(toBuild(below), toBuild(above), ...rest)],
  ...[
    'services.*.annotations',
    'services.*.build.additional_contexts',
    'services.*.build.args',
    'services.*.build.labels',
    'services.*.deploy.labels',
    'services.*.environment',
    'services.*.labels',
    'services.*.sysctls',
    'networks.*.labels',
    'volumes.*.labels',
  ].map((path): [string, Merger] => [
    path,
    (below, above, ...rest) => mergeMappings(pairsToMapping(below), pairsToMapping(above), ...rest),
  ]),
  ...['services.*.depends_on', 'services.*.networks', 'services.*.models'].map((path): [string, Merger] => [
    path,
    (below, above, ...rest) => mergeMappings(namesToMapping(below), namesToMapping(above), ...rest),
  ]),
  ...['services.*.command', 'services.*.entrypoint', 'services.*.healthcheck.test'].map((path): [string, Merger] => [
    path,
    (_, above) => above,
  ]),
  ...[
    'services.*.dns',
    'services.*.dns_opt',
    'services.*.dns_search',
    'services.*.env_file',
    'services.*.label_file',
    'services.*.tmpfs',
  ].map((path): [string, Merger] => [path, (below, above) => concat(toList(below), toList(above))]),
  ['services.*.extra_hosts', (below, above) => concat(toPairs(below), toPairs(above))],
  ['services.*.logging', mergeLogging],
  [
    'services.*.ulimits.*',
    (below, above, ...rest) => (bothMappings(below, above) ? mergeDefault(below, above, ...rest) : above),
  ],
  ['networks.*.ipam.config', mergeSubnets],
];

const byDepth = new Map<number, (readonly [parts: readonly string[], merger: Merger])[]>();
for (const [path, merger] of specials) {
  const parts = path.split('.');
  const list = byDepth.get(parts.length);
  if (list) list.push([parts, merger]);
  else byDepth.set(parts.length, [[parts, merger]]);
}

/** Puts a tree over another. `path` is where both stand. */
export function mergeTrees(
  below: Tree | undefined,
  above: Tree,
  path: readonly string[],
  onMismatch: OnMismatch,
): Tree {
  if (!below || above.tag === 'override') return withoutResets(above);
  const special = byDepth
    .get(path.length)
    ?.find(([parts]) => parts.every((part, i) => part === '*' || part === path[i]));
  return (special ? special[1] : mergeDefault)(below, above, path, onMismatch);
}

function mergeDefault(below: Tree, above: Tree, path: readonly string[], onMismatch: OnMismatch): Tree {
  if (bothMappings(below, above)) return mergeMappings(below, above, path, onMismatch);
  if (below.kind === 'list' && above.kind === 'list') return concat(below, above);
  const replaces = below.kind === 'text' && (above.kind === 'text' || below.value === null);
  if (!replaces && !isNull(above)) onMismatch(path.at(-1) ?? '', above.place);
  return withoutResets(above);
}

function bothMappings(below: Tree, above: Tree): boolean {
  return below.kind === 'mapping' && above.kind === 'mapping';
}

function isNull(tree: Tree): boolean {
  return tree.kind === 'text' && tree.value === null;
}

function mergeMappings(below: Tree, above: Tree, path: readonly string[], onMismatch: OnMismatch): Tree {
  if (above.kind !== 'mapping') return isNull(above) ? below : above;
  const entries = new Map<string, Entry>(below.kind === 'mapping' ? below.entries : []);
  for (const [name, { key, value }] of above.entries) {
    if (value.tag === 'reset') entries.delete(name);
    else {
      const known = name.startsWith('x-') ? undefined : entries.get(name)?.value;
      entries.set(name, { key, value: mergeTrees(known, value, [...path, name], onMismatch) });
    }
  }
  return { ...above, entries };
}

/** Trees are shared where there are aliases: each is looked through once. */
const cleaned = new WeakMap<Tree, Tree>();

/** A tree without what `!reset` takes away. */
function withoutResets(tree: Tree): Tree {
  if (tree.kind === 'text') return tree;
  let clean = cleaned.get(tree);
  if (!clean) {
    clean = tree.kind === 'list' ? cleanList(tree) : cleanMapping(tree);
    cleaned.set(tree, clean);
  }
  return clean;
}

function cleanList(list: List): List {
  const items = list.items.filter((item) => item.tag !== 'reset').map(withoutResets);
  const isSame = items.length === list.items.length && items.every((item, i) => item === list.items[i]);
  return isSame ? list : { ...list, items };
}

function cleanMapping(mapping: Mapping): Mapping {
  let isSame = true;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of mapping.entries) {
    const value = entry.value.tag === 'reset' ? undefined : withoutResets(entry.value);
    if (value !== entry.value) isSame = false;
    if (value) entries.set(name, value === entry.value ? entry : { ...entry, value });
  }
  return isSame ? mapping : { ...mapping, entries };
}

function concat(below: List, above: List): List {
  return { ...above, items: [...below.items, ...above.items] };
}

function mergeLogging(below: Tree, above: Tree, path: readonly string[], onMismatch: OnMismatch): Tree {
  const [old, now] = [textAt(below, 'driver')?.text, textAt(above, 'driver')?.text];
  if (old !== undefined && now !== undefined && old !== now) return above;
  return mergeMappings(below, above, path, onMismatch);
}

/** Address ranges are merged by their subnet. */
function mergeSubnets(below: Tree, above: Tree, path: readonly string[], onMismatch: OnMismatch): Tree {
  if (below.kind !== 'list' || above.kind !== 'list') return above;
  const items = [...below.items];
  for (const item of above.items) {
    const subnet = textAt(item, 'subnet')?.text;
    const known = items.findIndex((one) => textAt(one, 'subnet')?.text === subnet);
    if (known < 0) items.push(item);
    else items[known] = mergeMappings(items[known] as Tree, item, path, onMismatch);
  }
  return { ...above, items };
}

/** `build: ./folder` as a mapping. */
export function toBuild(tree: Tree): Tree {
  if (tree.kind !== 'text' || tree.value === null) return tree;
  const key = named('context', tree);
  return { kind: 'mapping', entries: new Map([['context', { key, value: tree }]]), place: tree.place, base: tree.base };
}

/** `- NAME=value` as a mapping; a name alone has no value. */
export function pairsToMapping(tree: Tree): Tree {
  if (tree.kind !== 'list') return tree;
  const entries = new Map<string, Entry>();
  for (const item of tree.items) {
    if (item.kind !== 'text') continue;
    const equals = item.text.indexOf('=');
    const name = equals < 0 ? item.text : item.text.slice(0, equals);
    const value =
      equals < 0 ? { ...item, text: '', value: null, literal: false } : slice(item, equals + 1, item.text.length);
    entries.set(name, { key: slice(item, 0, name.length), value });
  }
  return { ...mappingAt(tree), entries };
}

/** `- name` as a mapping of names to nothing. */
export function namesToMapping(tree: Tree): Tree {
  if (tree.kind !== 'list') return tree;
  const entries = new Map<string, Entry>();
  for (const item of tree.items) {
    if (item.kind !== 'text') continue;
    entries.set(item.text, { key: item, value: { ...item, text: '', value: null, literal: false } });
  }
  return { ...mappingAt(tree), entries };
}

function mappingAt({ place, base, tag }: Tree): Omit<Mapping, 'entries'> {
  return { kind: 'mapping', place, base, ...(tag && { tag }) };
}

/** A mapping of names to values as a list of `name=value`. */
function toPairs(tree: Tree): List {
  if (tree.kind !== 'mapping') return toList(tree);
  const items = [...tree.entries.values()].flatMap(({ key, value }) => {
    const values = value.kind === 'list' ? value.items : [value];
    return values.flatMap((one) =>
      one.kind === 'text'
        ? [{ ...one, text: `${key.text}=${one.text}`, value: `${key.text}=${one.text}`, literal: false }]
        : [],
    );
  });
  return { kind: 'list', items, place: tree.place, base: tree.base };
}

function toList(tree: Tree): List {
  if (tree.kind === 'list') return tree;
  return { kind: 'list', items: isNull(tree) ? [] : [tree], place: tree.place, base: tree.base };
}

/** A part of a text, with a place of its own where the file has these very characters. */
export function slice(text: Text, from: number, to: number): Text {
  const part = text.text.slice(from, to);
  return { ...text, text: part, value: part, place: text.literal ? text.place.part(from, to) : text.place };
}

function named(name: string, beside: Text): Text {
  return { ...beside, text: name, value: name, literal: false };
}
