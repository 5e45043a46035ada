import type { Command } from '../dockerfile/shell.ts';
import { readPackageCall } from './packages.ts';

/** A command that installs what a manifest of the project lists. */
export interface ManifestInstall {
  readonly tool: string;
  readonly command: Command;
  /** The manifest and its lock file, as sources of a COPY; absent where more than they may be needed. */
  readonly manifests?: string;
}

const manifests: Readonly<Record<string, string>> = {
  npm: 'package.json package-lock.json*',
  yarn: 'package.json yarn.lock*',
  pnpm: 'package.json pnpm-lock.yaml*',
  bun: 'package.json bun.lock*',
  go: 'go.mod go.sum*',
  bundle: 'Gemfile Gemfile.lock*',
};

/** The programs that {@link manifestInstall} knows, but for pip. */
export const manifestPrograms = [
  'npm',
  'yarn',
  'pnpm',
  'bun',
  'poetry',
  'pipenv',
  'pdm',
  'uv',
  'go',
  'bundle',
  'bundler',
  'composer',
  'cargo',
  'mvn',
  'mvnw',
  'gradle',
  'gradlew',
  'dotnet',
  'mix',
] as const;

const verbs: Readonly<Record<string, RegExp>> = {
  bun: /^(?:install|i)$/,
  npm: /^(?:ci|clean-install|install|i)$/,
  pnpm: /^(?:install|i)$/,
  yarn: /^install$/,
  poetry: /^install$/,
  pipenv: /^(?:install|sync)$/,
  pdm: /^(?:install|sync)$/,
  uv: /^sync$/,
  bundle: /^install$/,
  bundler: /^install$/,
  composer: /^install$/,
  cargo: /^(?:build|fetch)$/,
  dotnet: /^restore$/,
  mix: /^deps\.get$/,
};

/** What a command installs by a manifest; undefined where it installs something else, or nothing. */
export function manifestInstall(command: Command): ManifestInstall | undefined {
  const { manager, verb, operands, args } = readPackageCall(command);
  if (manager === 'pip') return verb?.text === 'install' ? requirements(command, args) : undefined;
  const { program } = command;
  if (!isManifestVerb(program, verb?.text, operands, command)) return undefined;
  const known = manifests[program];
  return { tool: program, command, ...(known && { manifests: known }) };
}

function isManifestVerb(
  program: string,
  verb: string | undefined,
  operands: readonly { readonly text: string }[],
  command: Command,
): boolean {
  switch (program) {
    case 'go':
      return verb === 'mod' && operands[0]?.text === 'download';
    case 'mvn':
    case 'mvnw':
      return command.args.some(({ text }) => /dependency:(?:go-offline|resolve)/.test(text));
    case 'gradle':
    case 'gradlew':
      return command.args.some(({ text }) =>
        /^(?::?\w+:)*(?:dependencies|downloadDependencies|resolveDependencies)$/.test(text),
      );
    case 'cargo':
      if (verb === 'chef') return operands[0]?.text === 'cook';
      break;
    case 'yarn':
      if (verb === undefined) return command.args.every(({ text }) => text !== '--version' && text !== '-v');
      break;
    case 'npm':
    case 'pnpm':
    case 'bun':
      if (operands.length > 0 || command.flag('-g', '--global')) return false;
  }
  return verb !== undefined && (verbs[program]?.test(verb) ?? false);
}

/** `pip install -r requirements.txt` */
function requirements(command: Command, args: Command['args']): ManifestInstall | undefined {
  const files = args.flatMap(({ text }, i) => {
    const joined = /^(?:--requirement=|-r)(.+)$/.exec(text)?.[1];
    return joined ?? (/^(?:--requirement|-[A-Za-z]*r)$/.test(text) ? (args[i + 1]?.text ?? []) : []);
  });
  if (files.length === 0) return undefined;
  const relative = files.every((file) => /^[\w.-]+$/.test(file));
  return { tool: 'pip', command, ...(relative && { manifests: files.join(' ') }) };
}
