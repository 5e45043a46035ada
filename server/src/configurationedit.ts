import type { TextEdit } from 'vscode-languageserver-types';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { hadolintNames } from './configuration.ts';
import { Source } from './dockerfile/source.ts';
import { nameIn } from './lint/ignorenames.ts';
import type { RuleNames } from './lint/names.ts';
import type { AnyRule } from './lint/rule.ts';

/**
 * The edit that turns a rule off in a configuration file and leaves everything else in it as it is. Undefined where
 * that cannot be said in the file, or where the file is not understood.
 */
export function turnOffEdit(fileName: string, text: string, rule: AnyRule, names: RuleNames): TextEdit | undefined {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  const isUsable = document.errors.length === 0 && !/^(?:\.\.\.|---)\s*$/m.test(text.slice(1));
  const file = new YamlFile(text, document);
  if (!isUsable) return undefined;
  if (!(hadolintNames as readonly string[]).includes(fileName)) return file.turnOff(rule, names);
  const code = nameIn('hadolint', 'file', rule);
  return code === undefined ? undefined : file.ignore(code);
}

type Node = { range?: [number, number, number] | null };

/** A YAML file that is edited as text. */
class YamlFile {
  readonly #source: Source;
  readonly #document: Document;

  constructor(text: string, document: Document) {
    this.#source = new Source(text);
    this.#document = document;
  }

  /** `rules:` with `rule: off`. Of several names of a rule the last one counts. */
  turnOff(rule: AnyRule, names: RuleNames): TextEdit | undefined {
    const rules = this.#entry('rules', `  ${rule.id}: off`, `{ ${rule.id}: off }`);
    if (!rules || 'newText' in rules) return rules;
    const map = rules.value;
    if (!isMap(map)) return undefined;
    const meaning = map.items.filter(({ key }) => names.find(keyText(key)).includes(rule));
    const last = meaning.at(-1);
    const mine = map.items.find(({ key }) => keyText(key) === rule.id);
    const isMine = last && names.find(keyText(last.key)).length === 1;
    if (isMine) return this.#setOff(last);
    return mine ? undefined : this.#addToMap(map, `${rule.id}: off`);
  }

  /** `ignored:` with one more code. */
  ignore(code: string): TextEdit | undefined {
    const ignored = this.#entry('ignored', `  - ${code}`, `[${code}]`);
    if (!ignored || 'newText' in ignored) return ignored;
    return isSeq(ignored.value) ? this.#addToSeq(ignored.value, code) : undefined;
  }

  /** The pair of a key at the top; where there is none or nothing in it, the edit that writes it. */
  #entry(key: string, block: string, flow: string): Pair | TextEdit | undefined {
    const root = this.#document.contents;
    if (root === null || (isScalar(root) && root.value === null)) return this.#append(`${key}:`, block);
    if (!isMap(root)) return undefined;
    const pair = root.items.find((item) => keyText(item.key) === key);
    if (!pair) return root.flow ? this.#addToMap(root, `${key}: ${flow}`) : this.#append(`${key}:`, block);
    const isNull = pair.value === null || (isScalar(pair.value) && pair.value.value === null);
    if (!isNull) return pair;
    const written = rangeOf(pair.value);
    const isWritten = written && written[1] > written[0];
    if (isWritten || root.flow) return undefined;
    return this.#insertLine(rangeOf(pair.key)?.[1] ?? 0, block);
  }

  /** The value of a rule becomes `off`, or its severity does. */
  #setOff({ key, value }: Pair): TextEdit | undefined {
    if (isMap(value)) {
      const severity = value.items.find((item) => keyText(item.key) === 'severity');
      return severity ? this.#setOff(severity) : this.#addToMap(value, 'severity: off', true);
    }
    const range = rangeOf(value);
    if (value !== null && !isScalar(value)) return undefined;
    if (range && range[1] > range[0]) return this.#replace(range[0], range[1], 'off');
    const colon = this.#source.text.indexOf(':', rangeOf(key)?.[1] ?? 0);
    return this.#replace(colon + 1, colon + 1, ' off');
  }

  #addToMap(map: YAMLMap, entry: string, first = false): TextEdit | undefined {
    const [start, end] = map.range ?? [0, 0];
    const item = map.items[0];
    if (!item) return this.#replace(start, end, `{ ${entry} }`);
    const keyStart = rangeOf(item.key)?.[0] ?? start;
    if (map.flow) return this.#replace(keyStart, keyStart, `${entry}, `);
    const indent = ' '.repeat(this.#source.positionAt(keyStart).character);
    if (first) return this.#replace(keyStart, keyStart, `${entry}${this.#source.newline}${indent}`);
    const last = map.items.at(-1) as Pair;
    return this.#insertLine(this.#endOf(rangeOf(last.value) ?? rangeOf(last.key)), `${indent}${entry}`);
  }

  #addToSeq(seq: YAMLSeq, item: string): TextEdit | undefined {
    const [start, end] = seq.range ?? [0, 0];
    const first = rangeOf(seq.items[0]);
    if (!first) return this.#replace(start, end, `[${item}]`);
    if (seq.flow) return this.#replace(first[0], first[0], `${item}, `);
    const { character } = this.#source.positionAt(this.#source.text.lastIndexOf('-', first[0] - 1));
    return this.#insertLine(this.#endOf(rangeOf(seq.items.at(-1))), `${' '.repeat(character)}- ${item}`);
  }

  /** The end of what stands in a range, white space left out. */
  #endOf(range: readonly number[] | undefined): number {
    const [start = 0, end = 0] = range ?? [];
    return start + this.#source.text.slice(start, end).trimEnd().length;
  }

  /** A line behind the one that holds an offset. */
  #insertLine(offset: number, line: string): TextEdit {
    const at = this.#source.lineEnd(this.#source.lineAt(offset));
    return this.#replace(at, at, `${this.#source.newline}${line}`);
  }

  #append(...lines: string[]): TextEdit {
    const { text, newline } = this.#source;
    const lead = text === '' || text.endsWith('\n') ? '' : newline;
    return this.#replace(text.length, text.length, `${lead}${lines.join(newline)}${newline}`);
  }

  #replace(start: number, end: number, newText: string): TextEdit {
    return { range: this.#source.range(start, end), newText };
  }
}

function keyText(key: unknown): string {
  return isScalar(key) ? String((key as Scalar).value) : '';
}

function rangeOf(node: unknown): [number, number, number] | undefined {
  return (node as Node | null | undefined)?.range ?? undefined;
}
