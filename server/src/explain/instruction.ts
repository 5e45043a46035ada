import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import {
  invalidatedBy,
  isAbsolute,
  isInFinalImage,
  overriddenBy,
  processOf,
  resolvePath,
  userAt,
  workdirAt,
} from '../dockerfile/facts.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import { parseDuration } from '../lint/durations.ts';
import { code, type Explanation, lineOf, type Surroundings } from './explanation.ts';
import { type Fate, fateOfSetting } from './fate.ts';
import { copyFacts, questionOf } from './matches.ts';
import { pageExplanation } from './pages.ts';
import { fateSentence } from './stage.ts';

/** The keyword of an instruction: its page, and what it does in this file. */
export function explainKeyword(token: TokenOf<'keyword'>, around: Surroundings): Explanation | undefined {
  const { instruction } = token;
  const { docs, file } = around;
  const page = docs.instruction(instruction.keyword);
  if (!page) return undefined;
  const here = instructionFacts(instruction);
  if (instruction.is('COPY', 'ADD')) here.push(...copyFacts(questionOf(token, file)?.sources ?? [], around));
  return { ...pageExplanation(page, docs), here };
}

/** What the model knows of an instruction, a sentence each. */
export function instructionFacts(instruction: Instruction): string[] {
  const { stage } = instruction;
  if (!stage || instruction.outer) return [];
  const here: string[] = [];
  const later = overriddenBy(instruction);
  if (later) {
    here.push(
      l10n.t('Has no effect: the {keyword} in {line} takes its place.', {
        keyword: instruction.keyword,
        line: lineOf(later.keywordWord),
      }),
    );
    return here;
  }
  const fate = fateOfSetting(instruction);
  if (fate) here.push(fateFact(fate, instruction));
  // What a container of the final image does is of no interest where it does not get this.
  if (!fate || instruction.is('USER')) here.push(...(facts[instruction.keyword]?.(instruction) ?? []));
  if (instruction.isAmong(['RUN', 'COPY', 'ADD', 'ENV', 'ARG', 'WORKDIR', 'USER', 'FROM']))
    here.push(...cacheFact(instruction));
  return here;
}

function fateFact(fate: Fate, { keyword }: Instruction): string {
  switch (fate.kind) {
    case 'absent':
      return l10n.t('Not in the final image: this stage is not part of it.');
    case 'replaced':
      return l10n.t('In the final image the {keyword} in {line} takes its place.', {
        keyword,
        line: lineOf(fate.by.keywordWord),
      });
    case 'dropped':
      return l10n.t('Not in the final image: the ENTRYPOINT in {line} drops it.', {
        line: lineOf(fate.by.keywordWord),
      });
  }
}

const facts: Readonly<Record<string, (instruction: Instruction) => string[]>> = {
  FROM: (instruction) => (instruction.stage ? [fateSentence(instruction.stage)] : []),
  RUN: runFacts,
  COPY: destinationFacts,
  ADD: destinationFacts,
  WORKDIR: workdirFacts,
  USER: userFacts,
  CMD: processFacts,
  ENTRYPOINT: processFacts,
  ENV: envFacts,
  SHELL: shellFacts,
  ONBUILD: onbuildFacts,
  EXPOSE: exposeFacts,
  VOLUME: volumeFacts,
  ARG: () => [l10n.t('Is known during the build only: the container does not see it.')],
  HEALTHCHECK: healthFacts,
  STOPSIGNAL: () => [
    l10n.t('At `docker run`, `--stop-signal` replaces it and `--stop-timeout` sets how long it is waited for.'),
  ],
};

function runFacts(instruction: Instruction): string[] {
  const { stage, file } = instruction;
  if (!stage) return [];
  const user = userAt(stage, instruction);
  const folder = workdirAt(stage, instruction);
  const shell = file.shellInstruction(instruction);
  const sentences = [
    user?.value
      ? l10n.t('Runs as {user} (USER in {line}).', { user: code(user.value), line: lineOf(user.instruction) })
      : stage.isWindows
        ? l10n.t('Runs as the user of the base image.')
        : l10n.t('Runs as the user of the base image, which is root unless the image says otherwise.'),
  ];
  if (folder?.value) sentences.push(l10n.t('Works in {folder}.', { folder: code(folder.value) }));
  if (shell) {
    const words = shell.args.map(({ text }) => text).join(' ');
    sentences.push(l10n.t('The shell is {shell} (SHELL in {line}).', { shell: code(words), line: lineOf(shell) }));
  }
  return sentences;
}

