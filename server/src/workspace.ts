import picomatch from 'picomatch';
import {
  type ConfigurationProblem,
  hadolintNames,
  isConfigurationFile,
  ownNames,
  readConfiguration,
} from './configuration.ts';
import { type BakeTarget, bakeTargets, isBakeFile } from './context/bake.ts';
import type { BuildContext } from './context/buildcontext.ts';
import { resolvePath } from './context/compose/paths.ts';
import { type ComposeProject, isComposeFile } from './context/compose.ts';
import { Contexts } from './context/contexts.ts';
import { KnownFiles } from './context/knownfiles.ts';
import { type FileSystem, folderOf, foldersUp, join, nameOf, relative } from './files.ts';
import type { RuleNames } from './lint/names.ts';
import type { Inputs } from './service.ts';
import { mergeSettings, type PartialSettings, type Settings } from './settings.ts';

/** A configuration file that was found. */
export interface FoundConfiguration {
  readonly uri: string;
  readonly settings: PartialSettings;
  readonly problems: readonly ConfigurationProblem[];
}

/** What holds for one Dockerfile. */
export interface DockerfileSetup {
  readonly settings: Settings;
  readonly inputs: Inputs;
  /** Where its COPY and ADD take their files from. */
  readonly context: BuildContext;
  /** Whether the `ignore` globs leave the file out. */
  readonly ignored: boolean;
  readonly configuration?: FoundConfiguration;
}

/**
 * Finds configuration files, build contexts and Compose files. Everything read is kept until {@link Workspace.forget}: a
 * folder is looked at once, however many Dockerfiles it has.
 */
export class Workspace {
  readonly #files: FileSystem;
  readonly #names: RuleNames;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #configurations = new Map<string, Promise<FoundConfiguration | undefined>>();
  /** By folder and roots. */
  readonly #nearest = new Map<string, Promise<FoundConfiguration | undefined>>();
  readonly #searchRoots = new Map<string, Promise<string>>();
  readonly #merged = new Map<string, { from: readonly unknown[]; settings: Settings }>();
  readonly #known: KnownFiles;
  readonly #contexts: Contexts;

  constructor(files: FileSystem, names: RuleNames) {
    this.#files = files;
    this.#names = names;
    this.#known = new KnownFiles(files);
    this.#contexts = new Contexts(this.#known);
  }

  /** Forgets what was read, because files changed. */
  forget(): void {
    this.#texts.clear();
    this.#configurations.clear();
    this.#nearest.clear();
    this.#searchRoots.clear();
    this.#merged.clear();
    this.#known.doubt();
    this.#contexts.forget();
  }

