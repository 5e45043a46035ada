import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import {
  directiveNames,
  type FlagGrammar,
  flagsOf,
  isMountType,
  keywords,
  mountOptions,
  mountTypes,
} from '../dockerfile/grammar.ts';
import { readMount } from '../dockerfile/mounts.ts';
import type { Flag } from '../dockerfile/words.ts';
import type { Docs } from '../docs/docs.ts';

/** What can stand at a position: keywords, flags, their values, mount options (LSP `textDocument/completion`). */
export function completion(file: Dockerfile, position: Position, docs: Docs): CompletionItem[] {
  const { source } = file;
  const offset = source.offsetAt(position);
  const lineStart = source.lineStart(source.lineAt(offset));
  const before = source.text.slice(lineStart, offset);
  if (/^\s*#/.test(before)) return directiveItems(file, before, position, docs);
  const instruction = enclosing(file, offset);
  if (!instruction || instruction.keywordWord.touches(offset)) return keywordItems(file, instruction, offset, docs);
  if (instruction.is('ONBUILD') && instruction.trigger === undefined)
    return keywordItems(file, undefined, offset, docs);
  return flagPosition(instruction, offset) ? flagItems(instruction, offset, docs) : [];
}

/** The instruction that the cursor is in, the trigger of an ONBUILD rather than the ONBUILD. */
function enclosing(file: Dockerfile, offset: number): Instruction | undefined {
  let found = file.instructionAt(offset);
  while (found?.trigger && offset >= found.trigger.start) found = found.trigger;
  return found;
}

function keywordItems(file: Dockerfile, typed: Instruction | undefined, offset: number, docs: Docs): CompletionItem[] {
  const lower = file.instructions.length > 0 && writesLower(file, typed);
  const range = typed ? typed.keywordWord.range : file.range(offset, offset);
  return keywords.map((keyword) => {
    const label = lower ? keyword.toLowerCase() : keyword;
    const page = docs.instruction(keyword);
    return {
      label,
      kind: CompletionItemKind.Keyword,
      filterText: label,
      textEdit: { range, newText: label },
      ...(keyword === 'MAINTAINER' && { tags: [1 as const] }),
      ...(page && { documentation: { kind: 'markdown' as const, value: page.lead } }),
    };
  });
}

/** Whether the file writes its keywords in lower case; what is being typed does not count. */
function writesLower(file: Dockerfile, typed: Instruction | undefined): boolean {
  const known = file.instructions.filter((instruction) => instruction.isKnown && instruction !== typed);
  const lower = known.filter(({ keywordWord: { text } }) => text === text.toLowerCase()).length;
  return known.length > 0 ? lower * 2 > known.length : false;
}

function directiveItems(file: Dockerfile, before: string, position: Position, docs: Docs): CompletionItem[] {
  const first = file.instructions[0];
  if (first && file.source.lineAt(first.start) <= position.line) return [];
  const typed = /^\s*#\s*([a-zA-Z]*)$/.exec(before);
  if (!typed) return [];
  const start = { line: position.line, character: position.character - (typed[1] as string).length };
  const values: Record<string, string> = { syntax: 'docker/dockerfile:1', escape: '`', check: 'skip=' };
  return directiveNames
    .filter((name) => !file.directive(name))
    .map((name) => ({
      label: `${name}=`,
      kind: CompletionItemKind.Property,
      textEdit: { range: { start, end: position }, newText: `${name}=${values[name]}` },
      ...documentation(docs.directive(name)?.lead),
    }));
}

function documentation(markdown: string | undefined): Pick<CompletionItem, 'documentation'> {
  return markdown === undefined ? {} : { documentation: { kind: 'markdown', value: markdown } };
}

/** Whether flags can stand at an offset: nothing but flags stands before it. */
function flagPosition(instruction: Instruction, offset: number): boolean {
  return instruction.flags.some(({ word }) => word.touches(offset)) || offset <= instruction.rest.start;
}

function flagItems(instruction: Instruction, offset: number, docs: Docs): CompletionItem[] {
  const typed = instruction.flags.find(({ word }) => word.touches(offset));
  if (typed?.valueWord && offset >= typed.valueWord.start) return valueItems(instruction, typed, offset, docs);
  const range = typed ? typed.nameWord.range : flagStub(instruction, offset);
  return flagsOf(instruction.keyword)
    .filter((flag) => flag.repeatable || !instruction.flags.some((used) => used !== typed && used.name === flag.name))
    .map((flag) => flagItem(instruction, flag, range, typed?.valueWord !== undefined, docs));
}

/** The `-` that is typed so far, before it is a flag. */
function flagStub(instruction: Instruction, offset: number): Range {
  const { source } = instruction;
  let start = offset;
  while (source.text[start - 1] === '-') start--;
  return source.range(start, offset);
}

function flagItem(
  instruction: Instruction,
  flag: FlagGrammar,
  range: Range,
  hasValue: boolean,
  docs: Docs,
): CompletionItem {
  const label = `--${flag.name}`;
  const section = docs.flag(instruction.keyword, label);
  return {
    label,
    kind: CompletionItemKind.Property,
    textEdit: { range, newText: hasValue || flag.kind === 'boolean' ? label : `${label}=` },
    ...(flag.since && { detail: `docker/dockerfile:${flag.since}` }),
    ...(flag.kind !== 'boolean' && { command: { title: 'suggest', command: 'editor.action.triggerSuggest' } }),
    ...documentation(section?.body),
  };
}

function valueItems(instruction: Instruction, flag: Flag, offset: number, docs: Docs): CompletionItem[] {
  if (flag.name === 'mount' && instruction.is('RUN')) return mountItems(flag, offset, docs);
  const grammar = flagsOf(instruction.keyword).find(({ name }) => name === flag.name);
  const range = flag.valueWord?.range ?? instruction.source.range(offset, offset);
  if (flag.name === 'from') return stageItems(instruction, range);
  return (grammar?.values ?? []).map((value) => ({
    label: value,
    kind: CompletionItemKind.EnumMember,
    filterText: value,
    textEdit: { range, newText: value },
  }));
}

function stageItems(instruction: Instruction, range: Range): CompletionItem[] {
  const before = instruction.stage?.index ?? 0;
  return instruction.file.stages.slice(0, before).flatMap((stage) =>
    stage.name
      ? [
          {
            label: stage.name.text,
            kind: CompletionItemKind.Module,
            detail: stage.from.rest.text,
            textEdit: { range, newText: stage.name.text },
          },
        ]
      : [],
  );
}

function mountItems(flag: Flag, offset: number, docs: Docs): CompletionItem[] {
  const mount = readMount(flag);
  const { source } = flag.word;
  const typed = mount.options.find(({ word }) => word.touches(offset));
  if (typed?.valueWord && offset >= typed.valueWord.start) {
    const range = typed.valueWord.range;
    const values =
      typed.key === 'type' ? mountTypes : (optionsOf(mount.type).find(({ name }) => name === typed.key)?.values ?? []);
    return values.map((value) => ({
      label: value,
      kind: CompletionItemKind.EnumMember,
      textEdit: { range, newText: value },
      ...(typed.key === 'type' && documentation(docs.flag('RUN', `--mount=type=${value}`)?.body)),
    }));
  }
  const range = typed ? typed.keyWord.range : source.range(offset, offset);
  const used = new Set(mount.options.filter((option) => option !== typed).map((option) => option.key));
  const names = [{ name: 'type', kind: 'text' as const }, ...optionsOf(mount.type)].filter(
    ({ name }) => !used.has(name),
  );
  return names.map(({ name, kind }) => ({
    label: name,
    kind: CompletionItemKind.Property,
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { range, newText: kind === 'boolean' || typed?.valueWord ? name : `${name}=` },
    ...(kind !== 'boolean' && { command: { title: 'suggest', command: 'editor.action.triggerSuggest' } }),
  }));
}

function optionsOf(type: string): (typeof mountOptions)[keyof typeof mountOptions] {
  return isMountType(type) ? mountOptions[type] : [];
}
