import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { isAbsolute, resolvePath, workdirAt } from '../dockerfile/facts.ts';
import { parseImageName } from '../dockerfile/image.ts';
import { stageOf, type TokenOf } from '../dockerfile/tokens.ts';
import type { Docs } from '../docs/docs.ts';
import { isRemoteSource } from '../lint/remotes.ts';
import { code, type Explanation, lineOf, named, type Surroundings } from './explanation.ts';
import { frontendGate } from './flag.ts';
import { copyFacts } from './matches.ts';

/** A port of EXPOSE: what usually listens there, and how to publish it. */
export function explainPort(token: TokenOf<'port'>, { docs, file }: Surroundings): Explanation {
  const { instruction, word } = token;
  const text = file.expand(word.text, instruction) ?? word.text;
  const [port = '', protocol = 'tcp'] = text.split('/');
  const isValid =
    /^\d{1,5}(?:-\d{1,5})?(?:\/(?:tcp|udp|sctp))?$/i.test(text) && port.split('-').every((one) => Number(one) < 65_536);
  const here = !isValid
    ? []
    : [
        l10n.t('Published with {flag}; only on this machine with {local}.', {
          flag: code(`-p ${port}:${text.toLowerCase()}`),
          local: code(`-p 127.0.0.1:${port}:${text.toLowerCase()}`),
        }),
      ];
  const about = docs.entry('values/ports', port);
  const kind = docs.entry('values/ports', protocol.toLowerCase());
  return {
    title: code(text),
    summary: about ?? docs.entry('values/syntax', 'port') ?? '',
    here,
    ...(kind && { more: named(protocol.toLowerCase(), kind) }),
  };
}

/** A signal of STOPSIGNAL, by name or number. */
export function explainSignal(token: TokenOf<'signal'>, { docs, file }: Surroundings): Explanation {
  const text = (file.expand(token.word.text, token.instruction) ?? token.word.text).toUpperCase();
  const name = /^\d+$/.test(text) || text.startsWith('SIG') ? text : `SIG${text}`;
  const known = /^\d+$/.test(name) ? signalName(name, docs) : undefined;
  return {
    title: known === undefined ? code(name) : `${code(name)} ${code(known)}`,
    summary: docs.entry('values/signals', name) ?? docs.entry('values/syntax', 'signal') ?? '',
  };
}

/** The name that the page of signals gives a number. */
function signalName(number: string, docs: Docs): string | undefined {
  return new RegExp(`^- \`(SIG[A-Z0-9]+)\`[^:：\n]*\`${number}\``, 'm').exec(
    docs.page('values/signals')?.markdown ?? '',
  )?.[1];
}

/** A user, or uid:gid. */
export function explainUser(token: TokenOf<'user'>, { docs, file }: Surroundings): Explanation {
  const text = file.expand(token.word.text, token.instruction) ?? token.word.text;
  const [user = '', group] = text.split(':');
  const here: string[] = [];
  if (token.instruction.stage?.isWindows)
    return {
      title: code(text),
      summary: docs.entry('values/users', user) ?? docs.entry('values/syntax', 'user') ?? '',
    };
  if (/^\d+$/.test(user))
    here.push(l10n.t('A number needs no entry in `/etc/passwd`, and Kubernetes can check it with `runAsNonRoot`.'));
  else here.push(l10n.t('A name must be in the `/etc/passwd` of the image, or the container does not start.'));
  if (group === undefined)
    here.push(
      l10n.t('Without a group, the primary group of the user in `/etc/passwd` is used, or root where there is none.'),
    );
  const known = isMeant(user, token.instruction) ? docs.entry('values/users', user) : undefined;
  return { title: code(text), summary: known ?? docs.entry('values/syntax', 'user') ?? '', here };
}

/** Numbers that mean the same user in almost every image. */
const commonNumbers: ReadonlySet<string> = new Set(['0', '65532', '65534', '1001', '10001']);
/** Numbers that belong to a user in some images only, by the last part of the image's name. */
const numbersIn: Readonly<Record<string, string>> = {
  node: '1000',
  nginx: '101',
  postgres: '999',
  php: '33',
  httpd: '33',
  wordpress: '33',
};

/** Whether what is known of a user holds here: a number is another user in another image. */
function isMeant(user: string, { stage }: Instruction): boolean {
  if (!/^\d+$/.test(user) || commonNumbers.has(user)) return true;
  const path = parseImageName(stage?.root.imageText ?? '')?.path;
  return path !== undefined && numbersIn[path.split('/').pop() ?? ''] === user;
}

/** A shell of SHELL. */
export function explainShell(token: TokenOf<'shell'>, { docs }: Surroundings): Explanation {
  const program = (token.word.text.split(/[\\/]/).pop() ?? '').replace(/\.exe$/i, '').toLowerCase();
  const summary =
    docs.entry('values/shells', program) ??
    docs.entry('values/shells', token.word.text) ??
    docs.entry('values/syntax', 'shell') ??
    '';
  return { title: code(token.word.text), summary };
}

