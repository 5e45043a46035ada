import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { overriddenBy, resolvePath, workdirAt } from '../dockerfile/facts.ts';
import type { Mount } from '../dockerfile/mounts.ts';
import { code, lineOf, series } from './explanation.ts';
import { installedPackages } from './packages.ts';

/** How many names a sentence lists before it says "…". */
const mostNames = 8;
/** Commands that only hold others together. */
const glue: ReadonlySet<string> = new Set(['set', 'cd', 'echo', 'export', 'true', ':', '[', 'test', 'exit', 'printf']);

/** What one instruction does, in plain words. */
export function plainSentence(instruction: Instruction): string {
  const later = overriddenBy(instruction);
  if (later)
    return l10n.t('has no effect, because {keyword} comes again in {line}', {
      keyword: later.keyword,
      line: lineOf(later),
    });
  return (sentences[instruction.keyword] ?? unknown)(instruction);
}

const sentences: Readonly<Record<string, (instruction: Instruction) => string>> = {
  FROM: (one) => l10n.t('starts from {image}', { image: code(one.stage?.imageText ?? one.args[0]?.text ?? '') }),
  ARG: (one) => l10n.t('takes {names} from the one who builds', { names: pairs(one) }),
  ENV: (one) => l10n.t('sets {names}, for the next steps and in containers', { names: pairs(one) }),
  LABEL: (one) => l10n.t('labels the image with {names}', { names: pairs(one) }),
  RUN: runSentence,
  COPY: copySentence,
  ADD: copySentence,
  WORKDIR: (one) => l10n.t('works in {folder} from here on', { folder: code(pathOf(one, one.args[0]?.text ?? '')) }),
  USER: (one) => l10n.t('goes on as user {user}', { user: code(one.args[0]?.text ?? '') }),
  EXPOSE: (one) => l10n.t('notes that the program listens on {ports}; this opens nothing', { ports: list(words(one)) }),
  VOLUME: (one) => l10n.t('gives every container its own volume at {paths}', { paths: list(words(one)) }),
  CMD: (one) => l10n.t('sets what a container runs, or its arguments: {command}', { command: rest(one) }),
  ENTRYPOINT: (one) => l10n.t('sets the program of every container: {command}', { command: rest(one) }),
  HEALTHCHECK: (one) =>
    one.args[0]?.text.toUpperCase() === 'NONE'
      ? l10n.t('switches the health check off')
      : l10n.t('has the container checked with {command}', {
          command: code(
            shortened(
              one.args
                .slice(1)
                .map(({ text }) => text)
                .join(' '),
            ),
          ),
        }),
  STOPSIGNAL: (one) => l10n.t('has the container stopped with {signal}', { signal: rest(one) }),
  SHELL: (one) => l10n.t('runs the commands below with {shell}', { shell: code(words(one).join(' ')) }),
  ONBUILD: (one) => l10n.t('leaves {instruction} to the builds that use this image', { instruction: rest(one) }),
  MAINTAINER: (one) => l10n.t('names the author: {author}', { author: rest(one) }),
};

function unknown(instruction: Instruction): string {
  return l10n.t('{keyword} is no instruction: the build fails', { keyword: code(instruction.keywordWord.text) });
}

function runSentence(instruction: Instruction): string {
  const commands = instruction.script?.commands ?? [];
  const parts: string[] = [];
  const others: string[] = [];
  for (const command of commands) {
    const installed = installedPackages(command);
    if (installed && installed.packages.length > 0) {
      const packages = list(installed.packages.map(({ text }) => text));
      parts.push(l10n.t('installs {packages} with {manager}', { packages, manager: code(installed.manager) }));
    } else if (!glue.has(command.program) && command.program !== '')
      others.push(shownCommand(command.program, command.operands[0]?.text));
  }
  const rest = [...new Set(others)];
  if (rest.length > 0) parts.push(l10n.t('runs {commands}', { commands: list(rest) }));
  if (parts.length === 0) parts.push(l10n.t('runs {commands}', { commands: code(shortened(instruction.rest.text)) }));
  parts.push(...instruction.mounts.map(mountPhrase));
  return parts.join(l10n.t('; '));
}

/** A program, with its sub-command where the word after it looks like one. */
function shownCommand(program: string, first: string | undefined): string {
  return first !== undefined &&
    /^[a-z][a-z:-]{1,14}$/.test(first) &&
    /^(?:apt|dnf|yum|apk|git|go|cargo|npm|pnpm|yarn|pip|uv|mvn|gradle|dotnet|make|composer|bundle|gem|cmake|poetry)/.test(
      program,
    )
    ? `${program} ${first}`
    : program;
}

function mountPhrase(mount: Mount): string {
  const target = code(mount.get('target')?.value ?? '');
  const id = code(mount.get('id')?.value ?? mount.get('source')?.value ?? '');
  switch (mount.type) {
    case 'cache':
      return l10n.t('keeps {path} between builds', { path: target });
    case 'secret':
      return l10n.t('gets the secret {id}, which does not stay in the image', { id });
    case 'ssh':
      return l10n.t('may use the SSH keys of whoever builds');
    case 'tmpfs':
      return l10n.t('has {path} in memory', { path: target });
    default:
      return l10n.t('sees files at {path} without copying them', { path: target });
  }
}

function copySentence(instruction: Instruction): string {
  const all = words(instruction);
  const destination = code(pathOf(instruction, all.at(-1) ?? ''));
  const from = instruction.flag('from')?.value;
  const owner = instruction.flag('chown')?.value;
  const given = [
    ...instruction.heredocs.map(() => l10n.t('a text that follows')),
    ...all
      .slice(0, -1)
      .filter((word) => !word.startsWith('<<'))
      .slice(0, mostNames)
      .map(code),
  ];
  const sources = series(given);
  const sentence =
    from === undefined
      ? l10n.t('copies {sources} to {destination}', { sources, destination })
      : l10n.t('copies {sources} from {from} to {destination}', { sources, from: code(from), destination });
  return owner === undefined ? sentence : l10n.t('{sentence}, for user {owner}', { sentence, owner: code(owner) });
}

/** A path of the image, absolute where that is known. */
function pathOf(instruction: Instruction, text: string): string {
  const path = instruction.file.expand(text, instruction) ?? text;
  if (!instruction.stage || path.startsWith('/')) return path;
  return resolvePath(workdirAt(instruction.stage, instruction)?.value, path) ?? path;
}

/** The arguments with variables put in where they are known. */
function words(instruction: Instruction): string[] {
  return instruction.args.map(({ text }) => instruction.file.expand(text, instruction) ?? text);
}

function pairs(instruction: Instruction): string {
  return list(
    instruction.pairs.map(({ key, value }) =>
      value === undefined ? key.text : `${key.text}=${shortened(value.text)}`,
    ),
  );
}

function rest(instruction: Instruction): string {
  return code(shortened(instruction.rest.text));
}

function list(names: readonly string[]): string {
  return series(names.slice(0, mostNames).map(code)) + (names.length > mostNames ? ' …' : '');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
