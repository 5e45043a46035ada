import { type Locale, toLocale } from './docs/docs.ts';
import { type FormatOptions, formatChoices, formatNumbers } from './format/options.ts';
import { type LabelSchema, type LabelSettings, labelTypes } from './lint/labels.ts';
import { type Preset, presets, type RuleSetting } from './lint/presets.ts';
import type { Severity } from './lint/rule.ts';
import { type Feature, features } from './neighbours.ts';

/** How much a hover says. */
export type HoverDetail = 'brief' | 'normal' | 'full';

export interface RegistrySettings {
  /** Whether registries are asked for the tags of images. */
  readonly enabled: boolean;
}

/** Everything that can be set, in VS Code as `dockerfileMentor.*`, in a configuration file, on the command line. */
export interface Settings {
  readonly preset: Preset;
  /** By rule name or alias. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Globs of Dockerfiles that are not checked. */
  readonly ignore: readonly string[];
  /** Glob of Dockerfiles → folder of the build context, relative to the configuration file. */
  readonly contexts: Readonly<Record<string, string>>;
  /** The labels that every image of the project has; turns on the rules about them. */
  readonly labels?: LabelSettings;
  /** Whether comments and directives in a Dockerfile may silence rules; they may unless this is false. */
  readonly inlineIgnores?: boolean;
  readonly locale?: Locale;
  readonly hover: HoverDetail;
  /** Whether values, users and folders are shown within the text. */
  readonly inlayHints?: boolean;
  /** The features that are left to other extensions: requests for them get the empty answer. */
  readonly neighbours?: readonly Feature[];
  /** What may be asked of image registries. A configuration file cannot turn it on. */
  readonly registries?: RegistrySettings;
  /** How Dockerfiles are formatted; what is absent is as in `formatDefaults`. */
  readonly format: Partial<FormatOptions>;
  /** Whether the Dockerfiles that are not open are checked too; only the language server reads it. */
  readonly workspaceDiagnostics?: boolean;
  /** `failure-threshold` of hadolint's configuration; only the command line reads it. */
  readonly failOn?: Severity | 'never';
}

export const defaults: Settings = {
  preset: 'recommended',
  rules: {},
  ignore: [],
  contexts: {},
  hover: 'normal',
  format: {},
};

/** What a source of settings says; keys that it does not mention are absent. */
export type PartialSettings = Partial<Settings>;

/** A part of a configuration that could not be used. */
export interface Mistake {
  /** Where it stands: `['rules', 'DL3008', 'severity']`. */
  readonly path: readonly (string | number)[];
  readonly kind: 'unknown-key' | 'unknown-rule' | 'unknown-option' | 'wrong-value';
  /** The word that is wrong, and what would be right. */
  readonly value: string;
  readonly expected?: string;
  /** What may have been meant. */
  readonly candidates?: readonly string[];
  /** Nothing is lost: another version of the other tool may know it. */
  readonly isHarmless?: boolean;
  /** The key itself is wrong, not its value. */
  readonly atKey?: boolean;
}

export const severities = ['error', 'warning', 'info', 'hint'] as const;
export const ruleStates = ['off', 'on', ...severities] as const;
const hoverDetails = ['brief', 'normal', 'full'] as const;

const ownKeys = [
  'preset',
  'rules',
  'ignore',
  'contexts',
  'labels',
  'inlineIgnores',
  'locale',
  'hover',
  'inlayHints',
  'registries',
  'format',
  'neighbours',
] as const;

/** Keys that other parts of the product read, or that only an editor has. */
const otherKeys: ReadonlySet<string> = new Set([
  'format',
  'registries',
  'trace',
  '$schema',
  'enable',
  'maxNumberOfProblems',
]);

/**
 * The only reader of raw configuration. Takes any value; what is wrong is left out and reported, never thrown.
 * Names of rules are checked by the caller, who knows the rules.
 */
