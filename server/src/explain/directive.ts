import * as l10n from '@vscode/l10n';
import type { TokenOf } from '../dockerfile/tokens.ts';
import { code, type Explanation, type Surroundings } from './explanation.ts';
import { pageExplanation } from './pages.ts';

/** A parser directive, by its name or its value. */
export function explainDirective(
  token: TokenOf<'directive-name' | 'directive-value'>,
  { docs }: Surroundings,
): Explanation | undefined {
  const { directive } = token;
  const page = docs.directive(directive.name);
  if (!page) return undefined;
  const here = directive.duplicate ? [l10n.t('A second time: the build fails.')] : [];
  const value = docs.entry(page.path, directive.value.text);
  if (value && token.kind === 'directive-value') here.push(`${code(directive.value.text)}: ${value}`);
  return { ...pageExplanation(page, docs), here };
}
