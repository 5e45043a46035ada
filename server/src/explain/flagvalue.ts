import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { resolvePath, workdirAt } from '../dockerfile/facts.ts';
import { parseImageName } from '../dockerfile/image.ts';
import type { Mount, MountOption } from '../dockerfile/mounts.ts';
import type { Flag } from '../dockerfile/words.ts';
import { parseDuration } from '../lint/durations.ts';
import { code, lineOf, linesOf, type Surroundings } from './explanation.ts';

/** What the value of a flag means, the most telling sentence first. */
export function flagValueFacts(instruction: Instruction, flag: Flag, around: Surroundings): string[] {
  const value = around.file.expand(flag.value ?? '', instruction);
  if (value === undefined) return [];
  switch (flag.name) {
    case 'platform':
      return platformFacts(value, around);
    case 'from':
      return [sourceSentence(value)];
    case 'chown':
      return ownerFacts(value, instruction);
    case 'chmod':
      return modeSentence(value);
    case 'link':
    case 'parents':
    case 'keep-git-dir':
    case 'unpack':
      return booleanFacts(flag.name, value);
    case 'exclude':
      return [l10n.t('Files and folders that match {pattern} are not copied.', { pattern: code(value) })];
    case 'checksum':
      return checksumFacts(value);
    case 'device':
      return deviceFacts(value);
    case 'retries':
      return /^\d+$/.test(value)
        ? [l10n.t('After {count} failures in a row the container counts as unhealthy.', { count: value })]
        : [];
    default:
      return instruction.is('HEALTHCHECK') ? durationFacts(value) : [];
  }
}

function platformFacts(value: string, { docs }: Surroundings): string[] {
  const [os = '', architecture = '', variant] = value.split('/');
  const known =
    docs.entry('values/platforms', value) ?? docs.entry('values/platforms', [os, architecture].join('/')) ?? undefined;
  if (known === undefined) return [];
  return variant === undefined || docs.entry('values/platforms', value) !== undefined
    ? [known]
    : [known, l10n.t('{variant} is the variant of the architecture.', { variant: code(variant) })];
}

/** What `--from` or `from=` names, where it is no stage of the file. */
export function sourceSentence(value: string): string {
  const name = parseImageName(value);
  const isNamed =
    name && !name.registry && !name.path.includes('/') && name.tag === undefined && name.digest === undefined;
  return isNamed
    ? l10n.t(
        'No earlier stage has this name: it is a context of `docker build --build-context {name}=…`, or else the image {image}.',
        {
          name: value,
          image: code(`${value}:latest`),
        },
      )
    : l10n.t('An image: the builder pulls it and takes the files from it. Nothing else of it gets into the result.');
}

function ownerFacts(value: string, instruction: Instruction): string[] {
  const [user = '', group] = value.split(':');
  const isName = (text: string | undefined): boolean => text !== undefined && text !== '' && !/^\d+$/.test(text);
  const facts = [
    group === undefined
      ? l10n.t('The files belong to user {user}, and to the group of the same number.', { user: code(user) })
      : l10n.t('The files belong to user {user} and group {group}.', { user: code(user), group: code(group) }),
  ];
  if (isName(user) || isName(group)) {
    facts.push(l10n.t('Names are looked up in the `/etc/passwd` and `/etc/group` of this stage.'));
    if (instruction.flag('link') && instruction.flag('link')?.value !== 'false' && value !== 'root') {
      facts.push(l10n.t('With `--link` most builders take numbers only: a name fails with `invalid user index: -1`.'));
    }
  }
  return facts;
}

/** `name,required`, the name of CDI. */
function deviceFacts(value: string): string[] {
  const fields = value.split(',').map((field) => field.replace(/^name=/, ''));
  const name = fields.find((field) => !/^required(?:=|$)/.test(field));
  const facts = [l10n.t('The command gets {device}, a device by its CDI name.', { device: code(name ?? value) })];
  return fields.some((field) => /^required(?:=true)?$/.test(field))
    ? [...facts, l10n.t('Without the device the step fails.')]
    : facts;
}

