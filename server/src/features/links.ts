import * as l10n from '@vscode/l10n';
import type { DocumentLink } from 'vscode-languageserver-types';
import { cleanPath } from '../context/ignorefile.ts';
import { hasWildcard } from '../context/wildcard.ts';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { imagePage } from '../dockerfile/imagepage.ts';
import { Span, type Word } from '../dockerfile/source.ts';
import { stageOf } from '../dockerfile/tokens.ts';
import { type FileKind, join } from '../files.ts';
import { copyArguments } from '../lint/copies.ts';
import { isRemoteSource } from '../lint/remotes.ts';

/** The build context, as far as links need it. */
export interface LinkContext {
  readonly folder: string;
  kindOf(path: string): FileKind | undefined;
}

/** The client's command that shows a folder: its URI. */
export const revealFolderCommand = 'dockerfileMentor.revealFolder';

/**
 * Images to their registry pages, sources of COPY and ADD to their files, and to their folders where the client shows
 * those, addresses to what they name (LSP `textDocument/documentLink`). Where the context was not read yet, links to
 * files are missing.
 */
export function documentLinks(file: Dockerfile, context?: LinkContext, revealsFolders = false): DocumentLink[] {
  const links = [
    ...imageLinks(file),
    ...(context ? sourceLinks(file, context, revealsFolders) : []),
    ...addressLinks(file),
  ];
  return links.map(({ span, target, tooltip }) => ({ range: span.range, target, ...(tooltip && { tooltip }) }));
}

interface Link {
  readonly span: Span;
  readonly target: string;
  readonly tooltip?: string;
}

function imageLinks(file: Dockerfile): Link[] {
  const links: Link[] = [];
  const add = (span: Span | undefined, image: string | undefined): void => {
    const target = image === undefined ? undefined : imagePage(image);
    if (span && target !== undefined) links.push({ span, target });
  };
  const syntax = file.directive('syntax')?.value;
  add(syntax, syntax?.text);
  for (const { base, imageWord, imageText } of file.stages) if (!base) add(imageWord, imageText);
  for (const instruction of [...file.all('COPY'), ...file.all('ADD'), ...file.all('RUN')]) {
    for (const word of fromWords(instruction)) if (!stageOf(instruction, word.text)) add(word, word.text);
  }
  return links;
}

function fromWords(instruction: Instruction): Word[] {
  return [
    ...instruction.flags.flatMap(({ name, valueWord }) => (name === 'from' && valueWord ? [valueWord] : [])),
    ...instruction.mounts.flatMap((mount) => mount.get('from')?.valueWord ?? []),
  ];
}

function sourceLinks(file: Dockerfile, context: LinkContext, revealsFolders: boolean): Link[] {
  const links: Link[] = [];
  for (const instruction of [...file.all('COPY'), ...file.all('ADD')]) {
    // What ONBUILD copies comes from the context of another build.
    if (instruction.flag('from') || instruction.outer) continue;
    for (const word of copyArguments(instruction)?.sources ?? []) {
      const path = localPath(file.expand(word.text, instruction), file.escape);
      const kind = path === undefined ? undefined : context.kindOf(path);
      if (path === undefined || !kind) continue;
      const uri = join(context.folder, path);
      if (kind === 'file') links.push({ span: word, target: uri });
      // A folder is nothing that an editor opens.
      else if (revealsFolders) {
        links.push({ span: word, target: revealLink(uri), tooltip: l10n.t('Show the folder in the explorer') });
      }
    }
  }
  return links;
}

function revealLink(uri: string): string {
  return `command:${revealFolderCommand}?${encodeURIComponent(JSON.stringify([uri]))}`;
}

function localPath(text: string | undefined, escape: string): string | undefined {
  if (!text || isRemoteSource(text) || hasWildcard(text)) return undefined;
  const path = cleanPath(`./${escape === '`' ? text.replaceAll('\\', '/') : text}`);
  return path === '.' || /^\.\.(?:\/|$)/.test(path) ? undefined : path;
}

const address = /\b(?:https?:\/\/|git@[\w.-]+:)[^\s"'`<>|;\\]{1,2000}/g;

/** Addresses anywhere, with the values of variables put in where the file says them. */
function addressLinks(file: Dockerfile): Link[] {
  const links: Link[] = [];
  for (const { 0: found, index } of file.text.matchAll(address)) {
    const text = withoutEnd(found);
    const target = targetOf(file, text, index);
    if (target !== undefined) links.push({ span: new Span(file.source, index, index + text.length), target });
  }
  return links;
}

/** Signs at its end belong to the sentence or the command around it. */
function withoutEnd(text: string): string {
  const trimmed = text.replace(/[.,:!?&*]+$/, '');
  const opens = trimmed.split(/[({[]/).length;
  return trimmed.split(/[)}\]]/).length > opens ? withoutEnd(trimmed.slice(0, -1)) : trimmed;
}

function targetOf(file: Dockerfile, text: string, offset: number): string | undefined {
  const instruction = text.includes('$') ? file.instructionAt(offset) : undefined;
  const full = instruction ? file.expand(text, instruction) : text;
  if (full === undefined || /[$]|^https?:\/\/(?:[/?#]|$)/.test(full)) return undefined;
  const repository = /^git@([\w.-]+):(.+?)(?:\.git)?(?:#.*)?$/.exec(full);
  return repository ? `https://${repository[1]}/${repository[2]}` : full;
}
