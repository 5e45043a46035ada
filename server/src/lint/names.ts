import type { AnyRule } from './rule.ts';

/** Rules by name and by alias. An alias means every rule that bears it. */
export interface RuleNames {
  /** The rules that a name or alias means; empty where nobody knows it. */
  find(name: string): readonly AnyRule[];
  /** Every name and alias there is. */
  readonly all: readonly string[];
}

const built = new WeakMap<readonly AnyRule[], RuleNames>();

export function ruleNames(rules: readonly AnyRule[]): RuleNames {
  const known = built.get(rules);
  if (known) return known;
  const byName = new Map<string, AnyRule[]>();
  for (const rule of rules) {
    for (const name of new Set([rule.id, ...(rule.aliases ?? [])])) {
      const list = byName.get(name);
      if (list) list.push(rule);
      else byName.set(name, [rule]);
    }
  }
  const names: RuleNames = { find: (name) => byName.get(name) ?? [], all: [...byName.keys()] };
  built.set(rules, names);
  return names;
}
