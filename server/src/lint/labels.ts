import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/expand.ts';
import type { Word } from '../dockerfile/source.ts';
import type { Pair } from '../dockerfile/words.ts';
import type { RuleSetting } from './presets.ts';
import type { AnyRule, OptionSchema, Problem } from './rule.ts';

/** What the value of a label must be. */
export const labelTypes = ['text', 'url', 'semver', 'hash', 'rfc3339', 'spdx', 'email'] as const;
type LabelType = (typeof labelTypes)[number];

/** Label names with what their values must be. */
export type LabelSchema = Readonly<Record<string, LabelType>>;

export interface LabelOptions {
  schema: LabelSchema;
}

/** What the settings say of labels for all rules at once. */
export interface LabelSettings {
  readonly schema: LabelSchema;
  /** Whether there may be no other labels. */
  readonly strict: boolean;
}

/** Turns on the rules that have an option `schema`, as hadolint does where its configuration has a label schema. */
export function labelRules(rules: readonly AnyRule[], { schema, strict }: LabelSettings): Record<string, RuleSetting> {
  const settings: Record<string, RuleSetting> = {};
  for (const { id, options = {} } of rules) {
    const isStrict = 'strict' in options;
    const isWanted = isStrict ? strict : Object.keys(schema).length > 0;
    if ('schema' in options && isWanted) settings[id] = { severity: 'on', schema, ...(isStrict && { strict }) };
  }
  return settings;
}

/** The option `schema`, which all rules about configured labels have; the setting `labels` sets it for all of them. */
export function schemaOption(schema: LabelSchema = {}): { schema: OptionSchema<LabelSchema> } {
  return { schema: { type: 'object', default: schema, additionalProperties: { enum: labelTypes } } };
}

/** A label as LABEL sets it. */
interface Label {
  readonly instruction: Instruction;
  readonly pair: Pair;
  /** Without quotes; undefined where variables are in it. */
  readonly key: string | undefined;
  /** Without quotes; undefined where variables are in it: whoever builds chooses them. */
  readonly value: string | undefined;
}

/** Every label of a file, those behind ONBUILD too. */
export function* labels(file: Dockerfile): Generator<Label> {
  for (const instruction of file.all('LABEL')) {
    for (const pair of instruction.pairs) {
      const { key, value } = pair;
      yield { instruction, pair, key: literal(file, key), value: value ? literal(file, value) : '' };
    }
  }
}

function literal(file: Dockerfile, { text }: Word): string | undefined {
  return expand(text, file.escape, () => undefined);
}

/** Where the value of a label stands: the whole pair where there is none. */
export function valueWord({ pair }: Label): Word {
  return pair.value ?? pair.word;
}

/** A problem for each label that the schema gives a type and whose value is not of it. */
export function* wrongLabels(
  file: Dockerfile,
  schema: LabelSchema,
  type: LabelType,
  problem: (value: string, label: Label) => Omit<Problem, 'range'> | undefined,
): Generator<Problem> {
  if (!Object.values(schema).includes(type)) return;
  for (const label of labels(file)) {
    const { key, value } = label;
    if (key === undefined || value === undefined || !Object.hasOwn(schema, key) || schema[key] !== type) continue;
    const found = problem(value, label);
    if (found) yield { ...found, range: valueWord(label).range };
  }
}
