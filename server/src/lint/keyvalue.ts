import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { Span } from '../dockerfile/source.ts';
import type { Pair } from '../dockerfile/words.ts';
import { insertAfter, replace } from './edits.ts';

/**
 * Writes `ENV key value` as `ENV key=value`: the same value behind `=`, in double quotes where it has blanks. Undefined
 * where that is not plain. Variables are expanded in both forms alike.
 */
export function equalsEdits({ file, source }: Instruction, { key, value }: Pair): TextEdit[] | undefined {
  if (!value || /["']/.test(key.text)) return undefined;
  const special = value.text.includes('"') || value.text.includes("'") || value.text.includes(file.escape);
  const quoted = special ? quote(value.text, file.escape) : undefined;
  if (special && quoted === undefined) return undefined;
  const gap = new Span(source, key.end, value.start);
  if (!/[\s\u0085]/.test(value.text)) return [replace(gap, '=')];
  if (quoted !== undefined) return [replace(new Span(source, key.end, value.end), `="${quoted}"`)];
  return [replace(gap, '="'), insertAfter(value, '"')];
}

/** A value for double quotes; undefined where that is not plain: a variable with quotes of its own, an open quote. */
function quote(text: string, escape: string): string | undefined {
  if (/\$\{[^}]*["'\\`]/.test(text)) return undefined;
  let out = '';
  let open = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (open === "'") {
      if (c === "'") open = '';
      else out += protect(c, escape);
    } else if (c === escape) {
      const next = text[++i];
      if (next === undefined) return undefined;
      const dropped = open === '' || next === '"' || next === '$' || next === escape;
      out += (dropped ? '' : protect(escape, escape)) + protect(next, escape);
    } else if (c === '"') open = open ? '' : '"';
    else if (c === "'" && !open) open = "'";
    else out += c;
  }
  return open ? undefined : out;
}

function protect(character: string, escape: string): string {
  return character === '"' || character === '$' || character === escape ? escape + character : character;
}