export function toSettings(raw: unknown): { settings: PartialSettings; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const settings: { -readonly [K in keyof Settings]?: Settings[K] } = {};
  if (raw === null || raw === undefined) return { settings, mistakes };
  if (!isRecord(raw)) {
    return { settings, mistakes: [{ path: [], kind: 'wrong-value', value: describe(raw), expected: 'a mapping' }] };
  }
  for (const [key, value] of Object.entries(raw)) {
    if (value === null || value === undefined) continue;
    const wrong = (expected: string): void => {
      mistakes.push({ path: [key], kind: 'wrong-value', value: describe(value), expected });
    };
    if (key === 'preset') {
      if (isOneOf(value, presets)) settings.preset = value;
      else wrong(presets.join(', '));
    } else if (key === 'rules') {
      if (isRecord(value)) settings.rules = readRules(value, mistakes);
      else wrong('a mapping');
    } else if (key === 'ignore') {
      if (isStrings(value)) settings.ignore = value;
      else wrong('a list');
    } else if (key === 'contexts') {
      if (isRecord(value) && isStrings(Object.values(value))) settings.contexts = value as Record<string, string>;
      else wrong('a mapping');
    } else if (key === 'labels') {
      if (isRecord(value)) settings.labels = readLabels(value, mistakes);
      else wrong('a mapping');
    } else if (key === 'neighbours') {
      settings.neighbours = readNeighbours(value, mistakes);
    } else if (key === 'registries') {
      if (isRecord(value)) settings.registries = readRegistries(value, mistakes);
      else wrong('a mapping');
    } else if (key === 'inlineIgnores' || key === 'workspaceDiagnostics' || key === 'inlayHints') {
      if (typeof value === 'boolean') settings[key] = value;
      else wrong('true, false');
    } else if (key === 'locale') {
      if (value === 'en' || value === 'zh-cn') settings.locale = toLocale(value);
      else if (value !== '' && value !== 'auto') wrong('en, zh-cn');
    } else if (key === 'hover') {
      if (isOneOf(value, hoverDetails)) settings.hover = value;
      else wrong(hoverDetails.join(', '));
    } else if (key === 'format') {
      if (isRecord(value)) settings.format = readFormat(value, mistakes);
      else wrong('a mapping');
    } else if (!otherKeys.has(key)) {
      const candidates = ownKeys;
      mistakes.push({ path: [key], kind: 'unknown-key', value: key, atKey: true, candidates });
    }
  }
  return { settings, mistakes };
}

/** `neighbours`: names of features; those that are none are left out. */
function readNeighbours(raw: unknown, mistakes: Mistake[]): Feature[] {
  if (!Array.isArray(raw)) {
    mistakes.push({ path: ['neighbours'], kind: 'wrong-value', value: describe(raw), expected: 'a list' });
    return [];
  }
  return raw.filter((name, index): name is Feature => {
    if (isOneOf(name, features)) return true;
    const path = ['neighbours', index];
    mistakes.push({ path, kind: 'wrong-value', value: describe(name), expected: features.join(', ') });
    return false;
  });
}

/** `registries`: whether they are `enabled`. */
function readRegistries(raw: Record<string, unknown>, mistakes: Mistake[]): RegistrySettings {
  for (const [key, value] of Object.entries(raw)) {
    const path = ['registries', key];
    if (key !== 'enabled') {
      mistakes.push({ path, kind: 'unknown-key', value: key, atKey: true, candidates: ['enabled'] });
    } else if (typeof value !== 'boolean') {
      mistakes.push({ path, kind: 'wrong-value', value: describe(value), expected: 'true, false' });
    }
  }
  return { enabled: raw['enabled'] === true };
}

/** `labels`: a `schema` of names and types, and whether it is `strict`. */
function readLabels(raw: Record<string, unknown>, mistakes: Mistake[]): LabelSettings {
  let [schema, strict] = [{} as LabelSchema, false];
  for (const [key, value] of Object.entries(raw)) {
    const path = ['labels', key];
    if (key === 'schema' && isRecord(value)) schema = readLabelSchema(value, path, mistakes);
    else if (key === 'strict' && typeof value === 'boolean') strict = value;
    else if (key !== 'schema' && key !== 'strict') {
      mistakes.push({ path, kind: 'unknown-key', value: key, atKey: true, candidates: ['schema', 'strict'] });
    } else {
      const expected = key === 'schema' ? 'a mapping' : 'true, false';
      mistakes.push({ path, kind: 'wrong-value', value: describe(value), expected });
    }
  }
  return { schema, strict };
}

