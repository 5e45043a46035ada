import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { shellNodes } from '../dockerfile/shelltree.ts';
import { Span } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'heredoc-terminator-indented-with-spaces',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  aliases: ['SC1040'],
  presets: { hadolint: { severity: 'error' } },
  perInstruction: true,

  *check(file) {
    for (const { name, body, fails } of tabStrippedHeredocs(file)) {
      const indent = spacesBefore(name, body);
      if (!indent) continue;
      yield {
        range: indent.range,
        message: l10n.t('`<<-` strips tabs, not spaces: this line does not end the here-document.'),
        fixes: [
          {
            title: l10n.t('Indent with tabs'),
            edits: [replace(indent, '\t'.repeat(Math.ceil(indent.raw.replaceAll('\t', '    ').length / 4)))],
            // Where the build goes on, the here-document would end earlier than it does now.
            safe: fails,
          },
        ],
      };
    }
  },
};

export default rule;

interface TabStripped {
  readonly name: string;
  readonly body: Span;
  /** Whether nothing ends it, so that the build fails. A shell takes in the rest of the script and goes on. */
  readonly fails: boolean;
}

/** Every `<<-` of the file: those of instructions, and those of shell scripts inside them. */
function* tabStrippedHeredocs(file: Dockerfile): Generator<TabStripped> {
  for (const { heredocs } of file.instructions) {
    for (const { name, body, chomp, terminator } of heredocs) {
      if (chomp) yield { name, body, fails: terminator === undefined };
    }
  }
  for (const place of shellNodes(file, 'HereDoc')) {
    const { operator, delimiter, body } = place.node;
    if (!place.script.heredoc || operator !== '<<-' || !delimiter) continue;
    yield { name: delimiter.value, body: place.span(body.pos, body.end), fails: false };
  }
}

/** The blanks before the first line that is the terminator but for spaces. */
function spacesBefore(name: string, { source, start, end }: Span): Span | undefined {
  if (end <= start) return undefined;
  for (let line = source.lineAt(start); line <= source.lineAt(end); line++) {
    const text = source.lineText(line);
    const indent = /^[\t ]*/.exec(text)?.[0] ?? '';
    if (!indent.includes(' ') || text.slice(indent.length) !== name) continue;
    return new Span(source, source.lineStart(line), source.lineStart(line) + indent.length);
  }
  return undefined;
}
