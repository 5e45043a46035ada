import * as l10n from '@vscode/l10n';
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { type OutsideName, outsideOf } from '../context/outsidenames.ts';
import { type Dockerfile, parse } from '../dockerfile/dockerfile.ts';
import { frontendArgs, isPlatformArg, proxyArgs } from '../dockerfile/grammar.ts';
import { type Name, namesOf, type PlacedName } from '../dockerfile/names.ts';
import { baseImageSets } from '../lint/baseImageEnv.ts';
import { replace } from '../lint/edits.ts';
import { applyEdits } from '../lint/fix.ts';

/** Why a name stays as it is, in one sentence. */
export interface Refusal {
  readonly refusal: string;
}

/** What a rename changes: in the Dockerfile, and in other files by URI. */
export interface RenameEdits {
  readonly edits: TextEdit[];
  readonly outside: Readonly<Record<string, TextEdit[]>>;
}

const known: ReadonlySet<string> = new Set<string>([
  ...proxyArgs,
  ...frontendArgs,
  ...['PATH', 'HOME', 'PWD', 'IFS', 'SHELL', 'TERM', 'HOSTNAME'],
]);

/** What would be renamed at a position; null where nothing there has a name (LSP `textDocument/prepareRename`). */
export function prepareRename(
  file: Dockerfile,
  position: Position,
): { readonly range: Range; readonly placeholder: string } | Refusal | null {
  const placed = namesOf(file).at(file.source.offsetAt(position));
  if (!placed || (placed.name.kind === 'stage' && placed.name.text === '')) return null;
  const refusal = whyFixed(placed);
  return refusal ? { refusal } : { range: placed.occurrence.span.range, placeholder: placed.name.text };
}

/**
 * Renames a stage, a variable or the delimiter of a heredoc at a position, in `outside` files too. Refused where the file
 * would mean something else afterwards (LSP `textDocument/rename`).
 */
export function rename(
  file: Dockerfile,
  position: Position,
  newName: string,
  outside: readonly OutsideName[] = [],
): RenameEdits | Refusal | null {
  const placed = namesOf(file).at(file.source.offsetAt(position));
  if (!placed || (placed.name.kind === 'stage' && placed.name.text === '')) return null;
  const { name } = placed;
  const others = outsideOf(file, name, outside);
  const byVariable = others.find(({ isLiteral }) => !isLiteral);
  const refusal =
    whyFixed(placed) ??
    whyInvalid(name, newName) ??
    (byVariable &&
      l10n.t('{file} means it by a variable, which a new name would not reach.', { file: nameOf(byVariable) }));
  if (refusal) return { refusal };
  const edits = name.occurrences.flatMap(({ span, isIndirect }) =>
    isIndirect || span.raw === newName ? [] : [replace(span, newName)],
  );
  const clash = newName === name.text ? undefined : whyClash(file, placed, newName, edits);
  return clash ? { refusal: clash } : { edits, outside: outsideEdits(others, newName) };
}

function nameOf({ place }: OutsideName): string {
  return decodeURIComponent(place.uri.slice(place.uri.lastIndexOf('/') + 1));
}

function outsideEdits(names: readonly OutsideName[], newName: string): Record<string, TextEdit[]> {
  const edits: Record<string, TextEdit[]> = {};
  for (const { place } of names) {
    edits[place.uri] ??= [];
    edits[place.uri]?.push(replace(place, newName));
  }
  return edits;
}

/** Why what stands there has the name that it has. */
function whyFixed({ name }: PlacedName): string | undefined {
  const { text, kind, definedBy, viaVariables } = name;
  const from = viaVariables[0];
  if (from) {
    const line = from.line.firstLine + 1;
    return l10n.t('The FROM on line {line} means it by a variable, which a new name would not reach.', { line });
  }
  if (kind !== 'variable') return undefined;
  if (isPlatformArg(text)) return l10n.t('`{name}` is set by the builder, under this name only.', { name: text });
  if (known.has(text)) return l10n.t('Programs look for `{name}` under this name.', { name: text });
  if (definedBy.size === 0)
    return l10n.t('Nothing in this file defines `{name}`: it comes from outside.', { name: text });
  return undefined;
}

