import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Pair } from '../dockerfile/words.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** Report `ENV NAME = value` too, where another rule says what is wrong. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'legacy-key-value-format',
  category: 'deprecated',
  severity: 'warning',
  recommended: true,
  aliases: ['LegacyKeyValueFormat'],
  presets: { buildkit: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },

  *check(file, { options }) {
    for (const instruction of [...file.all('ENV'), ...file.all('LABEL')]) {
      const [pair] = instruction.pairs;
      if (!pair?.legacy || !pair.value || instruction.outer) continue;
      if (pair.value.text.startsWith('=') && !options.everywhere) continue;
      const fix = withEquals(instruction, pair);
      yield {
        range: pair.word.range,
        message: l10n.t(
          '`{keyword} {key} value` is the old form, in which the rest of the line is one value: write `{key}=value`.',
          { keyword: instruction.keyword, key: pair.key.text },
        ),
        tags: ['deprecated'],
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** The same value behind `=`, in double quotes where it has blanks. Variables are expanded in both forms alike. */
function withEquals(instruction: Instruction, { key, value }: Pair): Fix | undefined {
  const { file, source } = instruction;
  if (!value || /["']/.test(key.text)) return undefined;
  const special = value.text.includes('"') || value.text.includes("'") || value.text.includes(file.escape);
  const quoted = special ? quote(value.text, file.escape) : undefined;
  if (special && quoted === undefined) return undefined;
  const title = l10n.t('Write with `=`');
  const gap = source.range(key.end, value.start);
  if (!/\s/.test(value.text)) return { title, edits: [{ range: gap, newText: '=' }], safe: true };
  if (quoted !== undefined) {
    return { title, edits: [{ range: source.range(key.end, value.end), newText: `="${quoted}"` }], safe: true };
  }
  return {
    title,
    edits: [
      { range: gap, newText: '="' },
      { range: source.range(value.end, value.end), newText: '"' },
    ],
    safe: true,
  };
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
