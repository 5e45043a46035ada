import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** The most bytes that a line may have. The builder reads 65,535 (Go, `bufio.Scanner`). */
  limit: number;
}

const rule: Rule<Options> = {
  id: 'line-too-long',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  options: { limit: { type: 'integer', default: 65535 } },
  perInstruction: true,

  *check({ source }, { options: { limit } }) {
    if (source.text.length * 3 <= limit) return;
    for (let line = 0; line < source.lineCount; line++) {
      const [start, end] = [source.lineStart(line), source.lineEnd(line)];
      if ((end - start) * 3 <= limit) continue;
      const bytes = byteLength(source.text, start, source.lineStart(line + 1));
      if (bytes <= limit) continue;
      yield {
        range: source.range(start, end),
        message: l10n.t('This line has {bytes} bytes, more than the {limit} that the builder reads: the build fails.', {
          bytes,
          limit,
        }),
      };
    }
  },
};

export default rule;

/** The length of a piece of text in UTF-8, without the newline at its end. */
function byteLength(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes += code === 10 ? 0 : 1;
    else if (code < 0x800) bytes += 2;
    // Each half of a surrogate pair is two of its four bytes.
    else bytes += code >= 0xd800 && code <= 0xdfff ? 2 : 3;
  }
  return bytes;
}