function whyInvalid({ kind, heredoc, definedBy, occurrences }: Name, newName: string): string | undefined {
  if (kind === 'variable') {
    if (!/^[A-Za-z_]\w*$/.test(newName)) {
      return l10n.t('`{name}` cannot name a variable: letters, digits and `_`, no digit first.', { name: newName });
    }
    if (isPlatformArg(newName) || known.has(newName)) {
      return l10n.t('`{name}` has a meaning of its own for the builder or for programs.', { name: newName });
    }
    const inBase = occurrences.find(
      ({ instruction }) =>
        instruction.stage && !instruction.is('FROM') && baseImageSets(instruction.stage, newName) === 'yes',
    );
    return inBase && definedBy.size > 0
      ? l10n.t('The base image sets `{name}` already.', { name: newName })
      : undefined;
  }
  return kind === 'stage' ? whyInvalidStage(newName) : whyInvalidDelimiter(heredoc, newName);
}

function whyInvalidStage(newName: string): string | undefined {
  if (/^[a-z][a-z0-9_.-]*$/.test(newName)) {
    return newName === 'scratch' || newName === 'context'
      ? l10n.t('`{name}` has a meaning of its own for the builder or for programs.', { name: newName })
      : undefined;
  }
  if (/^[a-z][a-z0-9_.-]*$/i.test(newName)) {
    const name = newName.toLowerCase();
    return l10n.t('The builder reads stage names in lower case: call it `{name}`.', { name });
  }
  return l10n.t(
    '`{name}` cannot name a stage: a name begins with a letter and has only letters, digits, `-`, `_` and `.`.',
    { name: newName },
  );
}

function whyInvalidDelimiter(heredoc: Name['heredoc'], newName: string): string | undefined {
  if (!/^[A-Za-z_][\w.-]*$/.test(newName)) {
    return l10n.t('`{name}` cannot end a heredoc: letters, digits, `_`, `-` and `.`, a letter or `_` first.', {
      name: newName,
    });
  }
  const { body, chomp } = heredoc?.heredoc ?? {};
  const lines = (body?.raw ?? '').split(/\r?\n/);
  if (!lines.some((line) => (chomp ? line.replace(/^\t+/, '') : line) === newName)) return undefined;
  return l10n.t('A line of the heredoc is `{name}` already: it would end there.', { name: newName });
}

/** The file is read again with the new name: what belonged together must belong together, and nothing else. */
function whyClash(
  file: Dockerfile,
  { name }: PlacedName,
  newName: string,
  edits: readonly TextEdit[],
): string | undefined {
  const stage = name.kind === 'stage' ? file.stageNamed(newName) : undefined;
  if (stage && stage !== name.stage) {
    return l10n.t('Line {line} has a stage `{name}` already.', { line: stage.from.line.firstLine + 1, name: newName });
  }
  const after = parse(applyEdits(file.source, edits));
  const [before, renamed] = [namesOf(file).placed, namesOf(after).placed];
  const forward = new Map<Name, Name>();
  const backward = new Map<Name, Name>();
  for (let i = 0; i < Math.max(before.length, renamed.length); i++) {
    const [old, now] = [before[i], renamed[i]];
    const isSame =
      old &&
      now &&
      lineOf(old) === lineOf(now) &&
      hasPair(forward, old.name, now.name) &&
      hasPair(backward, now.name, old.name);
    if (isSame && now.name.viaVariables.length === old.name.viaVariables.length) continue;
    const line = firstOther(file, name, newName) ?? lineOf(old ?? (now as PlacedName));
    return l10n.t('Line {line} has a `{name}` of its own: the two would be one.', { line, name: newName });
  }
  return after.instructions.length === file.instructions.length
    ? undefined
    : l10n.t('With the name `{name}` the builder would read other instructions.', { name: newName });
}

function hasPair(pairs: Map<Name, Name>, from: Name, to: Name): boolean {
  const found = pairs.get(from);
  if (!found) pairs.set(from, to);
  return !found || found === to;
}

function lineOf({ occurrence: { span } }: PlacedName): number {
  return span.source.lineAt(span.start) + 1;
}

/** The line where something else has the new name. */
function firstOther(file: Dockerfile, name: Name, newName: string): number | undefined {
  const other = namesOf(file).placed.find((one) => one.name !== name && one.name.text === newName);
  return other && lineOf(other);
}
