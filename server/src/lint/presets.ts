import { buildkitChecks } from '../dockerfile/grammar.ts';
import { ruleNames } from './names.ts';
import { fitsOption } from './options.ts';
import type { AnyRule, OptionSchema, Severity } from './rule.ts';

export const presets = ['recommended', 'buildkit', 'hadolint', 'all', 'none'] as const;
export type Preset = (typeof presets)[number];

export type RuleSetting =
  | 'off'
  | 'on'
  | Severity
  | { readonly severity?: 'off' | 'on' | Severity; readonly [option: string]: unknown };

/** A rule that is on, with the severity and the options it has. */
export interface ActiveRule {
  readonly rule: AnyRule;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Which rules a preset and the settings of single rules turn on. Later settings win; aliases set every rule they name.
 * A value that an option does not take is as if it were not there.
 */
export function activate(
  rules: readonly AnyRule[],
  preset: Preset,
  ...settings: readonly Readonly<Record<string, RuleSetting>>[]
): ActiveRule[] {
  const names = ruleNames(rules);
  const own = new Map<string, RuleSetting[]>();
  for (const [name, setting] of settings.flatMap((one) => Object.entries(one))) {
    for (const rule of names.find(name)) own.set(rule.id, [...(own.get(rule.id) ?? []), setting]);
  }
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    let current = inPreset(rule, preset);
    let options = { ...defaultOptions(rule), ...current.options };
    for (const setting of own.get(rule.id) ?? []) {
      const { severity, ...rest } = typeof setting === 'string' ? { severity: setting } : setting;
      options = { ...options, ...usableOptions(rule, rest) };
      if (severity !== undefined) current = { severity: severityOf(rule, severity) };
    }
    if (current.severity) active.push({ rule, severity: current.severity, options });
  }
  return active;
}

function usableOptions(rule: AnyRule, options: Record<string, unknown>): Record<string, unknown> {
  const schemas = (rule.options ?? {}) as Record<string, OptionSchema>;
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => {
      const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
      return schema !== undefined && fitsOption(value, schema);
    }),
  );
}

function severityOf(rule: AnyRule, setting: 'off' | 'on' | Severity): Severity | undefined {
  if (setting === 'off') return undefined;
  return setting === 'on' ? rule.severity : setting;
}

/** The options that a rule has where nobody sets them. */
export function defaultOptions(rule: AnyRule): Record<string, unknown> {
  const options = Object.entries((rule.options ?? {}) as Record<string, { default: unknown }>);
  return Object.fromEntries(options.map(([name, schema]) => [name, schema.default]));
}

/** What a preset says of a rule. Rules that mirror a build error are on in every preset but `none`. */
function inPreset(
  rule: AnyRule,
  preset: Preset,
): { severity: Severity | undefined; options?: Record<string, unknown> } {
  if (preset === 'none') return { severity: undefined };
  if (preset === 'all') return { severity: rule.severity };
  if (preset === 'recommended') return { severity: rule.recommended ? rule.severity : undefined };
  const entry = rule.presets?.[preset];
  if (entry) return { severity: entry.severity, ...(entry.options && { options: entry.options }) };
  return { severity: rule.severity === 'error' && rule.recommended ? 'error' : undefined };
}

/** Whether a name is one of BuildKit's checks, spelled as BuildKit does. */
export function isBuildkitCheck(name: string): boolean {
  return (buildkitChecks as readonly string[]).includes(name);
}
