import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { parseImageName } from '../dockerfile/image.ts';
import { Memo } from '../dockerfile/memo.ts';
import type { Script } from '../dockerfile/shell.ts';
import type { ShellPlace } from '../dockerfile/shelltree.ts';
import { lineAbove } from './edits.ts';
import type { Fix } from './rule.ts';

/** What `/bin/sh` is in an image: dash (Debian, Ubuntu), BusyBox ash (Alpine) or bash (Fedora, RHEL, SUSE …). */
export type BinSh = 'dash' | 'ash' | 'bash';

/** The option of every rule about what plain sh lacks. */
export interface PortableOptions {
  /** Report it under every `/bin/sh`, also where the base image's `/bin/sh` is known to have it. */
  everywhere: boolean;
}

/** Distributions by the name of their image, and as a part of other images' tags. */
const names: Readonly<Record<Exclude<BinSh, 'dash'>, RegExp>> = {
  bash: /(?:^|\/)(?:fedora|centos|stream\d*|rocky(?:linux)?|alma(?:linux)?|oracle(?:linux)?|amazon(?:linux)?|opensuse|suse|sles?\d*|bci|tumbleweed|leap|amazoncorretto|arch(?:linux)?|manjaro(?:linux)?|ubi\d*|rhel\d*|azurelinux|cbl-mariner|mariner|photon|gentoo|stage3|mageia|nix|lambda|aws-cli|aws-lambda-[a-z]+|manylinux(?:1|2010|2014|_2_28|_2_34)?)(?=[/:_-]|$)/,
  ash: /(?:^|\/)(?:alpine|busybox|bash|docker|musllinux_\d|wolfi-base|openwrt|caddy|traefik|terraform)(?=[/:_-]|$)/,
};
const tags: Readonly<Record<BinSh, RegExp>> = {
  bash: /(?:^|[-_.])(?:fedora|centos|rocky|alma|oracle(?:linux)?|ol\d|amazonlinux|al20\d\d|al2|ubi|rhel|el\d|opensuse|leap|azurelinux|mariner|cbl-mariner|archlinux)(?=[\d._-]|linux|$)/i,
  ash: /(?:^|[-_.])(?:alpine|busybox|musl|wolfi)(?=[\d._-]|$)/i,
  dash: /(?:^|[-_.])(?:slim|debian|ubuntu|buster|bullseye|bookworm|trixie|bionic|focal|jammy|noble|xenial|stretch)(?=[\d._-]|$)/i,
};
const managers: readonly (readonly [string, BinSh])[] = [
  ['apk', 'ash'],
  ['apt-get', 'dash'],
  ['apt', 'dash'],
  ['dnf', 'bash'],
  ['microdnf', 'bash'],
  ['yum', 'bash'],
  ['zypper', 'bash'],
  ['tdnf', 'bash'],
  ['pacman', 'bash'],
];

/** The package managers that tell which distribution a stage has. */
export const packageManagers: readonly string[] = managers.map(([program]) => program);

const known = new Memo<Script, BinSh | undefined>();

/**
 * The shell behind `sh` for a script in the language `sh`: the one that SHELL names, else that of the base image, told
 * by its name, its tag or the package manager that the file calls. Undefined where nothing tells.
 */
export function binSh(instruction: Instruction, script: Script): BinSh | undefined {
  if (known.has(script)) return known.get(script);
  const shell = readBinSh(instruction);
  known.set(script, shell);
  return shell;
}

