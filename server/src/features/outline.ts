import { type DocumentSymbol, type Range, SymbolKind, SymbolTag } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { overriddenBy } from '../dockerfile/facts.ts';
import { innerHeredocs } from '../dockerfile/innerheredocs.ts';
import type { Span } from '../dockerfile/source.ts';

/** Longer texts are cut: an outline is narrow. */
const longest = 60;

/** The outline: stages with their instructions, what stands before the first FROM beside them (LSP `textDocument/documentSymbol`). */
export function outline(file: Dockerfile): DocumentSymbol[] {
  return [...file.globals.flatMap(instructionSymbols), ...file.stages.map((stage) => stageSymbol(file, stage))];
}

function stageSymbol(file: Dockerfile, stage: Stage): DocumentSymbol {
  const { from, name, imageWord } = stage;
  const last = stage.instructions.at(-1) ?? from;
  const image = imageWord?.text ?? '';
  const children = stage.instructions.slice(1).flatMap(instructionSymbols);
  return {
    name: name?.text || image || from.keyword,
    ...(name && { detail: `FROM ${shorten(image)}` }),
    kind: SymbolKind.Class,
    range: file.range(from.start, Math.max(last.end, from.end)),
    selectionRange: (name ?? imageWord ?? from.keywordWord).range,
    children,
  };
}

/** One entry for an instruction; ARG, ENV and LABEL have one for each of their names. */
function instructionSymbols(instruction: Instruction): DocumentSymbol[] {
  if (!instruction.is('ARG', 'ENV', 'LABEL') || instruction.pairs.length === 0) return [instructionSymbol(instruction)];
  const { keyword, pairs } = instruction;
  return pairs.map(({ key, value, word }) => ({
    name: shorten(value ? `${keyword} ${key.text} = ${value.text}` : `${keyword} ${key.text}`),
    kind: kindOf(instruction),
    range: pairs.length === 1 ? instruction.range : word.range,
    selectionRange: key.range,
    ...deprecation(pairs.some(({ legacy }) => legacy)),
  }));
}

function instructionSymbol(instruction: Instruction): DocumentSymbol {
  const overridden = overriddenBy(instruction) !== undefined;
  const inner = instruction.heredocs.length === 1 ? innerHeredocs(instruction) : [];
  return {
    name: nameOf(instruction),
    ...(overridden && { detail: '×' }),
    kind: kindOf(instruction),
    range: instruction.range,
    selectionRange: instruction.keywordWord.range,
    ...deprecation(instruction.is('MAINTAINER')),
    children: instruction.heredocs.map(({ name, marker, terminator }) => ({
      // An editor takes no empty names.
      name: name || marker.text,
      kind: SymbolKind.String,
      range: terminator ? rangeFrom(marker, terminator) : marker.range,
      selectionRange: marker.range,
      children: inner.map(({ name: innerName, marker: innerMarker, whole }) => ({
        name: innerName || innerMarker.raw,
        kind: SymbolKind.String,
        range: whole.range,
        selectionRange: innerMarker.range,
      })),
    })),
  };
}

function deprecation(isDeprecated: boolean): Pick<DocumentSymbol, 'tags'> {
  return isDeprecated ? { tags: [SymbolTag.Deprecated] } : {};
}

function rangeFrom(first: Span, last: Span): Range {
  return first.source.range(first.start, Math.max(first.end, last.end));
}

function nameOf(instruction: Instruction): string {
  const { keyword, trigger } = instruction;
  if (trigger) return `ONBUILD ${nameOf(trigger)}`;
  return `${keyword} ${shorten(argumentsOf(instruction))}`.trim();
}

function argumentsOf(instruction: Instruction): string {
  const { args, json } = instruction;
  switch (instruction.keyword) {
    case 'COPY':
    case 'ADD':
      return copyText(instruction);
    case 'RUN':
      return runText(instruction);
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return json ? args.map(({ text }) => text).join(' ') : instruction.rest.text;
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      return instruction.rest.text;
    default:
      return args.map(({ text }) => text).join(' ');
  }
}

/** `dist → /app`, `build:/src/dist → /app`. */
function copyText(instruction: Instruction): string {
  const { args } = instruction;
  const from = instruction.flag('from')?.value;
  const sources = args.slice(0, -1).map(({ text }) => (/^\d*<</.test(text) ? text : from ? `${from}:${text}` : text));
  const destination = args.at(-1)?.text ?? '';
  return sources.length === 0 ? destination : `${sources.join(', ')} → ${destination}`;
}

/** The first commands; for a heredoc alone those of its body. */
function runText({ heredocs, json, args, rest }: Instruction): string {
  if (json) return args.map(({ text }) => text).join(' ');
  const only = heredocs.length === 1 && heredocs[0]?.marker.text === rest.text ? heredocs[0] : undefined;
  if (!only) return rest.text;
  const first = /^[ \t]*(?!#|set\s|\s)(\S[^\r\n]*)/m.exec(only.body.raw);
  return first?.[1] ?? rest.text;
}

function shorten(text: string): string {
  const line = text.length > 4 * longest ? text.slice(0, 4 * longest) : text;
  const flat = /[^\S ]| {2}|^ | $/.test(line) ? line.replace(/\s+/g, ' ').trim() : line;
  return flat.length > longest ? `${flat.slice(0, longest - 1)}…` : flat;
}

const kinds: Readonly<Record<string, SymbolKind>> = {
  ARG: SymbolKind.Constant,
  ENV: SymbolKind.Variable,
  LABEL: SymbolKind.Property,
  RUN: SymbolKind.Function,
  COPY: SymbolKind.File,
  ADD: SymbolKind.File,
  WORKDIR: SymbolKind.Namespace,
  VOLUME: SymbolKind.Namespace,
  CMD: SymbolKind.Event,
  ENTRYPOINT: SymbolKind.Event,
  HEALTHCHECK: SymbolKind.Event,
  EXPOSE: SymbolKind.Interface,
  USER: SymbolKind.Key,
};

function kindOf({ keyword }: Instruction): SymbolKind {
  return kinds[keyword] ?? SymbolKind.Property;
}