function destinationFacts(instruction: Instruction): string[] {
  const { stage, file } = instruction;
  const word = instruction.args.at(-1);
  const text = word && file.expand(word.text, instruction);
  if (!stage || text === undefined || isAbsolute(text)) return [];
  const folder = workdirAt(stage, instruction);
  const path = resolvePath(folder?.value, text);
  if (path === undefined) return [];
  return [
    l10n.t('{text} is {path}, below the WORKDIR in {line}.', {
      text: code(text),
      path: code(path),
      line: folder ? lineOf(folder.instruction) : '',
    }),
  ];
}

function workdirFacts(instruction: Instruction): string[] {
  const { stage, file } = instruction;
  const text = instruction.args[0] && file.expand(instruction.args[0].text, instruction);
  if (!stage || text === undefined) return [];
  if (isAbsolute(text) && text === instruction.args[0]?.text) return [];
  const before = workdirAt(stage, instruction);
  const path = resolvePath(before?.value, text);
  return path === undefined
    ? [l10n.t('A relative path: it is added to the working directory of the base image, which this file does not say.')]
    : [l10n.t('The working directory becomes {path}.', { path: code(path) })];
}

function userFacts(instruction: Instruction): string[] {
  const { stage } = instruction;
  const last = stage?.last('USER');
  if (!stage || !last) return [];
  if (last === instruction && stage === instruction.file.finalStage) {
    return [l10n.t('The container runs as this user; `docker run --user` replaces it.')];
  }
  const next = stage.instructions.find((one) => one.is('USER') && one.index > instruction.index);
  return next ? [l10n.t('Holds until the USER in {line}.', { line: lineOf(next) })] : [];
}

function processFacts(instruction: Instruction): string[] {
  const { stage, file } = instruction;
  const image = stage && isInFinalImage(stage) ? file.finalStage : stage;
  const process = image && processOf(image);
  if (!process) return [];
  const sentences = [l10n.t('A container runs {command}.', { command: code(process.argv.map(quoteWord).join(' ')) })];
  if (process.cmdIgnored && process.entrypoint && process.cmd) {
    sentences.push(
      l10n.t('The CMD in {cmd} is ignored, because the ENTRYPOINT in {entrypoint} is in shell form.', {
        cmd: lineOf(process.cmd),
        entrypoint: lineOf(process.entrypoint),
      }),
    );
  }
  if (!instruction.json && instruction.args.length > 0) {
    sentences.push(
      /^exec\s/.test(instruction.rest.text)
        ? l10n.t('`exec` puts the program in the place of the shell, so it gets the signal of `docker stop`.')
        : l10n.t(
            'In shell form a shell starts the program. It may stay process 1 and keep the signal of `docker stop` to itself: the JSON form or `exec` avoids that.',
          ),
    );
  }
  return sentences;
}

/** A word as it would be typed in a shell. */
function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function exposeFacts(instruction: Instruction): string[] {
  const ports = instruction.args.flatMap((word) => instruction.file.expand(word.text, instruction) ?? []);
  const flags = ports.filter(isPort).map((port) => `-p ${port.split('/')[0]}:${port.toLowerCase()}`);
  return flags.length > 0
    ? [l10n.t('To reach it from outside: {command}.', { command: code(`docker run ${flags.join(' ')} …`) })]
    : [];
}

/** Whether a text is a port, or a range of them, that can be published. */
function isPort(text: string): boolean {
  const match = /^(\d+)(?:-(\d+))?(?:\/(?:tcp|udp|sctp))?$/i.exec(text);
  const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  return first > 0 && first <= last && last < 65_536;
}

