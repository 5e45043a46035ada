import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { isInFinalImage, overriddenBy, processOf, resolvePath, workdirAt } from '../dockerfile/facts.ts';
import { isPlatformArg } from '../dockerfile/grammar.ts';
import type { Mount } from '../dockerfile/mounts.ts';
import { stageOf } from '../dockerfile/tokens.ts';
import type { Pair } from '../dockerfile/words.ts';
import { code, lineOf, series } from './explanation.ts';
import { fateOfSetting } from './fate.ts';
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
  const sentence = (sentences[instruction.keyword] ?? unknown)(instruction);
  const fate = fateOfSetting(instruction);
  if (!fate) return sentence;
  return fate.kind === 'absent'
    ? l10n.t('{sentence} (not in the final image)', { sentence })
    : l10n.t('{sentence} (replaced by {line})', { sentence, line: lineOf(fate.by.keywordWord) });
}

const sentences: Readonly<Record<string, (instruction: Instruction) => string>> = {
  FROM: (one) => l10n.t('starts from {image}', { image: code(one.stage?.imageText ?? one.args[0]?.text ?? '') }),
  ARG: argSentence,
  ENV: envSentence,
  LABEL: (one) => l10n.t('labels the image with {names}', { names: pairs(one.pairs) }),
  RUN: runSentence,
  COPY: copySentence,
  ADD: copySentence,
  WORKDIR: (one) => l10n.t('works in {folder} from here on', { folder: code(pathOf(one, one.args[0]?.text ?? '')) }),
  USER: (one) => l10n.t('works as user {user} from here on', { user: code(one.args[0]?.text ?? '') }),
  EXPOSE: (one) => l10n.t('notes that the program listens on {ports}; this opens nothing', { ports: list(words(one)) }),
  VOLUME: (one) => l10n.t('gives every container its own volume at {paths}', { paths: list(words(one)) }),
  CMD: cmdSentence,
  ENTRYPOINT: (one) => l10n.t('sets the program of every container: {command}', { command: rest(one) }),
  HEALTHCHECK: (one) =>
    one.args[0]?.text.toUpperCase() === 'NONE'
      ? l10n.t('switches the health check off')
      : l10n.t('makes Docker check the container with {command}', {
          command: code(
            shortened(
              one.args
                .slice(1)
                .map(({ text }) => text)
                .join(' '),
            ),
          ),
        }),
  STOPSIGNAL: (one) => l10n.t('makes `docker stop` send {signal}', { signal: rest(one) }),
  SHELL: (one) => l10n.t('runs the commands below with {shell}', { shell: code(words(one).join(' ')) }),
  ONBUILD: (one) => l10n.t('leaves {instruction} to the builds that use this image', { instruction: rest(one) }),
  MAINTAINER: (one) => l10n.t('names the author: {author}', { author: rest(one) }),
};

function unknown(instruction: Instruction): string {
  return l10n.t('{keyword} is no instruction: the build fails', { keyword: code(instruction.keywordWord.text) });
}

/** Who gives build arguments their values: the builder, the ARG before FROM, whoever builds. */
function argSentence(instruction: Instruction): string {
  const { stage, file } = instruction;
  const isOf = ({ key, value }: Pair): 'builder' | 'global' | 'caller' => {
    if (stage && value === undefined) {
      if (isPlatformArg(key.text)) return 'builder';
      if (file.definitions(undefined, key.text).length > 0) return 'global';
    }
    return 'caller';
  };
  const named = (kind: ReturnType<typeof isOf>): string =>
    pairs(instruction.pairs.filter((pair) => isOf(pair) === kind));
  const [builder, global, caller] = [named('builder'), named('global'), named('caller')];
  return [
    ...(builder ? [l10n.t('declares {names}, which the builder sets', { names: builder })] : []),
    ...(global ? [l10n.t('takes over {names} from before the first FROM', { names: global })] : []),
    ...(caller ? [l10n.t('declares {names}, which `--build-arg` can change', { names: caller })] : []),
  ].join(l10n.t('; '));
}

