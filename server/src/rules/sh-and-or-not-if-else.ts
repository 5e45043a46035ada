import * as l10n from '@vscode/l10n';
import { type SyntaxNode, shellNodes } from '../dockerfile/shelltree.ts';
import type { Rule } from '../lint/rule.ts';
import { isAsked } from '../lint/shellcode.ts';

interface Options {
  /** Report it as well where the second command does not fail, and before blocks that end in `exit`. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-and-or-not-if-else',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2015'],
  presets: { hadolint: { severity: 'info', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const place of shellNodes(file, 'AndOr')) {
      const { commands, operators } = place.node;
      const last = commands.at(-1);
      const second = commands.at(-2);
      if (operators.at(-1) !== '||' || operators.at(-2) !== '&&' || !last || !second) continue;
      if (isAsked(place) || isHarmless(last) || isTest(second)) continue;
      if (!options.everywhere && (isSure(second) || isDeliberate(last))) continue;
      const from = place.span(second.end, last.pos);
      const sign = from.start + from.raw.indexOf('||');
      yield {
        range: file.range(sign, sign + 2),
        message: l10n.t('This is no if-else: what stands behind `||` also runs when the command behind `&&` fails.'),
      };
    }
  },
};

export default rule;

function nameOf(node: SyntaxNode): string | undefined {
  return node.type === 'Command' ? node.name?.value : undefined;
}

/** `|| true`, `|| echo …`, `|| exit …`, an assignment, a pipeline: nothing that was meant as "else". */
function isHarmless(node: SyntaxNode): boolean {
  if (node.type === 'Pipeline') return node.prefixes.length > 0;
  return node.type === 'Command' && (!node.name || /^(?:true|:|echo|exit|return|printf)$/.test(node.name.value));
}

/** A test fails on purpose only. */
function isTest(node: SyntaxNode): boolean {
  return node.type === 'TestCommand' || /^(?:\[|test)$/.test(nameOf(node) ?? '');
}

/** These do not fail. */
function isSure(node: SyntaxNode): boolean {
  return /^(?:echo|printf|true|:|break|continue|exit|return)$/.test(nameOf(node) ?? '');
}

/** `|| false`, `|| { …; exit 1; }`: what to do about any failure. */
function isDeliberate(node: SyntaxNode): boolean {
  if (nameOf(node) === 'false') return true;
  if (node.type !== 'BraceGroup' && node.type !== 'Subshell') return false;
  const last = node.body.commands.at(-1)?.command;
  return last !== undefined && /^(?:exit|return|false)$/.test(nameOf(last) ?? '');
}
