import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { history, processOf, stopSignalOf, userAt, workdirAt } from '../dockerfile/facts.ts';
import type { Keyword } from '../dockerfile/grammar.ts';
import type { Docs } from '../docs/docs.ts';
import { code, lineOf, linesOf, series } from '../explain/explanation.ts';
import { plainSentence } from '../explain/plainwords.ts';
import { fateSentence, usedBy } from '../explain/stage.ts';
import type { Finding } from '../lint/lint.ts';
import { severityWord } from '../lint/severity.ts';

/**
 * A whole Dockerfile explained, as Markdown: what its image contains and does, how it is built stage by stage in plain
 * words, and what can be improved, with the reasons.
 */
export function explainFile(file: Dockerfile, docs: Docs, findings: readonly Finding[]): string {
  const parts = [`# ${l10n.t('What this Dockerfile does')}`, overview(file)];
  const final = file.finalStage;
  if (final) parts.push(`## ${l10n.t('The final image')}`, items(imageFacts(final)));
  const head = [...directiveSentences(file, docs), ...file.globals.map(step)];
  if (head.length > 0) parts.push(`## ${l10n.t('Before the first stage')}`, items(head));
  for (const stage of file.stages) {
    parts.push(
      `## ${stageTitle(stage)}`,
      fateSentence(stage),
      ...usedBy(stage),
      items(stage.instructions.filter((one) => one !== stage.from).map(step)),
    );
  }
  parts.push(`## ${l10n.t('What can be improved')}`, improvements(findings, docs));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function items(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}`).join('\n');
}

function overview(file: Dockerfile): string {
  const count = file.stages.length;
  if (count === 0) return l10n.t('There is no `FROM`, so there is nothing to build.');
  if (count === 1) return l10n.t('One stage; a plain build makes its image.');
  return l10n.t('{count} stages; a plain build makes the image of the last one.', { count });
}

function directiveSentences(file: Dockerfile, docs: Docs): string[] {
  return file.directives.map(({ name, span }) =>
    l10n.t('{what}: {summary}', { what: code(span.raw.trim()), summary: oneLine(docs.directive(name)?.summary ?? '') }),
  );
}

function stageTitle(stage: Stage): string {
  const image = code(stage.imageText ?? stage.imageWord?.text ?? '?');
  const number = stage.index;
  return stage.name
    ? l10n.t('Stage {number}, {name}, from {image}', { number, name: code(stage.name.text), image })
    : l10n.t('Stage {number}, from {image}', { number, image });
}

/** An instruction in plain words, with its line. */
function step(instruction: Instruction): string {
  return l10n.t('{line}, {keyword}: {sentence}', {
    line: lineOf(instruction.keywordWord),
    keyword: instruction.keyword,
    sentence: plainSentence(instruction),
  });
}

/** What the final image is made of, and what a container of it does. */
function imageFacts(stage: Stage): string[] {
  const all = history(stage);
  const of = (...keywords: Keyword[]): Instruction[] => all.filter((one) => one.isAmong(keywords));
  const base = stage.root;
  const facts = [
    l10n.t('**From**: {image}', { image: code(base?.imageText ?? base?.imageWord?.text ?? '?') }),
    ...contents(stage, of('COPY', 'ADD', 'RUN')),
    ...processFacts(stage),
    ...identity(stage),
  ];
  const ports = named(of('EXPOSE'));
  if (ports.length > 0) {
    const flags = ports.map((port) => `-p ${port.split('/')[0]}:${port}`).join(' ');
    facts.push(
      l10n.t('**Exposes**: {ports}; reachable with {command}', {
        ports: series(ports.map(code)),
        command: code(`docker run ${flags} …`),
      }),
    );
  }
  const volumes = named(of('VOLUME'));
  if (volumes.length > 0) {
    facts.push(
      l10n.t('**Mounts**: a volume of its own at {paths}; kept under a name with {command}', {
        paths: series(volumes.map(code)),
        command: code(`docker run -v my-data:${volumes[0]} …`),
      }),
    );
  }
  const variables = [...new Set(of('ENV').flatMap((one) => one.pairs.map(({ key }) => key.text)))];
  if (variables.length > 0) facts.push(l10n.t('**Environment**: {names}', { names: series(variables.map(code)) }));
  const health = of('HEALTHCHECK').at(-1);
  if (health && health.args[0]?.text.toUpperCase() === 'CMD') {
    const command = oneLine(
      health.args
        .slice(1)
        .map(({ text }) => text)
        .join(' '),
    );
    facts.push(l10n.t('**Health** is checked with {command}', { command: code(command) }));
  }
  const signal = stopSignalOf(stage);
  if (signal?.value) facts.push(l10n.t('**Stops** on {signal}', { signal: code(signal.value) }));
  return facts;
}

function contents(stage: Stage, makers: readonly Instruction[]): string[] {
  if (makers.length === 0) return [];
  const lines = linesOf(makers.map(({ keywordWord }) => keywordWord));
  return stage.root.isScratch
    ? [l10n.t('**Contains** only what {lines} put into it', { lines })]
    : [l10n.t('**Contains** what that image has, and what {lines} put into it', { lines })];
}

function processFacts(stage: Stage): string[] {
  const process = processOf(stage);
  if (!process || process.argv.length === 0)
    return [l10n.t('**Runs** what the base image runs: this file sets no CMD and no ENTRYPOINT')];
  return [l10n.t('**Runs** {command}', { command: code(process.argv.map(quoted).join(' ')) })];
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function identity(stage: Stage): string[] {
  const user = userAt(stage);
  const folder = workdirAt(stage);
  const who = user?.value
    ? l10n.t('**As** user {user}', { user: code(user.value) })
    : l10n.t('**As** the user of the base image, which is root unless the image says otherwise');
  return folder?.value ? [who, l10n.t('**In** {folder}', { folder: code(folder.value) })] : [who];
}

function named(instructions: readonly Instruction[]): string[] {
  return [...new Set(instructions.flatMap((one) => one.args.flatMap(({ text }) => one.file.expand(text, one) ?? [])))];
}

/** The findings, each with the reason that its rule gives once. */
function improvements(findings: readonly Finding[], docs: Docs): string {
  if (findings.length === 0) return l10n.t('Nothing that the rules know of.');
  const explained = new Set<string>();
  return findings
    .map((finding) => {
      const item = `- ${findingText(finding)}`;
      const why = explained.has(finding.rule.id) ? undefined : docs.rule(finding.rule)?.summary;
      explained.add(finding.rule.id);
      return why ? `${item}\n  ${oneLine(why)}` : item;
    })
    .join('\n');
}

function findingText(finding: Finding): string {
  const { severity, message, rule } = finding;
  return `**${severityWord(severity)}** ${l10n.t('{line}: {message} ({rule})', { line: lineOf(finding), message, rule: code(rule.id) })}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
