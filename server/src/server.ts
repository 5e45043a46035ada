import {
  type Connection,
  type Diagnostic,
  type DiagnosticRegistrationOptions,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
  WatchKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ClientSupport } from './clientsupport.ts';
import { isConfigurationFile } from './configuration.ts';
import { ConfigurationReports } from './configurationreports.ts';
import type { Dockerfile } from './dockerfile/dockerfile.ts';
import { findDockerfiles } from './dockerfilesearch.ts';
import { Docs, type DocsBundle, type Locale, toLocale } from './docs/docs.ts';
import { fixAllKind } from './features/codeActions.ts';
import { composeFacts } from './features/compose.ts';
import { type FileSystem, folderOf, isDockerfileName, nameOf, relative } from './files.ts';
import type { Checked, Finding } from './lint/lint.ts';
import { ruleNames } from './lint/names.ts';
import { type Feature, withoutWithheld } from './neighbours.ts';
import { PushedDiagnostics } from './pusheddiagnostics.ts';
import { refactorKinds } from './refactorings.ts';
import type { About, Subject } from './requests/about.ts';
import { capabilities as completionCapabilities, registerCompletion } from './requests/completion.ts';
import { registerExplain } from './requests/explain.ts';
import { formattingCapabilities, registerFormatting } from './requests/formatting.ts';
import { registerImage } from './requests/image.ts';
import { capabilities as inlayHintCapabilities, registerInlayHints } from './requests/inlayHints.ts';
import { capabilities as navigationCapabilities, registerNavigation } from './requests/navigation.ts';
import { registerSemanticTokens, capabilities as tokenCapabilities } from './requests/semantictokens.ts';
import { registerSignatureHelp, capabilities as signatureHelpCapabilities } from './requests/signatureHelp.ts';
import type { Surroundings, WorkspaceDockerfile } from './requests/surroundings.ts';
import { registerSymbols, capabilities as symbolCapabilities } from './requests/symbols.ts';
import { followTyping } from './requests/typing.ts';
import { rules } from './rules/index.ts';
import { type EditableFile, Service, setRuleCommand } from './service.ts';
import { type PartialSettings, type Settings, toSettings } from './settings.ts';
import { settled, within } from './turns.ts';
import { type DockerfileSetup, isWorkspaceFile, Workspace, workspaceGlobs } from './workspace.ts';
import { WorkspaceDiagnostics } from './workspacediagnostics.ts';

/** What a door gives the server. */
export interface Host {
  readonly version: string;
  readonly homepage: string;
  /** The language for clients that name none. */
  readonly locale?: Locale;
  /** Reads `docs.<locale>.json`. `options` are the client's `initializationOptions`. */
  loadDocs(locale: Locale, options: unknown): Promise<DocsBundle>;
  fileSystem(connection: Connection): FileSystem;
}

interface Analysis {
  readonly version: number;
  readonly file: Dockerfile;
  /** The last check of this text, or of an earlier one: most of it still holds. */
  checked?: Checked | undefined;
  findings?: Promise<{
    readonly service: Service;
    readonly findings: readonly Finding[];
    readonly settings: Settings;
    /** Where an ignore file can be made. */
    readonly newIgnoreFile?: string | undefined;
    /** The configuration file that holds. */
    readonly configuration?: string;
  }>;
}

/** How long the files of a build context are waited for before they are left for later. */
const lookPatience = 50;

/** How long a hover waits for the files of a COPY to be counted. */
const countPatience = 400;

/** How long typing in a Compose file must pause before Dockerfiles are looked at again, in milliseconds. */
const typingPause = 300;

/** Translates LSP to the service; knows nothing about Dockerfiles. Call `connection.listen()` afterwards. */
export function startServer(connection: Connection, host: Host): void {
  new Server(connection, host).register();
}

