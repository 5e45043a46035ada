import * as l10n from '@vscode/l10n';
import { type ShellNode, type ShellPlace, shellCalls } from '../dockerfile/shelltree.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { shellFix } from '../lint/shellcode.ts';

interface Options {
  /** Report it also where the variable is known to have a value. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-rm-root-risk',
  category: 'shell',
  severity: 'warning',
  recommended: true,
  aliases: ['SC2115'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const { command, place } of shellCalls(file, 'rm')) {
      if (!command.flag('-r', '-R', '--recursive')) continue;
      for (const arg of command.args) {
        const variable = arg.isFlag ? undefined : emptied(arg.node);
        if (!variable) continue;
        if (!options.everywhere && isNeverEmpty(place, variable)) continue;
        yield {
          range: arg.range,
          message: l10n.t('If `{text}` is empty, this deletes a folder of the system.', { text: variable.text }),
          fixes: failIfEmpty(place, variable),
        };
      }
    }
  },
};

export default rule;

type Part = NonNullable<ShellNode<'Word'>['parts']>[number];
type Variable = ShellNode<'SimpleExpansion'> | ShellNode<'ParameterExpansion'> | ShellNode<'CommandExpansion'>;

/** What must not be deleted, without a slash at the end. */
const system =
  /^\/(?:bin|boot|dev|etc|home|lib|lib64|media|mnt|sbin|usr|usr\/bin|usr\/lib64|usr\/local|usr\/sbin|usr\/share|var)?$/;

/** The first expansion of a word that is a folder of the system once its expansions are empty. */
function emptied({ parts }: ShellNode<'Word'>): Variable | undefined {
  let path = '';
  let first: Variable | undefined;
  for (const part of (parts ?? []).flatMap((one): readonly Part[] =>
    one.type === 'DoubleQuoted' ? one.parts : [one],
  )) {
    if (part.type === 'Literal') path += part.text;
    else if (part.type === 'SingleQuoted') path += part.value;
    else if (part.type === 'Glob' && part.kind === 'star' && first) continue;
    else if (
      part.type === 'SimpleExpansion' ||
      part.type === 'ParameterExpansion' ||
      part.type === 'CommandExpansion'
    ) {
      if (part.type === 'ParameterExpansion' && part.operation?.type === 'Default') return undefined;
      first ??= part;
    } else return undefined;
  }
  const clean = path.replace(/\/{2,}/g, '/').replace(/(?!^)\/$/, '');
  return first && system.test(clean) ? first : undefined;
}

/** A value from ARG or ENV or an assignment of the script that is not empty, or one that mktemp made. */
function isNeverEmpty({ instruction, script }: ShellPlace, variable: Variable): boolean {
  if (variable.type === 'CommandExpansion') return false;
  const name = variable.text.replace(/^\$\{?|\}$/g, '');
  if (name === 'HOME' || name === 'PWD' || instruction.file.value(name, instruction)) return true;
  if (!/^\w+$/.test(name)) return false;
  return new RegExp(`(?:^|[\\s;&|(])${name}=(?:["']?[\\w/.]|"?(?:\\$\\(|\`)mktemp)`).test(script.span.raw);
}

/** `${x:?}` ends the RUN where `x` is empty. */
function failIfEmpty(place: ShellPlace, variable: Variable): Fix[] {
  const name = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(variable.text)?.[1];
  if (!name) return [];
  const text = `\${${name}:?}`;
  return shellFix(place, l10n.t('Write `{text}`', { text }), [replace(place.span(variable.pos, variable.end), text)]);
}
