import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Dialect, Suppression } from '../lint/ignore.ts';
import { firstLineBelowDirectives, instructionFor, moveComment, removeName } from '../lint/ignoreedits.ts';
import type { Fix, Problem, Rule, SuppressionOutcome } from '../lint/rule.ts';

const rule: Rule = {
  id: 'unused-suppression',
  category: 'maintainability',
  severity: 'info',
  recommended: true,
  seesSuppressions: true,

  *check(file, { suppressions = [] }) {
    const inert = new Set<Suppression>();
    for (const outcome of suppressions) {
      const { suppression, state } = outcome;
      if (state !== 'inert') yield* namedProblem(file, outcome);
      else if (!inert.has(suppression)) yield* inertProblem(file, suppression);
      if (state === 'inert') inert.add(suppression);
    }
  },
};

export default rule;

/** What is wrong with one name. Names that BuildKit does not know are the matter of `check-directive-invalid`. */
function* namedProblem(file: Dockerfile, outcome: SuppressionOutcome): Generator<Problem> {
  const { suppression, name, state, guess } = outcome;
  const { dialect, span } = suppression;
  const { range } = name ?? span;
  if (state === 'unknown' && dialect !== 'buildkit' && name) {
    yield {
      range,
      message: unknownMessage(name.text, guess),
      fixes: [...(guess ? [rename(name, guess)] : []), ...removal(file, suppression, name, false)],
    };
  } else if (state === 'whole-file' && name) {
    const message = l10n.t(
      'BuildKit checks `{name}` for the whole file: only `# check=skip={name}` at the top of the file skips it.',
      { name: name.text },
    );
    yield { range, message, fixes: removal(file, suppression, name, true), tags: ['unnecessary'] };
  } else if (state === 'unused') {
    const message = name
      ? l10n.t('`{name}` silences nothing here: later it may hide a mistake that you would want to see.', {
          name: name.text,
        })
      : l10n.t('This comment silences nothing: later it may hide a mistake that you would want to see.');
    // Another tool may report what we do not: unseen we only delete what is meant for us.
    yield {
      range,
      message,
      fixes: removal(file, suppression, name, dialect === 'dockerfile-mentor'),
      tags: ['unnecessary'],
    };
  }
}

function unknownMessage(name: string, guess: string | undefined): string {
  return guess
    ? l10n.t('There is no rule `{name}`, so this silences nothing: did you mean `{guess}`?', { name, guess })
    : l10n.t('There is no rule `{name}`, so this silences nothing.', { name });
}

/** A comment that its tool does not take. What hadolint and BuildKit cannot read are the matters of other rules. */
function* inertProblem(file: Dockerfile, suppression: Suppression): Generator<Problem> {
  const { span, dialect, inert } = suppression;
  const message = inertMessage(suppression);
  if (!message) return;
  const fixes = dialect === 'dockerfile-mentor' && inert === 'malformed' ? rewrite(suppression) : [];
  yield {
    range: span.range,
    message,
    fixes: [...fixes, ...move(file, suppression), ...removal(file, suppression, undefined, inert !== 'malformed')],
    tags: ['unnecessary'],
  };
}

const toolNames: Readonly<Record<Dialect, string>> = {
  'dockerfile-mentor': 'Dockerfile Mentor',
  hadolint: 'hadolint',
  buildkit: 'BuildKit',
  shellcheck: 'ShellCheck',
  'dockerfile-utils': 'dockerfile-utils',
  tally: 'tally',
  checkov: 'Checkov',
};

function inertMessage({ dialect, inert }: Suppression): string | undefined {
  const tool = toolNames[dialect];
  switch (inert) {
    case 'malformed':
      return dialect === 'dockerfile-mentor'
        ? l10n.t('This silences nothing: a rule is ignored by `# dockerfile-mentor ignore=RULE`.')
        : undefined;
    case 'not-directly-above':
      return l10n.t(
        'This silences nothing: {tool} applies it to the very next line only, where no instruction begins.',
        { tool },
      );
    case 'inside-instruction':
      return l10n.t('This silences nothing: {tool} does not look at comments inside an instruction.', { tool });
    case 'nothing-follows':
      return l10n.t('This silences nothing: no instruction follows.');
    case 'below-first-instruction':
      return l10n.t('This silences nothing: `global ignore` counts only before the first instruction.');
    case 'not-above-from':
      return l10n.t('This silences nothing: `stage ignore` counts only directly above a FROM.');
    case 'second-check':
      return l10n.t('This silences nothing: BuildKit reads only the first `# check=` comment above an instruction.');
    case 'detached':
      return l10n.t('This silences nothing: BuildKit does not read what stands above an empty comment.');
    default:
      return undefined;
  }
}

function rename(name: Word, guess: string): Fix {
  return { title: l10n.t('Change to `{expected}`', { expected: guess }), edits: [replace(name, guess)], safe: false };
}

function removal(file: Dockerfile, suppression: Suppression, name: Word | undefined, safe: boolean): Fix[] {
  const edit = removeName(file, suppression, name);
  if (!edit) return [];
  const isOne = name && suppression.names.length > 1;
  const title = isOne ? l10n.t('Remove `{name}`', { name: name.text }) : l10n.t('Remove this comment');
  return [{ title, edits: [edit], safe }];
}

/** To where its tool reads it: then it may silence something. */
function move(file: Dockerfile, { span, inert }: Suppression): Fix[] {
  const target = instructionFor(file, span);
  const fixes = (title: string, edits: TextEdit[]): Fix[] => (edits.length > 0 ? [{ title, edits, safe: false }] : []);
  if (inert === 'below-first-instruction') {
    return fixes(l10n.t('Move it to the top of the file'), moveComment(file, span, firstLineBelowDirectives(file)));
  }
  const isMovable = inert === 'not-directly-above' || inert === 'inside-instruction' || inert === 'detached';
  if (!isMovable || !target) return [];
  return fixes(l10n.t('Move it directly above the instruction'), moveComment(file, span, target.line.firstLine));
}

/** The same in our notation, as far as the words can be made out. */
function rewrite({ span, scope }: Suppression): Fix[] {
  const rest = /^#+\s*dockerfile-mentor[\s:-]+(?:global[\s-]+)?\w+[\s:=]*(.*)$/i.exec(span.raw)?.[1] ?? '';
  const names = rest.replace(/\breason\b.*/, '').match(/[A-Za-z][\w/-]*/g);
  if (!names) return [];
  const newText = `# dockerfile-mentor ${scope === 'file' ? 'global ' : ''}ignore=${names.join(',')}`;
  return [
    { title: l10n.t('Change to `{expected}`', { expected: newText }), edits: [replace(span, newText)], safe: false },
  ];
}