class Server {
  readonly #connection: Connection;
  readonly #host: Host;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #workspace: Workspace;
  readonly #services = new Map<Locale, Promise<Service>>();
  readonly #analyses = new Map<string, Analysis>();
  readonly #editorSettings = new Map<string, Promise<PartialSettings>>();
  readonly #files: FileSystem;
  readonly #reports: ConfigurationReports;
  readonly #workspaceDiagnostics: WorkspaceDiagnostics;
  readonly #pushes: PushedDiagnostics;
  #refreshing: ReturnType<typeof setTimeout> | undefined;
  #registration: { readonly inWorkspace: boolean; readonly done: Promise<Disposable> } | undefined;
  #client = new ClientSupport({ processId: null, rootUri: null, capabilities: {} });
  #isStopped = false;
  #params: InitializeParams | undefined;
  #roots: string[] = [];
  #pushed: PartialSettings = {};

  constructor(connection: Connection, host: Host) {
    this.#connection = connection;
    this.#host = host;
    this.#files = openFirst(host.fileSystem(connection), this.#documents);
    this.#workspace = new Workspace(this.#files, ruleNames(rules));
    this.#reports = new ConfigurationReports({
      send: (uri, diagnostics) => connection.sendDiagnostics({ uri, diagnostics }),
      read: (uri) => this.#workspace.configurationAt(uri),
      describe: async () => {
        const service = await this.#service((await this.#editorSetting(undefined)).locale);
        return (problem) => service.describe(problem);
      },
    });
    this.#workspaceDiagnostics = new WorkspaceDiagnostics({
      find: async () => ((await this.#checksWorkspace()) ? findDockerfiles(this.#files, this.#roots) : []),
      check: (uri) => this.#answer([], () => this.#checkFile(uri)),
      isOpen: (uri) => this.#documents.get(uri) !== undefined,
    });
    this.#pushes = new PushedDiagnostics({
      send: (params) => connection.sendDiagnostics(params),
      answer: (work) => this.#answer(undefined, work),
      version: (uri) => this.#documents.get(uri)?.version,
      check: async (uri) => {
        const analysis = this.#analysis(uri);
        if (!analysis) return undefined;
        const diagnostics = await this.#diagnosticsOf(uri, analysis);
        // What was computed with older settings is not worth sending: newer is on its way.
        return this.#analyses.get(uri) === analysis ? { uri, version: analysis.version, diagnostics } : undefined;
      },
      checkUnopened: async (uri) => ((await this.#checksWorkspace()) ? this.#checkFile(uri) : []),
      checkWorkspace: () => this.#workspaceDiagnostics.all(),
    });
  }

  register(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => this.#stop());
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#pushed = this.#readEditorSettings((settings as { dockerfileMentor?: unknown } | null)?.dockerfileMentor);
      this.#refresh();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => this.#filesChanged(changes.map(({ uri }) => uri)));
    this.#documents.onDidChangeContent(({ document }) => this.#changed(document));
    this.#documents.onDidClose(({ document }) => this.#closed(document.uri));
    connection.languages.diagnostics.on(async ({ textDocument }) => ({
      kind: DocumentDiagnosticReportKind.Full,
      items: await this.#answer([], async () => {
        await settled();
        return this.#diagnostics(textDocument.uri);
      }),
    }));
    connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }) => ({
      items: await this.#answer([], () => this.#workspaceDiagnostics.report(previousResultIds)),
    }));
    const about: About = (empty, run, feature) => (params) =>
      this.#about(params.textDocument.uri, empty, (subject) =>
        isWithheld(subject.settings, feature) ? empty : run(params, subject),
      );
    connection.onHover(
      about(
        null,
        async ({ position }: HoverParams, { service, file, settings, inputs, context }) => {
          const matches = await within(countPatience, service.count(file, position, context));
          return service.hover(file, position, settings, { ...inputs, matches });
        },
        'hover',
      ),
    );
    registerCompletion(connection, about, () => this.#params);
    registerSignatureHelp(connection, about, () => this.#params);
    registerInlayHints(connection, about);
    registerFormatting(connection, about);
    registerExplain(connection, about);
    connection.onCodeAction(({ textDocument, range, context }) =>
      this.#answer([], async () => {
        const analysis = this.#analysis(textDocument.uri);
        if (!analysis) return [];
        const { service, findings, configuration, settings, newIgnoreFile } = await this.#findings(
          textDocument.uri,
          analysis,
        );
        if (isWithheld(settings, 'codeActions')) return [];
        const target = {
          newIgnoreFile: this.#client.createsFiles ? newIgnoreFile : undefined,
          uri: textDocument.uri,
          version: analysis.version,
          configuration: await this.#editable(configuration),
          setsRules: this.#client.runs(setRuleCommand),
        };
        return [
          ...service.codeActions(analysis.file, range, findings, target, context.only),
          ...service.refactorings(analysis.file, range, target, context.only),
        ].map((action) => this.#client.codeAction(action));
      }),
    );
    const around: Surroundings = {
      bakeTargets: (uri) => this.#workspace.bakeTargets(uri, this.#roots),
      dockerfiles: () => this.#dockerfiles(),
      runs: (command) => this.#client.runs(command),
      withholds: async (feature) => isWithheld(await this.#editorSetting(undefined), feature),
    };
    registerSymbols(connection, about, around);
    registerNavigation(connection, about, around);
    registerSemanticTokens(connection, about);
    connection.onRequest('dockerfileMentor/page', (params: { path?: unknown } | null) =>
      this.#answer(null, async () => {
        const { locale } = await this.#editorSetting(undefined);
        const page = (await this.#service(locale)).page(String(params?.path ?? ''));
        return page && { path: page.path, title: page.title, markdown: page.markdown, diagrams: page.diagrams };
      }),
    );
    registerImage(connection, about);
    connection.onRequest('dockerfileMentor/compose', () =>
      this.#answer([], async () => composeFacts(await this.#workspace.composeProjects(this.#roots))),
    );
    this.#documents.listen(connection);
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#params = params;
    this.#client = new ClientSupport(params);
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    this.#roots = folders.map((uri) => uri.replace(/\/+$/, ''));
    const options = params.initializationOptions as { settings?: unknown } | undefined;
    this.#pushed = this.#readEditorSettings(options?.settings);
    return {
      serverInfo: { name: 'dockerfile-mentor', version: this.#host.version },
      capabilities: withoutWithheld(
        {
          positionEncoding: 'utf-16',
          textDocumentSync: TextDocumentSyncKind.Incremental,
          hoverProvider: true,
          ...completionCapabilities,
          ...signatureHelpCapabilities,
          ...inlayHintCapabilities,
          ...formattingCapabilities,
          codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind, ...refactorKinds] },
          ...symbolCapabilities,
          ...navigationCapabilities,
          ...tokenCapabilities,
          ...(this.#client.pulls &&
            !this.#client.registersDiagnostics && {
              diagnosticProvider: diagnosticOptions(this.#pushed.workspaceDiagnostics === true),
            }),
          workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        },
        this.#pushed.neighbours,
      ),
    };
  }

  #initialized(): void {
    const { workspace } = this.#params?.capabilities ?? {};
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'dockerfileMentor' });
    }
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const globs = [
        ...workspaceGlobs,
        '**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile,Containerfile.*,*.containerfile}',
      ];
      this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          ...globs.map((globPattern) => ({ globPattern })),
          // Sources of COPY come and go.
          { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
        ],
      });
    }
    if (this.#params?.capabilities.textDocument?.synchronization?.dynamicRegistration) followTyping(this.#connection);
    if (workspace?.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        this.#roots = [...this.#roots.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        this.#refresh();
      });
    }
    void this.#answer(undefined, () => this.#registerDiagnostics());
  }

  #stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#refreshing);
    this.#pushes.stop();
  }

  /** Whether the Dockerfiles that are not open are checked too is a setting, known only now, and may change. */
  async #registerDiagnostics(): Promise<void> {
    const inWorkspace = await this.#checksWorkspace();
    if (!this.#client.pulls) return this.#pushes.workspace();
    if (!this.#client.registersDiagnostics || this.#registration?.inWorkspace === inWorkspace) return;
    const before = this.#registration;
    const options: DiagnosticRegistrationOptions = { documentSelector: null, ...diagnosticOptions(inWorkspace) };
    const done = (before?.done ?? Promise.resolve()).then(async (registered) => {
      registered?.dispose();
      return this.#connection.client.register(DocumentDiagnosticRequest.type, options);
    });
    this.#registration = { inWorkspace, done };
    await done;
  }

  async #checksWorkspace(): Promise<boolean> {
    return (await this.#editorSetting(undefined)).workspaceDiagnostics === true;
  }

  /** Runs a handler; whatever goes wrong is logged, and the client gets the empty answer. */
  async #answer<T>(empty: T, handler: () => Promise<T>): Promise<T> {
    try {
      return await handler();
    } catch (error) {
      // Behind a client that left nobody listens.
      if (!this.#isStopped) {
        this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
      return empty;
    }
  }

  #about<R>(uri: string, empty: R, run: (subject: Subject) => R | Promise<R>): Promise<R> {
    return this.#answer(empty, async () => {
      const analysis = this.#analysis(uri);
      if (!analysis) return empty;
      const setup = await this.#setup(uri);
      const service = await this.#service(setup.settings.locale);
      return run({ ...setup, uri, version: analysis.version, file: analysis.file, service });
    });
  }

  /** Open documents as they stand in the editor, then the other Dockerfiles of the workspace folders. */
  async *#dockerfiles(): AsyncGenerator<WorkspaceDockerfile> {
    const found = await this.#answer([], () => findDockerfiles(this.#files, this.#roots));
    const isDockerfile = ({ uri, languageId }: TextDocument): boolean =>
      languageId === 'dockerfile' || isDockerfileName(nameOf(uri));
    const open = this.#documents
      .all()
      .filter(isDockerfile)
      .map(({ uri }) => uri);
    for (const uri of new Set([...open, ...found])) {
      const root = this.#roots.find((one) => relative(one, uri) !== undefined) ?? folderOf(uri);
      const text = await this.#answer(undefined, () => this.#files.readFile(uri));
      const file = this.#analysis(uri)?.file ?? (text === undefined ? undefined : Service.parse(text));
      if (file) yield { uri, file, path: relative(root, uri) ?? nameOf(uri) };
    }
  }

  #analysis(uri: string): Analysis | undefined {
    const document = this.#documents.get(uri);
    if (!document || isWorkspaceFile(nameOf(uri))) return undefined;
    const known = this.#analyses.get(uri);
    if (known?.version === document.version) return known;
    const file = Service.parse(document.getText());
    const analysis = { version: document.version, file, checked: known?.checked };
    this.#analyses.set(uri, analysis);
    return analysis;
  }

  /** The service that speaks a language; without one the editor's. */
  #service(locale: Locale | undefined): Promise<Service> {
    const options = this.#params?.initializationOptions as { locale?: unknown } | undefined;
    const chosen = typeof options?.locale === 'string' ? toLocale(options.locale) : undefined;
    const editor = this.#params?.locale;
    const wanted = chosen ?? locale ?? (editor === undefined ? (this.#host.locale ?? 'en') : toLocale(editor));
    let service = this.#services.get(wanted);
    if (!service) {
      service = this.#loadService(wanted);
      this.#services.set(wanted, service);
    }
    return service;
  }

  async #loadService(locale: Locale): Promise<Service> {
    const bundle = await this.#host.loadDocs(locale, this.#params?.initializationOptions).catch((error) => {
      this.#connection.console.error(`docs.${locale}.json cannot be read: ${error}`);
      return { pages: {}, messages: {} };
    });
    return new Service(new Docs(locale, bundle), this.#host.homepage, (rule, error) =>
      this.#connection.console.error(`${rule.id}: ${error instanceof Error ? error.stack : error}`),
    );
  }

  #readEditorSettings(raw: unknown): PartialSettings {
    return toSettings(raw).settings;
  }

  /** What the editor's settings say for a document, or for the window. */
  #editorSetting(uri: string | undefined): Promise<PartialSettings> {
    if (!this.#client.hasConfiguration) return Promise.resolve(this.#pushed);
    const key = uri ?? '';
    let settings = this.#editorSettings.get(key);
    if (!settings) {
      settings = this.#connection.workspace
        .getConfiguration({ section: 'dockerfileMentor', ...(uri !== undefined && { scopeUri: uri }) })
        .then((raw) => ({ ...this.#pushed, ...this.#readEditorSettings(raw) }))
        .catch(() => this.#pushed);
      this.#editorSettings.set(key, settings);
    }
    return settings;
  }

  async #setup(uri: string): Promise<DockerfileSetup> {
    const below = await this.#editorSetting(uri);
    const { locale, ...shared } = below;
    const setup = await this.#workspace.setup(uri, {
      roots: this.#roots,
      below: shared,
      above: { ...(locale && { locale }) },
    });
    if (setup.configuration) await this.#reports.report(setup.configuration);
    return setup;
  }

  #findings(uri: string, analysis: Analysis): NonNullable<Analysis['findings']> {
    analysis.findings ??= this.#setup(uri).then(async ({ settings, inputs, context, ignored, configuration }) => {
      const service = await this.#service(settings.locale);
      const check = (): readonly Finding[] => {
        analysis.checked = service.check(analysis.file, settings, inputs, analysis.checked);
        return analysis.checked.findings;
      };
      let findings = ignored ? [] : check();
      const looked = !ignored && context.isWaiting ? service.look(analysis.file, settings, context) : undefined;
      if (looked) {
        await this.#waitALittle(looked);
        findings = check();
      }
      // What was told may have changed since it was read.
      if (context.isDoubtful) void this.#answer(undefined, async () => (await context.load()) && this.#lintAgain());
      const { newIgnoreFile } = context;
      return {
        service,
        findings,
        settings,
        newIgnoreFile,
        ...(configuration && { configuration: configuration.uri }),
      };
    });
    return analysis.findings;
  }

  /** What takes longer to read than a person waits for comes later. */
  async #waitALittle(looked: Promise<boolean>): Promise<void> {
    let isLate = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        isLate = true;
        resolve();
      }, lookPatience);
    });
    const done = looked.then((isChanged) => {
      clearTimeout(timer);
      if (isLate && isChanged) this.#lintAgain();
    });
    await this.#answer(undefined, () => Promise.race([done, patience]));
  }

  /** The build contexts are not what they were: the texts are. */
  #lintAgain(): void {
    this.#workspaceDiagnostics.forget();
    for (const analysis of this.#analyses.values()) delete analysis.findings;
    this.#publishAgain();
  }

  async #diagnostics(uri: string): Promise<Diagnostic[]> {
    const analysis = this.#analysis(uri);
    return analysis ? this.#diagnosticsOf(uri, analysis) : [];
  }

  async #diagnosticsOf(uri: string, analysis: Analysis): Promise<Diagnostic[]> {
    const { service, findings, settings } = await this.#findings(uri, analysis);
    if (isWithheld(settings, 'diagnostics')) return [];
    return findings.map((finding) => this.#client.diagnostic(service.toDiagnostic(finding, uri)));
  }

  /** The diagnostics of a Dockerfile that is not open. */
  async #checkFile(uri: string): Promise<Diagnostic[]> {
    const text = await this.#files.readFile(uri);
    return text === undefined ? [] : this.#diagnosticsOf(uri, { version: 0, file: Service.parse(text) });
  }

  /** A configuration file that an edit can be made for. */
  async #editable(uri: string | undefined): Promise<EditableFile | undefined> {
    const text = uri === undefined ? undefined : await this.#files.readFile(uri);
    if (uri === undefined || text === undefined) return undefined;
    return { uri, text, version: this.#documents.get(uri)?.version ?? null };
  }

  /** Queued edits are read first: the last of them is answered. */
  #changed({ uri }: TextDocument): void {
    if (isConfigurationFile(nameOf(uri))) this.#refreshSoon();
    else if (isWorkspaceFile(nameOf(uri))) this.#typedAround();
    else if (!this.#client.pulls) this.#pushes.soon(uri);
  }

  #closed(uri: string): void {
    this.#analyses.delete(uri);
    this.#editorSettings.delete(uri);
    this.#workspaceDiagnostics.forget();
    // What stands on the disk counts again, not what was typed and thrown away.
    if (isConfigurationFile(nameOf(uri))) this.#refreshSoon();
    else if (isWorkspaceFile(nameOf(uri))) this.#typedAround();
    else if (!this.#client.pulls) this.#pushes.closed(uri);
  }

  /** What settings and contexts are read from may concern all, a Dockerfile itself, anything else who copies it. */
  #filesChanged(uris: readonly string[]): void {
    this.#workspaceDiagnostics.forget();
    const areAround = this.#workspace.filesCameOrWent(uris);
    if (uris.some((uri) => isWorkspaceFile(nameOf(uri)))) this.#refresh();
    else if (areAround) this.#lintAgain();
    else if (!this.#client.pulls && uris.some((uri) => isDockerfileName(nameOf(uri)))) {
      void this.#answer(undefined, () => this.#pushes.workspace());
    }
  }

  /** Who asks about contexts is answered by what is typed; diagnostics follow when typing pauses. */
  #typedAround(): void {
    this.#workspace.forget();
    this.#refreshSoon(typingPause);
  }

  #refreshSoon(milliseconds = 20): void {
    clearTimeout(this.#refreshing);
    this.#refreshing = setTimeout(() => this.#refresh(), milliseconds);
  }

  /** Everything that was read from settings and files is read again. */
  #refresh(): void {
    this.#workspace.forget();
    this.#workspaceDiagnostics.forget();
    this.#editorSettings.clear();
    this.#analyses.clear();
    const documents = this.#documents.all().map(({ uri }) => uri);
    void this.#answer(undefined, () =>
      this.#reports.recheck(documents.filter((uri) => isConfigurationFile(nameOf(uri)))),
    );
    void this.#answer(undefined, () => this.#registerDiagnostics());
    if (this.#client.refreshesInlayHints) void this.#connection.languages.inlayHint.refresh();
    this.#publishAgain();
  }

  #publishAgain(): void {
    if (!this.#client.pulls) for (const { uri } of this.#documents.all()) this.#pushes.soon(uri);
    else if (this.#client.refreshesDiagnostics) this.#connection.languages.diagnostics.refresh();
  }
}

function isWithheld({ neighbours }: PartialSettings, feature: Feature | undefined): boolean {
  return feature !== undefined && (neighbours?.includes(feature) ?? false);
}

function diagnosticOptions(workspaceDiagnostics: boolean): {
  identifier: string;
  interFileDependencies: boolean;
  workspaceDiagnostics: boolean;
} {
  return { identifier: 'dockerfile-mentor', interFileDependencies: false, workspaceDiagnostics };
}

/** Files as they are in the editor where they are open there, saved or not. */
function openFirst(files: FileSystem, documents: TextDocuments<TextDocument>): FileSystem {
  return {
    readFile: (uri) => {
      const open = documents.get(uri);
      return open ? Promise.resolve(open.getText()) : files.readFile(uri);
    },
    readDirectory: (uri) => files.readDirectory(uri),
    stat: (uri) => files.stat(uri),
  };
}
