import * as l10n from '@vscode/l10n';
import { Span } from '../dockerfile/source.ts';
import type { Docs } from '../docs/docs.ts';
import { type Dialect, readSuppressions, type Suppression } from '../lint/ignore.ts';
import { meaningOf } from '../lint/ignorenames.ts';
import type { RuleNames } from '../lint/names.ts';
import { code, type Explanation, type Surroundings } from './explanation.ts';

/** How many rules are named before the rest is counted. */
const mostNamed = 8;

const tools: Readonly<Record<Dialect, string>> = {
  'dockerfile-mentor': 'Dockerfile Mentor',
  hadolint: 'hadolint',
  buildkit: 'BuildKit',
  shellcheck: 'ShellCheck',
  'dockerfile-utils': 'dockerfile-utils',
  tally: 'tally',
  checkov: 'Checkov',
};

/** What a comment or a `# check=skip=` silences, or the one name of it at an offset. */
export function explainSuppression(
  offset: number,
  { file, docs, names }: Surroundings,
): { explanation: Explanation; span: Span } | undefined {
  // Reading the suppressions of a whole file takes longer than a look at the line.
  if (!names || !file.source.lineText(file.source.lineAt(offset)).includes('#')) return undefined;
  const suppression = readSuppressions(file).find(({ span }) => span.touches(offset));
  if (!suppression) return undefined;
  const name = suppression.names.find((word) => word.touches(offset));
  if (name) return { explanation: explainName(suppression, name.text, docs, names), span: name };
  if (suppression.isDirective) return undefined;
  const { source, start, raw } = suppression.span;
  return {
    explanation: explainComment(suppression, docs, names),
    span: new Span(source, start, start + raw.trimEnd().length),
  };
}

function explainComment(suppression: Suppression, docs: Docs, names: RuleNames): Explanation {
  const here = suppression.names.map(({ text }) => nameSentence(suppression, text, docs, names));
  if (suppression.reason) here.push(l10n.t('The reason given: {reason}', { reason: suppression.reason }));
  return {
    title: l10n.t('Suppression for {tool}', { tool: tools[suppression.dialect] }),
    summary: suppression.inert ? inertSentence(suppression) : coverSentence(suppression),
    here,
  };
}

function explainName(suppression: Suppression, name: string, docs: Docs, names: RuleNames): Explanation {
  const { rules } = meaningOf(suppression, name, names);
  const only = rules !== 'every' && rules.length === 1 ? docs.rule(rules[0] as string) : undefined;
  const cover = suppression.inert ? inertSentence(suppression) : coverSentence(suppression);
  const see = only && docs.section(only, 'see');
  return {
    title: only ? `${code(name)} ${only.title}` : code(name),
    summary: only?.summary ?? nameSentence(suppression, name, docs, names),
    here: [cover],
    ...(only && { more: docs.section(only, 'why') ?? '' }),
    ...(see !== undefined && { link: see }),
  };
}

/** A name of a suppression and the rules that it means. */
function nameSentence(suppression: Suppression, name: string, docs: Docs, names: RuleNames): string {
  const meaning = meaningOf(suppression, name, names);
  const shown = code(name);
  if (meaning.rules === 'every') return l10n.t('{name}: every rule', { name: shown });
  if (meaning.isWholeFile)
    return l10n.t('{name}: BuildKit checks this for the whole file at once, so only the directive can skip it', {
      name: shown,
    });
  if (meaning.rules.length > 0) {
    const titles = meaning.rules.slice(0, mostNamed).map((id) => ruleText(id, name, docs));
    const rest = meaning.rules.length - titles.length;
    if (rest > 0) titles.push(l10n.t('{count} more', { count: rest }));
    return l10n.t('{name}: {rules}', { name: shown, rules: titles.join('; ') });
  }
  if (meaning.guess !== undefined)
    return l10n.t('{name}: nobody knows this name; did you mean {guess}?', { name: shown, guess: code(meaning.guess) });
  if (meaning.isUnknown) return l10n.t('{name}: nobody knows this name', { name: shown });
  return l10n.t('{name}: a rule of {tool} that Dockerfile Mentor does not have', {
    name: shown,
    tool: tools[suppression.dialect],
  });
}

function ruleText(id: string, written: string, docs: Docs): string {
  const title = docs.rule(id)?.title ?? id;
  return id === written ? title : `${title} (${code(id)})`;
}

function coverSentence({ scope, names, first, last }: Suppression): string {
  const all = names.length === 0;
  if (scope === 'file')
    return all ? l10n.t('Silences every rule in the whole file.') : l10n.t('Silences what it names in the whole file.');
  const lines =
    first >= last
      ? l10n.t('line {line}', { line: last + 1 })
      : l10n.t('lines {first} to {last}', { first: first + 1, last: last + 1 });
  if (scope === 'stage') return l10n.t('Silences what it names in the rest of this stage, {lines}.', { lines });
  return all
    ? l10n.t('Silences every rule for the next instruction, {lines}.', { lines })
    : l10n.t('Silences what it names for one instruction, {lines}.', { lines });
}

function inertSentence({ inert, dialect }: Suppression): string {
  const tool = tools[dialect];
  switch (inert) {
    case 'malformed':
      return l10n.t('Silences nothing: {tool} cannot read it.', { tool });
    case 'not-directly-above':
      return l10n.t('Silences nothing: {tool} wants it directly above the instruction.', { tool });
    case 'nothing-follows':
      return l10n.t('Silences nothing: no instruction follows.');
    case 'inside-instruction':
      return l10n.t('Silences nothing: {tool} does not look at comments inside an instruction.', { tool });
    case 'below-first-instruction':
      return l10n.t('Silences nothing: `global ignore` counts only above the first instruction.');
    case 'not-above-from':
      return l10n.t('Silences nothing: `stage ignore` counts only directly above a FROM.');
    case 'second-check':
      return l10n.t('Silences nothing: BuildKit reads only the first `# check=` above an instruction.');
    default:
      return l10n.t('Silences nothing: BuildKit forgets the comments above an empty one.');
  }
}
