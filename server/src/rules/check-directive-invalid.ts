import * as l10n from '@vscode/l10n';
import { buildkitChecks } from '../dockerfile/grammar.ts';
import type { Word } from '../dockerfile/source.ts';
import { type CheckOption, checkComment, checkOptionNames, readCheckOptions } from '../lint/checkdirective.ts';
import { replace } from '../lint/edits.ts';
import { nearest } from '../lint/nearest.ts';
import { isBuildkitCheck } from '../lint/presets.ts';
import type { Fix, Problem, Rule } from '../lint/rule.ts';

interface Options {
  /** Report names that BuildKit does not know and silently ignores too, not only what fails the build. */
  unknownNames: boolean;
}

const rule: Rule<Options> = {
  id: 'check-directive-invalid',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  presets: {
    buildkit: { severity: 'error', options: { unknownNames: false } },
    hadolint: { severity: 'error', options: { unknownNames: false } },
  },
  options: { unknownNames: { type: 'boolean', default: true } },

  *check(file, { options }) {
    if (file.usesOtherFrontend) return;
    const directive = file.directive('check');
    if (directive) yield* checkValue(directive.value, true, options);
    if (!options.unknownNames) return;
    for (const comment of file.comments) {
      const value = checkComment(comment);
      const isMeant = value && /\b(?:skip|error|experimental)\s*=/.test(value.text);
      if (isMeant && !file.instructionAt(comment.start)) yield* checkValue(value, false, options);
    }
  },
};

export default rule;

/** Above an instruction BuildKit overlooks what would fail the build at the top of the file. */
function* checkValue(value: Word, isDirective: boolean, options: Options): Generator<Problem> {
  for (const option of readCheckOptions(value)) {
    if (!option.isValid) {
      const message = l10n.t('BuildKit cannot read `{option}` and so overlooks this comment.', {
        option: option.word.text,
      });
      yield { ...invalidOption(option), ...(!isDirective && { message }) };
    } else if (options.unknownNames) yield* unknownNames(option);
  }
  if (options.unknownNames) yield* cutOff(value);
}

/** What stands behind a blank, where the list was meant to go on. */
function* cutOff(value: Word): Generator<Problem> {
  const blank = /[,;] +(?=\S)| +(?=[,;])/.exec(value.text);
  if (!blank || value.text.indexOf(' ') < blank.index) return;
  const start = value.start + value.text.indexOf(' ');
  const end = value.start + blank.index + blank[0].length;
  yield {
    range: value.source.range(end, value.end),
    message: l10n.t('BuildKit reads the options up to the first blank: it does not see this.'),
    fixes: [
      {
        title: l10n.t('Remove the blank'),
        edits: [{ range: value.source.range(start, end), newText: '' }],
        safe: false,
      },
    ],
  };
}

function invalidOption({ word, key, value }: CheckOption): Problem {
  if (word.text === '') return danglingSemicolon(word);
  if (!value) {
    return {
      range: word.range,
      message: l10n.t(
        'Options of `check` have the form `name=value`; BuildKit cannot read `{option}`, and the build fails.',
        { option: word.text },
      ),
      fixes: isBuildkitCheck(word.text) ? [changeTo(word, `skip=${word.text}`)] : [],
    };
  }
  if (key.text === 'error') {
    return {
      range: value.range,
      message: l10n.t('`error` is `true` or `false`; BuildKit cannot read `{value}`, and the build fails.', {
        value: value.text,
      }),
      fixes: [changeTo(value, 'true'), changeTo(value, 'false')],
    };
  }
  const guess = nearest(key.text, checkOptionNames);
  return {
    range: key.range,
    message: guess
      ? l10n.t('`check` has no option `{name}`, and the build fails: did you mean `{guess}`?', {
          name: key.text,
          guess,
        })
      : l10n.t('`check` has no option `{name}`, only `skip`, `error` and `experimental`: the build fails.', {
          name: key.text,
        }),
    fixes: guess ? [changeTo(key, guess)] : [],
  };
}

function danglingSemicolon({ source, start }: Word): Problem {
  const range = source.range(start - 1, start);
  return {
    range,
    message: l10n.t('Nothing stands behind this `;`, and the build fails.'),
    fixes: [{ title: l10n.t('Remove `{name}`', { name: ';' }), edits: [{ range, newText: '' }], safe: false }],
  };
}

function* unknownNames({ names }: CheckOption): Generator<Problem> {
  for (const name of names) {
    if (isBuildkitCheck(name.text) || (name.text === 'all' && names.length === 1)) continue;
    const guess = nearest(name.text, buildkitChecks);
    yield {
      range: name.range,
      message: guess
        ? l10n.t('BuildKit has no check `{name}` and says nothing: did you mean `{guess}`?', { name: name.text, guess })
        : l10n.t('BuildKit has no check `{name}` and says nothing: this has no effect.', { name: name.text }),
      fixes: guess ? [changeTo(name, guess)] : [],
    };
  }
}

function changeTo(word: Word, expected: string): Fix {
  return { title: l10n.t('Change to `{expected}`', { expected }), edits: [replace(word, expected)], safe: false };
}