/** A path of WORKDIR, VOLUME, or the destination of COPY and ADD. */
export function explainPath(token: TokenOf<'path' | 'destination'>, { docs, file }: Surroundings): Explanation {
  const { instruction, word } = token;
  const text = file.expand(word.text, instruction);
  const here: string[] = [];
  const { stage } = instruction;
  if (text !== undefined && stage) {
    const folder = workdirAt(stage, instruction);
    const path = resolvePath(folder?.value, text);
    if (isAbsolute(text) && !text.startsWith('/'))
      return { title: code(word.text), summary: aboutPath(token, docs), here };
    if (path !== undefined && path !== text.replace(/(.)\/$/, '$1')) {
      here.push(
        folder
          ? l10n.t('In the image: {path} (WORKDIR in {line}).', { path: code(path), line: lineOf(folder.instruction) })
          : l10n.t('In the image: {path}.', { path: code(path) }),
      );
    } else if (path === undefined)
      here.push(l10n.t('Relative to the working directory of the base image, which this file does not say.'));
  }
  return { title: code(word.text), summary: aboutPath(token, docs), here };
}

function aboutPath({ kind, instruction }: TokenOf<'path' | 'destination'>, docs: Docs): string {
  const about = kind === 'destination' ? 'destination' : instruction.is('VOLUME') ? 'volume-path' : 'workdir-path';
  return docs.entry('values/syntax', about) ?? '';
}

/** A source of COPY or ADD: what it matches in the build context. */
export function explainSource(token: TokenOf<'source'>, around: Surroundings): Explanation {
  const { instruction, word } = token;
  const text = around.file.expand(word.text, instruction) ?? word.text;
  const from = instruction.flag('from')?.value || undefined;
  const isRemote = from === undefined && isRemoteSource(text);
  const about = isRemote ? 'remote-source' : from === undefined ? 'context-source' : 'stage-source';
  const here: string[] = [];
  if (from !== undefined) here.push(sourceStageSentence(from, instruction));
  else if (!isRemote) here.push(...copyFacts([text], around));
  if (text !== word.text) here.unshift(l10n.t('With its variables it is {text}.', { text: code(text) }));
  return { title: code(word.text), summary: around.docs.entry('values/syntax', about) ?? '', here };
}

function sourceStageSentence(from: string, instruction: Instruction): string {
  const stage = stageOf(instruction, from);
  return stage
    ? l10n.t('Taken from the stage {from} in {line}, from its root on.', { from: code(from), line: lineOf(stage.from) })
    : l10n.t('Taken from {from}, from its root on.', { from: code(from) });
}

const smallThings = {
  as: 'AS',
  json: 'json',
  heredoc: 'heredoc',
  continuation: 'continuation',
  escape: 'escape',
  maintainer: 'maintainer',
} as const;

/** Who replaces the variables in the body of a heredoc, if anybody does. */
function heredocSentence({ heredoc, instruction }: TokenOf<'heredoc'>): string {
  if (instruction.is('RUN') && instruction.script?.span.start === heredoc.body.start) {
    const program = /^\t*#!\s*(.*\S)/.exec(heredoc.body.raw)?.[1];
    if (program && !instruction.script.tree) {
      return l10n.t('The body is a program for {program}: neither builder nor shell touch it.', {
        program: code(program),
      });
    }
    const { reader } = instruction.script;
    if (!reader) return l10n.t('The body is a script: the shell replaces its variables when it runs, quotes or not.');
    const words = { shell: code(reader.name.raw), name: code(heredoc.name) };
    return heredoc.expand
      ? l10n.t(
          '{shell} runs the body. The shell of the RUN replaces the variables in it first; quotes around {name} would leave them to {shell}.',
          words,
        )
      : l10n.t('{shell} runs the body, and replaces the variables in it.', words);
  }
  if (!heredoc.expand) return l10n.t('The delimiter is quoted: the body is taken as it stands.');
  const name = code(heredoc.name);
  return instruction.is('RUN')
    ? l10n.t('The shell replaces variables in the body; quotes around {name} would prevent it.', { name })
    : l10n.t('The builder replaces variables in the body; quotes around {name} would prevent it.', { name });
}

/** What a JSON array means depends on the instruction. */
function jsonName(instruction: Instruction): string {
  if (instruction.is('COPY', 'ADD', 'VOLUME')) return 'json-paths';
  return instruction.is('SHELL') ? 'json-shell' : 'json';
}

/** AS, JSON brackets, heredoc delimiters, the escape character, words that are passed on as they are. */
export function explainSmallThing(
  token: TokenOf<keyof typeof smallThings>,
  { docs, file }: Surroundings,
): Explanation | undefined {
  const summary = docs.entry(
    'values/syntax',
    token.kind === 'json' ? jsonName(token.instruction) : smallThings[token.kind],
  );
  if (summary === undefined) return undefined;
  const here: string[] = [];
  if (token.kind === 'heredoc') {
    const { heredoc } = token;
    here.push(heredocSentence(token));
    here.push(...frontendGate(file, '1.4'));
    if (heredoc.chomp) here.push(l10n.t('`<<-`: tabs at the beginning of each line are dropped.'));
  }
  if (token.kind === 'continuation' && file.escape === '`')
    here.push(l10n.t('`# escape=` makes the backtick the escape character of this file.'));
  return { title: code(token.kind === 'json' ? '[ … ]' : token.span.raw.trim()), summary, here };
}

/** CMD or NONE of HEALTHCHECK. */
export function explainHealthType(token: TokenOf<'health-type'>, { docs }: Surroundings): Explanation | undefined {
  const name = token.word.text.toUpperCase();
  const summary = docs.entry('values/syntax', `HEALTHCHECK ${name}`);
  return summary === undefined ? undefined : { title: `HEALTHCHECK ${code(name)}`, summary };
}
