import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Comment } from '../dockerfile/scanner.ts';
import { lineRightAbove } from '../lint/edits.ts';
import { readSuppressions } from '../lint/ignore.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** BuildKit's condition: only where the file turns on this experimental check with `# check=experimental=`. */
  experimental: boolean;
}

const rule: Rule<Options> = {
  id: 'definition-description-comment',
  category: 'maintainability',
  severity: 'info',
  recommended: false,
  aliases: ['InvalidDefinitionDescription'],
  presets: { buildkit: { severity: 'warning', options: { experimental: true } } },
  options: { experimental: { type: 'boolean', default: false } },

  *check(file, { options }) {
    if (options.experimental && !isTurnedOn(file)) return;
    for (const instruction of file.instructions) {
      const names = definedNames(instruction);
      const comment = names.length > 0 ? attachedComment(file, instruction) : undefined;
      if (!comment || names.includes(description(comment).split(' ', 1)[0] ?? '')) continue;
      const name = names[0] ?? '';
      const isForTool = /^renovate:/.test(description(comment)) || silences(file, comment);
      yield {
        range: comment.range,
        message: l10n.t(
          '`docker build --call=outline` takes this comment for the description of `{name}`, but only where it begins with that name.',
          { name },
        ),
        // What another program reads stays as it is, and where it is.
        fixes: isForTool
          ? []
          : [
              {
                title: l10n.t('Insert an empty comment, so that the text above is no description'),
                edits: [lineRightAbove(instruction, '#')],
                safe: true,
              },
              {
                title: l10n.t('Begin the comment with `{name}`', { name }),
                edits: [
                  { range: file.range(comment.start, comment.start + 1 + leadLength(comment)), newText: `# ${name} ` },
                ],
                safe: true,
              },
            ],
      };
    }
  },
};

export default rule;

function isTurnedOn(file: Dockerfile): boolean {
  const names = /(?:^|;)\s*experimental=([^;]*)/.exec(file.directive('check')?.value.text ?? '')?.[1] ?? '';
  return names.split(',').some((name) => /^\s*(?:all|InvalidDefinitionDescription)\s*$/.test(name));
}

function silences(file: Dockerfile, comment: Comment): boolean {
  return readSuppressions(file).some(({ span }) => span.start === comment.start);
}

function definedNames(instruction: Instruction): string[] {
  if (instruction.is('ARG')) return instruction.pairs.map(({ key }) => key.text);
  const name = instruction.is('FROM') ? instruction.stage?.name : undefined;
  return name ? [name.text.toLowerCase()] : [];
}

/** The last comment above an instruction; an empty one ends what belongs to it, a blank line does not. */
function attachedComment(file: Dockerfile, instruction: Instruction): Comment | undefined {
  const previous = file.instructions[instruction.index - 1];
  const from = previous ? file.source.lineStart(previous.line.lastLine + 1) : 0;
  const comment = lastBefore(file.comments, instruction.start);
  if (!comment || comment.start < from) return undefined;
  const text = description(comment);
  return text === '' || /^check\s*=/.test(text) ? undefined : comment;
}

function lastBefore(comments: readonly Comment[], offset: number): Comment | undefined {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle] as Comment).start < offset) low = middle + 1;
    else high = middle;
  }
  return comments[low - 1];
}

function leadLength(comment: Comment): number {
  return /^[ \t]*/.exec(comment.raw.slice(1))?.[0].length ?? 0;
}

function description(comment: Comment): string {
  return comment.raw.slice(1).trim();
}
