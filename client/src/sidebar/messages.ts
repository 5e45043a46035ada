/** What the extension and a page of the sidebar say to each other. Each side believes nothing it has not checked here. */
import {
  type EngineAction,
  type EnginePanel,
  isEngineAction,
  isEnginePanel,
  isObjectId,
  isReachAnswer,
  type ReachAnswer,
} from './enginePanel.ts';

import { type Block, isBlocks } from './panel/blocks.ts';

export interface Page {
  readonly path: string;
  readonly title: string;
  readonly markdown: string;
  /** The text of each SVG, by the path that the Markdown writes. */
  readonly diagrams: Readonly<Record<string, string>>;
}

/** What a page says about the Dockerfile that is open. */
export interface Section {
  readonly title: string;
  /** Text, captions and note may set `code` in backticks. */
  readonly text: string;
  readonly lines: readonly { readonly text: string; readonly label: string; readonly line: number }[];
  readonly commands: readonly { readonly caption: string; readonly text: string }[];
  readonly note?: string;
}

/** The words on buttons and the like, in the reader's language. */
export interface Words {
  readonly back: string;
  readonly home: string;
  readonly pages: string;
  readonly onThisPage: string;
  readonly copy: string;
  readonly copied: string;
  readonly type: string;
  readonly code: string;
  readonly loading: string;
  readonly restart: string;
}

export type ToPage =
  | { readonly type: 'page'; readonly page: Page; readonly section?: Section }
  | { readonly type: 'engine'; readonly panel: EnginePanel }
  | { readonly type: 'reach'; readonly answer: ReachAnswer }
  | { readonly type: 'compose'; readonly blocks: readonly Block[] }
  | { readonly type: 'section'; readonly section: Section }
  | { readonly type: 'go'; readonly path: string }
  | { readonly type: 'unavailable'; readonly text: string };

export type FromPage =
  | { readonly type: 'ready'; readonly path: string }
  | { readonly type: 'open'; readonly path: string }
  | { readonly type: 'place'; readonly uri: string; readonly line: number }
  | { readonly type: 'external'; readonly href: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'type'; readonly text: string }
  | { readonly type: 'engine'; readonly action: EngineAction; readonly id?: string }
  | { readonly type: 'reach'; readonly from: string }
  | { readonly type: 'reveal'; readonly line: number }
  | { readonly type: 'restart' };

/** A page's path below `docs/<locale>/`: `topics/volumes`. */
export function isPagePath(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 200 && /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(value);
}

export function isWebAddress(value: string): boolean {
  return value.length <= 2000 && /^https?:\/\/[^\s/]/i.test(value);
}

/** The address of a file, whatever its scheme. */
function isAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 5000 && /^[a-z][\w+.-]*:/i.test(value);
}

export function isFromPage(value: unknown): value is FromPage {
  if (!isRecord(value)) return false;
  switch (value.type) {
    case 'ready':
    case 'open':
      return isPagePath(value.path);
    case 'place':
      return isAddress(value.uri) && Number.isInteger(value.line) && (value.line as number) >= 0;
    case 'external':
      return typeof value.href === 'string' && isWebAddress(value.href);
    case 'copy':
    case 'type':
      return typeof value.text === 'string' && value.text !== '' && value.text.length <= 20_000;
    case 'reveal':
      return Number.isInteger(value.line) && (value.line as number) >= 0;
    case 'engine':
      return isEngineAction(value.action) && (value.id === undefined || isObjectId(value.id));
    case 'reach':
      return isObjectId(value.from);
    case 'restart':
      return true;
    default:
      return false;
  }
}

export function isToPage(value: unknown): value is ToPage {
  if (!isRecord(value)) return false;
  switch (value.type) {
    case 'page':
      return isPage(value.page) && (value.section === undefined || isSection(value.section));
    case 'engine':
      return isEnginePanel(value.panel);
    case 'reach':
      return isReachAnswer(value.answer);
    case 'compose':
      return isBlocks(value.blocks);
    case 'section':
      return isSection(value.section);
    case 'go':
      return isPagePath(value.path);
    case 'unavailable':
      return typeof value.text === 'string';
    default:
      return false;
  }
}

export function isPage(value: unknown): value is Page {
  return (
    isRecord(value) &&
    isPagePath(value.path) &&
    hasStrings(value, 'title', 'markdown') &&
    isRecord(value.diagrams) &&
    Object.values(value.diagrams).every((svg) => typeof svg === 'string')
  );
}

function isSection(value: unknown): value is Section {
  return (
    isRecord(value) &&
    hasStrings(value, 'title', 'text') &&
    isListOf(value.lines, (line) => hasStrings(line, 'text', 'label') && Number.isInteger(line.line)) &&
    isListOf(value.commands, (command) => hasStrings(command, 'caption', 'text')) &&
    (value.note === undefined || typeof value.note === 'string')
  );
}

function isListOf(value: unknown, isItem: (item: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isRecord(item) && isItem(item));
}

function hasStrings(value: Record<string, unknown>, ...keys: string[]): boolean {
  return keys.every((key) => typeof value[key] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