function volumeFacts(instruction: Instruction): string[] {
  return instruction.args.flatMap((word) => {
    const path = instruction.file.expand(word.text, instruction);
    // An array that is not closed yet is no path.
    if (!path || path.startsWith('[')) return [];
    return [
      l10n.t('Each new container gets an anonymous volume at {path}; to keep the data under a name: {command}.', {
        path: code(path),
        command: code(`docker run -v my-data:${path} …`),
      }),
    ];
  });
}

/** How often a container is checked, and when it counts as unhealthy. */
function healthFacts(instruction: Instruction): string[] {
  if (instruction.args[0]?.text.toUpperCase() !== 'CMD') return [];
  const interval = seconds(instruction, 'interval', 30);
  const timeout = seconds(instruction, 'timeout', 30);
  const given = Number(instruction.flag('retries')?.value ?? 3);
  const retries = given === 0 ? 3 : given;
  const facts: string[] = [];
  if (interval !== undefined && timeout !== undefined && retries > 0) {
    facts.push(
      l10n.t(
        'Checked every {interval} s; a check may take {timeout} s; {retries} failures in a row make it unhealthy.',
        {
          interval,
          timeout,
          retries,
        },
      ),
    );
  }
  const start = seconds(instruction, 'start-period', 0);
  const pace = seconds(instruction, 'start-interval', 5);
  if (start && pace !== undefined) {
    facts.push(
      l10n.t('In the first {start} s it is checked every {pace} s, and failures do not count.', { start, pace }),
    );
  }
  facts.push(
    l10n.t(
      'At `docker run`, `--health-cmd`, `--health-interval` and so on replace parts of it, `--no-healthcheck` switches it off.',
    ),
  );
  return facts;
}

function seconds(instruction: Instruction, flag: string, preset: number): number | undefined {
  const value = instruction.flag(flag)?.value;
  const parsed = value === undefined ? 0 : parseDuration(value);
  if (typeof parsed !== 'number') return undefined;
  return parsed === 0 ? preset : Number((parsed / 1e9).toPrecision(4));
}

function envFacts({ stage }: Instruction): string[] {
  if (!stage) return [];
  return isInFinalImage(stage)
    ? [l10n.t('Stays in the image: every container sees it, and `docker run -e` replaces it.')]
    : [l10n.t('Not in the final image: this stage is not part of it.')];
}

function shellFacts(instruction: Instruction): string[] {
  const { stage } = instruction;
  const next = stage?.instructions.find((one) => one.is('SHELL') && one.index > instruction.index);
  return next
    ? [l10n.t('Holds until the SHELL in {line}.', { line: lineOf(next) })]
    : [l10n.t('Holds for every shell form below it, and stays in the image.')];
}

function onbuildFacts(): string[] {
  return [l10n.t('Nothing happens in this build: the instruction runs where another Dockerfile builds on the image.')];
}

/** What a change here costs: the steps that run again. A variable or a user counts from the first RUN on. */
function cacheFact(instruction: Instruction): string[] {
  const again = invalidatedBy(instruction).filter((one) => one.isAmong(['RUN', 'COPY', 'ADD', 'WORKDIR']));
  const firstRun = again.findIndex((one) => one.is('RUN') && one.stage === instruction.stage);
  const from = instruction.is('ENV', 'ARG', 'USER') ? firstRun : 0;
  const steps = from < 0 ? [] : again.slice(from);
  const [first] = steps;
  if (!first) return [];
  const count = steps.length;
  if (count === 1)
    return [
      l10n.t('When it changes, the {keyword} in {line} runs again.', { keyword: first.keyword, line: lineOf(first) }),
    ];
  const runs = steps.filter((one) => one.is('RUN')).length;
  if (runs === 0)
    return [
      l10n.t('When it changes, up to {count} later steps run again, from {line} on.', { count, line: lineOf(first) }),
    ];
  return [
    l10n.t('When it changes, up to {count} later steps run again ({runs} of them RUN), from {line} on.', {
      count,
      runs,
      line: lineOf(first),
    }),
  ];
}
