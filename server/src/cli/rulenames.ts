import * as l10n from '@vscode/l10n';
import type { RuleNames } from '../lint/names.ts';
import { nearest } from '../lint/nearest.ts';
import type { RuleSetting } from '../lint/presets.ts';
import type { AnyRule } from '../lint/rule.ts';
import { ruleStates } from '../settings.ts';
import { CallError } from './io.ts';

/** The rules that a name of the call means. */
export function rulesNamed(name: string, names: RuleNames): readonly AnyRule[] {
  const found = names.find(name);
  if (found.length > 0) return found;
  const guess = nearest(name, names.all, /\d/.test(name) ? 1 : 3);
  throw new CallError(
    guess
      ? l10n.t('There is no rule `{name}`: did you mean `{guess}`?', { name, guess })
      : l10n.t('There is no rule `{name}`.', { name }),
  );
}

/** What `--rule NAME=SEVERITY` says, the last of a name winning. */
export function readRuleFlags(flags: readonly string[], names: RuleNames): Record<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  for (const flag of flags) {
    const at = flag.indexOf('=');
    const name = at < 0 ? flag : flag.slice(0, at);
    rulesNamed(name, names);
    const state = ruleStates.find((one) => one === flag.slice(name.length + 1));
    if (!state) {
      const expected = ruleStates.join(', ');
      throw new CallError(l10n.t('`{option}` needs a value: {expected}', { option: `--rule ${name}=`, expected }));
    }
    settings.delete(name);
    settings.set(name, state);
  }
  return Object.fromEntries(settings);
}
