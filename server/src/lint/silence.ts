import type { Suppression } from './ignore.ts';
import { type Meaning, meaningOf } from './ignorenames.ts';
import type { RuleNames } from './names.ts';
import type { SuppressionOutcome } from './rule.ts';

/** One name of a suppression with what it means. */
interface Entry {
  readonly suppression: Suppression;
  readonly meaning: Meaning;
  readonly name?: SuppressionOutcome['name'];
}

/** Line ranges, to be asked whether one holds a line: sorted by first line, with the last line of all so far. */
interface Ranges {
  readonly firsts: number[];
  readonly lasts: number[];
}

/** Where rules were found to report, by id; the lines are sorted. */
type FoundLines = ReadonlyMap<string, readonly number[]>;

/** What a judgement on suppressions needs to know of the run. */
export interface Run {
  /** Whether a rule is on. */
  isActive(id: string): boolean;
  readonly found: FoundLines;
  /** Where a rule reports by the conditions of the tool that a suppression is for. */
  foundBy(tool: 'hadolint' | 'buildkit', id: string): readonly number[];
}

const every = '*';

/** All suppressions of a file, ready to be asked. */
export class Silence {
  readonly #entries: readonly Entry[];
  readonly #ranges = new Map<string, Ranges>();

  constructor(suppressions: readonly Suppression[], names: RuleNames) {
    const known = new Map<string, Meaning>();
    this.#entries = suppressions.flatMap((suppression) => entriesOf(suppression, names, known));
    const byFirst = this.#entries.filter(({ suppression }) => !suppression.inert);
    byFirst.sort((a, b) => a.suppression.first - b.suppression.first);
    for (const { suppression, meaning } of byFirst) {
      for (const id of meaning.rules === 'every' ? [every] : meaning.rules) this.#add(id, suppression);
    }
  }

  #add(id: string, { first, last }: Suppression): void {
    let ranges = this.#ranges.get(id);
    if (!ranges) {
      ranges = { firsts: [], lasts: [] };
      this.#ranges.set(id, ranges);
    }
    ranges.lasts.push(Math.max(last, ranges.lasts.at(-1) ?? -1));
    ranges.firsts.push(first);
  }

  /** Whether a suppression covers what a rule says of a line. */
  covers(id: string, line: number): boolean {
    return holds(this.#ranges.get(id), line) || holds(this.#ranges.get(every), line);
  }

  /** What came of every name of every suppression. */
  outcomes(run: Run): SuppressionOutcome[] {
    return this.#entries.map((entry) => {
      const { suppression, meaning, name } = entry;
      const state = suppression.inert ? 'inert' : stateOf(entry, run);
      return { suppression, state, ...(name && { name }), ...(meaning.guess && { guess: meaning.guess }) };
    });
  }
}

/** `known` holds the meanings found so far: most names stand in a file many times. */
function entriesOf(suppression: Suppression, names: RuleNames, known: Map<string, Meaning>): Entry[] {
  if (suppression.names.length === 0) return [{ suppression, meaning: { rules: 'every' } }];
  return suppression.names.map((name) => {
    const { dialect, scope, names: all } = suppression;
    const key = `${dialect} ${scope} ${all.length === 1} ${name.text}`;
    const meaning = known.get(key) ?? meaningOf(suppression, name.text, names);
    known.set(key, meaning);
    return { suppression, name, meaning };
  });
}

function holds(ranges: Ranges | undefined, line: number): boolean {
  if (!ranges) return false;
  const before = countUpTo(ranges.firsts, line);
  return before > 0 && (ranges.lasts[before - 1] as number) >= line;
}

/** How many numbers of a sorted list are at most a limit. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function anyWithin(sorted: readonly number[] | undefined, { first, last }: Suppression): boolean {
  return sorted !== undefined && countUpTo(sorted, last) > countUpTo(sorted, first - 1);
}

/**
 * A name silences nothing where all its rules are on and none of them reports there. A comment for another tool also
 * has a use where that tool reports: we ask its own conditions. ShellCheck sees more than we do: its codes are not
 * judged there, nor is what silences everything in another tool.
 */
function stateOf({ suppression, meaning, name }: Entry, run: Run): SuppressionOutcome['state'] {
  if (meaning.isUnknown) return 'unknown';
  if (meaning.isWholeFile) return 'whole-file';
  const { dialect } = suppression;
  const isOwn = dialect === 'dockerfile-mentor';
  if (meaning.rules === 'every') {
    if ([...run.found.values()].some((lines) => anyWithin(lines, suppression))) return 'used';
    return isOwn ? 'unused' : 'unjudged';
  }
  const { rules } = meaning;
  if (rules.some((id) => anyWithin(run.found.get(id), suppression))) return 'used';
  if (rules.length === 0 || !rules.every((id) => run.isActive(id))) return 'unjudged';
  if (isOwn) return 'unused';
  const isGroup = name?.text === 'all' || dialect === 'shellcheck' || /\bSC\d/.test(name?.text ?? '');
  if (isGroup || dialect === 'checkov' || dialect === 'dockerfile-utils') return 'unjudged';
  const tools = dialect === 'tally' ? (['hadolint', 'buildkit'] as const) : [dialect];
  const isUseful = rules.some((id) => tools.some((tool) => anyWithin(run.foundBy(tool, id), suppression)));
  return isUseful ? 'used' : 'unused';
}
