import * as l10n from '@vscode/l10n';
import type { Command, ShellWord } from '../../dockerfile/shell.ts';
import { replace } from '../../lint/edits.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

const installers: Readonly<Record<string, string>> = {
  'apt-get': 'install',
  apt: 'install',
  apk: 'add',
  dnf: 'install',
  microdnf: 'install',
  yum: 'install',
  zypper: 'install',
};

/** The packages that a package manager installs, in the order of the alphabet. */
export function* sortPackages({ instruction, start }: Selection): Generator<Refactoring> {
  if (!instruction?.is('RUN') || instruction.json) return;
  const command = instruction.script?.commands.findLast((one) => one.touches(start));
  const words = command && packagesOf(command);
  if (!words || words.length < 2) return;
  const [from, to] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0];
  // A comment speaks of the line below it.
  if (instruction.comments.some((comment) => comment.start > from && comment.start < to)) return;
  const sorted = words.map(({ raw }) => raw).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const edits = words.flatMap((word, i) => (word.raw === sorted[i] ? [] : [replace(word, sorted[i] as string)]));
  if (edits.length > 0) yield { title: l10n.t('Sort the packages'), kind: 'refactor.rewrite', edits };
}

/** The operands behind the last flag, where they are plain text and no two flags stand between them. */
function packagesOf(command: Command): ShellWord[] | undefined {
  const { args } = command;
  const verb = args.findIndex(({ text }) => text === installers[command.program]);
  if (verb < 0) return undefined;
  const lastFlag = args.findLastIndex(({ text }) => text.startsWith('-'));
  const takesValue =
    lastFlag > verb && /^(?:-t|--virtual|--repository|-X|--target-release|-o|-c)$/.test(args[lastFlag]?.text ?? '');
  const words = args.slice(Math.max(verb, lastFlag) + (takesValue ? 2 : 1));
  return words.every((word) => word.isLiteral && !/\s/.test(word.raw)) ? words : undefined;
}
