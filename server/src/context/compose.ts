import { folderOf, join } from '../files.ts';
import { readDotenv } from './compose/dotenv.ts';
import { mergeTrees } from './compose/merge.ts';
import { type ComposeProject, toProject } from './compose/project.ts';
import { ProjectReader, type Texts } from './compose/reader.ts';
import type { Mapping } from './compose/tree.ts';

/**
 * Compose files, with the place of every fact. Files are put together as Compose does it: several files, `include`,
 * `extends`, anchors and merge keys, variables from `.env`. What is wrong is a problem of the project, never thrown.
 */

export type { ComposeBuild } from './compose/build.ts';
export type { ComposeLimits } from './compose/limits.ts';
export type { ComposeMount } from './compose/mounts.ts';
export type { ComposePort } from './compose/ports.ts';
export type { ComposeNetwork, ComposeProject, ComposeVolume } from './compose/project.ts';
export type { Texts } from './compose/reader.ts';
export type {
  ComposeAttachment,
  ComposeDependency,
  ComposeDeploy,
  ComposeHealthcheck,
  ComposeService,
} from './compose/services.ts';
export {
  at,
  type ComposeProblem,
  entriesAt,
  type List,
  type Mapping,
  Place,
  type Text,
  type Tree,
  textAt,
  textsAt,
} from './compose/tree.ts';
export type { Variable } from './compose/variables.ts';

/** The files that Compose takes by itself, the first that is there (compose-go, `DefaultFileNames`). */
export const defaultNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'] as const;
const overrideNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
] as const;

/** Whether a file is, by its name, a Compose file: also `compose.prod.yaml`, `docker-compose-test.yml`. */
export function isComposeFile(name: string): boolean {
  return /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i.test(name);
}

/**
 * The projects of a folder by the names of its files: first what `docker compose` takes by itself (or COMPOSE_FILE in
 * `.env` says), then each other Compose file over the first of these.
 */
export function projectFiles(folder: string, names: ReadonlySet<string>, dotenv?: string): string[][] {
  const first = defaultNames.find((name) => names.has(name));
  const override = first && overrideNames.find((name) => names.has(name));
  const own = [first, override].filter((name) => name !== undefined);
  const said = dotenv === undefined ? undefined : readDotenv(dotenv).get('COMPOSE_FILE');
  const main = said ? said.split(/[:;]/).filter((name) => name !== '') : own;
  const known = new Set<string>([...main, ...own]);
  const others = [...names].filter((name) => isComposeFile(name) && !known.has(name)).sort();
  const toUris = (list: readonly string[]): string[] => list.map((name) => join(folder, name));
  const projects = main.length > 0 ? [toUris(main)] : [];
  return [...projects, ...others.map((name) => toUris([...(first ? [first] : []), name]))];
}

/**
 * Reads a project from its files. A pure function of the texts: where one was not read yet, the project is what is known
 * without it; read it and ask again.
 */
export function composeProject(files: readonly string[], texts: Texts): ComposeProject {
  const folder = folderOf(files[0] ?? '');
  const reader = new ProjectReader(texts);
  const variables = reader.dotenv(join(folder, '.env'));
  const merged = reader.model(files, folder, variables, []);
  const model = merged && (mergeTrees(undefined, merged, [], () => {}) as Mapping);
  return toProject(files, folder, model, variables, reader);
}
