import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Name } from '../dockerfile/names.ts';
import { isSameUri } from '../files.ts';
import type { BakeTarget } from './bake.ts';
import type { Place } from './compose/tree.ts';
import type { ComposeBuild } from './compose.ts';

/** A name of a Dockerfile in another file: the stage that is built, or a build argument that is given. */
export interface OutsideName {
  readonly kind: 'stage' | 'argument';
  readonly text: string;
  readonly place: Place;
  /** Whether the file has these very characters, so that they can be changed. */
  readonly isLiteral: boolean;
}

/** What the Compose files and Bake files around a Dockerfile call by its names, each place once. */
export function outsideNames(
  dockerfile: string,
  builds: readonly ComposeBuild[],
  targets: readonly BakeTarget[],
): OutsideName[] {
  const found: OutsideName[] = [];
  const add = (
    kind: OutsideName['kind'],
    { text, place }: Pick<OutsideName, 'text' | 'place'>,
    isLiteral: boolean,
  ): void => {
    const isKnown = found.some((one) => one.place.uri === place.uri && one.place.start === place.start);
    if (!isKnown) found.push({ kind, text, place, isLiteral });
  };
  for (const { target, args } of builds) {
    if (target) add('stage', target, target.literal);
    for (const { name } of args) add('argument', name, name.literal);
  }
  for (const { dockerfileUri, target, args } of targets) {
    if (dockerfileUri === undefined || !isSameUri(dockerfileUri, dockerfile)) continue;
    if (target) add('stage', target, true);
    for (const name of args) add('argument', name, true);
  }
  return found;
}

/** The places in other files that mean a name of this one. */
export function outsideOf(file: Dockerfile, name: Name, outside: readonly OutsideName[]): OutsideName[] {
  return outside.filter(({ kind, text }) => {
    if (kind === 'stage') return name.stage?.name !== undefined && file.stageNamed(text) === name.stage;
    return name.text === text && (name.definedBy.has('global') || name.definedBy.has('ARG'));
  });
}