/** An octal mode in letters: `755` is `rwxr-xr-x`. */
export function modeSentence(value: string): string[] {
  if (!/^[0-7]{3,5}$/.test(value)) {
    return /[ugoa]*[-+=]/.test(value)
      ? [
          l10n.t(
            'Symbolic, as for the command chmod; `X` makes folders accessible and leaves ordinary files as they are.',
          ),
        ]
      : [];
  }
  const digits = value.slice(-3);
  const letters = [...digits].map((digit) => {
    const bits = Number(digit);
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`;
  });
  const facts = [
    l10n.t('{mode} is {letters}: owner {owner}, group {group}, everybody else {others}.', {
      mode: code(value),
      letters: code(letters.join('')),
      owner: code(letters[0] as string),
      group: code(letters[1] as string),
      others: code(letters[2] as string),
    }),
  ];
  if (Number(digits[2]) & 2) facts.push(l10n.t('Everybody in the container may change it.'));
  return facts;
}

function booleanFacts(flag: string, value: string): string[] {
  const isOn = /^(?:true|1|t)$/i.test(value);
  if (!isOn && !/^(?:false|0|f)$/i.test(value)) return [];
  if (flag === 'unpack') {
    return [
      isOn
        ? l10n.t('An archive is unpacked, a downloaded one too.')
        : l10n.t('An archive is copied as the file that it is.'),
    ];
  }
  return [
    isOn
      ? l10n.t('Switches it on, as {flag} alone does.', { flag: code(`--${flag}`) })
      : l10n.t('Switches it off, as if the flag were not there.'),
  ];
}

function checksumFacts(value: string): string[] {
  if (/^[0-9a-f]{7,40}$/i.test(value)) return [l10n.t('A commit: the Git repository must be at exactly this one.')];
  const [algorithm] = value.split(':');
  return [l10n.t('The {algorithm} checksum that the content must have.', { algorithm: algorithm ?? '' })];
}

function durationFacts(value: string): string[] {
  const parsed = parseDuration(value);
  if (typeof parsed !== 'number') return [];
  if (parsed === 0) return [l10n.t('Zero means the default.')];
  const seconds = parsed / 1e9;
  return [
    seconds === 1 ? l10n.t('One second.') : l10n.t('{count} seconds.', { count: Number(seconds.toPrecision(6)) }),
  ];
}

/** What the value of an option of a `--mount` means here. */
export function mountValueFacts(
  instruction: Instruction,
  mount: Mount,
  option: MountOption,
  around: Surroundings,
): string[] {
  const value = around.file.expand(option.value ?? '', instruction);
  if (value === undefined) return [];
  switch (option.key) {
    case 'target':
      return targetFacts(instruction, value);
    case 'from':
      return [sourceSentence(value)];
    case 'id':
      return mount.type === 'cache' ? sharedCacheFacts(instruction, mount, value) : [];
    case 'env':
      return [l10n.t('The command reads the secret from {variable}.', { variable: code(`$${value}`) })];
    case 'size':
      return sizeFacts(value);
    default:
      return [];
  }
}

function targetFacts(instruction: Instruction, value: string): string[] {
  if (value.startsWith('/') || !instruction.stage) return [];
  const folder = workdirAt(instruction.stage, instruction);
  const path = resolvePath(folder?.value, value);
  return path === undefined || !folder
    ? []
    : [l10n.t('In the image: {path} (WORKDIR in {line}).', { path: code(path), line: lineOf(folder.instruction) })];
}

/** The other steps that use the same cache. */
function sharedCacheFacts(instruction: Instruction, mount: Mount, id: string): string[] {
  const { file } = instruction;
  const runs = file.all('RUN').flatMap((run) =>
    run.mounts
      .filter((other) => other !== mount && other.type === 'cache')
      .filter((other) => (other.get('id') ?? other.get('target'))?.value === id)
      .map(() => run),
  );
  return runs.length > 0 ? [l10n.t('The same cache is used in {lines}.', { lines: linesOf(runs) })] : [];
}

function sizeFacts(value: string): string[] {
  const match = /^(\d+)([bkmgt])?/i.exec(value);
  if (!match) return [];
  const unit = { b: 'B', k: 'KiB', m: 'MiB', g: 'GiB', t: 'TiB' }[(match[2] ?? 'b').toLowerCase()] ?? 'B';
  return [l10n.t('At most {size}.', { size: `${match[1]} ${unit}` })];
}
