import * as l10n from '@vscode/l10n';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { type ShellPlace, shellCalls, shellNodes } from '../dockerfile/shelltree.ts';
import { shellVariables } from '../dockerfile/shellvariables.ts';
import type { Span } from '../dockerfile/source.ts';
import { isPlainSh, namesItsShell, type PortableOptions, useBash } from '../lint/binsh.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule<PortableOptions> = {
  id: 'bashism-other',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: [
    ...['SC2039', 'SC2112', 'SC2113', 'SC2127', 'SC3002', 'SC3003', 'SC3004', 'SC3005', 'SC3006', 'SC3007', 'SC3008'],
    ...['SC3012', 'SC3013', 'SC3015', 'SC3016', 'SC3017', 'SC3018', 'SC3019', 'SC3021', 'SC3022', 'SC3023', 'SC3025'],
    ...['SC3026', 'SC3028', 'SC3029', 'SC3031', 'SC3032', 'SC3033', 'SC3034', 'SC3035', 'SC3038', 'SC3039', 'SC3041'],
    ...['SC3042', 'SC3045', 'SC3047', 'SC3048', 'SC3049', 'SC3050', 'SC3052', 'SC3053', 'SC3055', 'SC3056', 'SC3058'],
    ...['SC3059', 'SC3061', 'SC3062', 'SC3063', 'SC3064', 'SC3065', 'SC3066', 'SC3067'],
  ],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { place, at, ash, posix } of bashisms(file, options.everywhere)) {
      if (!isPlainSh(place, options, ash) || (posix && namesItsShell(place))) continue;
      const text = (at ?? place).raw.replace(/\s+/g, ' ');
      yield {
        range: (at ?? place).range,
        message: l10n.t('`{text}` needs bash: the plain `sh` of this RUN rejects it or takes it for something else.', {
          text: text.length > 40 ? `${text.slice(0, 39)}…` : text,
        }),
        fixes: useBash(place),
      };
    }
  },
};

export default rule;

/** Something that plain sh lacks: its node, the part of it to mark, and whether BusyBox ash has it. */
interface Found {
  readonly place: ShellPlace;
  readonly at?: Span;
  readonly ash?: boolean;
  /** Whether only POSIX lacks it: dash and ash have it. */
  readonly posix?: boolean;
}

/** What dash really lacks; with `all` also what POSIX leaves open and every shell in use has. */
function* bashisms(file: Dockerfile, all: boolean): Generator<Found> {
  yield* syntax(file);
  yield* expansions(file, all);
  yield* redirects(file, all);
  yield* tests(file, all);
  yield* builtins(file, all);
  yield* variables(file, all);
}

function* syntax(file: Dockerfile): Generator<Found> {
  const types = ['ExtendedGlob', 'LocaleString', 'ArithmeticCommand', 'ArithmeticFor', 'Select', 'Coproc'] as const;
  for (const type of types) for (const place of shellNodes(file, type)) yield { place, at: firstLine(place) };
  for (const place of shellNodes(file, 'AnsiCQuoted')) yield { place, ash: true };
  for (const place of shellNodes(file, 'Pipeline')) {
    const { operators, commands } = place.node;
    for (const [i, operator] of operators.entries()) {
      const [left, right] = [commands[i], commands[i + 1]];
      if (operator !== '|&' || !left || !right) continue;
      const offset = place.raw.indexOf('|&', left.end - place.node.pos);
      yield { place, at: place.span(place.node.pos + offset, place.node.pos + offset + 2) };
    }
  }
  for (const place of shellNodes(file, 'Function')) {
    const keyword = /^function\b/.exec(place.raw)?.[0];
    if (keyword) yield { place, at: place.span(place.node.pos, place.node.pos + keyword.length), ash: true };
    else if (/[^\w]/.test(place.node.name.text)) yield { place, at: place.span(place.node.pos, place.node.name.end) };
  }
  for (const place of shellNodes(file, 'CaseItem')) {
    if (place.node.terminator && place.node.terminator !== ';;') yield { place };
  }
}

