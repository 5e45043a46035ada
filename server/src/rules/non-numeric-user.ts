import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** Report every USER, not only the one that the image ends with; `root` and variables of the base image too. */
  everyUser: boolean;
}

const rule: Rule<Options> = {
  id: 'non-numeric-user',
  category: 'security',
  severity: 'info',
  recommended: false,
  aliases: ['DL3066'],
  presets: { hadolint: { severity: 'info', options: { everyUser: true } } },
  options: { everyUser: { type: 'boolean', default: false } },

  *check(file, { options }) {
    for (const user of options.everyUser ? file.all('USER') : imageUser(file)) {
      const [word] = user.args;
      const name = word?.text.replace(/["']/g, '').replace(/:.*$/s, '');
      if (user.outer || !word || !name || /^\d+$/.test(name) || isVariable(user, name, options)) continue;
      if (!options.everyUser && (name === 'root' || user.stage?.isWindows)) continue;
      const end = word.raw.startsWith(name) ? word.start + name.length : word.end;
      const fix = toNumber(user, word, name);
      yield {
        range: file.range(word.start, end),
        message: l10n.t(
          '`{name}` is a name, and Kubernetes looks at numbers only: with `runAsNonRoot` it does not start this image.',
          { name },
        ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** The USER that the image ends with. */
function imageUser({ finalStage }: Dockerfile): Instruction[] {
  for (const stage of finalStage?.lineage ?? []) {
    const user = stage.last('USER');
    if (user) return [user];
  }
  return [];
}

/** `$UID` of an ARG, or of a variable that is a number or, as one of the base image, is not known. */
function isVariable(user: Instruction, name: string, { everyUser }: Options): boolean {
  if (!name.includes('$')) return false;
  const names = [...name.matchAll(/\$\{?(\w+)/g)].map(([, one]) => one as string);
  if (names.some((one) => user.file.definition(one, user)?.kind === 'ARG')) return true;
  const value = user.file.expand(name, user);
  return value === undefined ? !everyUser : /^\d+(?::|$)/.test(value);
}

/** The number that a RUN above gives the user. Unsafe: HOME and the groups may be others. */
function toNumber(user: Instruction, word: Word, name: string): Fix | undefined {
  const { file, stage } = user;
  for (const { instruction, args } of [...file.commands('useradd'), ...file.commands('adduser')]) {
    const isAbove = instruction.index < user.index && instruction.stage && stage?.descendsFrom(instruction.stage);
    if (!isAbove || !args.some(({ text }) => text === name)) continue;
    const at = args.findIndex(({ text }) => /^(?:--uid|-[A-Za-z]*u)$/.test(text));
    const uid = args[at + 1]?.text ?? '';
    if (at < 0 || !/^\d+$/.test(uid)) continue;
    const text = word.text.replace(name, uid);
    return { title: l10n.t('Replace with `{text}`', { text }), edits: [replace(word, text)], safe: false };
  }
  return undefined;
}
