import type { Io, Output } from './io.ts';

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;

export type Style = keyof typeof codes;

/** Puts a text into a style. */
export type Paint = (text: string, ...styles: Style[]) => string;

/** Paints for terminals, unless NO_COLOR says not to; FORCE_COLOR has the last word. */
export function painter(output: Output, env: Io['env']): Paint {
  if (!wantsColour(output, env)) return (text) => text;
  return (text, ...styles) =>
    styles.reduce((painted, style) => `\x1b[${codes[style][0]}m${painted}\x1b[${codes[style][1]}m`, text);
}

function wantsColour(output: Output, env: Io['env']): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return output.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

/** Characters that take two columns: Chinese, Japanese, Korean, full-width forms and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** How many columns of a terminal a text takes; a tab counts as one. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) continue;
    columns += wide.test(character) ? 2 : 1;
  }
  return columns;
}

/** A text whose control characters are shown instead of obeyed; tabs stay. */
export function visible(text: string): string {
  return text.replace(/[\0-\x08\n-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]/g, (c) => {
    const code = c.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\uFFFD';
  });
}
