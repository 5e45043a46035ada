import * as l10n from '@vscode/l10n';
import type { Definition, Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { platformArgs, proxyArgs } from '../dockerfile/grammar.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import { code, type Explanation, lineOf, type Surroundings } from './explanation.ts';

/** A use of a variable in arguments or in a shell script: its value here, where it comes from, why it is empty. */
export function explainVariable(token: TokenOf<'variable' | 'shell-variable'>, around: Surroundings): Explanation {
  const name = token.kind === 'variable' ? token.use.name : token.variable.name;
  const { instruction } = token;
  const modifier = token.kind === 'variable' ? token.use.modifier : undefined;
  const inContainer = token.kind === 'shell-variable' && !instruction.is('RUN');
  const about =
    around.docs.entry('values/variables', name) ??
    around.docs.entry('values/syntax', inContainer ? 'run-time-variable' : 'variable') ??
    '';
  const here = valueFacts(name, instruction, around.file);
  if (modifier) {
    const meaning = around.docs.entry('values/syntax', `\${NAME${modifier}…}`);
    if (meaning) here.push(`${code(token.span.raw)}: ${meaning}`);
    const whole = around.file.expand(token.span.raw, instruction);
    if (whole !== undefined) here.push(l10n.t('The whole becomes {value}.', { value: code(whole) }));
  }
  return { title: code(`$${name}`), summary: about, here };
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
  if ((proxyArgs as readonly string[]).includes(name))
    return [l10n.t('Known to every RUN without a declaration, and not kept in the image.')];
  const global = file.definitions(undefined, name)[0];
  if (global && at.stage && !at.is('FROM')) {
    return [
      l10n.t('Empty here: the ARG in {line} stands before FROM; the stage must declare {arg} again.', {
        line: lineOf(global.pair.key),
        arg: code(`ARG ${name}`),
      }),
    ];
  }
  return [l10n.t('Nothing in this file sets it: the base image may, else it is empty.')];
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
  if (instruction.is('LABEL')) return explainLabel(name, around);
  const about =
    around.docs.entry('values/variables', name) ?? around.docs.entry('values/syntax', instruction.keyword) ?? '';
  const value = pair.value && around.file.expand(pair.value.text, instruction);
  const here: string[] = [];
  if (value !== undefined && pair.value && value !== pair.value.text)
    here.push(l10n.t('The value is {value}.', { value: code(value) }));
  here.push(...usesOf(name, instruction));
  return { title: `${instruction.keyword} ${code(name)}`, summary: about, here };
}

/** How many later instructions of the stage use a variable. */
function usesOf(name: string, at: Instruction): string[] {
  const scope = at.stage ? at.stage.instructions : at.file.instructions;
  const users = scope.filter(
    (one) =>
      one.index > at.index && one.rest.text.includes(name) && new RegExp(`\\$\\{?${name}\\b`).test(one.rest.text),
  );
  if (users.length === 0)
    return [
      l10n.t('Nothing after it in its scope refers to it by name; a RUN may still read it from its environment.'),
    ];
  return [l10n.t('Used in {lines}.', { lines: users.slice(0, 8).map(lineOf).join(', ') })];
}

function explainLabel(name: string, { docs }: Surroundings): Explanation {
  return {
    title: code(name),
    summary: docs.entry('values/labels', name) ?? docs.entry('values/syntax', 'LABEL') ?? '',
    here: [l10n.t('To find the image by it: {command}.', { command: code(`docker images --filter label=${name}`) })],
  };
}
