import type { ShellWord } from '../dockerfile/shell.ts';
import { packageCalls, withoutVersion } from '../lint/packages.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'zypper-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3037'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { command, verb, operands } of packageCalls(file, 'zypper')) {
      if ((verb?.text !== 'install' && verb?.text !== 'in') || installsPatterns(command.args)) continue;
      yield* withoutVersion(operands.filter(({ outline }) => !/[=<>]|\.rpm$/.test(outline)));
    }
  },
};

export default rule;

/** `-t pattern`, `--type patch`: what has no version of its own. */
function installsPatterns(args: readonly ShellWord[]): boolean {
  return args.some(
    ({ text }, i) =>
      /^--type=(?:pattern|patch|product)/.test(text) ||
      (/^(?:pattern|patch|product)$/.test(text) && /^(?:-t|--type)$/.test(args[i - 1]?.text ?? '')),
  );
}
