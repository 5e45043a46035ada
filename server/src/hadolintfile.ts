import { isPlausibleCode } from './lint/ignorenames.ts';
import type { RuleNames } from './lint/names.ts';
import type { RuleSetting } from './lint/presets.ts';
import type { Severity } from './lint/rule.ts';
import {
  describe,
  isOneOf,
  isRecord,
  isStrings,
  type Mistake,
  type PartialSettings,
  readLabelSchema,
  type Settings,
} from './settings.ts';

/** hadolint's levels as our severities. */
const levels = { style: 'hint', info: 'info', warning: 'warning', error: 'error' } as const;
const thresholds = [...Object.keys(levels), 'ignore', 'none'];
const flags = ['no-fail', 'strict-labels', 'disable-ignore-pragma', 'no-color', 'verbose'];
/** Known, but about the output of hadolint only. */
const withoutMeaning = ['format', 'output-format', 'no-color', 'verbose'];
const keys = ['ignored', 'override', 'trustedRegistries', 'label-schema', 'failure-threshold', ...flags, 'format'];

/** hadolint's own file (its README, "Configure"), as settings of the preset `hadolint`. */
export function fromHadolint(raw: unknown, names: RuleNames): { settings: PartialSettings; mistakes: Mistake[] } {
  if (raw === null || raw === undefined) return { settings: { preset: 'hadolint' }, mistakes: [] };
  if (!isRecord(raw)) {
    return { settings: {}, mistakes: [{ path: [], kind: 'wrong-value', value: describe(raw), expected: 'a mapping' }] };
  }
  const reader = new Reader(raw, names);
  return { settings: reader.settings(), mistakes: reader.mistakes };
}

/** Reads key by key; what is wrong is left out and noted. */
class Reader {
  readonly mistakes: Mistake[] = [];
  readonly #raw: Record<string, unknown>;
  readonly #names: RuleNames;

  constructor(raw: Record<string, unknown>, names: RuleNames) {
    this.#raw = raw;
    this.#names = names;
    for (const key of Object.keys(raw)) {
      if (keys.includes(key) || withoutMeaning.includes(key) || key === 'trusted-registries') continue;
      this.mistakes.push({
        path: [key],
        kind: 'unknown-key',
        value: key,
        atKey: true,
        candidates: keys,
        isHarmless: true,
      });
    }
  }

  settings(): PartialSettings {
    const schema = this.#labelSchema();
    const strict = this.#flag('strict-labels');
    const failOn = this.#failOn();
    return {
      preset: 'hadolint',
      rules: this.#rules(),
      ...((strict || Object.keys(schema).length > 0) && { labels: { schema, strict } }),
      ...(this.#flag('disable-ignore-pragma') && { inlineIgnores: false }),
      ...(failOn && { failOn }),
    };
  }

  /** Of several levels of one rule hadolint takes the highest; what is ignored is ignored whatever its level. */
  #rules(): Record<string, RuleSetting> {
    const rules: Record<string, RuleSetting> = {};
    const registries = this.#registries('trustedRegistries') ?? this.#registries('trusted-registries') ?? [];
    if (registries.length > 0) rules['untrusted-registry'] = { severity: 'error', trusted: registries };
    const override = this.#value(['override']);
    if (isRecord(override)) {
      for (const [level, severity] of Object.entries(levels)) {
        for (const code of this.#codes(['override', level])) rules[code] = severity;
      }
      for (const level of Object.keys(override)) if (!(level in levels)) this.#unknownLevel(level);
    } else if (override !== undefined) this.#wrong(['override'], override, 'a mapping');
    for (const code of this.#codes(['ignored'])) {
      delete rules[code];
      rules[code] = 'off';
    }
    return rules;
  }

  #unknownLevel(level: string): void {
    const candidates = Object.keys(levels);
    this.mistakes.push({
      path: ['override', level],
      kind: 'unknown-key',
      value: level,
      atKey: true,
      candidates,
      isHarmless: true,
    });
  }

  #labelSchema(): NonNullable<Settings['labels']>['schema'] {
    const value = this.#value(['label-schema']);
    if (isRecord(value)) return readLabelSchema(value, ['label-schema'], this.mistakes);
    if (value !== undefined) this.#wrong(['label-schema'], value, 'a mapping');
    return {};
  }

  /** Every flag is read once, so that its mistake is noted once. */
  #flag(key: string): boolean {
    const value = this.#value([key]);
    if (value !== undefined && typeof value !== 'boolean') this.#wrong([key], value, 'true, false');
    return value === true;
  }

  #failOn(): Severity | 'never' | undefined {
    if (this.#flag('no-fail')) return 'never';
    const value = this.#value(['failure-threshold']);
    if (value === undefined) return undefined;
    if (isOneOf(value, thresholds)) return levels[value as keyof typeof levels] ?? 'hint';
    this.#wrong(['failure-threshold'], value, thresholds.join(', '));
    return undefined;
  }

  #codes(path: readonly string[]): string[] {
    const codes = this.#strings(path) ?? [];
    return codes.filter((code, index) => {
      if (isPlausibleCode(code) || (/^(?:DL|SC)/.test(code) && this.#names.find(code).length > 0)) return true;
      const candidates = this.#names.all.filter(isPlausibleCode);
      this.mistakes.push({ path: [...path, index], kind: 'unknown-rule', value: code, candidates });
      return false;
    });
  }

  /** A single one needs no list. */
  #registries(key: string): string[] | undefined {
    const value = this.#value([key]);
    return typeof value === 'string' ? [value] : this.#strings([key]);
  }

  #strings(path: readonly string[]): string[] | undefined {
    const value = this.#value(path);
    if (value === undefined) return undefined;
    if (isStrings(value)) return value;
    this.#wrong(path, value, 'a list');
    return [];
  }

  /** What stands at a path; undefined for nothing, as YAML's `key:` is. */
  #value(path: readonly string[]): unknown {
    let value: unknown = this.#raw;
    for (const key of path) value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return value ?? undefined;
  }

  #wrong(path: readonly string[], value: unknown, expected: string): void {
    this.mistakes.push({ path, kind: 'wrong-value', value: describe(value), expected });
  }
}
