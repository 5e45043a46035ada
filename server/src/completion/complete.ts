import type { ArgumentCursor, Cursor } from '../dockerfile/cursor.ts';
import { cursorAt } from '../dockerfile/cursor.ts';
import { argumentSuggestions } from './arguments.ts';
import { commentSuggestions } from './comments.ts';
import { execSuggestions, purposeOf } from './execform.ts';
import { flagSuggestions } from './flags.ts';
import { heredocSuggestions, terminatorSuggestions } from './heredocs.ts';
import { fromSuggestions } from './images.ts';
import { jsonWordAt } from './jsonform.ts';
import { keywordSuggestions } from './keywords.ts';
import { bindSource, mountedSource } from './mounts.ts';
import { contextSuggestions, copySuggestions, imageFiles } from './paths.ts';
import { textSuggestions } from './script.ts';
import type { Suggestion, Surroundings } from './suggestion.ts';
import { bodyVariableSuggestions, variableSuggestions } from './variables.ts';

/** After a blank the list opens by itself only where a word of a known set must follow. */
const opensAfterBlank: ReadonlySet<string> = new Set([
  'FROM',
  'COPY',
  'ADD',
  'USER',
  'EXPOSE',
  'STOPSIGNAL',
  'SHELL',
  'HEALTHCHECK',
  'LABEL',
]);

/** Everything that can stand at the cursor. `trigger` is the character that opened the list, if one did. */
export async function suggestionsAt(around: Surroundings, trigger?: string): Promise<readonly Suggestion[]> {
  const cursor = cursorAt(around.file, around.offset);
  if (!cursor || (trigger === ' ' && !isWorthABlank(cursor)) || (trigger === '"' && !isWorthAQuote(cursor))) return [];
  switch (cursor.kind) {
    case 'comment':
      return commentSuggestions(cursor.before, around, trigger);
    case 'keyword':
      return keywordSuggestions(cursor, around);
    case 'body':
      return bodySuggestions(cursor, around);
    case 'argument':
      return inArguments(cursor, around);
  }
}

function isWorthABlank(cursor: Cursor): boolean {
  if (cursor.kind === 'keyword') return cursor.outer !== undefined && cursor.typed === '';
  return cursor.kind === 'argument' && opensAfterBlank.has(cursor.instruction.keyword);
}

/** A quote opens the list where a string of a JSON form begins. */
function isWorthAQuote(cursor: Cursor): boolean {
  if (cursor.kind !== 'argument') return false;
  const word = jsonWordAt(cursor.rest.slice(Math.max(0, cursor.rest.indexOf('['))));
  return word?.isQuoted === true && word.typed === '';
}

function bodySuggestions(cursor: Extract<Cursor, { kind: 'body' }>, around: Surroundings): readonly Suggestion[] {
  const { instruction, heredoc, before } = cursor;
  const mayExpand = instruction.is('RUN') || heredoc.expand;
  const variables = mayExpand ? bodyVariableSuggestions(instruction, before, around) : undefined;
  if (variables) return variables;
  const end = terminatorSuggestions(cursor, around) ?? [];
  return instruction.is('RUN') ? [...end, ...textSuggestions(before, around)] : end;
}

async function inArguments(cursor: ArgumentCursor, around: Surroundings): Promise<readonly Suggestion[]> {
  const variables = variableSuggestions(cursor, around);
  if (variables) return variables;
  const heredocs = heredocSuggestions(cursor, around);
  if (heredocs) return heredocs;
  if (cursor.isFlag) return inFlag(cursor, around);
  const flags = cursor.args.length === 0 && cursor.typed === '' ? await flagSuggestions(cursor, around) : [];
  switch (cursor.instruction.keyword) {
    case 'FROM':
      return [...(await fromSuggestions(cursor, around)), ...flags];
    case 'COPY':
    case 'ADD':
      return [...(await copySuggestions(cursor, around)), ...flags];
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return [...commandLineSuggestions(cursor, cursor.rest, around), ...flags];
    case 'HEALTHCHECK':
      if (cursor.args[0]?.toUpperCase() === 'CMD') {
        return commandLineSuggestions(cursor, cursor.rest.replace(/^\S+\s*/, ''), around);
      }
      return [...argumentSuggestions(cursor, around), ...flags];
    default:
      return [...argumentSuggestions(cursor, around), ...flags];
  }
}

/** A command in shell form or in exec form. */
function commandLineSuggestions(cursor: ArgumentCursor, text: string, around: Surroundings): readonly Suggestion[] {
  if (!text.startsWith('['))
    return cursor.instruction.json ? [] : textSuggestions(text, around, purposeOf(cursor.instruction));
  const word = jsonWordAt(text);
  return word ? execSuggestions(cursor, word, around) : [];
}

async function inFlag(cursor: ArgumentCursor, around: Surroundings): Promise<readonly Suggestion[]> {
  const mounted = mountedSource(cursor, around.offset);
  if (mounted) return imageFiles(cursor, mounted.from, mounted.path, around);
  const path = bindSource(cursor, around.offset) ?? /^--exclude=(.*)$/.exec(cursor.typed)?.[1];
  return path === undefined ? flagSuggestions(cursor, around) : contextSuggestions(path, around);
}
