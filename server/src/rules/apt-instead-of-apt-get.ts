import * as l10n from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Command } from '../dockerfile/shell.ts';
import { addWord, replaceProgram } from '../lint/edits.ts';
import { type PackageCall, packageCalls } from '../lint/packages.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'apt-instead-of-apt-get',
  category: 'maintainability',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3027'],
  presets: { hadolint: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const call of packageCalls(file, 'apt')) {
      const fix = toScriptCommand(call);
      yield {
        range: call.command.name.range,
        message: l10n.t(
          '`apt` is made for people at a terminal: its options and output may change from one version to the next, those of `apt-get` and `apt-cache` do not.',
        ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

const aptGet = new Set(
  'install reinstall remove purge update upgrade full-upgrade autoremove autopurge autoclean clean build-dep satisfy source download changelog'.split(
    ' ',
  ),
);
const aptCache = new Set(['search', 'show', 'policy', 'depends', 'rdepends', 'showsrc', 'showpkg']);

/** Not for `list`, `edit-sources` and other words that only apt knows. */
function toScriptCommand({ command, verb, operands }: PackageCall): Fix | undefined {
  if (!verb?.isLiteral) return undefined;
  const program = aptGet.has(verb.text) ? 'apt-get' : aptCache.has(verb.text) ? 'apt-cache' : undefined;
  if (!program) return undefined;
  // apt and apt-get read patterns in other ways; `search` and `show` print other texts.
  const safe = program === 'apt-get' && operands.every(({ text }) => !/[*?^~]/.test(text));
  return {
    title: l10n.t('Replace with `{program}`', { program }),
    edits: [replaceProgram(command, program), ...sameUpgrade(command, verb)],
    safe,
  };
}

/** `apt upgrade` installs new packages where an upgrade needs them; `apt-get` has to be told. */
function sameUpgrade(command: Command, verb: NonNullable<PackageCall['verb']>): TextEdit[] {
  if (verb.text === 'upgrade' && !command.flag('--with-new-pkgs')) return [addWord(command, verb, '--with-new-pkgs')];
  if (verb.text !== 'full-upgrade') return [];
  return [{ range: verb.range, newText: command.isExec ? '"dist-upgrade"' : 'dist-upgrade' }];
}
