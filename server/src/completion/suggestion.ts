import type { CompletionItemKind, Range, TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Docs } from '../docs/docs.ts';
import type { RuleNames } from '../lint/names.ts';

/** A name in a folder of the build context. */
export interface PathEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
  /** Whether the ignore file leaves it out, with everything in it. */
  readonly isIgnored: boolean;
}

/** What suggestions are made from. */
export interface Surroundings {
  readonly file: Dockerfile;
  readonly offset: number;
  readonly docs: Docs;
  readonly names: RuleNames;
  /** What is in a folder of the build context, where that can be read. */
  readonly list?: ((folder: string) => Promise<readonly PathEntry[]>) | undefined;
  /** The tags that a registry has for an image, where the user lets registries be asked. */
  readonly tagsOf?: ((image: string) => Promise<readonly string[]>) | undefined;
  /** Whether snippets of the snippet file are wanted besides. */
  readonly offersSnippets: boolean;
}

/** Where the documentation of a suggestion stands: a page, a section of it, a bullet in that. */
export interface DocReference {
  readonly page: string;
  /** The heading as written, backticks and all. */
  readonly section?: string;
  readonly entry?: string;
}

/** What is replaced: up to the cursor, or up to the end of the word. */
export interface Target {
  readonly insert: Range;
  readonly replace: Range;
}

/** One thing that can stand at the cursor. */
export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly target: Target;
  /** What is inserted; the label unless said otherwise. */
  readonly text?: string;
  /** Inserted in place of the text where the editor knows snippets. */
  readonly snippet?: string;
  /** Without snippets it is nothing. */
  readonly isSnippetOnly?: boolean;
  readonly filter?: string;
  readonly detail?: string | undefined;
  /** The lower, the higher in the list. */
  readonly rank?: number;
  readonly doc?: DocReference | undefined;
  /** Edits elsewhere in the file. */
  readonly edits?: readonly TextEdit[];
  readonly isDeprecated?: boolean;
  /** Whether the next suggestions follow at once. */
  readonly continues?: boolean;
}

/** The range of the word at the cursor: what is typed of it, and what follows of it on the line. */
export function targetOf({ file, offset }: Surroundings, typed: string, following = /^[\w.-]*/): Target {
  const { source } = file;
  const line = source.lineAt(offset);
  const start = Math.max(source.lineStart(line), offset - typed.length);
  const after = following.exec(source.text.slice(offset, source.lineEnd(line)))?.[0].length ?? 0;
  return { insert: source.range(start, offset), replace: source.range(start, offset + after) };
}

/** What stands right of the cursor on its line. */
export function textBehind({ file, offset }: Surroundings): string {
  return file.source.text.slice(offset, file.source.lineEnd(file.source.lineAt(offset)));
}

/** A text with what means something in a snippet escaped. */
export function asSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Whether the file writes its keywords in lower case; the one that is being typed does not count. */
export function writesLower(file: Dockerfile, offset: number): boolean {
  let known = 0;
  let lower = 0;
  for (const { isKnown, keywordWord } of file.instructions) {
    if (!isKnown || keywordWord.touches(offset)) continue;
    known++;
    if (keywordWord.text === keywordWord.text.toLowerCase()) lower++;
  }
  return lower * 2 > known;
}

/** The image that a stage is made from in the end, its name alone: `node` for `docker.io/library/node:22`. */
export function baseImageName({ stage }: Instruction): string | undefined {
  const name = stage?.root.image?.name.text;
  return name?.slice(name.lastIndexOf('/') + 1);
}
