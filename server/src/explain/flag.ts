import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { flagsOf } from '../dockerfile/grammar.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import { explainedNames } from '../docs/docs.ts';
import { afterFirstParagraph, code, type Explanation, firstParagraph, type Surroundings } from './explanation.ts';

/** A flag, or its value: the flag's section of the instruction's page. */
export function explainFlag(token: TokenOf<'flag' | 'flag-value'>, around: Surroundings): Explanation | undefined {
  const { instruction, flag } = token;
  const { docs } = around;
  const section = docs.flag(instruction.keyword, `--${flag.name}`);
  if (!section) return undefined;
  const value = flag.value === undefined ? undefined : explainedNames(section.body).get(flag.value);
  const here = [
    ...(value ? [`${code(flag.value ?? '')}: ${value}`] : []),
    ...versionGate(around.file, instruction.keyword, flag.name),
  ];
  return sectionExplanation(
    `${instruction.keyword} ${code(`--${flag.name}`)}`,
    section.body,
    here,
    reference(around, instruction.keyword),
  );
}

/** A type, an option or a value of a `--mount`. */
export function explainMount(
  token: TokenOf<'mount-option' | 'mount-value'>,
  around: Surroundings,
): Explanation | undefined {
  const { option, mount } = token;
  const section = around.docs.flag('RUN', `--mount=type=${mount.type}`);
  if (!section) return undefined;
  const link = reference(around, 'RUN');
  if (option.key === 'type') return sectionExplanation(code(`--mount=type=${mount.type}`), section.body, [], link);
  const text = explainedNames(section.body).get(option.key);
  if (text === undefined) return undefined;
  return {
    title: `${code(`--mount=type=${mount.type}`)} ${code(option.key)}`,
    summary: text,
    more: `${code(`type=${mount.type}`)}: ${firstParagraph(section.body)}`,
    everything: section.body,
    link,
  };
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
  const needed = `docker/dockerfile:${grammar.since}${grammar.labs ? '-labs' : ''}`;
  const declared = file.directive('syntax')?.value.text;
  if (declared === undefined) {
    return [
      l10n.t('Needs {needed}. This file has no `# syntax=` line, so the version built into your Docker decides.', {
        needed: code(needed),
      }),
    ];
  }
  const version = /:(\d+)(?:\.(\d+))?[\w.]*(-labs)?/.exec(declared);
  if (!version || version[2] === undefined) return [];
  const [major, minor] = grammar.since.split('.').map(Number) as [number, number];
  const enough =
    Number(version[1]) > major ||
    (Number(version[1]) === major && Number(version[2]) >= minor && (!grammar.labs || version[3]));
  return enough
    ? []
    : [
        l10n.t('Needs {needed}, but this file asks for {declared}.', {
          needed: code(needed),
          declared: code(declared),
        }),
      ];
}
