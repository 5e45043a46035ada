import * as l10n from '@vscode/l10n';
import type { Mount } from '../dockerfile/mounts.ts';
import { Span } from '../dockerfile/source.ts';

/** One comma-separated field of a `--mount`, as the builder reads it, with its place. */
export interface MountField {
  readonly text: string;
  /** In lower case. */
  readonly key: string;
  readonly value?: string;
  readonly span: Span;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

/** The fields of a `--mount`; undefined where its quotes are malformed (the builder reads it as a line of CSV). */
export function mountFields(mount: Mount): MountField[] | undefined {
  const area = mount.flag.valueWord;
  const text = mount.flag.value ?? '';
  if (!area) return [];
  const pieces = readCsv(text);
  if (!pieces) return undefined;
  // Places are exact where nothing is quoted or continued; else those of the model's options, or the whole value.
  const isPlain = area.raw === text;
  return pieces.map(({ value: field, start }) => {
    const split = field.indexOf('=');
    const key = (split < 0 ? field : field.slice(0, split)).toLowerCase();
    const base = { text: field, key, ...(split >= 0 && { value: field.slice(split + 1) }) };
    if (isPlain) {
      const from = area.start + start;
      const end = from + field.length;
      const middle = split < 0 ? end : from + split;
      const [span, keySpan] = [new Span(area.source, from, end), new Span(area.source, from, middle)];
      return { ...base, span, keySpan, valueSpan: new Span(area.source, Math.min(middle + 1, end), end) };
    }
    const option = mount.options.find(({ word }) => word.text.replace(/["']/g, '') === field);
    const span = option?.word ?? area;
    return { ...base, span, keySpan: option?.keyWord ?? span, valueSpan: option?.valueWord ?? span };
  });
}

/** The fields of a line of CSV with their places (RFC 4180: `""` inside a quoted field is a quote). */
function readCsv(text: string): { value: string; start: number }[] | undefined {
  if (!text.includes('"')) {
    let start = 0;
    return text.split(',').map((value) => {
      const piece = { value, start };
      start += value.length + 1;
      return piece;
    });
  }
  const fields: { value: string; start: number }[] = [];
  for (let at = 0; at <= text.length; ) {
    const match = /^(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/.exec(text.slice(at));
    if (!match) return undefined;
    fields.push({ value: match[1]?.replaceAll('""', '"') ?? match[2] ?? '', start: at });
    if (!match[0].endsWith(',')) break;
    at += match[0].length;
  }
  return fields;
}

/** What is wrong with the value of an option, in a sentence; undefined where it is right or of no fixed shape. */
export function valueProblem(key: string, value: string): string | undefined {
  switch (key) {
    case 'readonly':
    case 'ro':
    case 'readwrite':
    case 'rw':
    case 'required':
      return isBoolean(value) ? undefined : l10n.t('`{key}` is `true` or `false`, not `{value}`.', { key, value });
    case 'uid':
    case 'gid':
      return isUnsigned(value, 10)
        ? undefined
        : l10n.t('`{key}` is a number, not `{value}`: names are not looked up.', { key, value });
    case 'mode':
      return isUnsigned(value, 8)
        ? undefined
        : l10n.t('`mode` is an octal number such as `0755`, not `{value}`.', { value });
    case 'size':
      return isSize(value)
        ? undefined
        : l10n.t('`size` is a number of bytes or a size such as `64m`, not `{value}`.', { value });
    default:
      return undefined;
  }
}

/** Whether Go's `strconv.ParseBool` takes a text. */
function isBoolean(text: string): boolean {
  return /^(?:1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(text);
}

/** Whether a text is a number of a base that fits into 32 bits, without sign. */
function isUnsigned(text: string, base: 8 | 10): boolean {
  return (base === 8 ? /^[0-7]+$/ : /^\d+$/).test(text) && Number.parseInt(text, base) <= 0xffffffff;
}

/** Whether a text is a size such as `64m` or `1.5GiB`. */
function isSize(text: string): boolean {
  return /^(?:\d+\.?\d*|\.\d+) ?(?:b|[kmgtp](?:i?b)?)?$/i.test(text);
}
