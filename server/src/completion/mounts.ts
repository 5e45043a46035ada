import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ArgumentCursor } from '../dockerfile/cursor.ts';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { workdirAt } from '../dockerfile/facts.ts';
import {
  isMountType,
  type MountOptionGrammar,
  type MountType,
  mountOptions,
  mountTypes,
} from '../dockerfile/grammar.ts';
import { canonicalMountKey, type Mount } from '../dockerfile/mounts.ts';
import { imageSuggestions } from './images.ts';
import { type Suggestion, type Surroundings, type Target, targetOf, textBehind } from './suggestion.ts';

const page = 'instructions/RUN';

/** What stands often behind `target=` of a cache: where tools keep what they download. */
const cacheFolders = [
  '/var/cache/apt',
  '/var/lib/apt/lists',
  '/var/cache/apk',
  '/var/cache/dnf',
  '/root/.cache/pip',
  '/root/.cache/uv',
  '/root/.npm',
  '/root/.local/share/pnpm/store',
  '/usr/local/share/.cache/yarn',
  '/go/pkg/mod',
  '/root/.cache/go-build',
  '/usr/local/cargo/registry',
  '/root/.m2',
  '/root/.gradle',
  '/root/.nuget/packages',
  '/root/.composer/cache',
  '/root/.bundle/cache',
  '/root/.cache/ccache',
] as const;

/** Useful values of options that take any text, by type and option. */
const usual: Readonly<Record<string, readonly string[]>> = {
  'cache target': cacheFolders,
  'secret id': ['npmrc', 'netrc', 'aws', 'github_token'],
  'secret env': ['NPM_TOKEN', 'GITHUB_TOKEN'],
  'tmpfs target': ['/tmp', '/run'],
  'secret target': ['/root/.npmrc', '/root/.netrc', '/root/.aws/credentials', '/etc/pip.conf'],
  'ssh id': ['default'],
  'tmpfs size': ['64m', '512m', '1g'],
  'cache mode': ['0755', '0777'],
  'secret mode': ['0400', '0440'],
  'ssh mode': ['0600'],
  'cache uid': ['0', '1000'],
  'cache gid': ['0', '1000'],
  'secret uid': ['0', '1000'],
  'secret gid': ['0', '1000'],
  'ssh uid': ['0', '1000'],
  'ssh gid': ['0', '1000'],
};

