import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import type { Docs } from '../docs/docs.ts';
import type { Finding } from '../lint/lint.ts';
import { stageReferences } from '../lint/stages.ts';

/**
 * A whole Dockerfile explained, as Markdown: stage by stage what each instruction does, with the findings where they
 * are. What an instruction is, is said where its keyword comes first.
 */
export function explainFile(file: Dockerfile, docs: Docs, findings: readonly Finding[]): string {
  const explained = new Set<string>();
  const parts = [`# ${l10n.t('What this Dockerfile does')}`, overview(file)];
  const head = [...directiveItems(file, docs), ...file.globals.flatMap((one) => items(one, docs, findings, explained))];
  if (head.length > 0) parts.push(`## ${l10n.t('Before the first stage')}`, head.join('\n'));
  for (const stage of file.stages) {
    const list = stage.instructions.flatMap((one) => items(one, docs, findings, explained));
    parts.push(`## ${stageTitle(stage)}`, stageRole(file, stage), list.join('\n'));
  }
  const elsewhere = findings.filter((finding) => !file.instructionAt(file.source.offsetAt(finding.range.start)));
  if (elsewhere.length > 0) {
    const list = elsewhere.map((finding) => `- ${findingText(finding)}`);
    parts.push(`## ${l10n.t('Outside of instructions')}`, list.join('\n'));
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function overview(file: Dockerfile): string {
  const count = file.stages.length;
  if (count === 0) return l10n.t('There is no `FROM`, so there is nothing to build.');
  if (count === 1) return l10n.t('One stage; a plain build makes its image.');
  return l10n.t('{count} stages; a plain build makes the image of the last one.', { count });
}

function directiveItems(file: Dockerfile, docs: Docs): string[] {
  return file.directives.map(({ name, span }) => {
    const summary = docs.directive(name)?.summary;
    return `- ${withSummary(code(span.raw.trim()), summary)}`;
  });
}

function stageTitle(stage: Stage): string {
  const image = code(stage.imageText ?? stage.imageWord?.text ?? '?');
  const number = stage.index;
  return stage.name
    ? l10n.t('Stage {number}, {name}, from {image}', { number, name: code(stage.name.text), image })
    : l10n.t('Stage {number}, from {image}', { number, image });
}

/** What a stage is for: the final image, a part of other stages, or nothing. */
function stageRole(file: Dockerfile, stage: Stage): string {
  const users = file.stages.filter((other) => other.base === stage).map(({ from }) => from);
  for (const { instruction, value } of stageReferences(file)) {
    const target = instruction.stage && stageMeant(file, value.text, instruction.stage.index);
    if (target === stage) users.push(instruction);
  }
  const lines = [...new Set(users.map((one) => lineOf(one)))].sort((a, b) => a - b).join(', ');
  const said: string[] = [];
  if (lines !== '') said.push(l10n.t('Other stages use it in line {lines}.', { lines }));
  if (stage === file.finalStage) said.push(l10n.t('The image of this stage is what a plain build makes.'));
  else if (lines === '') said.push(l10n.t('No stage uses it: a plain build leaves it out, `--target` builds it.'));
  return said.join(' ');
}

function stageMeant(file: Dockerfile, text: string, before: number): Stage | undefined {
  const named = file.stageNamed(text, before);
  if (named) return named;
  return /^\d+$/.test(text) && Number(text) < before ? file.stages[Number(text)] : undefined;
}

/** An instruction as an item of a list, with its flags and findings below. */
function items(instruction: Instruction, docs: Docs, findings: readonly Finding[], explained: Set<string>): string[] {
  const { keyword, file } = instruction;
  const page = docs.instruction(keyword);
  const what = l10n.t('{instruction} (line {line})', {
    instruction: code(shortened(instruction.line.text)),
    line: lineOf(instruction),
  });
  const own = [`- ${withSummary(what, explained.has(keyword) ? undefined : page?.summary)}`];
  explained.add(keyword);
  for (const { name, value } of instruction.flags) {
    const section = flagSection(docs, keyword, name, value);
    if (!section || explained.has(`${keyword} ${section.title}`)) continue;
    explained.add(`${keyword} ${section.title}`);
    own.push(`  - ${withSummary(section.title, firstParagraph(section.body))}`);
  }
  for (const finding of findings) {
    if (file.instructionAt(file.source.offsetAt(finding.range.start)) === instruction)
      own.push(`  - ${findingText(finding)}`);
  }
  return own;
}

function withSummary(what: string, summary: string | undefined): string {
  return summary === undefined ? what : l10n.t('{what}: {summary}', { what, summary: oneLine(summary) });
}

/** The section of a flag; for mounts that of their type. */
function flagSection(
  docs: Docs,
  keyword: string,
  name: string,
  value: string | undefined,
): { title: string; body: string } | undefined {
  const type = name === 'mount' ? (/(?:^|,)type=([a-z]+)/.exec(value ?? '')?.[1] ?? 'bind') : undefined;
  return (type && docs.flag(keyword, `--mount=type=${type}`)) || docs.flag(keyword, `--${name}`);
}

function findingText({ severity, message, rule }: Finding): string {
  return `**${severityWord(severity)}** ${code(rule.id)} ${message}`;
}

function severityWord(severity: Finding['severity']): string {
  switch (severity) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'info':
      return l10n.t('info');
    case 'hint':
      return l10n.t('hint');
  }
}

function lineOf(instruction: Instruction): number {
  return instruction.line.firstLine + 1;
}

function firstParagraph(markdown: string): string {
  return oneLine(markdown.split(/\n\s*\n/)[0] ?? '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function shortened(text: string): string {
  const line = oneLine(text);
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

/** A code span, whatever backticks are in it. */
function code(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  const longest = Math.max(...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${text} ${fence}`;
}
