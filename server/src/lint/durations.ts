/** Nanoseconds of each unit of a Go duration. */
const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** The longest duration that the builder can hold, about 292 years. */
const longest = 2 ** 63;

/** Why a text is no duration, with the part that is at fault. */
export interface DurationProblem {
  readonly kind: 'malformed' | 'missing-unit' | 'unknown-unit' | 'too-long';
  readonly text: string;
}

/** Reads a duration such as `1m30s` as the builder does (Go, `time.ParseDuration`): nanoseconds, or what is wrong. */
export function parseDuration(text: string): number | DurationProblem {
  const sign = text[0] === '-' ? -1 : 1;
  const rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === '0') return 0;
  if (rest === '') return { kind: 'malformed', text };
  let sum = 0;
  for (let at = 0; at < rest.length; ) {
    const number = /^(?:\d+(?:\.\d*)?|\.\d+)/.exec(rest.slice(at))?.[0];
    if (number === undefined) return { kind: 'malformed', text };
    at += number.length;
    const unit = /^[^.\d]*/.exec(rest.slice(at))?.[0] ?? '';
    if (unit === '') return { kind: 'missing-unit', text: number };
    const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (factor === undefined) return { kind: 'unknown-unit', text: unit };
    at += unit.length;
    sum += Number(number) * factor;
  }
  return sum >= longest ? { kind: 'too-long', text } : sign * sum;
}
