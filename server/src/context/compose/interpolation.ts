/** `${VAR:-default}` in Compose files and in `.env` (Compose specification, "Interpolation"). */

/** The value of a variable; undefined where it is not set. */
export type Variables = (name: string) => string | undefined;

export interface Interpolated {
  readonly text: string;
  /** Variables without a value that no default stands in for: they are empty here. */
  readonly unset: readonly string[];
  /** Variables of `${NAME:?message}` that have no value. */
  readonly required: readonly string[];
  /** Whether there is a `$` that begins no variable: Compose refuses the file. */
  readonly invalid: boolean;
}

/** Puts variables into a text. `$$` is a dollar sign. */
export function interpolate(text: string, variables: Variables): Interpolated {
  const state = { unset: [] as string[], required: [] as string[], invalid: false };
  return { text: expand(text, variables, state), ...state };
}

interface State {
  readonly unset: string[];
  readonly required: string[];
  invalid: boolean;
}

const named = /[A-Za-z_][A-Za-z0-9_]*/y;

function expand(text: string, variables: Variables, state: State): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '$') {
      out += text[i];
      continue;
    }
    if (text[i + 1] === '$') {
      out += '$';
      i++;
      continue;
    }
    if (text[i + 1] === '{') {
      const end = closingBrace(text, i);
      if (end < 0) {
        state.invalid = true;
        return out + text.slice(i);
      }
      out += expandBraced(text.slice(i + 2, end), variables, state);
      i = end;
      continue;
    }
    const name = nameAt(text, i + 1);
    if (name === '') {
      state.invalid = true;
      out += '$';
      continue;
    }
    out += valueOf(name, variables, state);
    i += name.length;
  }
  return out;
}

function expandBraced(body: string, variables: Variables, state: State): string {
  const name = nameAt(body, 0);
  const [, modifier = '', operand = ''] = /^(:?[-+?])?(.*)$/s.exec(body.slice(name.length)) ?? [];
  if (name === '' || (modifier === '' && operand !== '')) {
    state.invalid = true;
    return '';
  }
  if (modifier === '') return valueOf(name, variables, state);
  const value = variables(name);
  const isSet = value !== undefined && (!modifier.startsWith(':') || value !== '');
  if (modifier.endsWith('-')) return isSet ? value : expand(operand, variables, state);
  if (modifier.endsWith('+')) return isSet ? expand(operand, variables, state) : '';
  if (!isSet) state.required.push(name);
  return isSet ? value : valueOf(name, variables, state);
}

function valueOf(name: string, variables: Variables, state: State): string {
  const value = variables(name);
  if (value === undefined && !state.unset.includes(name)) state.unset.push(name);
  return value ?? '';
}

function nameAt(text: string, at: number): string {
  named.lastIndex = at;
  return named.exec(text)?.[0] ?? '';
}

/** The index of the brace that closes the `${` at an index; -1 where none does. */
function closingBrace(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text.startsWith('${', i)) {
      depth++;
      i++;
    } else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}
