import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Instruction, Stage } from '../../dockerfile/dockerfile.ts';
import { Span } from '../../dockerfile/source.ts';
import { baseImageSets } from '../../lint/baseImageEnv.ts';
import { lineAbove, replace } from '../../lint/edits.ts';
import { freeName } from '../../lint/freename.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** Signs that no place takes for anything but themselves. */
const plain = /^[\w.:/@+-]+$/;
/** A version, where nothing is selected: `1.2`, `1.2.3-rc1`. */
const version = /\d+(?:\.\d+)+(?:-?(?:rc|alpha|beta|r)\.?\d+)?/g;

/** A selected value, or the version at the cursor, as the default of an ARG of its stage; once, or at every place. */
export function* extractValue({ file, instruction, start, end }: Selection): Generator<Refactoring> {
  const stage = instruction?.stage;
  const span = instruction && (start < end ? new Span(file.source, start, end) : versionAt(instruction, start));
  if (!instruction || !stage || !span || !plain.test(span.raw) || !isWhole(span) || !mayExpand(instruction, span))
    return;
  const value = span.raw;
  // A variable of the base image has a meaning for what it runs.
  const name = freeName(file, wantedName(instruction, span), (one) => baseImageSets(stage, one) === 'yes');
  const all = placesOf(stage, value);
  yield {
    title: l10n.t('Extract `{value}` into the build argument `{name}`', { value, name }),
    kind: 'refactor.extract',
    edits: [declaration(instruction, name, value), replace(span, `\${${name}}`)],
  };
  const first = all[0];
  if (!first || all.length < 2) return;
  yield {
    title: l10n.t('Extract `{value}` at {count} places into the build argument `{name}`', {
      value,
      name,
      count: all.length,
    }),
    kind: 'refactor.extract',
    edits: [declaration(first.instruction, name, value), ...all.map((one) => replace(one.span, `\${${name}}`))],
  };
}

function declaration(before: Instruction, name: string, value: string): TextEdit {
  const { keywordWord } = before;
  const keyword = keywordWord.text === keywordWord.text.toLowerCase() ? 'arg' : 'ARG';
  return lineAbove(before, `${keyword} ${name}=${value}`);
}

function versionAt({ source }: Instruction, offset: number): Span | undefined {
  const line = source.lineAt(offset);
  const from = source.lineStart(line);
  for (const { index, 0: text } of source.lineText(line).matchAll(version)) {
    const span = new Span(source, from + index, from + index + text.length);
    if (span.touches(offset)) return span;
  }
  return undefined;
}

/** Whether a value is no part of a longer word or number, nor of a variable's name. */
function isWhole({ source: { text }, start, end }: Span): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)];
  if (/\w$/.test(before) && !/(?:^|\W)v$/.test(before)) return false;
  return !/\d\.$|[$\\`]$|\$\{$/.test(before) && !/^(?:\w|\.\d)/.test(after);
}

/** Every place of a stage where a value stands and a variable can stand for it. */
function placesOf({ instructions }: Stage, value: string): { instruction: Instruction; span: Span }[] {
  const found: { instruction: Instruction; span: Span }[] = [];
  for (const instruction of instructions) {
    const { source, end } = instruction;
    const text = source.text.slice(instruction.start, end);
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
      const from = instruction.start + at;
      const span = new Span(source, from, from + value.length);
      if (isWhole(span) && mayExpand(instruction, span)) found.push({ instruction, span });
    }
  }
  return found;
}

/** Whether a variable is expanded where a value stands: by the builder, or by the shell of a RUN. */
function mayExpand(instruction: Instruction, { start, end }: Span): boolean {
  const { rest, json, heredocs, stage } = instruction;
  if (start < rest.start || json || stage?.isWindows) return false;
  const holds = (word: Span): boolean => word.start <= start && end <= word.end && !/['\\`]/.test(word.raw);
  if (instruction.is('RUN')) {
    const { script } = instruction;
    if (!script || (script.language !== 'sh' && script.language !== 'bash') || script.errors.length > 0) return false;
    const command = script.commands.findLast((one) => one.start <= start && end <= one.end);
    return command !== undefined && [...command.args, ...command.assignments.map(({ word }) => word)].some(holds);
  }
  if (heredocs.length > 0) return false;
  if (instruction.is('ENV', 'LABEL')) return instruction.pairs.some(({ value }) => value && holds(value));
  return instruction.isAmong(['COPY', 'ADD', 'WORKDIR', 'EXPOSE', 'VOLUME', 'USER']) && instruction.args.some(holds);
}

/** What a value is called by what stands before it: `FOO_VERSION` for `foo-1.2`, `foo=1.2`, `foo/v1.2`. */
function wantedName(instruction: Instruction, { source, start, raw }: Span): string {
  const suffix = /^\d+\.\d/.test(raw) ? '_VERSION' : '_VALUE';
  const text = source.text.slice(source.lineStart(source.lineAt(start)), start);
  const word = /([A-Za-z][\w-]*?)[-_]*(?:\[[\w,]*\])?[=@:/~^<>"_-]*v?$/.exec(text)?.[1] ?? instruction.keyword;
  const base = word.replace(/\W+/g, '_').toUpperCase();
  return base.endsWith(suffix) || base === suffix.slice(1) ? base : base + suffix;
}