function readBinSh(instruction: Instruction): BinSh | undefined {
  const { file } = instruction;
  const shell = file.shellProgram(instruction) ?? '';
  if (/(?:^|\/)dash$/.test(shell)) return 'dash';
  if (/(?:^|\/)(?:ash|busybox(?:\/sh)?)$/.test(shell)) return 'ash';
  const root = instruction.stage?.root;
  const image = root?.imageText === undefined ? undefined : parseImageName(root.imageText);
  const path = image && (image.registry ? `${image.registry}/${image.path}` : image.path);
  const tag = image?.tag ?? '';
  if (path !== undefined) {
    if (tags.bash.test(tag)) return 'bash';
    if (tags.ash.test(tag)) return 'ash';
    if (/^registry\.(?:access\.)?redhat\.(?:com|io)\//.test(path) || names.bash.test(path)) return 'bash';
    if (names.ash.test(path)) return 'ash';
    if (tags.dash.test(tag) || /^(?:library\/)?(?:debian|ubuntu|buildpack-deps)$/.test(path)) return 'dash';
    // Amazon Linux, and Oracle Linux since JDK 12, where the tag names no other.
    if (/(?:^|-)(?:amazon)?corretto(?:-|$)/.test(tag)) return 'bash';
    if (/^(?:library\/)?openjdk$/.test(path) && Number.parseInt(tag, 10) >= 12) return 'bash';
  }
  return byPackageManager(file, instruction);
}

/**
 * Whether the base image is known to have a dash with `pipefail` (0.5.12-7 and later): Debian 13, Ubuntu 24.10, and what
 * came after them.
 */
export function dashHasPipefail({ stage }: Instruction): boolean {
  const text = stage?.root.imageText;
  const image = text === undefined ? undefined : parseImageName(text);
  if (!image) return false;
  const tag = image.tag ?? 'latest';
  if (/(?:^|[-_.])(?:trixie|forky|sid|oracular|plucky|questing|resolute)(?=[\d._-]|$)/.test(tag)) return true;
  const [, name] = /^(?:library\/)?(debian|ubuntu)$/.exec(image.path) ?? [];
  if (name === undefined || (image.digest !== undefined && image.tag === undefined)) return false;
  if (tag === 'latest' || /^(?:(?:stable|testing|unstable)(?:-|$)|slim$)/.test(tag)) return true;
  const version = Number(/^\d+(?:\.\d+)?/.exec(tag)?.[0] ?? 0);
  return version >= (name === 'debian' ? 13 : 24.1);
}

/** The package manager that the instruction's own stages call says which distribution it is. */
function byPackageManager(file: Dockerfile, { stage }: Instruction): BinSh | undefined {
  if (!stage) return undefined;
  const found = managers.find(([program]) =>
    file
      .commands(program)
      .some((command) => command.instruction.stage && stage.descendsFrom(command.instruction.stage)),
  );
  return found?.[1];
}

/**
 * Whether a script runs in a plain sh that lacks something: `sh` as its language, and (unless `everywhere` is set) no
 * bash behind it, and no ash where ash has it.
 */
export function isPlainSh(place: ShellPlace, { everywhere }: PortableOptions, ashHasIt = false): boolean {
  if (place.script.language !== 'sh') return false;
  const shell = binSh(place.instruction, place.script);
  if (everywhere) return !(ashHasIt && shell === 'ash' && place.instruction.file.shellProgram(place.instruction));
  return shell !== 'bash' && !(ashHasIt && shell === 'ash');
}

/** Puts a SHELL with bash above the RUN. Unsafe: it holds for all that follows, and the image must have bash. */
export function useBash({ instruction, script }: ShellPlace): Fix[] {
  if (instruction.outer || instruction.json || binSh(instruction, script) === 'ash') return [];
  if (script.reader || (script.heredoc && /^#!|shell=/.test(script.span.raw))) return [];
  const text = 'SHELL ["/bin/bash", "-c"]';
  return [{ title: l10n.t('Insert `{text}` above', { text }), edits: [lineAbove(instruction, text)], safe: false }];
}

/** Whether SHELL or a comment says that it is dash or ash, and not just any `sh`. */
export function namesItsShell({ instruction }: ShellPlace): boolean {
  return /(?:^|\/)(?:dash|ash|busybox)$/.test(instruction.file.shellProgram(instruction) ?? '');
}
