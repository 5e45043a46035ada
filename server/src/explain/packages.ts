import type { Command, ShellWord } from '../dockerfile/shell.ts';
import { readPackageCall } from '../lint/packages.ts';

/** The sub-commands whose operands are packages. */
const installers: Readonly<Record<string, RegExp>> = {
  'apt-get': /^(?:install|reinstall)$/,
  apt: /^install$/,
  apk: /^add$/,
  dnf: /^(?:install|reinstall)$/,
  microdnf: /^install$/,
  yum: /^(?:install|localinstall)$/,
  tdnf: /^install$/,
  zypper: /^(?:install|in)$/,
  pip: /^install$/,
  uv: /^install$/,
  npm: /^(?:install|i|add)$/,
  pnpm: /^add$/,
  yarn: /^add$/,
  gem: /^install$/,
  pecl: /^install$/,
  composer: /^require$/,
};

/** The packages that a command installs by name, with the name of the package manager; undefined for other commands. */
export function installedPackages(command: Command): { manager: string; packages: readonly ShellWord[] } | undefined {
  const { manager, verb, operands } = readPackageCall(command);
  if (!verb || !installers[manager]?.test(verb.text)) return undefined;
  return { manager, packages: operands.filter(({ text }) => isName(text)) };
}

const removal = /^(?:remove|purge|autoremove|auto-remove|del|erase|rm|uninstall)$/;

/** The packages that a command removes by name. */
export function removedPackages(command: Command): readonly ShellWord[] {
  const { manager, verb, operands } = readPackageCall(command);
  return verb && manager in installers && removal.test(verb.text) ? operands.filter(({ text }) => isName(text)) : [];
}

/** Whether a word names a package: no path, address or pattern of names. A version may be a pattern. */
function isName(text: string): boolean {
  return !/^[./~$]|:\/\/|[|&;]/.test(text) && !text.replace(/[=<>~].*$/, '').includes('*');
}
