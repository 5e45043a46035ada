import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Comment } from '../dockerfile/scanner.ts';
import { firstLineBelowDirectives, moveComment } from '../lint/ignoreedits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'directive-after-first-line',
  category: 'correctness',
  severity: 'hint',
  recommended: true,

  *check(file) {
    for (const comment of file.comments) {
      const name = misplacedDirective(comment);
      if (!name || file.instructionAt(comment.start)) continue;
      // Below a `#!` line BuildKit finds all but `escape`.
      if (name !== 'escape' && file.source.lineAt(comment.start) < firstLineBelowDirectives(file)) continue;
      yield {
        range: comment.range,
        message: l10n.t(
          '`# {name}=` counts only at the very top of the file, above every other comment, empty line and instruction: here it does nothing.',
          { name },
        ),
        tags: ['unnecessary'],
        fixes: moveToTop(file, comment, name),
      };
    }
  },
};

export default rule;

/**
 * The directive that a comment would be at the top. `# check=skip=` is no mistake: BuildKit reads it as a comment of
 * the instruction below. Prose that happens to begin like one is left alone.
 */
function misplacedDirective({ raw }: Comment): 'syntax' | 'escape' | 'check' | undefined {
  const match = /^#\s*(syntax|escape|check)\s*=\s*(\S+)\s*$/i.exec(raw);
  const [name, value] = [match?.[1]?.toLowerCase(), match?.[2] ?? ''];
  if (name === 'escape' && /^[\\`]$/.test(value)) return name;
  if (name === 'syntax' && /^[\w.:-]+(?:\/[\w.-]+)+(?:[:@][\w.:-]+)?$/.test(value)) return name;
  if (name === 'check' && /^(?:error|experimental)=/.test(value) && !/\bskip=/.test(value)) return name;
  return undefined;
}

/** A second directive of a name would fail the build. */
function moveToTop(file: Dockerfile, comment: Comment, name: 'syntax' | 'escape' | 'check'): Fix[] {
  if (file.directive(name)) return [];
  const edits = moveComment(file, comment, firstLineBelowDirectives(file));
  return edits.length > 0 ? [{ title: l10n.t('Move it to the top of the file'), edits, safe: false }] : [];
}
