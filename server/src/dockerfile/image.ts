import { DockerfileParser } from 'dockerfile-ast';
import { Word } from './source.ts';

/** The parts of an image reference as written, variables unexpanded; each absent where it is not written. */
export interface ImageParts {
  readonly word: Word;
  /** `ghcr.io` or `localhost:5000`. */
  readonly registry?: Word;
  /** Path and name without registry, tag and digest: `library/node`. */
  readonly name: Word;
  readonly tag?: Word;
  /** With its algorithm: `sha256:…`. */
  readonly digest?: Word;
}

/** Offsets of the parts in the text of a reference. */
interface Layout {
  readonly registry?: readonly [number, number];
  readonly name: readonly [number, number];
  readonly tag?: readonly [number, number];
  readonly digest?: readonly [number, number];
}

const layouts = new Map<string, Layout>();

/** Takes an image reference apart, keeping the source ranges of its parts. */
export function readImage(word: Word): ImageParts {
  const known = layouts.get(word.text) ?? readLayout(word.text);
  if (layouts.size > 2_000) layouts.clear();
  layouts.set(word.text, known);
  const at = ([start, end]: readonly [number, number]): Word =>
    new Word(word.source, word.text.slice(start, end), word.start + start, word.start + end);
  return {
    word,
    name: at(known.name),
    ...(known.registry && { registry: at(known.registry) }),
    ...(known.tag && { tag: at(known.tag) }),
    ...(known.digest && { digest: at(known.digest) }),
  };
}

function readLayout(text: string): Layout {
  const registry = registryEnd(text);
  const nameStart = registry === undefined ? 0 : registry + 1;
  const tail = tailStart(text, nameStart);
  const digestMark = text.indexOf('@', tail);
  const tagEnd = digestMark < 0 ? text.length : digestMark;
  return {
    name: [nameStart, tail],
    ...(registry !== undefined && { registry: [0, registry] as const }),
    ...(text[tail] === ':' && { tag: [tail + 1, tagEnd] }),
    ...(digestMark >= 0 && { digest: [digestMark + 1, text.length] }),
  };
}

/** Where the registry ends, by Docker's rule for plain text and by dockerfile-ast where variables may hold slashes. */
function registryEnd(text: string): number | undefined {
  if (!text.includes('$')) {
    const first = text.slice(0, Math.max(text.indexOf('/'), 0));
    return /[.:]/.test(first) || first === 'localhost' ? first.length : undefined;
  }
  const prefix = 'FROM ';
  const range = DockerfileParser.parse(prefix + text)
    .getFROMs()[0]
    ?.getRegistryRange();
  return range ? range.end.character - prefix.length : undefined;
}

/** Where the name ends: at the first `:` or `@` behind the last `/` that stands outside `${…}`. */
function tailStart(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '$' && text[i + 1] === '{') depth++;
    else if (c === '}') depth--;
    else if (depth <= 0 && c === '@') return i;
    else if (depth <= 0 && c === ':' && !/^:[^/@]*\//.test(text.slice(i))) return i;
  }
  return text.length;
}

/** A resolved reference, as Docker normalises it: registry `docker.io` and namespace `library` are left implicit. */
export interface ImageName {
  readonly registry?: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

const reference =
  /^(?:((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?|\[[a-fA-F0-9:]+\](?::[0-9]+)?)\/)?([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)(?::(\w[\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$/;

/**
 * Parses a reference without variables (grammar of distribution/reference). Undefined where it is invalid.
 */
export function parseImageName(text: string): ImageName | undefined {
  const match = reference.exec(text);
  if (!match) return undefined;
  const [, first, rest, tag, digest] = match;
  const isRegistry = first !== undefined && (/[.:[]/.test(first) || first === 'localhost' || /[A-Z]/.test(first));
  if (first !== undefined && !isRegistry && !/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/.test(first)) return undefined;
  return {
    ...(isRegistry && { registry: first }),
    path: isRegistry || first === undefined ? (rest as string) : `${first}/${rest}`,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/** What keeps a reference from being one: the builder refuses it. */
export type ImageNameError = 'empty' | 'upper-case' | 'tag' | 'digest' | 'name';

/** What is wrong with a reference without variables (grammar of distribution/reference); undefined where it is right. */
export function imageNameError(text: string): ImageNameError | undefined {
  if (text === '') return 'empty';
  const [rest, digest] = cut(text, text.indexOf('@'));
  const [name, tag] = cut(rest, rest.indexOf(':', rest.lastIndexOf('/') + 1));
  if (digest !== undefined && !isDigest(digest)) return 'digest';
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return 'tag';
  const parsed = parseImageName(name);
  if (parsed) return parsed.path.length > 255 || /^[0-9a-f]{64}$/.test(text) ? 'name' : undefined;
  return parseImageName(name.toLowerCase()) ? 'upper-case' : 'name';
}

function cut(text: string, at: number): [string, string | undefined] {
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

function isDigest(text: string): boolean {
  const [algorithm, hex] = cut(text, text.indexOf(':'));
  return hex !== undefined && hex.length === digestLengths[algorithm] && /^[0-9a-f]+$/.test(hex);
}
