import { buildkitChecks, experimentalChecks } from '../dockerfile/grammar.ts';
import { checkovNames, tallyNames } from './foreignnames.ts';
import type { Dialect, Suppression } from './ignore.ts';
import type { RuleNames } from './names.ts';
import { nearest } from './nearest.ts';
import { isBuildkitCheck } from './presets.ts';
import type { AnyRule } from './rule.ts';

/** What a name in a suppression means. */
export interface Meaning {
  /** The rules that it silences: by id, or every one. */
  readonly rules: readonly string[] | 'every';
  /** Nobody knows the name, as far as we can tell. */
  readonly isUnknown?: boolean;
  /** A known name close to an unknown one. */
  readonly guess?: string;
  /** BuildKit checks this for the whole file at once: a comment above an instruction does not skip it. */
  readonly isWholeFile?: boolean;
}

const wholeFileChecks: ReadonlySet<string> = new Set([
  'NoEmptyContinuation',
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ReservedStageName',
  'InvalidDefaultArgInFrom',
  'InvalidBaseImagePlatform',
]);

/** What a name of a suppression means, by the notation that it is written in. */
export function meaningOf({ dialect, scope, names: { length } }: Suppression, name: string, names: RuleNames): Meaning {
  switch (dialect) {
    case 'buildkit':
      return checkMeaning(name, { inFile: scope === 'file', isAlone: length === 1 }, names);
    case 'hadolint':
      return codeMeaning(name, names);
    case 'shellcheck':
      return shellcheckMeaning(name, names);
    case 'checkov':
      return { rules: known(checkovNames.get(name) ?? [], names) };
    case 'tally':
      return name.toLowerCase() === 'all' ? { rules: 'every' } : anyMeaning(name, names, dialect);
    default:
      return name === 'all' ? { rules: 'every' } : anyMeaning(name, names, dialect);
  }
}

/** BuildKit knows its own checks only, by their exact spelling, and `all` where nothing stands beside it. */
function checkMeaning(
  name: string,
  { inFile, isAlone }: { readonly inFile: boolean; readonly isAlone: boolean },
  names: RuleNames,
): Meaning {
  if (name === 'all' && isAlone) {
    const skipped = buildkitChecks.filter(
      // `skip=all` leaves experimental checks alone.
      (check) => !experimentalChecks.has(check) && (inFile || !wholeFileChecks.has(check)),
    );
    return { rules: skipped.flatMap((check) => idsOf(check, names)) };
  }
  if (!isBuildkitCheck(name)) return { rules: [], isUnknown: true, ...guessFrom(name, buildkitChecks) };
  if (!inFile && wholeFileChecks.has(name)) return { rules: [], isWholeFile: true };
  return { rules: idsOf(name, names) };
}

/** A code of hadolint or ShellCheck. Those that hadolint has retired are still in people's lists. */
function codeMeaning(name: string, names: RuleNames): Meaning {
  const rules = idsOf(name, names);
  if (rules.length > 0 || isPlausibleCode(name)) return { rules };
  return { rules, isUnknown: true, ...guessFrom(name, names.all.filter(isPlausibleCode), 1) };
}

/** Whether a name has the form of a code that hadolint or ShellCheck has or had. */
export function isPlausibleCode(name: string): boolean {
  return /^SC[1-4]\d{3}$/.test(name) || /^DL(?:100[01]|30[0-6]\d|400[0-6])$/.test(name);
}

/** `SC2086`, `2086`, `SC3000-SC4000` or `all`. */
function shellcheckMeaning(name: string, names: RuleNames): Meaning {
  const codes = names.all.filter((alias) => alias.startsWith('SC'));
  if (name === 'all') return { rules: codes.flatMap((code) => idsOf(code, names)) };
  const [first, last = first] = name.split('-').map((part) => Number(part.replace(/^SC/, '')));
  const meant = codes.filter((code) => Number(code.slice(2)) >= (first ?? 0) && Number(code.slice(2)) <= (last ?? 0));
  return { rules: meant.flatMap((code) => idsOf(code, names)) };
}

/** A rule's name or alias, also with the tool before it: `hadolint/DL3008`, `tally/labels/valid-key`, `CKV_DOCKER_1`. */
function anyMeaning(name: string, names: RuleNames, dialect: Dialect): Meaning {
  for (let bare = name; ; bare = bare.slice(bare.indexOf('/') + 1)) {
    const rules = new Set([...idsOf(bare, names), ...idsOf(bare.replaceAll('/', '-'), names)]);
    for (const id of known([...(tallyNames.get(bare) ?? []), ...(checkovNames.get(bare) ?? [])], names)) rules.add(id);
    if (rules.size > 0 || isPlausibleCode(bare) || isBuildkitCheck(bare) || tallyNames.has(bare))
      return { rules: [...rules] };
    if (!bare.includes('/')) return unknownMeaning(name, bare, names, dialect);
  }
}

/** Other tools have rules that we have never heard of: their names are misspelt only where a known one is close. */
function unknownMeaning(name: string, bare: string, names: RuleNames, dialect: Dialect): Meaning {
  const candidates = [...names.all, ...(dialect === 'tally' ? tallyNames.keys() : [])];
  const guess = guessFrom(bare, candidates, dialect === 'dockerfile-mentor' ? 3 : 2);
  if (dialect !== 'dockerfile-mentor' && !guess.guess) return { rules: [] };
  return { rules: [], isUnknown: true, ...(guess.guess && { guess: name.slice(0, -bare.length) + guess.guess }) };
}

function idsOf(name: string, names: RuleNames): string[] {
  return names.find(name).map(({ id }) => id);
}

function known(ids: readonly string[], names: RuleNames): string[] {
  return ids.filter((id) => names.find(id).length > 0);
}

function guessFrom(name: string, candidates: readonly string[], limit?: number): { guess?: string } {
  const guess = nearest(name, candidates, limit);
  return guess === undefined ? {} : { guess };
}

/** What a rule is called in a notation; undefined where that has no word for it. */
export function nameIn(dialect: Dialect, scope: Suppression['scope'], rule: AnyRule): string | undefined {
  const aliases = rule.aliases ?? [];
  switch (dialect) {
    case 'dockerfile-mentor':
      return rule.id;
    case 'hadolint':
      return aliases.find((alias) => /^(?:DL|SC)\d+$/.test(alias));
    case 'shellcheck':
      return scope === 'instruction' ? aliases.find((alias) => /^SC\d+$/.test(alias)) : undefined;
    case 'buildkit':
      return aliases.find((alias) => isBuildkitCheck(alias) && (scope === 'file' || !wholeFileChecks.has(alias)));
    case 'tally':
      return aliases.find((alias) => /^DL\d+$/.test(alias) || isBuildkitCheck(alias));
    default:
      return undefined;
  }
}