/** `format`: the options of the formatter that are mentioned. */
function readFormat(raw: Record<string, unknown>, mistakes: Mistake[]): Partial<FormatOptions> {
  const options: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const path = ['format', key];
    const choices: readonly string[] | undefined = Object.hasOwn(formatChoices, key)
      ? formatChoices[key as keyof FormatOptions]
      : undefined;
    if (!choices) {
      mistakes.push({ path, kind: 'unknown-key', value: key, atKey: true, candidates: Object.keys(formatChoices) });
    } else if (isOneOf(value, choices) || isInBounds(key, value)) options[key] = value;
    else
      mistakes.push({ path, kind: 'wrong-value', value: describe(value), expected: formatExpectation(key, choices) });
  }
  return options;
}

function isInBounds(key: string, value: unknown): boolean {
  if ((key !== 'indent' && key !== 'wrap') || !Number.isInteger(value)) return false;
  const { minimum, maximum } = formatNumbers[key];
  return minimum <= Number(value) && Number(value) <= maximum;
}

function formatExpectation(key: string, choices: readonly string[]): string {
  if (key !== 'indent' && key !== 'wrap') return choices.join(', ');
  return [`${formatNumbers[key].minimum}–${formatNumbers[key].maximum}`, ...choices].join(', ');
}

/** Label names with their types; those of an unknown type are left out. Nothing stands for any text. */
export function readLabelSchema(
  raw: Record<string, unknown>,
  path: readonly (string | number)[],
  mistakes: Mistake[],
): LabelSchema {
  const schema: Record<string, LabelSchema[string]> = {};
  for (const [name, value] of Object.entries(raw)) {
    const type = value === null || value === '' ? 'text' : value;
    if (isOneOf(type, labelTypes)) schema[name] = type;
    else {
      const expected = labelTypes.join(', ');
      mistakes.push({ path: [...path, name], kind: 'wrong-value', value: describe(value), expected });
    }
  }
  return schema;
}

function readRules(raw: Record<string, unknown>, mistakes: Mistake[]): Record<string, RuleSetting> {
  const rules: Record<string, RuleSetting> = {};
  for (const [name, value] of Object.entries(raw)) {
    // YAML 1.1 habits: a bare `off` or `on` may arrive as a boolean.
    const state = value === false ? 'off' : value === true ? 'on' : value;
    if (isOneOf(state, ruleStates)) rules[name] = state;
    else if (isRecord(state)) {
      const severity = state['severity'] === false ? 'off' : state['severity'] === true ? 'on' : state['severity'];
      if (severity === undefined || isOneOf(severity, ruleStates)) {
        rules[name] = { ...state, ...(severity !== undefined && { severity }) } as RuleSetting;
      } else {
        const expected = ruleStates.join(', ');
        mistakes.push({ path: ['rules', name, 'severity'], kind: 'wrong-value', value: describe(severity), expected });
      }
    } else {
      mistakes.push({
        path: ['rules', name],
        kind: 'wrong-value',
        value: describe(value),
        expected: ruleStates.join(', '),
      });
    }
  }
  return rules;
}

/** Puts sources together, the later over the earlier: key by key, `rules` rule by rule, `format` option by option. */
export function mergeSettings(...sources: readonly (PartialSettings | undefined)[]): Settings {
  let merged: Settings = defaults;
  for (const source of sources) {
    if (!source) continue;
    const format = { ...merged.format, ...source.format };
    merged = { ...merged, ...source, format, rules: mergeRules(merged.rules, source.rules ?? {}) };
  }
  return merged;
}

/** The later settings stand last, because the last of several names of one rule wins. A bare severity keeps options. */
function mergeRules(earlier: Settings['rules'], later: Settings['rules']): Settings['rules'] {
  const merged = new Map(Object.entries(earlier));
  for (const [name, setting] of Object.entries(later)) {
    const known = merged.get(name);
    merged.delete(name);
    merged.set(
      name,
      typeof setting === 'string' && typeof known === 'object' ? { ...known, severity: setting } : setting,
    );
  }
  return Object.fromEntries(merged);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export function isOneOf<T extends string>(value: unknown, allowed: readonly T[]): value is T {
  return typeof value === 'string' && (allowed as readonly string[]).includes(value);
}

export function describe(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
