import * as l10n from '@vscode/l10n';
import { type ShellNode, shellNodes } from '../dockerfile/shelltree.ts';
import type { Rule } from '../lint/rule.ts';
import { breaksTest, commandOf, quoteFix, splitting } from '../lint/shellcode.ts';

interface Options {
  /** Report every substitution that is split; else only in `[ … ]`, where that breaks the test. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-unquoted-command-substitution',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2046'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'CommandExpansion')) {
      const how = splitting(place);
      if (!how || how === 'list' || place.raw.length < 3 || (how === 'declaration' && place.script.language === 'bash'))
        continue;
      const command = commandOf(place);
      if (how === 'name' && command?.node.name?.parts?.length === 1) continue;
      const programs = programsOf(place.node.script);
      if (programs.length === 1 && /^(?:seq|pgrep)$/.test(programs[0] ?? '')) continue;
      if (
        command &&
        /^(?:exec|let)$/.test(command.node.name?.value ?? '') &&
        command.node.args[0] === place.parent?.node
      )
        continue;
      if (!options.everywhere && !(breaksTest(place) && !programs.every((name) => oneWord.has(name)))) continue;
      yield {
        range: place.range,
        message: l10n.t('Without quotes the output is taken apart at blanks, and vanishes when it is empty.'),
        fixes: quoteFix(place),
      };
    }
  },
};

export default rule;

/** What always prints one word. */
const oneWord = new Set(['arch', 'getconf', 'hostname', 'id', 'lsb_release', 'nproc', 'pwd', 'uname', 'wc', 'whoami']);

/** The names of the commands of a substitution, if they are plain commands. */
function programsOf(script: ShellNode<'Script'> | undefined): string[] {
  return (script?.commands ?? []).map(({ command }) => (command.type === 'Command' ? (command.name?.value ?? '') : ''));
}
