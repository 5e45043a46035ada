import picomatch from 'picomatch';
import { type ConfigurationProblem, hadolintNames, ownNames, readConfiguration } from './configuration.ts';
import { type IgnoreFile, parseIgnoreFile } from './context/ignorefile.ts';
import { type FileSystem, folderOf, join, nameOf, relative } from './files.ts';
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
  /** Whether the `ignore` globs leave the file out. */
  readonly ignored: boolean;
  readonly configuration?: FoundConfiguration;
}

/**
 * Finds configuration files and build contexts. Everything read is kept until {@link Workspace.forget}: a folder is
 * looked at once, however many Dockerfiles it has.
 */
export class Workspace {
  readonly #files: FileSystem;
  readonly #names: RuleNames;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #configurations = new Map<string, Promise<FoundConfiguration | undefined>>();
  readonly #merged = new Map<string, { from: readonly unknown[]; settings: Settings }>();

  constructor(files: FileSystem, names: RuleNames) {
    this.#files = files;
    this.#names = names;
  }

  /** Forgets what was read, because files changed. */
  forget(): void {
    this.#texts.clear();
    this.#configurations.clear();
    this.#merged.clear();
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
    const settings = this.#merge(options.below, configuration?.settings, options.above);
    const base = configuration ? folderOf(configuration.uri) : (rootOf(folder, options.roots) ?? folder);
    const path = relative(base, uri) ?? nameOf(uri);
    const context = this.#contextOf(path, settings, base) ?? folder;
    const ignoreFile = await this.#ignoreFile(uri, context);
    return {
      settings,
      inputs: { ignoreFile },
      ignored: matchesAny(settings.ignore, path),
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
  async findConfiguration(folder: string, roots: readonly string[]): Promise<FoundConfiguration | undefined> {
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

  /** The workspace folder above, else the folder that holds `.git`, else the folder itself. */
  async #searchRoot(folder: string, roots: readonly string[]): Promise<string> {
    const root = rootOf(folder, roots);
    if (root !== undefined) return root;
    for (const candidate of foldersUp(folder, '')) {
      if (await this.#files.stat(join(candidate, '.git'))) return candidate;
    }
    return folder;
  }

  #contextOf(path: string, settings: Settings, base: string): string | undefined {
    for (const [glob, context] of Object.entries(settings.contexts)) {
      if (matchesAny([glob], path)) return join(base, context);
    }
    return undefined;
  }

  /** `<Dockerfile>.dockerignore` wins over `<context>/.dockerignore`. */
  async #ignoreFile(uri: string, context: string): Promise<IgnoreFile | undefined> {
    const text = (await this.#text(`${uri}.dockerignore`)) ?? (await this.#text(join(context, '.dockerignore')));
    return text === undefined ? undefined : parseIgnoreFile(text);
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

/** Whether a glob of the settings matches a path; globs without a slash match the name at any depth. */
export function matchesAny(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => picomatch(glob, { dot: true, basename: !glob.includes('/') })(path));
}

function rootOf(folder: string, roots: readonly string[]): string | undefined {
  const holding = roots.filter((root) => folder === root || relative(root, `${folder}/x`) !== undefined);
  return holding.sort((a, b) => b.length - a.length)[0];
}

/** A folder and those above it, down to a root; without one up to the top of the URI's path. */
function foldersUp(folder: string, root: string): string[] {
  const folders: string[] = [];
  for (let at = folder; at !== '' && !/^[\w+.-]+:\/*$/.test(at); at = folderOf(at)) {
    folders.push(at);
    if (at === root) break;
  }
  return folders;
}
