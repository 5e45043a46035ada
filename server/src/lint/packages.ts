import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { history } from '../dockerfile/facts.ts';
import { Memo } from '../dockerfile/memo.ts';
import { type Command, type ShellWord, shellLanguage } from '../dockerfile/shell.ts';
import type { OptionSchema, Problem } from './rule.ts';

/** How package managers' command lines are read. */

const apt =
  '-t --target-release --default-release -o --option -c --config-file -a --host-architecture -P --build-profiles';
const dnf =
  '-c --config -d --debuglevel -e --errorlevel -x --exclude --installroot --enablerepo --disablerepo --repo --repoid --releasever --setopt --advisory --comment --forcearch --downloaddir --destdir';
const npm =
  '--loglevel --registry --prefix --cache --userconfig --globalconfig --tag --omit --include -w --workspace --script-shell --fetch-retries --fetch-timeout --install-strategy -C --otp --before --cpu --os --libc --only --also --location --depth --save-prefix --node-options';
const pip =
  '-r --requirement -c --constraint -t --target -i --index-url --extra-index-url -f --find-links --proxy --timeout --retries --trusted-host --cert --client-cert --cache-dir --log --python --platform --python-version --implementation --abi --root --prefix --src -C --config-settings --global-option --install-option --build-option --no-binary --only-binary --progress-bar --root-user-action --report --upgrade-strategy --exists-action -b --build --group --use-feature --use-deprecated --keyring-provider --resume-retries';

/** The flags that take the next word as their value. */
const valueFlags: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    'apt-get': apt,
    apt,
    aptitude: `${apt} -q -w -F -O --add-user-tag`,
    apk: '-t --virtual -X --repository -p --root --keys-dir --repositories-file --arch --wait --cache-dir --cache-max-age --progress-fd --timeout',
    yum: dnf,
    dnf,
    microdnf: dnf,
    zypper:
      '-R --root -c --config -D --reposd-dir -C --cache-dir -r --repo --from -t --type --installroot --raw-cache-dir --solv-cache-dir --pkg-cache-dir -p --plus-repo --plus-content -d --download',
    pip,
    uv: `${pip} --index --default-index --index-strategy -p --override --overrides --build-constraint --build-constraints --excludes --extra --resolution --prerelease --exclude-newer --link-mode --torch-backend -P --upgrade-package --reinstall-package --refresh-package --directory --project --config-file --color --python-platform --no-build-isolation-package --no-build-package --no-binary-package`,
    npm,
    pnpm: `${npm} --filter -F --dir --store-dir --reporter --network-concurrency --child-concurrency --modules-dir --lockfile-dir`,
    yarn: '--cwd --registry --cache-folder --modules-folder --mutex --network-timeout --network-concurrency --preferred-cache-folder --global-folder --use-yarnrc --link-folder --otp --proxy --https-proxy',
    gem: '-v --version -i --install-dir -n --bindir --build-root -s --source -P --trust-policy -g --file --platform -p --http-proxy -B --bulk-threshold --config-file --without --document --target-rbconfig',
    go: '-ldflags -tags -gcflags -asmflags -gccgoflags -mod -modfile -o -p -toolexec -overlay -pgo -C -exec -buildmode -compiler -covermode -coverpkg -installsuffix -pkgdir',
  }).map(([manager, flags]) => [manager, new Set(flags.split(' '))]),
);

/** One call of a package manager: `apt-get -y install curl=8.* git`. */
export interface PackageCall {
  readonly command: Command;
  /** The manager: `pip` also for `pip3`, `python -m pip`; `uv` for `uv pip`. */
  readonly manager: string;
  /** `install`, `add`, `update` …; absent where none is written. */
  readonly verb?: ShellWord;
  /** What stands behind the verb and is neither a flag nor a flag's value. */
  readonly operands: readonly ShellWord[];
  /** What stands behind the manager's name. */
  readonly args: readonly ShellWord[];
}

const known = new Memo<Dockerfile, Map<string, readonly PackageCall[]>>();

