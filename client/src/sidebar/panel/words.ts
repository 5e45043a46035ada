import * as l10n from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import type { LineLink } from './blocks.ts';

/** A place in the open Dockerfile. */
export function linkTo({ start }: Range): LineLink {
  return { line: start.line, label: l10n.t('line {line}', { line: start.line + 1 }) };
}

/** A line of another file, called by the file's name. */
export function linkToFile(uri: string, line: number): LineLink {
  const file = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  return { uri, line, label: l10n.t('{file}, line {line}', { file, line: line + 1 }) };
}

/** A text between backticks of a message. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
