import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/expand.ts';
import type { platformArgs } from '../dockerfile/grammar.ts';
import { Memo } from '../dockerfile/memo.ts';

/** What the automatic arguments are in a plain build on the most common machine. */
const platformDefaults: Readonly<Record<(typeof platformArgs)[number], string>> = {
  TARGETPLATFORM: 'linux/amd64',
  TARGETOS: 'linux',
  TARGETOSVERSION: '',
  TARGETARCH: 'amd64',
  TARGETVARIANT: '',
  BUILDPLATFORM: 'linux/amd64',
  BUILDOS: 'linux',
  BUILDOSVERSION: '',
  BUILDARCH: 'amd64',
  BUILDVARIANT: '',
  TARGETSTAGE: 'default',
};

const automatic: ReadonlyMap<string, string> = new Map(Object.entries(platformDefaults));
const known = new Memo<Dockerfile, ReadonlyMap<string, string> | 'broken'>();

/**
 * The values that FROM sees in a build without `--build-arg`: those of the global ARGs with a default and of the
 * automatic arguments. Undefined where a default cannot be expanded, so that the build fails before.
 */
export function globalDefaults(file: Dockerfile): ReadonlyMap<string, string> | undefined {
  let found = known.get(file);
  if (!found) {
    found = readDefaults(file) ?? 'broken';
    known.set(file, found);
  }
  return found === 'broken' ? undefined : found;
}

function readDefaults(file: Dockerfile): ReadonlyMap<string, string> | undefined {
  const values = new Map(automatic);
  const target = file.finalStage?.name?.text;
  if (target) values.set('TARGETSTAGE', target.toLowerCase());
  for (const { key, value } of file.globals.flatMap(({ pairs }) => pairs)) {
    if (!value) continue;
    const text = expand(value.text, file.escape, (name) => values.get(name) ?? null);
    if (text === undefined) return undefined;
    values.set(key.text, text);
  }
  return values;
}

/**
 * A text with variables put in as a build without `--build-arg` does whose base images set none: what nothing sets is
 * empty. Undefined where the builder would stop.
 */
export function expandWithDefaults(file: Dockerfile, text: string, at: Instruction): string | undefined {
  return expand(text, file.escape, (name) => valueWithDefaults(file, name, at));
}

function valueWithDefaults(file: Dockerfile, name: string, at: Instruction): string | null {
  const value = file.value(name, at);
  if (value !== undefined) return value;
  if (name === 'PATH') return '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  return (file.definition(name, at) && globalDefaults(file)?.get(name)) ?? null;
}
