import { Source } from '../dockerfile/source.ts';
import { folderOf } from '../files.ts';
import { resolvePath } from './compose/paths.ts';
import { at, entriesAt, Place, readTrees, textAt, textsAt } from './compose/tree.ts';

/**
 * Bake files (`docker buildx bake`): what their targets say of Dockerfiles, with places. JSON is read whole; of HCL what
 * is written as plain text in blocks, without variables and functions.
 */

/** A plain text of a Bake file. */
export interface BakeText {
  readonly text: string;
  /** Without the quotes around it. */
  readonly place: Place;
}

/** A `target` block, without what it inherits. */
interface BakeBlock {
  readonly name: string;
  readonly inherits: readonly string[];
  /** Null where variables and functions make it, or where the Dockerfile stands in the Bake file itself. */
  readonly context?: BakeText | null;
  readonly dockerfile?: BakeText | null;
  readonly target?: BakeText;
  /** The names of build arguments. */
  readonly args: readonly BakeText[];
}

/** What a block of a Bake file builds. */
export interface BakeTarget {
  readonly name: string;
  readonly dockerfileUri?: string;
  readonly target?: BakeText;
  readonly args: readonly BakeText[];
}

/** Whether a file is, by its name, one that Bake takes by itself, or one beside it: `docker-bake.ci.hcl`. */
export function isBakeFile(name: string): boolean {
  return /^docker-bake(?:\.[\w.-]+)?\.(?:hcl|json)$/i.test(name);
}

/** The targets of Bake files that are put together, by URI and text. Never fails. */
export function bakeTargets(files: readonly { readonly uri: string; readonly text: string }[]): BakeTarget[] {
  const blocks = files.flatMap(({ uri, text }) => {
    const read = uri.toLowerCase().endsWith('.json') ? readJson(uri, text) : readHcl(uri, text);
    return read.map((block) => ({ block, folder: folderOf(uri) }));
  });
  const byName = new Map<string, BakeBlock[]>();
  for (const { block } of blocks) byName.set(block.name, [...(byName.get(block.name) ?? []), block]);
  return blocks.map(({ block, folder }) => {
    const { name, target, args } = block;
    const [context, dockerfile] = [inherited(block, 'context', byName), inherited(block, 'dockerfile', byName)];
    if (context === null || dockerfile === null) return { name, args, ...(target && { target }) };
    const contextUri = resolvePath(context?.text ?? '.', folder);
    const dockerfileUri =
      contextUri === undefined ? undefined : resolvePath(dockerfile?.text ?? 'Dockerfile', contextUri);
    return { name, args, ...(target && { target }), ...(dockerfileUri !== undefined && { dockerfileUri }) };
  });
}