/** Types, options and values of the `--mount` at the cursor; `typed` is its value up to there. */
export async function mountSuggestions(
  cursor: ArgumentCursor,
  typed: string,
  around: Surroundings,
): Promise<readonly Suggestion[]> {
  const { instruction } = cursor;
  const field = typed.slice(typed.lastIndexOf(',') + 1).replace(/^["']/, '');
  const equals = field.indexOf('=');
  const mount = instruction.mounts.find(({ flag }) => flag.word.touches(around.offset));
  const type = typeOf(mount, typed);
  if (equals < 0) return optionSuggestions(field, mount, type, around);
  const key = canonicalMountKey(field.slice(0, equals));
  const value = field.slice(equals + 1);
  const target = targetOf(around, value, /^[^\s,"']*/);
  if (key === 'type') return mountTypes.map((name, rank) => typeSuggestion(name, name, target, rank));
  if (key === 'from') return imageSuggestions(cursor, value, around, true);
  const repeats = usedElsewhere(cursor, type, key, target);
  const isNew = ({ label }: Suggestion): boolean => !repeats.some((one) => one.label === label);
  return [...repeats, ...valueSuggestions(cursor, type, key, target).filter(isNew)];
}

const sourceOption = /^--mount=.*[,="'](?:source|src)=([^,]*)$/;

/** The same in what `from=` names. */
export function mountedSource(
  { instruction, typed }: ArgumentCursor,
  offset: number,
): { readonly from: string; readonly path: string } | undefined {
  const path = sourceOption.exec(typed)?.[1];
  const from = instruction.mounts.find(({ flag }) => flag.word.touches(offset))?.get('from')?.value;
  return path === undefined || !from ? undefined : { from, path };
}

/** The folder that a `source=` at the cursor is about: undefined where it is not one of the build context. */
export function bindSource({ instruction, typed }: ArgumentCursor, offset: number): string | undefined {
  const match = sourceOption.exec(typed);
  const mount = instruction.mounts.find(({ flag }) => flag.word.touches(offset));
  if (!match || (mount?.type ?? 'bind') !== 'bind' || mount?.get('from')) return undefined;
  return match[1];
}

function typeOf(mount: Mount | undefined, typed: string): MountType {
  const type = mount?.type ?? /(?:^|,)type=([a-z]+)/.exec(typed)?.[1] ?? 'bind';
  return isMountType(type) ? type : 'bind';
}

function optionSuggestions(
  field: string,
  mount: Mount | undefined,
  type: MountType,
  around: Surroundings,
): readonly Suggestion[] {
  const target = targetOf(around, field, /^[\w-]*/);
  const others = mount?.options.filter(({ word }) => !word.touches(around.offset)) ?? [];
  const used = new Set(others.map(({ key }) => key));
  const hasValue = /^[\w-]*=/.test(textBehind(around));
  const options = mountOptions[type]
    .filter(({ name }) => !used.has(name))
    .map((option, rank) => optionSuggestion(option, type, target, hasValue, rank));
  if (used.has('type')) return options;
  // The type comes first: the other options depend on it.
  const types = hasValue ? [] : mountTypes.map((name, rank) => typeSuggestion(name, `type=${name}`, target, rank));
  return others.length === 0 ? [...types, ...options] : [...options, ...types];
}

function typeSuggestion(name: MountType, label: string, target: Target, rank: number): Suggestion {
  return {
    label,
    kind: CompletionItemKind.EnumMember,
    target,
    rank,
    doc: { page, section: `\`--mount=type=${name}\`` },
  };
}

function optionSuggestion(
  { name, kind }: MountOptionGrammar,
  type: MountType,
  target: Target,
  hasValue: boolean,
  rank: number,
): Suggestion {
  const takesValue = kind !== 'boolean' && !hasValue;
  return {
    label: name,
    kind: CompletionItemKind.Property,
    target,
    text: takesValue ? `${name}=` : name,
    rank: 10 + rank,
    doc: { page, section: `\`--mount=type=${type}\``, entry: name },
    continues: takesValue,
  };
}

/** Options whose values one mount has from another: the same cache, the same secret. */
const repeated: ReadonlySet<string> = new Set(['id', 'target', 'env']);

/** What the same option says in other mounts of the type, the nearest first. */
function usedElsewhere({ instruction }: ArgumentCursor, type: MountType, key: string, target: Target): Suggestion[] {
  if (!repeated.has(key)) return [];
  const values = instruction.file.instructions
    .filter((one) => one !== instruction)
    .flatMap(({ mounts }) => mounts.filter((mount) => mount.type === type))
    .flatMap(({ options }) => options.filter((option) => canonicalMountKey(option.key) === key))
    .flatMap(({ value }) => (value && !/["']/.test(value) ? value : []));
  return [...new Set(values.reverse())].map((label, rank) => ({
    label,
    kind: CompletionItemKind.Value,
    target,
    rank,
    doc: { page, section: `\`--mount=type=${type}\``, entry: key },
  }));
}

/** Values of an option that are usual, or the only ones. */
function valueSuggestions({ instruction }: ArgumentCursor, type: MountType, key: string, target: Target): Suggestion[] {
  const option = mountOptions[type].find(({ name }) => name === key);
  if (!option) return [];
  const booleans = option.kind === 'boolean' ? ['true', 'false'] : [];
  const values =
    option.values ?? (type === 'bind' && key === 'target' ? folders(instruction) : usual[`${type} ${key}`]) ?? booleans;
  const doc = { page, section: `\`--mount=type=${type}\`` };
  return values.map((value, rank) => ({
    label: value,
    kind: option.kind === 'path' ? CompletionItemKind.Folder : CompletionItemKind.EnumMember,
    target,
    rank: 100 + rank,
    doc: { ...doc, entry: option.closed && option.kind === 'text' ? value : key },
  }));
}

/** Where the context is usually shown: the working directory. */
function folders(instruction: Instruction): string[] {
  const workdir = instruction.stage && workdirAt(instruction.stage, instruction)?.value;
  return ['.', ...(workdir === undefined || workdir === '/' ? [] : [workdir])];
}
