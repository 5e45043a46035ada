import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { frontendArgs, isPlatformArg, proxyArgs } from '../dockerfile/grammar.ts';
import { namesOf } from '../dockerfile/names.ts';

/** A name for a new variable: the wanted one, with a number where the file or the builder has that already. */
export function freeName(file: Dockerfile, wanted: string): string {
  const base = /^\d/.test(wanted) ? `_${wanted}` : wanted;
  const used = new Set<string>([...namesOf(file).all.map(({ text }) => text), ...proxyArgs, ...frontendArgs]);
  let name = base;
  for (let i = 2; used.has(name) || isPlatformArg(name); i++) name = `${base}_${i}`;
  return name;
}
