import type { Range } from 'vscode-languageserver-types';
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, Scalar, stringify } from 'yaml';
import type { Line } from '../../../answers/run.ts';

type Key = string | number;

interface Reason {
  readonly path: readonly Key[];
  readonly why: string;
  readonly range?: Range | undefined;
}

/** A YAML document that grows entry by entry, each with its reason. */
export class Draft {
  readonly #root: Record<string, unknown> = {};
  readonly #reasons: Reason[] = [];

  /** Puts a value at a path; numbers are places in a list. */
  put(path: readonly Key[], value: unknown, why?: string, range?: Range): void {
    let holder = this.#root as Record<Key, unknown>;
    for (const [at, key] of path.slice(0, -1).entries()) {
      holder[key] ??= typeof path[at + 1] === 'number' ? [] : {};
      holder = holder[key] as Record<Key, unknown>;
    }
    holder[path.at(-1) as Key] = value;
    if (why !== undefined) this.#reasons.push({ path, why, ...(range && { range }) });
  }

  /** The text, and the line of each reason. */
  render(): { text: string; lines: Line[] } {
    const text = stringify(this.#root, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
    const counter = new LineCounter();
    const { contents } = parseDocument(text, { lineCounter: counter });
    const lines = this.#reasons.flatMap(({ path, why, range }) => {
      const offset = offsetOf(contents, path);
      return offset === undefined ? [] : [{ line: counter.linePos(offset).line - 1, why, ...(range && { range }) }];
    });
    return { text, lines: lines.sort((a, b) => a.line - b.line) };
  }
}

/** Documents one behind the other. */
export function joinDrafts(drafts: readonly Draft[]): { text: string; lines: Line[] } {
  let text = '';
  const lines: Line[] = [];
  for (const draft of drafts) {
    if (text !== '') text += '---\n';
    const before = text.split('\n').length - 1;
    const rendered = draft.render();
    lines.push(...rendered.lines.map((one) => ({ ...one, line: one.line + before })));
    text += rendered.text;
  }
  return { text, lines };
}

/** Where an entry begins: its key, or the item of a list. */
function offsetOf(root: ParsedNode | null, path: readonly Key[]): number | undefined {
  let node: ParsedNode | null | undefined = root;
  let offset: number | undefined;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      offset = (pair?.key as ParsedNode | undefined)?.range[0];
      node = pair?.value as ParsedNode | null | undefined;
    } else if (isSeq(node)) {
      node = node.items[key as number] as ParsedNode | undefined;
      offset = node?.range[0];
    } else return undefined;
  }
  return offset;
}

/** A text in quotes, as ports are written by custom. */
export function quoted(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}
