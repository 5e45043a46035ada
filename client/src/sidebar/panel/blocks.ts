/** What the views *This image* and *Run it* show, as data: the extension says what, the page says how. Each side believes nothing it has not checked here. */

/** A line, counted from 0, of the open Dockerfile or of the file that `uri` names, and what to call it. */
export interface LineLink {
  readonly line: number;
  readonly uri?: string;
  readonly label: string;
}

export type Tone = 'good' | 'could' | 'quiet';

/** Prose in which only `code` between backticks is more than text. */
export interface Item {
  readonly text: string;
  readonly tone?: Tone;
  readonly link?: LineLink;
  readonly actions?: readonly Action[];
}

/** A button behind an item. */
export interface Action {
  readonly label: string;
  readonly does:
    | { readonly type: 'learn'; readonly path: string }
    | { readonly type: 'fix'; readonly line: number; readonly character: number };
}

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly kind: 'stage' | 'image';
  readonly isTarget: boolean;
  readonly isNeeded: boolean;
  readonly line: number;
  readonly uri?: string;
  /** What it is, for those who do not see it. */
  readonly title: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly how: 'base' | 'copy' | 'mount';
  readonly isNeeded: boolean;
  readonly line: number;
  readonly uri?: string;
  readonly title: string;
}

export interface Field {
  /** What a change of it is called. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'choice' | 'switch';
  readonly value: string;
  /** What holds where nothing is written. */
  readonly placeholder?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly problem?: string;
}

export interface CodeLine {
  readonly text: string;
  readonly why: readonly { readonly text: string; readonly link?: LineLink }[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly name: string; readonly items: readonly Item[] }[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | {
      readonly kind: 'graph';
      readonly label: string;
      readonly nodes: readonly GraphNode[];
      readonly edges: readonly GraphEdge[];
      readonly legend: readonly { readonly how: GraphEdge['how']; readonly text: string }[];
      /** The same in words. */
      readonly summary: string;
      readonly sentences: readonly Item[];
    }
  | {
      readonly kind: 'fold';
      readonly id: string;
      readonly title: string;
      readonly badge?: { readonly text: string; readonly tone: Tone };
      readonly isOpen: boolean;
      readonly blocks: readonly Block[];
    }
  | { readonly kind: 'form'; readonly label: string; readonly fields: readonly Field[] }
  | {
      readonly kind: 'tabs';
      readonly id: string;
      readonly label: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | {
      readonly kind: 'code';
      readonly label: string;
      readonly language: string;
      readonly text: string;
      readonly lines: readonly CodeLine[];
      readonly copy: string;
      readonly newFile: string;
      /** Single lines to type into a terminal. */
      readonly commands: readonly { readonly label: string; readonly text: string }[];
    }
  | { readonly kind: 'restart'; readonly label: string };

/** From the extension to the page. */
export interface Show {
  readonly type: 'show';
  readonly blocks: readonly Block[];
}

/** From the page to the extension. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly line: number }
  | { readonly type: 'place'; readonly uri: string; readonly line: number }
  | { readonly type: 'choose'; readonly id: string; readonly value: string }
  | { readonly type: 'copy' | 'type'; readonly text: string }
  | { readonly type: 'file'; readonly text: string; readonly language: 'yaml' | 'shellscript' }
  | { readonly type: 'restart' }
  | Action['does'];

const longestText = 100_000;

export function isFromPanel(value: unknown): value is FromPanel {
  if (!isRecord(value)) return false;
  switch (value.type) {
    case 'ready':
    case 'restart':
      return true;
    case 'reveal':
      return isCount(value.line);
    case 'place':
      return isText(value.uri, 5000) && /^[a-z][\w+.-]*:/i.test(value.uri) && isCount(value.line);
    case 'fix':
      return isCount(value.line) && isCount(value.character);
    case 'learn':
      return typeof value.path === 'string' && /^[\w-]+(?:\/[\w.-]+)*$/.test(value.path) && value.path.length <= 200;
    case 'choose':
      return isText(value.id, 300) && value.id !== '' && isText(value.value, 2000);
    case 'copy':
    case 'type':
      return isText(value.text, longestText) && value.text !== '';
    case 'file':
      return isText(value.text, longestText) && (value.language === 'yaml' || value.language === 'shellscript');
    default:
      return false;
  }
}

export function isShow(value: unknown): value is Show {
  return isRecord(value) && value.type === 'show' && isBlocks(value.blocks);
}

export function isBlocks(value: unknown): value is readonly Block[] {
  return isList(value, isBlock);
}

function isBlock(value: unknown): value is Block {
  if (!isRecord(value)) return false;
  switch (value.kind) {
    case 'heading':
    case 'title':
    case 'text':
      return typeof value.text === 'string';
    case 'facts':
      return isList(value.rows, (row) => isRecord(row) && hasTexts(row, 'name') && isList(row.items, isItem));
    case 'list':
      return isList(value.items, isItem);
    case 'graph':
      return isGraph(value);
    case 'fold':
      return hasTexts(value, 'id', 'title') && typeof value.isOpen === 'boolean' && isList(value.blocks, isBlock);
    case 'form':
      return hasTexts(value, 'label') && isList(value.fields, isField);
    case 'tabs':
      return hasTexts(value, 'id', 'label', 'value') && isList(value.options, isOption);
    case 'code':
      return (
        hasTexts(value, 'label', 'language', 'text', 'copy', 'newFile') &&
        isList(value.commands, (one) => isRecord(one) && hasTexts(one, 'label', 'text')) &&
        isList(value.lines, (one) => isRecord(one) && hasTexts(one, 'text') && isList(one.why, isItem))
      );
    case 'restart':
      return hasTexts(value, 'label');
    default:
      return false;
  }
}

function isGraph(value: Record<string, unknown>): boolean {
  return (
    hasTexts(value, 'label', 'summary') &&
    isList(
      value.nodes,
      (one) => isRecord(one) && hasTexts(one, 'id', 'label', 'detail', 'kind', 'title') && isCount(one.line),
    ) &&
    isList(value.edges, (one) => isRecord(one) && hasTexts(one, 'from', 'to', 'how', 'title') && isCount(one.line)) &&
    isList(value.legend, (one) => isRecord(one) && hasTexts(one, 'how', 'text')) &&
    isList(value.sentences, isItem)
  );
}

function isItem(value: unknown): value is Item {
  return (
    isRecord(value) &&
    hasTexts(value, 'text') &&
    (value.link === undefined || (isRecord(value.link) && hasTexts(value.link, 'label') && isCount(value.link.line))) &&
    (value.actions === undefined ||
      isList(value.actions, (one) => isRecord(one) && hasTexts(one, 'label') && isFromPanel(one.does)))
  );
}

function isField(value: unknown): value is Field {
  return (
    isRecord(value) &&
    hasTexts(value, 'id', 'label', 'kind', 'value') &&
    (value.options === undefined || isList(value.options, isOption))
  );
}

function isOption(value: unknown): boolean {
  return isRecord(value) && hasTexts(value, 'value', 'label');
}

function isList(value: unknown, isEntry: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isEntry);
}

function hasTexts(value: Record<string, unknown>, ...keys: string[]): boolean {
  return keys.every((key) => typeof value[key] === 'string');
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