/** The part of a place up to the end of its line. */
function firstLine(place: ShellPlace): Span {
  const end = place.raw.search(/\r?\n/);
  return end < 0 ? place : place.span(place.node.pos, place.node.pos + end);
}

function* expansions(file: Dockerfile, all: boolean): Generator<Found> {
  for (const place of shellNodes(file, 'ParameterExpansion')) {
    const { prefix, operation, parameter } = place.node;
    const isBash = prefix === '!' || operation?.type === 'CaseModification' || operation?.type === 'Transform';
    if (isBash || (all && operation?.type === 'Remove' && /^[@*]$/.test(parameter))) yield { place };
  }
  for (const place of shellNodes(file, 'ArithmeticExpansion')) if (place.raw.startsWith('$[')) yield { place };
  for (const place of shellNodes(file, 'ArithmeticUnary')) {
    if (/^(?:\+\+|--)$/.test(place.node.operator)) yield { place, ash: true };
  }
  for (const place of shellNodes(file, 'ArithmeticBinary'))
    if (place.node.operator === '**') yield { place, ash: true };
  for (const place of shellNodes(file, 'ArithmeticWord'))
    if (/^\d+#/.test(place.node.value)) yield { place, ash: true };
  for (const place of shellNodes(file, 'Glob')) {
    const isPattern = place.parent?.parent?.node.type === 'CaseItem';
    if (place.raw.startsWith('[^') && (all || isPattern)) yield { place, ash: true };
  }
  for (const place of shellNodes(file, 'CommandExpansion'))
    if (/^(?:\$\(|`)\s*<[^<(]/.test(place.raw)) yield* readsFile(place);
}

/** `$(<file)`: nothing but a redirection. */
function* readsFile(place: ShellPlace<'CommandExpansion'>): Generator<Found> {
  const [statement, more] = place.node.script?.commands ?? [];
  const command = statement?.command;
  if (!more && command?.type === 'Command' && !command.name && command.redirects.length === 1) yield { place };
}

function* redirects(file: Dockerfile, all: boolean): Generator<Found> {
  for (const place of shellNodes(file, 'Redirect')) {
    const { operator, target, descriptor } = place.node;
    if (descriptor?.type === 'FileDescriptorVariable') yield { place };
    else if (descriptor && descriptor.value > 9) yield { place, ash: true };
    else if (target && operator === '>&' && !/^(?:\d+-?|-|.*\$.*)$/.test(target.text)) yield { place, ash: true };
    else if (target && /^\/dev\/(?:tcp|udp)\//.test(target.text)) yield { place };
    else if (all && target?.parts?.some(({ type }) => type === 'Glob')) yield { place };
  }
}

function* tests(file: Dockerfile, all: boolean): Generator<Found> {
  for (const program of ['[', 'test']) {
    for (const { command, place } of shellCalls(file, program)) {
      const words = command.args.filter(({ text }) => text !== ']' && text !== '!');
      const [first, second] = words;
      if (first && words.length === 2 && /^-[aovRN]$/.test(first.raw)) yield { place, at: first };
      else if (words.length === 3 && second?.raw === '=~') yield { place, at: second };
      else if (all && words.length === 3 && /^\\?["']?[<>]["']?$/.test(second?.raw ?? '')) {
        yield { place, at: second as Span, posix: true };
      }
    }
  }
  if (!all) return;
  for (const place of shellNodes(file, 'TestBinary')) if (place.node.operator === '=~') yield { place };
  for (const place of shellNodes(file, 'TestUnary')) if (place.node.operator === '-v') yield { place };
}

/** Flags of builtins that dash does not know, and whether BusyBox ash does. */
const flags: readonly (readonly [program: string, pattern: RegExp, ash: boolean, all?: RegExp])[] = [
  ['read', /^-[A-Za-z]*[^-rp\d\s][A-Za-z\d]*$/, true, /^-[A-Za-z]*[^-r\d\s][A-Za-z\d]*$/],
  ['export', /^-[fn]+$/, false],
  ['readonly', /^-[aAf]+$/, false],
  ['unset', /^-n$/, false],
  ['type', /^-[aPpt]+$/, false],
  ['hash', /^-[dlpt]+$/, false],
  ['jobs', /^-[nrsx]+$/, false],
  ['wait', /^-[np]+$/, true],
  ['exec', /^-[acl]+$/, true],
  ['umask', /^-p$/, false],
  ['printf', /^-v$/, false],
  ['set', /^--[a-z]/, false, /^(?:--[a-z]|-[A-Za-z]*[BEHPTkpt])/],
  ['ulimit', /^$/, false, /^-[^fHS]$/],
];

function* builtins(file: Dockerfile, all: boolean): Generator<Found> {
  for (const [program, pattern, ash, broad] of flags) {
    for (const { command, place } of shellCalls(file, program)) {
      if (command.name.text !== program) continue;
      const flag = command.args.find(({ text }) => text.startsWith('-'));
      if (!flag) continue;
      if (pattern.test(flag.text)) yield { place, at: flag, ash };
      else if (all && broad?.test(flag.text)) yield { place, at: flag, posix: true };
    }
  }
  for (const { command, place } of shellCalls(file, 'let')) yield { place, at: command.name, ash: true };
  for (const { command, place } of shellCalls(file, 'read')) {
    if (command.args.every(({ text }) => /^-r?$/.test(text))) yield { place, at: command.name, ash: true };
  }
  for (const { command, place } of shellCalls(file, 'printf')) {
    const format = command.operands[0];
    if (format && /%(?:q|\([^)]*\)T)/.test(format.text) && command.name.text === 'printf') yield { place, at: format };
  }
  for (const { command, place } of shellCalls(file, 'trap')) {
    for (const signal of command.operands.slice(1)) {
      if (/^(?:DEBUG|RETURN)$/.test(signal.text)) yield { place, at: signal };
      else if (/^(?:ERR|SIG[A-Z]+\d*)$/.test(signal.text)) yield { place, at: signal, ash: true };
      else if (all && /^[a-z]+$/.test(signal.text)) yield { place, at: signal, posix: true };
    }
  }
}

/** Variables that bash sets, and neither dash nor (but for RANDOM) ash. */
const bashOnly = new Set(['RANDOM', 'UID', 'EUID', 'SECONDS', 'EPOCHSECONDS', 'OSTYPE', 'HOSTTYPE', 'MACHTYPE']);
for (const name of ['BASH_SOURCE', 'FUNCNAME', 'PIPESTATUS', 'DIRSTACK', 'GROUPS', 'SHELLOPTS']) bashOnly.add(name);
const setByOthers = new Set(['HOSTNAME', 'SHLVL', '_']);

function* variables(file: Dockerfile, all: boolean): Generator<Found> {
  for (const place of [...shellNodes(file, 'SimpleExpansion'), ...shellNodes(file, 'ParameterExpansion')]) {
    const name = place.node.type === 'SimpleExpansion' ? place.node.text.slice(1) : place.node.parameter;
    if (!bashOnly.has(name) && !(all && setByOthers.has(name))) continue;
    const { instruction } = place;
    if (shellVariables(instruction).assigned.has(name) || file.definition(name, instruction)) continue;
    if (place.node.type === 'ParameterExpansion' && place.node.operation?.type === 'Default') continue;
    yield { place, ash: name === 'RANDOM' };
  }
  for (const place of shellNodes(file, 'ArithmeticWord')) {
    const isOwn = shellVariables(place.instruction).assigned.has(place.node.value);
    if (place.node.value === 'RANDOM' && !isOwn) yield { place, ash: true };
  }
}
