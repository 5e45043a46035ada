import * as l10n from '@vscode/l10n';
import { isKeyword, keywords } from '../dockerfile/grammar.ts';
import type { Docs, Page } from '../docs/docs.ts';
import { nearest } from '../lint/nearest.ts';
import type { AnyRule } from '../lint/rule.ts';
import type { Service } from '../service.ts';
import { CallError } from './io.ts';

/**
 * The pages that words of a call mean, as Markdown. A word is an instruction, a directive, a rule or its alias, or a
 * page by name; a flag belongs to the instruction before it. Throws a {@link CallError} for what nobody knows.
 */
export function findTopics(words: readonly string[], service: Service): string[] {
  const parts = words.flatMap((word) => word.trim().split(/\s+/)).filter((word) => word !== '');
  const together = pageNamed(parts.join('-'), service.docs);
  if (parts.length > 1 && together) return [together.markdown];
  const found: string[] = [];
  for (let at = 0; at < parts.length; at++) {
    const word = parts[at] as string;
    const flags: string[] = [];
    while (parts[at + 1]?.startsWith('--')) {
      const flag = parts[++at] as string;
      // `--mount type=cache` as two words.
      if (!flag.includes('=') && parts[at + 1]?.includes('=')) flags.push(`${flag}=${parts[++at]}`);
      else flags.push(flag);
    }
    if (word.startsWith('--')) found.push(...flagAnywhere(word, service.docs));
    else if (flags.length > 0) found.push(...flags.map((flag) => flagOf(word, flag, service.docs)));
    else found.push(...topic(word, service));
  }
  return found;
}

/** Everything that one word means. */
function topic(word: string, service: Service): string[] {
  const { docs } = service;
  const page = keywordPage(word, docs);
  if (page) return [page.markdown];
  const rules = rulesMeant(word, service);
  if (rules.length > 0) return rules.map((rule) => rulePage(rule, service));
  const named = pageNamed(word, docs);
  if (named) return [named.markdown];
  const known = [...keywords, ...service.names.all, ...docs.paths.filter(isPage).map(lastPart)];
  const guess = /^[a-z]+\d+$/i.test(word)
    ? nearest(word.toUpperCase(), service.names.all, 3)
    : (nearest(word, known) ?? nearest(word.toUpperCase(), known) ?? nearest(word.toLowerCase(), known));
  const help = 'dockerfile-mentor explain --help';
  throw new CallError(
    guess
      ? l10n.t('There is nothing about `{name}`: did you mean `{guess}`?', { name: word, guess })
      : l10n.t('There is nothing about `{name}`; `{help}` shows examples.', { name: word, help }),
  );
}

/** The page of an instruction in any case, or of a directive: `syntax`, `# syntax=…`. */
function keywordPage(word: string, docs: Docs): Page | undefined {
  const name = word.replace(/^#\s*/, '').replace(/=.*$/, '');
  return isKeyword(name.toUpperCase()) ? docs.instruction(name) : docs.directive(name);
}

function rulesMeant(word: string, { names }: Service): readonly AnyRule[] {
  const exact = names.find(word);
  if (exact.length > 0) return exact;
  const other = names.all.find((name) => name.toLowerCase() === word.toLowerCase());
  return other === undefined ? [] : names.find(other);
}

/** A rule's page, its names below the title. */
function rulePage(rule: AnyRule, { docs }: Service): string {
  const names = [rule.id, ...(rule.aliases ?? [])].map((name) => `\`${name}\``).join(' · ');
  const page = docs.rule(rule);
  return page ? page.markdown.replace(/^(# .*)$/m, `$1\n\n${names}`) : names;
}

/** A page by its path or by the last part of it, in any case: `volumes`, `topics/volumes`. */
function pageNamed(name: string, docs: Docs): Page | undefined {
  const wanted = name.toLowerCase().replace(/\.md$/, '');
  const isWanted = (path: string): boolean => path.toLowerCase() === wanted || lastPart(path).toLowerCase() === wanted;
  return docs.page(docs.paths.find((path) => isPage(path) && isWanted(path)) ?? `${wanted}/README`);
}

function isPage(path: string): boolean {
  return !path.endsWith('.svg') && lastPart(path) !== 'README';
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The section of a flag; its value counts only where a value has a section of its own. */
function flagOf(word: string, flag: string, docs: Docs): string {
  const keyword = word.toUpperCase();
  if (!isKeyword(keyword)) throw new CallError(l10n.t('There is no instruction `{name}`.', { name: word }));
  const section = docs.flag(keyword, flag.replace(/,.*$/, '')) ?? docs.flag(keyword, flag.replace(/=.*$/, ''));
  if (section) return `# ${keyword} ${section.title}\n\n${section.body}`;
  const name = flag.replace(/=.*$/, '');
  const guess = nearest(name, flagTitles(keyword, docs), 3);
  throw new CallError(
    guess
      ? l10n.t('{keyword} has no flag `{name}`: did you mean `{guess}`?', { keyword, name, guess })
      : l10n.t('{keyword} has no flag `{name}`.', { keyword, name }),
  );
}

/** A flag without its instruction: every instruction that has it. */
function flagAnywhere(flag: string, docs: Docs): string[] {
  const name = flag.replace(/,.*$/, '');
  const having = keywords.filter((keyword) => docs.flag(keyword, name));
  if (having.length === 0) throw new CallError(l10n.t('No instruction has a flag `{name}`.', { name }));
  return having.map((keyword) => flagOf(keyword, name, docs));
}

function flagTitles(keyword: string, docs: Docs): string[] {
  const sections = docs.instruction(keyword)?.sections ?? [];
  return sections.flatMap(({ title }) => /^`(--[a-z-]+)`$/.exec(title)?.[1] ?? []);
}
