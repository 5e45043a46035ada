import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { flagsOf } from '../dockerfile/grammar.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import { explainedNames } from '../docs/docs.ts';
import {
  afterFirstParagraph,
  code,
  type Explanation,
  firstParagraph,
  named,
  type Surroundings,
} from './explanation.ts';
import { flagValueFacts, modeSentence, mountValueFacts } from './flagvalue.ts';
import { copyFacts } from './matches.ts';

/** A flag, or its value: the flag's section of the instruction's page, and what the value means. */
export function explainFlag(token: TokenOf<'flag' | 'flag-value'>, around: Surroundings): Explanation | undefined {
  const { instruction, flag } = token;
  const { docs } = around;
  const section = docs.flag(instruction.keyword, `--${flag.name}`);
  if (!section) return undefined;
  const gate = versionGate(around.file, instruction.keyword, flag.name);
  const name = `${instruction.keyword} ${code(`--${flag.name}`)}`;
  const link = reference(around, instruction.keyword);
  const value = flag.value === undefined ? undefined : explainedNames(section.body).get(flag.value);
  if (token.kind === 'flag' || flag.value === undefined) {
    const here = value === undefined ? gate : [named(flag.value ?? '', value), ...gate];
    return sectionExplanation(name, section.body, here, link);
  }
  const facts = flagValueFacts(instruction, flag, around);
  const [summary, ...here] = value === undefined ? facts : [value, ...facts];
  if (summary === undefined) return sectionExplanation(name, section.body, gate, link);
  return {
    title: `${name} ${code(flag.value)}`,
    summary,
    here: [...here, ...gate],
    more: named(`--${flag.name}`, firstParagraph(section.body)),
    everything: section.body,
    link,
  };
}

/** A type, an option or a value of a `--mount`. */
export function explainMount(
  token: TokenOf<'mount-option' | 'mount-value'>,
  around: Surroundings,
): Explanation | undefined {
  const { option, mount, instruction } = token;
  const section = around.docs.flag('RUN', `--mount=type=${mount.type}`);
  if (!section) return undefined;
  const link = reference(around, 'RUN');
  const type = `--mount=type=${mount.type}`;
  if (option.key === 'type') return sectionExplanation(code(type), section.body, [], link);
  const text = explainedNames(section.body).get(option.key);
  if (text === undefined) return undefined;
  const [summary = '', ...values] = text.split('\n');
  const here = token.kind === 'mount-value' ? mountValueFacts(instruction, mount, option, around) : [];
  const value = option.value === undefined ? undefined : explainedNames(unindented(values)).get(option.value);
  if (value !== undefined) here.unshift(named(option.value ?? '', value));
  if (option.key === 'mode' && option.value) here.push(...modeSentence(option.value));
  if (option.key === 'source' && mount.type === 'bind' && !mount.get('from') && option.value !== undefined)
    here.push(...copyFacts([option.value], around));
  return {
    title: `${code(type)} ${code(option.key)}`,
    summary,
    here,
    more: [unindented(values), named(`type=${mount.type}`, firstParagraph(section.body))]
      .filter((part) => part !== '')
      .join('\n\n'),
    everything: section.body,
    link,
  };
}

function unindented(lines: readonly string[]): string {
  return lines.map((line) => line.replace(/^ {2}/, '')).join('\n');
}

function sectionExplanation(title: string, body: string, here: readonly string[], link: string): Explanation {
  return { title, summary: firstParagraph(body), here, more: afterFirstParagraph(body), link };
}

function reference({ docs }: Surroundings, keyword: string): string {
  const page = docs.instruction(keyword);
  return (page && docs.section(page, 'reference')) ?? '';
}

/** Says when a flag needs a newer frontend than this file asks for. */
export function versionGate(file: Dockerfile, keyword: string, flagName: string): string[] {
  const grammar = flagsOf(keyword).find(({ name }) => name === flagName);
  if (!grammar?.since) return [];
  return frontendGate(file, grammar.since, grammar.labsSince);
}

/** Says when something needs a newer frontend than this file asks for: a stable one, or an earlier one of the labs channel. */
export function frontendGate(file: Dockerfile, since: string, labsSince?: string): string[] {
  const stable = `docker/dockerfile:${since}`;
  const needed =
    labsSince === undefined
      ? code(stable)
      : l10n.t('{stable} (or {labs})', { stable: code(stable), labs: code(`docker/dockerfile:${labsSince}-labs`) });
  const declared = file.directive('syntax')?.value.text;
  if (declared === undefined) {
    if (!isRecent(since)) return [];
    return [
      l10n.t('Needs {needed}. This file has no `# syntax=` line, so the version built into your Docker decides.', {
        needed,
      }),
    ];
  }
  const version = /^(?:docker\.io\/)?docker\/dockerfile:(\d+)\.(\d+)[\w.]*(-labs)?/.exec(declared);
  if (!version) return [];
  const given = [Number(version[1]), Number(version[2])] as const;
  const isEnough = isAtLeast(given, since) || (version[3] && labsSince !== undefined && isAtLeast(given, labsSince));
  if (isEnough) return [];
  return [l10n.t('Needs {needed}, but this file asks for {declared}.', { needed, declared: code(declared) })];
}

function isAtLeast(given: readonly [number, number], wanted: string): boolean {
  const [major = 0, minor = 0] = wanted.split('.').map(Number);
  return given[0] > major || (given[0] === major && given[1] >= minor);
}

/** Whether a Docker that is still in use may lack a version: frontend 1.4 is in Docker Engine 23, which knows all before. */
function isRecent(since: string): boolean {
  return !isAtLeast([1, 4], since);
}
