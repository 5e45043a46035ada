import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';

/** What is larger than this is no Dockerfile. */
const longest = 16 * 1024 * 1024;

/** A text as it was read. */
export interface ReadText {
  /** Without a byte order mark, so that places are those of an editor. */
  readonly text: string;
  /** What stood before the text: a byte order mark, or nothing. */
  readonly mark: '\uFEFF' | '';
  /** Whether its bytes are UTF-8, so that writing the text gives them again. */
  readonly isUtf8: boolean;
}

/** Why a file cannot be used, in one sentence. */
export interface Unreadable {
  readonly reason: string;
}

/** Reads a text file. Synchronous, because for thousands of small files that is several times as fast. */
export function readText(path: string): ReadText | Unreadable {
  try {
    const text = readFileSync(path, 'utf8');
    const isDamaged = text.includes('\uFFFD');
    return judge(text, !isDamaged || isUtf8(readFileSync(path)));
  } catch (error) {
    return { reason: systemReason(error) };
  }
}

/** The text of bytes that came from elsewhere. */
export function decodeText(bytes: Uint8Array): ReadText | Unreadable {
  return bytes.length > longest ? { reason: tooLong() } : judge(Buffer.from(bytes).toString('utf8'), isUtf8(bytes));
}

function judge(text: string, valid: boolean): ReadText | Unreadable {
  if (text.includes('\0')) {
    const isUtf16 = !valid && /^\uFFFD{2}/.test(text);
    return {
      reason: isUtf16
        ? l10n.t('This file is UTF-16, but the builder reads UTF-8 only.')
        : l10n.t('This is no text file.'),
    };
  }
  if (text.length > longest) return { reason: tooLong() };
  const isMarked = text.startsWith('\uFEFF');
  return { text: isMarked ? text.slice(1) : text, mark: isMarked ? '\uFEFF' : '', isUtf8: valid };
}

function tooLong(): string {
  return l10n.t('This file is larger than 16 MB: too large for a Dockerfile.');
}

/** What the system says of a file that cannot be used. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return l10n.t('There is no such file or folder.');
    case 'EACCES':
    case 'EPERM':
      return l10n.t('Permission denied.');
    case 'EISDIR':
      return l10n.t('This is a folder.');
    case 'ERR_FS_FILE_TOO_LARGE':
    case 'ERR_STRING_TOO_LONG':
      return tooLong();
    default:
      return l10n.t('The system says: {reason}', { reason: oneLine(message ?? String(error)) });
  }
}

/** A text without line ends. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}
