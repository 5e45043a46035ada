import type { Command, Script, ShellWord } from '../dockerfile/shell.ts';
import { readPackageCall } from '../lint/packages.ts';
import type { Changes } from './edits.ts';

const managers: ReadonlySet<string> = new Set([
  'apt-get',
  'apt',
  'aptitude',
  'apk',
  'yum',
  'dnf',
  'microdnf',
  'zypper',
]);
const verbs: ReadonlySet<string> = new Set(['install', 'add', 'in']);

/** Puts the packages of every install command in order. Flags, variables and comments between them stay where they are. */
export function sortPackages({ commands }: Script, changes: Changes): void {
  for (const command of commands) {
    if (managers.has(command.program)) for (const run of packageRuns(command)) sortRun(run, changes);
  }
}

/** The packages that stand next to each other. */
function packageRuns(command: Command): ShellWord[][] {
  const { verb, operands, args } = readPackageCall(command);
  if (!verb || !verbs.has(verb.text)) return [];
  const packages = new Set(operands.filter(isPlain));
  const runs: ShellWord[][] = [[]];
  let before: ShellWord | undefined;
  for (const word of args) {
    if (!packages.has(word)) runs.push([]);
    else if (before && hasComment(before, word)) runs.push([word]);
    else runs.at(-1)?.push(word);
    before = word;
  }
  return runs;
}

/** Whether a word has a text of its own that can stand elsewhere: a name, also with a version such as `8.*`. */
function isPlain(word: ShellWord): boolean {
  const text = bareText(word);
  return (word.isLiteral && !/\s/.test(text)) || /^[\w.+:=~*-]+$/.test(text);
}

function hasComment(before: ShellWord, word: ShellWord): boolean {
  return before.source.text.slice(before.end, word.start).includes('#');
}

/** A word as written, without the continuation that may directly follow it. */
function bareText({ raw }: ShellWord): string {
  return raw.replace(/[\\`][ \t]*\r?\n$/, '');
}

function sortRun(words: readonly ShellWord[], changes: Changes): void {
  const texts = words.map(bareText);
  const sorted = [...texts].sort(byName);
  const end = (i: number): number => (words[i]?.start ?? 0) + (texts[i]?.length ?? 0);
  changes.replaceAll(words.map(({ start }, i) => ({ start, end: end(i), text: sorted[i] as string })));
}

function byName(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
