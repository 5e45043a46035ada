import * as l10n from '@vscode/l10n';
import type { Definition, Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { isInFinalImage } from '../dockerfile/facts.ts';
import { isProxyArg, platformArgs, proxyArgs } from '../dockerfile/grammar.ts';
import { shellVariables } from '../dockerfile/shellvariables.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import type { Pair } from '../dockerfile/words.ts';
import { code, type Explanation, lineOf, linesOf, named, type Surroundings } from './explanation.ts';

/** A use of a variable in arguments or in a shell script: its value here, where it comes from, why it is empty. */
export function explainVariable(token: TokenOf<'variable' | 'shell-variable'>, around: Surroundings): Explanation {
  const name = token.kind === 'variable' ? token.use.name : token.variable.name;
  const { instruction, kind, span } = token;
  const { docs, file } = around;
  const title = code(`$${name}`);
  if (!/^[A-Za-z_]\w*$/.test(name)) return { title, summary: docs.entry('commands/shell', specialName(name)) ?? '' };
  const isShell = kind === 'shell-variable';
  const about = isShell ? (instruction.is('RUN') ? 'shell-variable' : 'run-time-variable') : 'variable';
  const here = (isShell ? shellFacts(name, instruction) : undefined) ?? valueFacts(name, instruction, file);
  const modifier = /^\$\{\w+(:?[-+?]|##?|%%?|\/\/?)/.exec(span.raw)?.[1];
  const meaning = modifier && docs.entry('values/syntax', `\${NAME${modifier}…}`);
  if (meaning) here.push(named(span.raw, meaning));
  const whole = modifier && !isShell ? file.expand(span.raw, instruction) : undefined;
  if (whole !== undefined) here.push(l10n.t('The whole becomes {value}.', { value: code(whole) }));
  return { title, summary: docs.entry('values/variables', name) ?? docs.entry('values/syntax', about) ?? '', here };
}

/** The name under which the shell's page explains `$?`, `$@`, `$1` … */
function specialName(name: string): string {
  if (/^\d+$/.test(name)) return name === '0' ? '$0' : '$1';
  return `$${name}`;
}

/** What holds of a variable in a script and not in the arguments of an instruction; undefined where that is the same. */
function shellFacts(name: string, instruction: Instruction): string[] | undefined {
  if (shellVariables(instruction).assigned.has(name)) return [setByScript(name, instruction)];
  const own = ofShell(name, instruction);
  if (own || instruction.is('RUN') || !instruction.stage) return own;
  const { file, stage } = instruction;
  const env = stage.lineage.flatMap((one) => file.definitions(one, name)).findLast(({ kind }) => kind === 'ENV');
  if (env) return definitionFacts(env, file.expand(env.pair.value?.text ?? '', env.instruction), file);
  if (file.definition(name, instruction)) {
    return [l10n.t('An ARG: the container does not see it, so it is empty unless `docker run -e` sets it.')];
  }
  if (name === 'PATH') return undefined;
  return [l10n.t('Nothing in this file sets it: the base image or `docker run -e` may, else it is empty.')];
}

const ofBuilder = new Set<string>([...platformArgs, ...proxyArgs]);
const posix = /^(?:PWD|OLDPWD|PPID|IFS|LINENO|OPTIND|OPTARG)$/;
const bash = /^(?:E?UID|RANDOM|SECONDS|SHLVL|PIPESTATUS|FUNCNAME|GROUPS|HOSTNAME|(?:OS|HOST|MACH)TYPE|BASH\w*)$/;

/** A variable that no ARG and no ENV has to set: shell, runtime or a file that the script reads do. */
function ofShell(name: string, instruction: Instruction): string[] | undefined {
  if (instruction.file.definition(name, instruction)) return undefined;
  if (name === 'HOME') return [];
  if (posix.test(name)) return [l10n.t('Set by the shell itself.')];
  if (name === 'HOSTNAME' && !instruction.is('RUN')) return [l10n.t('Docker sets it when it starts the container.')];
  if (bash.test(name)) return [l10n.t('Set by bash itself; other shells may not have it.')];
  const reader = instruction.script?.commands.find(({ program }) => program === '.' || program === 'source');
  if (ofBuilder.has(name)) return undefined;
  if (reader) {
    const command = code(reader.program);
    return [l10n.t('Nothing in this file sets it; what the script reads with {command} may.', { command })];
  }
  const exporter = instruction.stage?.instructions.findLast((one) => one.end < instruction.start && exports(one, name));
  return (
    exporter && [
      l10n.t('The RUN in {line} exports it for itself alone: the value ends with that RUN. An ENV would stay.', {
        line: lineOf(exporter.keywordWord),
      }),
    ]
  );
}

function exports(instruction: Instruction, name: string): boolean {
  if (!instruction.is('RUN') || !instruction.raw.includes(`${name}=`)) return false;
  const commands = instruction.script?.commands ?? [];
  return commands.some(
    ({ program, args }) => program === 'export' && args.some(({ raw }) => raw.startsWith(`${name}=`)),
  );
}

/** A variable that the script sets; `RUN <<EOF bash` replaces it before the script runs. */
function setByScript(name: string, instruction: Instruction): string {
  const {
    script,
    heredocs: [heredoc],
    file,
  } = instruction;
  if (script?.reader && heredoc?.expand) {
    return l10n.t(
      'The script sets it too late: the shell of the RUN replaces it before. Quotes around {name} leave it to the script.',
      { name: code(heredoc.name) },
    );
  }
  const before = instruction.is('RUN') ? file.definition(name, instruction) : undefined;
  if (!before) return l10n.t('The script sets it by itself.');
  const definition = { kind: before.kind, line: lineOf(before.pair.key) };
  return l10n.t('The script sets it by itself; before that it is the {kind} in {line}.', definition);
}

/** What a variable is just before an instruction, a sentence each. */
export function valueFacts(name: string, at: Instruction, file: Dockerfile): string[] {
  const definition = file.definition(name, at);
  if (definition) return definitionFacts(definition, file.value(name, at), file);
  if ((platformArgs as readonly string[]).includes(name)) {
    return at.is('FROM') || !at.stage
      ? [l10n.t('Set by the builder; known before FROM without a declaration.')]
      : [
          l10n.t('Empty here: the builder sets it, but the stage must declare {arg} first.', {
            arg: code(`ARG ${name}`),
          }),
        ];
  }
  if (isProxyArg(name)) return [l10n.t('Known to every RUN without a declaration, and not kept in the image.')];
  const global = file.definitions(undefined, name)[0];
  if (global && at.stage && !at.is('FROM')) {
    return [
      l10n.t('Empty here: the ARG in {line} stands before FROM; the stage must declare {arg} again.', {
        line: lineOf(global.pair.key),
        arg: code(`ARG ${name}`),
      }),
    ];
  }
  if (isSetByItself(name, at) && name !== 'PATH')
    return [
      l10n.t(
        'An ENV of the same instruction counts from the next instruction on. Before it only the base image may have set it; else it is empty here.',
      ),
    ];
  return at.stage && !at.is('FROM') && name === 'PATH'
    ? [l10n.t('Nothing in this file sets it: it comes from the base image, or else from the builder.')]
    : [l10n.t('Nothing in this file sets it: the base image may, else it is empty.')];
}

function isSetByItself(name: string, at: Instruction): boolean {
  return at.is('ENV') && at.pairs.some(({ key }) => key.text === name);
}

function definitionFacts(definition: Definition, value: string | null | undefined, file: Dockerfile): string[] {
  const place = { keyword: definition.kind, line: lineOf(definition.pair.key) };
  if (value === undefined || value === null) {
    return [
      definition.pair.value
        ? l10n.t('Set by {keyword} in {line} from something that only the build knows.', place)
        : l10n.t('Declared in {line} without a default: empty unless `--build-arg` gives it.', place),
    ];
  }
  const global =
    definition.kind === 'ARG' && !definition.pair.value && definition.instruction.stage
      ? file.definitions(undefined, definition.name).findLast((one) => one.pair.value)
      : undefined;
  const sentences = [
    l10n.t('{value}, set by {keyword} in {line}.', { value: value === '' ? l10n.t('Empty') : code(value), ...place }),
  ];
  if (global) sentences.push(l10n.t('The default comes from the ARG in {line}.', { line: lineOf(global.pair.key) }));
  if (definition.kind === 'ARG')
    sentences.push(l10n.t('`--build-arg {name}=…` replaces it.', { name: definition.name }));
  return sentences;
}

/** The name in ARG, ENV or LABEL. */
export function explainPair(token: TokenOf<'pair-key' | 'pair-value'>, around: Surroundings): Explanation | undefined {
  const { instruction, pair } = token;
  const name = pair.key.text.replace(/["']/g, '');
  if (instruction.is('LABEL')) return explainLabel(name, instruction, around);
  const about =
    around.docs.entry('values/variables', name) ?? around.docs.entry('values/syntax', instruction.keyword) ?? '';
  const value = pair.value && around.file.expand(pair.value.text, instruction);
  const here: string[] = [];
  if (value !== undefined && pair.value && value !== pair.value.text)
    here.push(value === '' ? l10n.t('The value is empty.') : l10n.t('The value is {value}.', { value: code(value) }));
  if (!pair.value) here.push(...valueWithoutDefault(name, instruction));
  here.push(
    ...(instruction.is('ARG') ? besideEnv(pair, instruction) : setAnew(name, instruction)),
    ...survival(instruction),
  );
  if (around.docs.entry('values/variables', name) === undefined) here.push(...usesOf(name, instruction));
  const shown = token.kind === 'pair-value' && pair.value ? `${name}=${pair.value.text}` : name;
  return { title: `${instruction.keyword} ${code(shown)}`, summary: about, here };
}

/** The lines that name a variable. */
function usesOf(name: string, at: Instruction): string[] {
  const users = scopeOf(at).filter(
    (one) =>
      one.index > at.index &&
      one.raw.includes(name) &&
      (one.variables.some((use) => use.name === name) ||
        (one.heredocs.length > 0 && shellVariables(one).uses.some((use) => use.name === name))),
  );
  if (users.length === 0) {
    return at.stage
      ? [l10n.t('No later line of its scope names it; programs may still read it from their environment.')]
      : [l10n.t('No FROM uses it; a stage that wants it must declare it again.')];
  }
  const rest = users.length - mostLines;
  const lines = linesOf(users.slice(0, mostLines));
  return [
    rest > 0
      ? l10n.t('Used in {lines}, and in {count} more places.', { lines, count: rest })
      : l10n.t('Used in {lines}.', { lines }),
  ];
}

/** How many lines are named before the rest is counted. */
const mostLines = 8;

/** Where a variable is known: its stage and those that build on it; before the first FROM the FROMs. */
function scopeOf({ stage, file }: Instruction): readonly Instruction[] {
  if (!stage) return [...file.globals, ...file.stages.map(({ from }) => from)];
  return file.stages.filter((one) => one.descendsFrom(stage)).flatMap((one) => one.instructions);
}

/** The value of an `ARG NAME`. */
function valueWithoutDefault(name: string, at: Instruction): string[] {
  const { file } = at;
  if (at.stage && (platformArgs as readonly string[]).includes(name)) return [l10n.t('The builder sets it.')];
  const global = at.stage ? file.definitions(undefined, name).findLast((one) => one.pair.value) : undefined;
  if (!global?.pair.value) {
    const env = envBefore(name, at);
    return env
      ? [
          l10n.t('Keeps the value of the ENV in {line} unless `--build-arg {name}=…` gives another.', {
            line: lineOf(env.pair.key),
            name,
          }),
        ]
      : [l10n.t('No default: empty unless `--build-arg {name}=…` gives it.', { name })];
  }
  const value = file.expand(global.pair.value.text, global.instruction);
  return [
    l10n.t('Takes the value of the ARG in {line}: {value}.', {
      line: lineOf(global.pair.key),
      value: code(value ?? global.pair.value.text),
    }),
  ];
}

/** Of an ARG and an ENV of one name the later counts, and only ENV reaches containers. */
function besideEnv({ key, value }: Pair, at: Instruction): string[] {
  const name = key.text;
  if (!at.stage) return [];
  const all = at.stage.lineage.flatMap((stage) => at.file.definitions(stage, name));
  const envs = all.filter(({ kind }) => kind === 'ENV');
  const next = envs.find(({ instruction }) => instruction.index > at.index);
  if (next) return [l10n.t('The ENV in {line} of the same name takes its place.', { line: lineOf(next.pair.key) })];
  const before = envBefore(name, at);
  const hasValue = value !== undefined || at.file.definitions(undefined, name).some((one) => one.pair.value);
  return before && hasValue
    ? [
        l10n.t('During the build it counts before the ENV in {line}; containers get the value of that ENV.', {
          line: lineOf(before.pair.key),
        }),
      ]
    : [];
}

/** The ENV of a name that is in force at an instruction. */
function envBefore(name: string, at: Instruction): Definition | undefined {
  const all = at.stage?.lineage.flatMap((stage) => at.file.definitions(stage, name)) ?? [];
  return all.findLast(({ kind, instruction }) => kind === 'ENV' && instruction.index < at.index);
}

/** The next instruction that sets the same key for what is built on this. */
function setAnew(name: string, at: Instruction): string[] {
  const next = scopeOf(at).find(
    (one) => one.index > at.index && one.keyword === at.keyword && one.pairs.some(({ key }) => key.text === name),
  );
  return next
    ? [l10n.t('Set anew by the {keyword} in {line}.', { keyword: next.keyword, line: lineOf(next.keywordWord) })]
    : [];
}

/** Whether a variable is in the final image. */
function survival(at: Instruction): string[] {
  if (!at.stage || !at.is('ENV', 'LABEL')) return [];
  return isInFinalImage(at.stage) ? [] : [l10n.t('Not in the final image: this stage is not part of it.')];
}

function explainLabel(name: string, at: Instruction, { docs }: Surroundings): Explanation {
  const missing = [...setAnew(name, at), ...survival(at)];
  return {
    title: code(name),
    summary: docs.entry('values/labels', name) ?? docs.entry('values/syntax', 'LABEL') ?? '',
    here:
      missing.length > 0
        ? missing
        : [l10n.t('To find the image by it: {command}.', { command: code(`docker images --filter label=${name}`) })],
  };
}
