import * as l10n from '@vscode/l10n';
import type { Directive } from '../dockerfile/scanner.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import { readCheckOptions } from '../lint/checkdirective.ts';
import { code, type Explanation, type Surroundings } from './explanation.ts';
import { pageExplanation } from './pages.ts';

/** A parser directive, by its name or its value; of `check` the option at the offset. */
export function explainDirective(
  token: TokenOf<'directive-name' | 'directive-value'>,
  { docs }: Surroundings,
  offset: number,
): Explanation | undefined {
  const { directive } = token;
  const page = docs.directive(directive.name);
  if (!page) return undefined;
  const here = directive.duplicate ? [l10n.t('A second time: the build fails.')] : [];
  if (directive.name === 'syntax') here.push(frontendSentence(directive.value.text));
  if (directive.name === 'escape') here.push(escapeSentence(directive.value.text));
  const option = token.kind === 'directive-value' ? optionAt(directive, offset) : undefined;
  const about = option === undefined ? undefined : docs.entry(page.path, option);
  const explanation = { ...pageExplanation(page, docs), here };
  return about === undefined
    ? explanation
    : { ...explanation, title: `check ${code(option ?? '')}`, summary: about, more: page.summary };
}

/** The `skip`, `error` or `experimental` that an offset of a check directive is in. */
function optionAt({ name, value }: Directive, offset: number): string | undefined {
  if (name !== 'check') return undefined;
  return readCheckOptions(value).find(({ word }) => word.touches(offset))?.key.text;
}

/** Which frontend `# syntax=` asks for, and how fixed that is. */
function frontendSentence(image: string): string {
  const name = code(image);
  if (/@[a-z0-9]+:/.test(image))
    return l10n.t('{image}: exactly this frontend, because of the digest.', { image: name });
  if (!/^(?:docker\.io\/)?docker\/dockerfile(?::|$)/.test(image))
    return l10n.t("{image}: not Docker's own frontend, so instructions and flags may differ.", { image: name });
  const [, tag = ''] = image.split(':');
  if (tag === '' || tag === 'latest')
    return l10n.t('{image}: the newest stable release, whatever its version.', { image: name });
  if (tag.startsWith('master') || tag.startsWith('nightly'))
    return l10n.t('{image}: a build from the development branch.', { image: name });
  const labs = tag.includes('labs') ? l10n.t('Experimental features are included.') : '';
  const parts = (/^\d+(?:\.\d+)*/.exec(tag)?.[0] ?? '').split('.');
  const sentence =
    parts.length >= 3
      ? l10n.t('{image}: this one release.', { image: name })
      : parts.length === 2
        ? l10n.t('{image}: the newest patch of {version}.', { image: name, version: parts.join('.') })
        : l10n.t('{image}: the newest release of version {version}, looked up in every build.', {
            image: name,
            version: parts.join('.'),
          });
  return [sentence, labs].filter((part) => part !== '').join(' ');
}

function escapeSentence(value: string): string {
  if (value === '`')
    return l10n.t('Lines go on with a backtick at their end; the backslash is an ordinary character, as in `C:\\app`.');
  return value === '\\'
    ? l10n.t('The backslash is the default: without this line nothing changes.')
    : l10n.t('Only the backslash and the backtick are allowed: the build fails.');
}