/** The calls of package managers in every RUN (triggers of ONBUILD too), in order for each manager. Each is read once. */
export function packageCalls(file: Dockerfile, ...programs: string[]): readonly PackageCall[] {
  const [only] = programs;
  return programs.length === 1 && only !== undefined
    ? callsOf(file, only)
    : programs.flatMap((program) => callsOf(file, program));
}

function callsOf(file: Dockerfile, program: string): readonly PackageCall[] {
  const commands = file.commands(program);
  if (commands.length === 0) return none;
  let calls = known.get(file);
  if (!calls) {
    calls = new Map();
    known.set(file, calls);
  }
  let found = calls.get(program);
  if (!found) {
    found = commands.map(readPackageCall);
    calls.set(program, found);
  }
  return found;
}

const none: readonly PackageCall[] = [];

const pipProgram = /^pip[\d.]*$/;
const pythonProgram = /^(?:python|pypy)[\d.]*$/;

/** The calls of pip: `pip`, `pip3`, `python3 -m pip` and `uv pip`. */
export function pipCalls(file: Dockerfile): readonly PackageCall[] {
  const programs = file.programs.filter((one) => one === 'uv' || pipProgram.test(one) || pythonProgram.test(one));
  if (programs.length === 0) return none;
  return packageCalls(file, ...programs).filter(({ manager, args, command }) =>
    manager === 'uv' ? args !== command.args : manager === 'pip',
  );
}

/** Reads the command line of a package manager. */
export function readPackageCall(command: Command): PackageCall {
  const { manager, args } = managerOf(command);
  const words: ShellWord[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as ShellWord;
    if (word.text === '--') {
      if (manager === 'gem') break;
    } else if (!word.isFlag) words.push(word);
    else if (takesValue(manager, word.text)) i++;
  }
  const [verb, ...operands] = words;
  return { command, manager, args, ...(verb && { verb }), operands };
}

function managerOf(command: Command): { manager: string; args: readonly ShellWord[] } {
  const { program, args } = command;
  if (program[0] !== 'p' && program !== 'uv') return { manager: program, args };
  if (pipProgram.test(program)) return { manager: 'pip', args };
  if (pythonProgram.test(program)) {
    const module = args.findIndex((word, i) => word.text === 'pip' && /^-[A-Za-z]*m$/.test(args[i - 1]?.text ?? ''));
    if (module > 0) return { manager: 'pip', args: args.slice(module + 1) };
  }
  if (program === 'uv') {
    const first = args.findIndex((word) => !word.isFlag);
    if (args[first]?.text === 'pip') return { manager: 'uv', args: args.slice(first + 1) };
  }
  return { manager: program, args };
}

/** `-t`, `--target-release`, and `-yt`: the last letter of joined short flags. */
function takesValue(manager: string, flag: string): boolean {
  const known = valueFlags[manager];
  if (!known || flag.includes('=')) return false;
  if (known.has(flag)) return true;
  return manager !== 'go' && /^-[A-Za-z]{2,}$/.test(flag) && known.has(`-${flag.at(-1)}`);
}

/** The option of rules about versions whose words may hold variables. */
export interface UnpinnedOptions {
  /** Report also words that only the build knows, such as `$PACKAGES`. */
  variables: boolean;
}

export const unpinnedOptions: { readonly variables: OptionSchema<boolean> } = {
  variables: { type: 'boolean', default: false },
};

/** Words for a message: the first four, each as code. */
export function listNames(words: readonly ShellWord[]): string {
  const names = words.slice(0, 4).map(({ text }) => `\`${text}\``);
  return names.join(', ') + (words.length > 4 ? ' …' : '');
}

/**
 * The packages of a call whose words do not pass a test. A variable alone stands for the words that ARG or ENV give it,
 * where the file knows them.
 */
export function unpinnedPackages(
  { operands, command: { instruction } }: PackageCall,
  isPinned: (text: string) => boolean,
): ShellWord[] {
  return operands.filter((word) => {
    if (isPinned(word.outline)) return false;
    const name = /^\$\{?(\w+)\}?$/.exec(word.text)?.[1];
    const value = name && instruction.file.value(name, instruction);
    return !value?.trim().split(/\s+/).every(isPinned);
  });
}

