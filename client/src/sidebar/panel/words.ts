import * as l10n from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import type { LineLink } from './blocks.ts';

export function linkTo({ start }: Range): LineLink {
  return { line: start.line, label: l10n.t('line {line}', { line: start.line + 1 }) };
}

/** A text between backticks of a message. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