function envSentence({ pairs: all, stage }: Instruction): string {
  const names = pairs(all);
  return stage && isInFinalImage(stage)
    ? l10n.t('sets {names}, for the next steps and in containers', { names })
    : l10n.t('sets {names} for the next steps', { names });
}

/** A CMD means something else with an ENTRYPOINT. */
function cmdSentence(instruction: Instruction): string {
  const process = instruction.stage && processOf(instruction.stage);
  const command = rest(instruction);
  if (!process?.entrypoint) return l10n.t('sets the command that a container runs: {command}', { command });
  return process.cmdIgnored
    ? l10n.t('is ignored, because the ENTRYPOINT in {line} is in shell form', { line: lineOf(process.entrypoint) })
    : l10n.t('gives the program its default arguments: {command}', { command });
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
      others.push(shownCommand(command.program, command.operands[0]?.text, command.operands[1]?.text));
  }
  const rest = [...new Set(others)];
  if (rest.length > 0) parts.push(l10n.t('runs {commands}', { commands: list(rest) }));
  if (parts.length === 0) parts.push(l10n.t('runs {commands}', { commands: code(shortened(instruction.rest.text)) }));
  parts.push(...bindPhrases(instruction.mounts), ...instruction.mounts.flatMap(mountPhrase));
  return parts.join(l10n.t('; '));
}

/** Programs whose first word says what they do. */
const withVerb =
  /^(?:apt|dnf|yum|apk|git|go|cargo|npm|pnpm|yarn|pip|uv|mvn|gradle|dotnet|make|composer|bundle|gem|cmake|poetry)/;

/** A program, with its sub-command where the word after it looks like one, and the script or part that this names. */
function shownCommand(program: string, first: string | undefined, second: string | undefined): string {
  if (first === undefined || !/^[a-z][a-z:-]{1,14}$/.test(first) || !withVerb.test(program)) return program;
  const isPrefix = /^(?:run|run-script|mod|tool|pip)$/.test(first);
  return isPrefix && second !== undefined && /^[\w:.-]{1,24}$/.test(second)
    ? `${program} ${first} ${second}`
    : `${program} ${first}`;
}

/** What bind mounts show, those of one place together. */
function bindPhrases(mounts: readonly Mount[]): string[] {
  const shown = new Map<string, string[]>();
  for (const mount of mounts.filter(({ type }) => type === 'bind')) {
    const from = mount.get('from')?.value ?? '';
    shown.set(from, [...(shown.get(from) ?? []), mount.get('source')?.value ?? (from === '' ? '.' : '/')]);
  }
  return [...shown].map(([from, sources]) =>
    from === ''
      ? l10n.t('uses {paths} of the build context without a copy', { paths: list(sources) })
      : l10n.t('uses {paths} of {from} without a copy', { paths: list(sources), from: code(from) }),
  );
}

function mountPhrase(mount: Mount): string | readonly string[] {
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
      return [];
  }
}

function copySentence(instruction: Instruction): string {
  const all = words(instruction);
  const destination = code(pathOf(instruction, all.at(-1) ?? ''));
  const from = instruction.flag('from')?.value;
  const owner = instruction.flag('chown')?.value;
  const isContext = (word: string): boolean => from === undefined && /^\.\/?$/.test(word);
  const given = [
    ...instruction.heredocs.map(() => l10n.t('a text that follows')),
    ...all
      .slice(0, -1)
      .filter((word) => !word.startsWith('<<'))
      .slice(0, mostNames)
      .map((word) => (isContext(word) ? l10n.t('the whole build context ({path})', { path: code(word) }) : code(word))),
  ];
  const sources = series(given);
  const stage = from === undefined ? undefined : stageOf(instruction, from);
  const sentence =
    from === undefined
      ? l10n.t('copies {sources} to {destination}', { sources, destination })
      : l10n.t('copies {sources} from {from} to {destination}', {
          sources,
          from: code(stage?.name?.text ?? from),
          destination,
        });
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

function pairs(all: readonly Pair[]): string {
  return list(all.map(({ key, value }) => (value === undefined ? key.text : `${key.text}=${shortened(value.text)}`)));
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