/** The finding about system packages that an installation names without a version. */
export function* withoutVersion(packages: readonly ShellWord[]): Generator<Problem> {
  const [first] = packages;
  if (!first) return;
  yield {
    range: first.range,
    message: l10n.t('No version is given for {names}: each build installs what the mirror has at that moment.', {
      names: listNames(packages),
    }),
  };
}

/** Whether a call of yum, dnf or microdnf installs packages or groups of them, and so may ask. */
export function installsPackages({ verb, operands }: PackageCall): boolean {
  if (verb?.text === 'group' || verb?.text === 'module') return operands[0]?.text === 'install';
  return ['install', 'groupinstall', 'localinstall'].includes(verb?.text ?? '');
}

/** The word that flags of a call follow: `install` of `group install` too. */
export function lastVerb({ verb, operands }: PackageCall): ShellWord | undefined {
  return verb?.text === 'group' || verb?.text === 'module' ? operands[0] : verb;
}

/** Whether a call of yum or dnf has its answer: by `-y`, by a setting, or from a pipe. */
export function answersYes(command: Command): boolean {
  if (command.flag('-y', '--assumeyes') || isAnswered(command)) return true;
  return command.args.some(({ text }) => settings.rpmYes.test(text)) || isSetAbove(command.instruction, 'rpmYes');
}

/** Whether another program answers for the user: `yes | zypper install …`. */
export function isAnswered({ after, instruction, index }: Command): boolean {
  const before = instruction.script?.commands[index - 1]?.program;
  return after === '|' && (before === 'yes' || before === 'echo' || before === 'printf');
}

/** Settings of package managers, as files and options have them. Those that an instruction writes are part of the frame. */
export const settings = {
  aptYes: /APT::Get::(?:Assume-Yes|force-yes)[\s="'\\]*(?:true|1|yes)/i,
  aptRecommends: /APT::Install-Recommends/i,
  rpmYes: /\bassumeyes\s*=\s*(?:1|true|yes)/i,
  pipNoCache: /no-cache-dir["']?[ \t]*[= ][ \t]*["']?(?:true|1|yes|on|false|0|no|off)/i,
} as const;

/** Whether this RUN, or an instruction above it, wrote a setting into a configuration file, as far as its text shows. */
export function isSetAbove(run: Instruction, name: keyof typeof settings): boolean {
  const setting = settings[name];
  if (!setting.test(run.file.text)) return false;
  return [...(run.stage ? history(run.stage, run) : []), run].some((one) => setting.test(one.raw));
}

/**
 * The packages that a call of yum, dnf or microdnf installs without a version, by hadolint's reading of DL3033: parts
 * behind a dash, one of which begins with a digit; a pattern such as `nginx-1.26*` counts as well. Groups have no
 * versions; modules have a stream behind `:`.
 */
export function unpinnedRpms(call: PackageCall): ShellWord[] {
  const { verb, operands, command } = call;
  if (verb?.text === 'module' && operands[0]?.text === 'install') {
    return operands.slice(1).filter(({ outline }) => !outline.includes(':'));
  }
  if (verb?.text !== 'install') return [];
  return operands.filter((word) => !isVersionedRpm(word, command.instruction));
}

function isVersionedRpm(word: ShellWord, run: Instruction): boolean {
  const { outline, text } = word;
  if (/\.rpm$|^@|\//.test(outline)) return true;
  for (const [, name] of text.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
    if (name !== undefined && run.file.definition(name, run)) return true;
  }
  const [, ...parts] = outline.replaceAll('${}', '0').split('-');
  return parts.every((part) => /^[A-Za-z0-9.~^_:+*?]+$/.test(part)) && parts.some((part) => /^\d/.test(part));
}

/** Whether a command runs a script that is not here to be read: a file, or what comes through a pipe. */
export function runsScript({ program, name, operands, after }: Command): boolean {
  const path = name.text;
  if (path.endsWith('.sh') || (path.includes('/') && !/\/s?bin\/|\/(?:configure|gradlew|mvnw)$/.test(path)))
    return true;
  const isShell = ['sh', 'bash'].includes(shellLanguage(program)) || program === 'source' || program === '.';
  return isShell && (after === '|' || operands.length > 0);
}