/** What a block or another of its name says, else the last that it inherits from. */
function inherited(
  block: BakeBlock,
  key: 'context' | 'dockerfile',
  byName: ReadonlyMap<string, readonly BakeBlock[]>,
  seen: ReadonlySet<string> = new Set(),
): BakeText | null | undefined {
  const own = [block, ...(byName.get(block.name) ?? [])];
  const said = own.find((one) => one[key] !== undefined)?.[key];
  if (said !== undefined || seen.has(block.name)) return said;
  const inside = new Set([...seen, block.name]);
  for (const name of own.flatMap(({ inherits }) => inherits).reverse()) {
    const base = byName.get(name)?.[0];
    const found = base && inherited(base, key, byName, inside);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readJson(uri: string, text: string): BakeBlock[] {
  const trees = readTrees(text, { uri, base: folderOf(uri), variables: () => undefined, problems: [] });
  return trees.flatMap((tree) =>
    entriesAt(tree, 'target').map(({ key, value }) => {
      const plain = (name: string): { readonly [name: string]: BakeText } => {
        const found = textAt(value, name);
        return found && isPlainJson(found) ? { [name]: found } : {};
      };
      const path = (name: string): { readonly [name: string]: BakeText | null } => {
        const isThere = at(value, name) !== undefined;
        return isThere ? { [name]: null, ...plain(name) } : {};
      };
      return {
        name: key.text,
        inherits: textsAt(value, 'inherits').map((one) => one.text),
        args: entriesAt(at(value, 'args')).flatMap((entry) => (entry.key.literal ? [entry.key] : [])),
        ...path('context'),
        ...path('dockerfile'),
        ...(at(value, 'dockerfile-inline') && { dockerfile: null }),
        ...plain('target'),
      };
    }),
  );
}

function isPlainJson({ literal, text }: { readonly literal: boolean; readonly text: string }): boolean {
  return literal && !/[$%]\{/.test(text);
}

/** A token of HCL. The text of a string is what stands between its quotes; with a template in it, it is no plain text. */
interface HclToken {
  readonly kind: 'word' | 'string' | 'template' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether an entry may begin there: the first of a line, or behind a bracket or comma. */
  readonly isFirst: boolean;
}

const hclToken =
  /(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|<<-?([A-Za-z_][\w-]*)\r?\n[\s\S]*?\n[ \t]*\1(?=\r?\n|$)|"(?:\\.|\$\{[^}]*\}|[^"\\\n])*"?|[A-Za-z_][\w-]*|\S/g;

function* readTokens(text: string): Generator<HclToken> {
  let before = 0;
  for (const { 0: raw, index: start } of text.matchAll(hclToken)) {
    const end = start + raw.length;
    if (/^(?:#|\/\/|\/\*)/.test(raw)) continue;
    const isFirst =
      before === 0 || /[{[,]/.test(text[before - 1] as string) || text.slice(before, start).includes('\n');
    before = end;
    if (raw.startsWith('<<') && raw.length > 2) yield { kind: 'template', text: raw, start, end, isFirst };
    else if (raw[0] === '"') {
      const inner = raw.slice(1, raw.endsWith('"') && raw.length > 1 ? -1 : undefined);
      const kind = /\\|\$\{|%\{/.test(inner) ? 'template' : 'string';
      yield { kind, text: inner, start: start + 1, end: start + 1 + inner.length, isFirst };
    } else yield { kind: /^\w/.test(raw) ? 'word' : 'sign', text: raw, start, end, isFirst };
  }
}

function readHcl(uri: string, text: string): BakeBlock[] {
  const source = new Source(text);
  const tokens = [...readTokens(text)];
  const blocks: BakeBlock[] = [];
  const toText = ({ text: value, start, end }: HclToken): BakeText => ({
    text: value,
    place: new Place(uri, source, start, end),
  });
  for (let i = 0; i < tokens.length; i++) {
    const [keyword, name, open] = tokens.slice(i, i + 3);
    if (open?.text !== '{' || keyword?.text !== 'target' || !name || (name.kind !== 'string' && name.kind !== 'word')) {
      continue;
    }
    const end = closing(tokens, i + 2);
    blocks.push(readBlock(name.text, tokens.slice(i + 3, end), toText));
    i = end;
  }
  return blocks;
}

/** The index of the bracket that closes the one at an index; the end where none does. */
function closing(tokens: readonly HclToken[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const { kind, text } = tokens[i] as HclToken;
    if (kind !== 'sign') continue;
    if (/[{[(]/.test(text)) depth++;
    else if (/[}\])]/.test(text) && --depth === 0) return i;
  }
  return tokens.length;
}

function readBlock(name: string, tokens: readonly HclToken[], toText: (token: HclToken) => BakeText): BakeBlock {
  const plain: { context?: BakeText | null; dockerfile?: BakeText | null; target?: BakeText } = {};
  let inherits: string[] = [];
  let args: BakeText[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const [key, equals, value, next] = tokens.slice(i, i + 4);
    if (key?.kind === 'sign' && /[{[(]/.test(key.text)) i = closing(tokens, i);
    if (key?.kind !== 'word' || !key.isFirst || equals?.text !== '=' || !value) continue;
    const isPlain = value.kind === 'string' && next?.isFirst !== false;
    if (key.text === 'context' || key.text === 'dockerfile') {
      plain[key.text] = isPlain ? toText(value) : null;
    } else if (key.text === 'dockerfile-inline') {
      plain.dockerfile = null;
    } else if (key.text === 'target' && isPlain) {
      plain.target = toText(value);
    } else if (key.text === 'inherits' && value.text === '[') {
      inherits = tokens.slice(i + 3, closing(tokens, i + 2)).flatMap((one) => (one.kind === 'string' ? one.text : []));
    } else if (key.text === 'args' && value.text === '{') {
      args = keysOf(tokens.slice(i + 3, closing(tokens, i + 2))).map(toText);
    }
    i += value.kind === 'sign' ? 1 : 2;
  }
  return { name, inherits, args, ...plain };
}

/** The keys of an object, `NAME = …` or `"NAME" : …`. */
function keysOf(tokens: readonly HclToken[]): HclToken[] {
  const keys: HclToken[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const [key, sign] = [tokens[i] as HclToken, tokens[i + 1]?.text];
    if (key.kind === 'sign' && /[{[(]/.test(key.text)) i = closing(tokens, i);
    else if (key.kind !== 'sign' && key.isFirst && (sign === '=' || sign === ':')) keys.push(key);
  }
  return keys;
}
