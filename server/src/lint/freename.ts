import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { frontendArgs, isPlatformArg, proxyArgs } from '../dockerfile/grammar.ts';
import { namesOf } from '../dockerfile/names.ts';

/**
 * A name for a new variable: the wanted one, with a number where the file, be it in a script, or the builder has that
 * already, or where it is taken otherwise.
 */
export function freeName(file: Dockerfile, wanted: string, isTaken = (_name: string): boolean => false): string {
  const base = /^\d/.test(wanted) ? `_${wanted}` : wanted;
  const used = new Set<string>([...namesOf(file).all.map(({ text }) => text), ...proxyArgs, ...frontendArgs]);
  let name = base;
  const isUsed = (one: string): boolean => used.has(one) || new RegExp(`\\b${one}\\b`).test(file.text);
  for (let i = 2; isUsed(name) || isPlatformArg(name) || isTaken(name); i++) name = `${base}_${i}`;
  return name;
}
