import * as l10n from '@vscode/l10n';
import { Word } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import { nearest } from '../lint/nearest.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'syntax-directive-typo',
  category: 'correctness',
  severity: 'warning',
  recommended: true,

  *check(file) {
    const value = file.directive('syntax')?.value;
    if (!value) return;
    const blank = value.text.search(/\s/);
    if (blank >= 0) {
      yield {
        range: new Word(value.source, value.text, value.start + blank, value.end).range,
        message: l10n.t('The frontend is the first word; what follows `{image}` is no part of its name.', {
          image: value.text.slice(0, blank),
        }),
        fixes: [
          {
            title: l10n.t('Remove what follows'),
            edits: [{ range: file.range(value.start + blank, value.end), newText: '' }],
            safe: false,
          },
        ],
      };
    }
    const image = new Word(
      value.source,
      value.text.slice(0, blank < 0 ? undefined : blank),
      value.start,
      blank < 0 ? value.end : value.start + blank,
    );
    const guess = intended(image.text);
    if (!guess) return;
    yield {
      range: image.range,
      message: l10n.t(
        'BuildKit loads the image `{image}` to read this file: if you mean Docker’s own frontend, that is `{guess}`.',
        { image: image.text, guess },
      ),
      fixes: [
        { title: l10n.t('Change to `{expected}`', { expected: guess }), edits: [replace(image, guess)], safe: false },
      ],
    };
  },
};

export default rule;

const frontends = [
  'docker/dockerfile',
  'docker.io/docker/dockerfile',
  'docker/dockerfile-upstream',
  'docker.io/docker/dockerfile-upstream',
];

/** What a name was to be; undefined where it is right or something else. */
function intended(image: string): string | undefined {
  const [, name = '', rest = ''] = /^((?:[^/]*\/)*[^/:@]*)(.*)$/.exec(image) ?? [];
  if (frontends.includes(name) || frontends.includes(name.replace(/^index\./, ''))) return undefined;
  if (/^(?:dockerfiles?\/)?dockerfiles?$/.test(name)) return `docker/dockerfile${rest}`;
  // The colon before the version was forgotten or is a slash.
  const version = /^((?:docker\.io\/)?docker\/dockerfile)[/-]?(\d+(?:\.\d+)*(?:-labs)?)$/.exec(name);
  if (version && rest === '') return `${version[1]}:${version[2]}`;
  const guess = nearest(name.toLowerCase(), frontends, 2);
  return guess && guess + rest;
}
