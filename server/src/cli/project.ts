import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as l10n from '@vscode/l10n';
import { homepage, version } from '../../../package.json';
import { readConfiguration } from '../configuration.ts';
import { Docs, type DocsBundle, type Locale } from '../docs/docs.ts';
import { join } from '../files.ts';
import { ruleNames } from '../lint/names.ts';
import { rules } from '../rules/index.ts';
import { Service } from '../service.ts';
import type { PartialSettings } from '../settings.ts';
import { type DockerfileSetup, type FoundConfiguration, Workspace } from '../workspace.ts';
import { ListedDisk } from './disk.ts';
import { CallError } from './io.ts';
import { displayName, gitRoot } from './paths.ts';
import { oneLine, readText } from './reading.ts';
import { visible } from './terminal.ts';

export { homepage, version };

/** What holds for every file of a call. Can be sent to a worker. */
export interface ProjectOptions {
  readonly cwd: string;
  /** The language where neither a flag nor a file chooses one. */
  readonly locale: Locale;
  /** What the flags say. */
  readonly flags: PartialSettings;
  /** The path of `--config`. */
  readonly configuration?: string | undefined;
}

/** What holds for one Dockerfile, and what speaks its language. */
export interface FileSetup extends DockerfileSetup {
  readonly service: Service;
}

/** The configuration files, languages and rules of a call. */
export class Project {
  readonly options: ProjectOptions;
  readonly names = ruleNames(rules);
  /** Speaks the language of what is said about the whole call. */
  readonly service: Service;
  readonly #workspace = new Workspace(new ListedDisk(), this.names);
  readonly #loadDocs: (locale: Locale) => Promise<DocsBundle>;
  readonly #services = new Map<Locale, Service>();
  readonly #configuration: FoundConfiguration | undefined;
  readonly #roots: readonly string[];
  readonly #reported = new Set<string>();
  readonly #complaints = new Set<string>();
  #current = '';

  private constructor(
    options: ProjectOptions,
    docs: DocsBundle,
    loadDocs: (locale: Locale) => Promise<DocsBundle>,
    configuration: FoundConfiguration | undefined,
  ) {
    this.options = options;
    this.#loadDocs = loadDocs;
    this.#configuration = configuration;
    // Without a repository a search for configuration files ends at the working directory.
    this.#roots = gitRoot(options.cwd) === undefined ? [toUri(options.cwd)] : [];
    this.service = this.#addService(options.locale, docs);
    this.speak();
    if (configuration) this.#report(configuration);
  }

  /**
   * Opens what the options say. With `around` the language is that of the configuration file that holds for this
   * folder, unless a flag chooses one. Throws a {@link CallError} where `--config` cannot be read.
   */
  static async open(
    options: ProjectOptions,
    loadDocs: (locale: Locale) => Promise<DocsBundle>,
    around?: string,
  ): Promise<Project> {
    const configuration =
      options.configuration === undefined ? undefined : readExplicit(options.cwd, options.configuration);
    const project = new Project(options, await loadDocs(options.locale), loadDocs, configuration);
    if (around === undefined) return project;
    const found = configuration ?? (await project.#workspace.findConfiguration(toUri(around), project.#roots));
    const locale = options.flags.locale ?? found?.settings.locale ?? options.locale;
    if (locale === options.locale) return project;
    return new Project({ ...options, locale }, await loadDocs(locale), loadDocs, configuration);
  }

  /** Makes messages come out in the language of the call. */
  speak(): void {
    this.service.speak();
  }

  displayName(path: string): string {
    return displayName(this.options.cwd, path);
  }

  /** What holds for a Dockerfile. */
  async setup(path: string): Promise<FileSetup> {
    const setup = await this.#workspace.setup(toUri(path), {
      roots: this.#roots,
      above: this.options.flags,
      ...(this.#configuration && { configuration: this.#configuration }),
    });
    if (setup.configuration) this.#report(setup.configuration);
    this.#current = path;
    const locale = setup.settings.locale ?? this.options.locale;
    return { ...setup, service: this.#services.get(locale) ?? this.#addService(locale, await this.#loadDocs(locale)) };
  }

  /** Notes that a file could not be used, and why. */
  complain(path: string, reason: string): void {
    this.#complaints.add(`${visible(this.displayName(path))}: ${oneLine(reason)}`);
  }

  /** What could not be used since this was last asked, a line each and each once. */
  takeComplaints(): readonly string[] {
    const complaints = [...this.#complaints];
    this.#complaints.clear();
    return complaints;
  }

  #addService(locale: Locale, bundle: DocsBundle): Service {
    const service = new Service(new Docs(locale, bundle), homepage, (rule, error) => {
      const reason = error instanceof Error ? error.message : String(error);
      this.complain(this.#current, l10n.t('The rule `{rule}` failed: {reason}', { rule: rule.id, reason }));
    });
    this.#services.set(locale, service);
    return service;
  }

  #report(configuration: FoundConfiguration): void {
    if (configuration.problems.length === 0 || this.#reported.has(configuration.uri)) return;
    this.#reported.add(configuration.uri);
    const name = visible(this.displayName(fileURLToPath(configuration.uri)));
    for (const problem of configuration.problems) {
      const { line, character } = problem.range.start;
      this.#complaints.add(`${name}:${line + 1}:${character + 1}: ${oneLine(this.service.describe(problem))}`);
    }
  }
}

/** The file of `--config`, whatever its name; one called after hadolint, such as `hadolint.ci.yaml`, is read as hadolint's. */
function readExplicit(cwd: string, given: string): FoundConfiguration {
  const path = resolve(cwd, given);
  const read = readText(path);
  if ('reason' in read) throw new CallError(`${displayName(cwd, path)}: ${read.reason}`);
  const isHadolint = /[\\/](?:[^\\/]*[.-])?hadolint(?:[.-][^\\/]*)?\.ya?ml$/.test(path);
  const name = isHadolint ? '.hadolint.yaml' : '.dockerfile-mentor.yaml';
  return { uri: toUri(path), ...readConfiguration(name, read.text, ruleNames(rules)) };
}

/** The URIs of folders: most Dockerfiles have neighbours. */
const folderUris = new Map<string, string>();

function toUri(path: string): string {
  const folder = dirname(path);
  let uri = folderUris.get(folder);
  if (uri === undefined) {
    uri = pathToFileURL(folder).href;
    folderUris.set(folder, uri);
  }
  return join(uri, basename(path));
}
