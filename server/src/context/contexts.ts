import { folderOf, foldersUp, isSameUri, join, nameOf } from '../files.ts';
import { BuildContext } from './buildcontext.ts';
import {
  type ComposeBuild,
  type ComposeProject,
  type ComposeService,
  composeProject,
  projectFiles,
} from './compose.ts';
import { type IgnoreFile, parseIgnoreFile } from './ignorefile.ts';
import { type KnownFiles, Look } from './knownfiles.ts';

/** How far the search for Compose files goes that do not stand above a Dockerfile. */
const most = { foldersBeside: 64, foldersBelow: 400, depthBelow: 5, rounds: 50 } as const;

/** Folders that hold other people's projects, or none. */
const passedOver = /^(?:node_modules|vendor|target|dist|build|out|venv|__pycache__|\.(?!devcontainer$|docker$).*)$/;

/** Finds the build contexts of Dockerfiles, and the Compose projects around them. */
export class Contexts {
  readonly #known: KnownFiles;
  readonly #near = new Map<string, Promise<readonly ComposeService[]>>();
  readonly #beside = new Map<string, Promise<readonly ComposeService[]>>();
  readonly #projects = new Map<string, Promise<readonly ComposeProject[]>>();
  readonly #ignoreFiles = new Map<string, IgnoreFile>();

  constructor(known: KnownFiles) {
    this.#known = known;
  }

  /** Forgets what was made of files that may have changed. */
  forget(): void {
    for (const map of [this.#near, this.#beside, this.#projects, this.#ignoreFiles]) map.clear();
  }

  /**
   * The context of a Dockerfile: the folder that the settings say, else that of the Compose entries that build it, else
   * its own folder. `root` is the workspace folder or git root above it.
   */
  async of(dockerfile: string, root: string, configured?: string): Promise<BuildContext> {
    const own = folderOf(dockerfile);
    const services = await this.servicesOf(dockerfile, root);
    const builds = services.flatMap(({ build }) => build ?? []);
    const said = configured ?? builds[0]?.contextUri;
    const folder = said ?? own;
    const others = configured ? [] : said ? builds.flatMap(({ contextUri }) => contextUri ?? []) : foldersUp(own, root);
    const ignore = await this.#ignoreFile(dockerfile, folder);
    return new BuildContext(
      {
        dockerfile,
        folder,
        origin: configured ? 'configured' : said ? 'compose' : 'assumed',
        others: [...new Set(others)].filter((other) => !isSameUri(other, folder)),
        root,
        services,
        ...ignore,
      },
      this.#known,
    );
  }

  /** The services of Compose files that build a Dockerfile: of files above it, else of files in folders beside these. */
  async servicesOf(dockerfile: string, root: string): Promise<readonly ComposeService[]> {
    const folder = folderOf(dockerfile);
    const key = `${folder}\n${root}`;
    const near = matching(await kept(this.#near, key, () => this.#search(foldersUp(folder, root))), dockerfile);
    if (near.length > 0) return near;
    return matching(
      await kept(this.#beside, key, async () => this.#search(await this.#foldersBeside(folder, root))),
      dockerfile,
    );
  }

  /** The Compose projects of a folder, not those below it. */
  projectsIn(folder: string): Promise<readonly ComposeProject[]> {
    return kept(this.#projects, folder, () => this.#readProjects(folder));
  }

  /** The Compose projects of a workspace folder, at any depth that a person would look at. */
  async projectsBelow(root: string): Promise<readonly ComposeProject[]> {
    const projects: ComposeProject[] = [];
    let level = [root];
    let seen = 0;
    for (let depth = 0; depth <= most.depthBelow && level.length > 0 && seen < most.foldersBelow; depth++) {
      const folders = level.slice(0, most.foldersBelow - seen);
      seen += folders.length;
      for (const found of await Promise.all(folders.map((folder) => this.projectsIn(folder)))) projects.push(...found);
      level = (await Promise.all(folders.map((folder) => this.#subfolders(folder)))).flat();
    }
    return projects;
  }

  async #search(folders: readonly string[]): Promise<readonly ComposeService[]> {
    const found = new Map<string, ComposeService>();
    for (const folder of folders) {
      for (const { services } of await this.projectsIn(folder)) {
        for (const service of services.values()) {
          const { build } = service;
          if (build?.dockerfileUri === undefined) continue;
          const key = `${build.place.uri}#${build.place.start}\n${build.contextUri}\n${build.target?.text}`;
          if (!found.has(key)) found.set(key, service);
        }
      }
    }
    return [...found.values()];
  }

  async #foldersBeside(folder: string, root: string): Promise<readonly string[]> {
    const beside: string[] = [];
    for (const above of foldersUp(folder, root)) {
      if (beside.length < most.foldersBeside) beside.push(...(await this.#subfolders(above)));
    }
    return beside.slice(0, most.foldersBeside);
  }

  async #subfolders(folder: string): Promise<string[]> {
    const entries = [...((await this.#known.folders.read(folder)) ?? [])];
    return entries
      .filter(([name, { kind, isLink }]) => kind === 'directory' && !isLink && !passedOver.test(name))
      .map(([name]) => join(folder, name));
  }

  async #readProjects(folder: string): Promise<readonly ComposeProject[]> {
    const names = new Set((await this.#known.folders.read(folder))?.keys());
    const dotenv = names.has('.env') ? await this.#known.texts.read(join(folder, '.env')) : null;
    return Promise.all(projectFiles(folder, names, dotenv ?? undefined).map((files) => this.#readProject(files)));
  }

  async #readProject(files: readonly string[]): Promise<ComposeProject> {
    for (let round = 0; ; round++) {
      const look = new Look(this.#known);
      const project = composeProject(files, (uri) => look.text(uri));
      if (!(look.isWaiting || look.isDoubtful) || round > most.rounds) return project;
      await look.load();
    }
  }

  /** `<Dockerfile>.dockerignore` wins over `<context>/.dockerignore`. */
  async #ignoreFile(dockerfile: string, context: string): Promise<{ ignoreFile?: IgnoreFile; ignoreFileUri?: string }> {
    for (const uri of [`${dockerfile}.dockerignore`, join(context, '.dockerignore')]) {
      const text = await this.#known.texts.read(uri);
      if (text === null) continue;
      let ignoreFile = this.#ignoreFiles.get(text);
      if (!ignoreFile) {
        ignoreFile = parseIgnoreFile(text);
        this.#ignoreFiles.set(text, ignoreFile);
      }
      return { ignoreFile, ignoreFileUri: uri };
    }
    return {};
  }
}

function matching(services: readonly ComposeService[], dockerfile: string): readonly ComposeService[] {
  return services.filter(({ build }) => build && builtFrom(build, dockerfile));
}

/** Whether an entry builds a Dockerfile. Podman takes a Containerfile where no name is said. */
function builtFrom({ dockerfile: said, dockerfileUri, contextUri }: ComposeBuild, dockerfile: string): boolean {
  if (dockerfileUri !== undefined && isSameUri(dockerfileUri, dockerfile)) return true;
  const isContainerfile = !said && contextUri !== undefined && nameOf(dockerfile) === 'Containerfile';
  return isContainerfile && isSameUri(join(contextUri, 'Containerfile'), dockerfile);
}

async function kept<T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let value = map.get(key);
  if (!value) {
    value = make();
    map.set(key, value);
  }
  return value;
}