  /** Files came or went. Whether a folder that was looked at has them, so that what was said of it may be wrong. */
  filesCameOrWent(uris: readonly string[]): boolean {
    return uris.filter((uri) => this.#known.doubtAround(uri)).length > 0;
  }

  /** The Compose projects of the workspace, for those who show them. */
  async composeProjects(roots: readonly string[]): Promise<readonly ComposeProject[]> {
    return (await Promise.all(roots.map((root) => this.#contexts.projectsBelow(root)))).flat();
  }

  /** The targets of the Bake files above a Dockerfile, those of a folder put together. */
  async bakeTargets(uri: string, roots: readonly string[]): Promise<readonly BakeTarget[]> {
    const folder = folderOf(uri);
    const targets: BakeTarget[] = [];
    for (const one of foldersUp(folder, await this.#searchRoot(folder, roots))) {
      const names = [...((await this.#known.folders.read(one))?.keys() ?? [])].filter(isBakeFile);
      const files = names.map(async (name) => {
        const file = join(one, name);
        return { uri: file, text: (await this.#known.texts.read(file)) ?? '' };
      });
      targets.push(...bakeTargets(await Promise.all(files)));
    }
    return targets;
  }

  /**
   * Settings and inputs for a Dockerfile. `roots` are the workspace folders (or git roots) at which the search for a
   * configuration ends; `below` come before the file, `above` after it (editor settings, command line).
   */
  async setup(
    uri: string,
    options: {
      roots: readonly string[];
      below?: PartialSettings;
      above?: PartialSettings;
      configuration?: FoundConfiguration;
    },
  ): Promise<DockerfileSetup> {
    const folder = folderOf(uri);
    const configuration = options.configuration ?? (await this.findConfiguration(folder, options.roots));
    const settings = this.#merge(options.below, permitted(configuration?.settings), options.above);
    const root = await this.#searchRoot(folder, options.roots);
    // A path in a file is relative to the file, one in the editor's settings to the workspace folder.
    const baseOf = (key: 'contexts' | 'ignore'): string =>
      configuration?.settings[key] ? folderOf(configuration.uri) : root;
    const pathIn = (base: string): string => relative(base, uri) ?? relative(root, uri) ?? nameOf(uri);
    const contextBase = baseOf('contexts');
    const configured = configuredContext(settings, pathIn(contextBase), contextBase);
    const context = await this.#contexts.of(uri, root, configured);
    return {
      settings,
      inputs: { ignoreFile: context.ignoreFile, listing: context },
      context,
      ignored: matchesAny(settings.ignore, pathIn(baseOf('ignore'))),
      ...(configuration && { configuration }),
    };
  }

  /** One Settings object for equal sources, so that what is derived from it is derived once. */
  #merge(...sources: readonly (PartialSettings | undefined)[]): Settings {
    const key = JSON.stringify(sources);
    const known = this.#merged.get(key);
    if (known) return known.settings;
    const settings = mergeSettings(...sources);
    this.#merged.set(key, { from: sources, settings });
    return settings;
  }

  /** The nearest own configuration from a folder up to its root; only if there is none, the nearest of hadolint. */
  findConfiguration(folder: string, roots: readonly string[]): Promise<FoundConfiguration | undefined> {
    const key = [folder, ...roots].join('\n');
    let found = this.#nearest.get(key);
    if (!found) {
      found = this.#searchConfiguration(folder, roots);
      this.#nearest.set(key, found);
    }
    return found;
  }

  async #searchConfiguration(folder: string, roots: readonly string[]): Promise<FoundConfiguration | undefined> {
    const folders = foldersUp(folder, await this.#searchRoot(folder, roots));
    for (const names of [ownNames, hadolintNames]) {
      for (const candidate of folders) {
        for (const name of names) {
          const found = await this.configurationAt(join(candidate, name));
          if (found) return found;
        }
      }
    }
    return undefined;
  }

  /** The configuration at a URI; undefined where there is no such file. */
  configurationAt(uri: string): Promise<FoundConfiguration | undefined> {
    let found = this.#configurations.get(uri);
    if (!found) {
      found = this.#text(uri).then((text) =>
        text === undefined ? undefined : { uri, ...readConfiguration(nameOf(uri), text, this.#names) },
      );
      this.#configurations.set(uri, found);
    }
    return found;
  }

  #searchRoot(folder: string, roots: readonly string[]): Promise<string> {
    const key = [folder, ...roots].join('\n');
    let root = this.#searchRoots.get(key);
    if (!root) {
      root = this.#findRoot(folder, roots);
      this.#searchRoots.set(key, root);
    }
    return root;
  }

  /** The workspace folder above, else the folder that holds `.git`, else the folder itself. */
  async #findRoot(folder: string, roots: readonly string[]): Promise<string> {
    const root = rootOf(folder, roots);
    if (root !== undefined) return root;
    for (const candidate of foldersUp(folder)) {
      if (await this.#files.stat(join(candidate, '.git'))) return candidate;
    }
    return folder;
  }

  #text(uri: string): Promise<string | undefined> {
    let text = this.#texts.get(uri);
    if (!text) {
      text = this.#files.readFile(uri);
      this.#texts.set(uri, text);
    }
    return text;
  }
}

/** Whether a file, by its name, is one that settings, contexts or Compose projects are read from. */
export function isWorkspaceFile(name: string): boolean {
  return (
    isConfigurationFile(name) ||
    isComposeFile(name) ||
    isBakeFile(name) ||
    /^\.env$|^\.gitignore$|\.dockerignore$/.test(name)
  );
}

/** Globs of these files, for a client that watches them. */
export const workspaceGlobs = [
  '**/.dockerfile-mentor.{yaml,yml}',
  '**/.hadolint.{yaml,yml}',
  '**/{.dockerignore,*.dockerignore}',
  '**/{compose,docker-compose}*.{yaml,yml}',
  '**/docker-bake*.{hcl,json}',
  '**/{.env,.gitignore}',
] as const;

/** Whether a glob of the settings matches a path; globs without a slash match the name at any depth. */
export function matchesAny(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => matcherOf(glob)(path));
}

const matchers = new Map<string, (path: string) => boolean>();

/** A glob made ready once: the same few are asked about every file. */
function matcherOf(glob: string): (path: string) => boolean {
  let matcher = matchers.get(glob);
  if (!matcher) {
    matcher = picomatch(glob, { dot: true, basename: !glob.includes('/') });
    if (matchers.size > 500) matchers.clear();
    matchers.set(glob, matcher);
  }
  return matcher;
}

function rootOf(folder: string, roots: readonly string[]): string | undefined {
  const holding = roots.filter((root) => folder === root || relative(root, `${folder}/x`) !== undefined);
  return holding.sort((a, b) => b.length - a.length)[0];
}

/** What a file of the project may set: it cannot let requests leave the machine. */
function permitted(settings: PartialSettings | undefined): PartialSettings | undefined {
  if (!settings?.registries?.enabled) return settings;
  const { registries, ...others } = settings;
  return others;
}

/** The folder that the settings say for a Dockerfile. */
function configuredContext(settings: Settings, path: string, base: string): string | undefined {
  for (const [glob, context] of Object.entries(settings.contexts)) {
    if (matchesAny([glob], path)) return resolvePath(context, base);
  }
  return undefined;
}
