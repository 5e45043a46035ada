import { interpolate, type Variables } from './interpolation.ts';

/**
 * Reads an `.env` file as Compose does (Docker documentation, "Interpolation", ".env file syntax"); never fails. Lines
 * that it cannot read are left out. Variables in values are those above, then those of `outer`.
 */
export function readDotenv(text: string, outer: Variables = () => undefined): Map<string, string> {
  const values = new Map<string, string>();
  const variables: Variables = (name) => outer(name) ?? values.get(name);
  const line = /^[^\S\n]*(?:export[^\S\n]+)?([\p{L}\p{N}_.[\]-]+)[^\S\n]*[=:][^\S\n]*/gmu;
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  for (let match = line.exec(source); match; match = line.exec(source)) {
    const { value, end } = readValue(source, line.lastIndex, variables);
    const name = match[1] as string;
    if (!/^\d/.test(name)) values.set(name, value);
    line.lastIndex = end;
  }
  return values;
}

function readValue(text: string, start: number, variables: Variables): { value: string; end: number } {
  const quote = text[start];
  const lineEnd = endOfLine(text, start);
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, start);
    if (close > 0) {
      const inside = text.slice(start + 1, close);
      const value = quote === "'" ? inside.replace(/\\'/g, "'") : interpolate(unescape(inside), variables).text;
      return { value, end: endOfLine(text, close) };
    }
  }
  const plain = text.slice(start, lineEnd).replace(/(?:^|\s)#.*$/, '');
  return { value: interpolate(plain.trimEnd(), variables).text, end: lineEnd };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The index of the quote that ends a value, which may span lines; -1 where none does. */
function closingQuote(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === text[start]) return i;
  }
  return -1;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_, sign: string) => (sign === '$' ? '$$' : (escapes[sign] ?? sign)));
}
