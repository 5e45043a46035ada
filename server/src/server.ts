import {
  type CodeAction,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isConfigurationFile, readConfiguration } from './configuration.ts';
import type { Dockerfile } from './dockerfile/dockerfile.ts';
import { Docs, type DocsBundle, type Locale, toLocale } from './docs/docs.ts';
import { fixAllKind } from './features/codeActions.ts';
import { type FileSystem, folderOf, nameOf } from './files.ts';
import type { Finding } from './lint/lint.ts';
import { ruleNames } from './lint/names.ts';
import { rules } from './rules/index.ts';
import { Service } from './service.ts';
import { type PartialSettings, toSettings } from './settings.ts';
import { type DockerfileSetup, type FoundConfiguration, Workspace } from './workspace.ts';

/** What a door gives the server. */
export interface Host {
  readonly version: string;
  readonly homepage: string;
  /** Reads `docs.<locale>.json`. `options` are the client's `initializationOptions`. */
  loadDocs(locale: Locale, options: unknown): Promise<DocsBundle>;
  fileSystem(connection: Connection): FileSystem;
}

interface Analysis {
  readonly version: number;
  readonly file: Dockerfile;
  findings?: Promise<{ readonly service: Service; readonly findings: readonly Finding[] }>;
}

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
  /** Configuration files that have diagnostics in the editor now. */
  readonly #reported = new Set<string>();
  readonly #pending = new Map<string, ReturnType<typeof setTimeout>>();
  #params: InitializeParams | undefined;
  #roots: string[] = [];
  #pushed: PartialSettings = {};

  constructor(connection: Connection, host: Host) {
    this.#connection = connection;
    this.#host = host;
    this.#workspace = new Workspace(host.fileSystem(connection), ruleNames(rules));
  }

  register(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#pushed = this.#readEditorSettings((settings as { dockerfileMentor?: unknown } | null)?.dockerfileMentor);
      this.#refresh();
    });
    connection.onDidChangeWatchedFiles(() => this.#refresh());
    this.#documents.onDidChangeContent(({ document }) => this.#changed(document));
    this.#documents.onDidClose(({ document }) => this.#closed(document.uri));
    connection.languages.diagnostics.on(async ({ textDocument }) => ({
      kind: DocumentDiagnosticReportKind.Full,
      items: await this.#answer([], async () => {
        await settled();
        return this.#diagnostics(textDocument.uri);
      }),
    }));
    connection.onHover(({ textDocument, position }) =>
      this.#answer(null, async () => {
        const analysis = this.#analysis(textDocument.uri);
        if (!analysis) return null;
        const { settings } = await this.#setup(textDocument.uri);
        const service = await this.#service(settings.locale);
        return service.hover(analysis.file, position, settings);
      }),
    );
    connection.onCompletion(({ textDocument, position }) =>
      this.#answer([], async () => {
        const analysis = this.#analysis(textDocument.uri);
        if (!analysis) return [];
        const { settings } = await this.#setup(textDocument.uri);
        return (await this.#service(settings.locale)).completion(analysis.file, position);
      }),
    );
    connection.onCodeAction(({ textDocument, range, context }) =>
      this.#answer([], async () => {
        const analysis = this.#analysis(textDocument.uri);
        if (!analysis) return [];
        const { service, findings } = await this.#findings(textDocument.uri, analysis);
        const target = { uri: textDocument.uri, version: analysis.version };
        return service
          .codeActions(analysis.file, range, findings, target, context.only)
          .map((action) => this.#forClient(action));
      }),
    );
    connection.onRequest('dockerfileMentor/page', (params: { path?: unknown } | null) =>
      this.#answer(null, async () => {
        const { locale } = await this.#editorSetting(undefined);
        const page = (await this.#service(locale)).page(String(params?.path ?? ''));
        return page && { path: page.path, title: page.title, markdown: page.markdown, diagrams: page.diagrams };
      }),
    );
    connection.onRequest('dockerfileMentor/image', (params: { textDocument?: { uri?: unknown } } | null) =>
      this.#answer(null, async () => {
        const uri = String(params?.textDocument?.uri ?? '');
        const analysis = this.#analysis(uri);
        return analysis ? (await this.#service(undefined)).image(analysis.file, nameOf(folderOf(uri))) : null;
      }),
    );
    this.#documents.listen(connection);
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#params = params;
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    this.#roots = folders.map((uri) => uri.replace(/\/+$/, ''));
    const options = params.initializationOptions as { settings?: unknown } | undefined;
    this.#pushed = this.#readEditorSettings(options?.settings);
    return {
      serverInfo: { name: 'dockerfile-mentor', version: this.#host.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        completionProvider: { triggerCharacters: ['-', '=', ',', '#'] },
        codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind] },
        ...(this.#pulls && {
          diagnosticProvider: {
            identifier: 'dockerfile-mentor',
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  #initialized(): void {
    const { workspace } = this.#params?.capabilities ?? {};
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'dockerfileMentor' });
    }
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const globs = [
        '**/.dockerfile-mentor.{yaml,yml}',
        '**/.hadolint.{yaml,yml}',
        '**/{.dockerignore,*.dockerignore}',
      ];
      this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: globs.map((globPattern) => ({ globPattern })),
      });
    }
    if (workspace?.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        this.#roots = [...this.#roots.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        this.#refresh();
      });
    }
  }

  get #pulls(): boolean {
    return this.#params?.capabilities.textDocument?.diagnostic !== undefined;
  }

  /** Runs a handler; whatever goes wrong is logged, and the client gets the empty answer. */
  async #answer<T>(empty: T, handler: () => Promise<T>): Promise<T> {
    try {
      return await handler();
    } catch (error) {
      this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return empty;
    }
  }

  #analysis(uri: string): Analysis | undefined {
    const document = this.#documents.get(uri);
    if (!document || isConfigurationFile(nameOf(uri))) return undefined;
    const known = this.#analyses.get(uri);
    if (known?.version === document.version) return known;
    const analysis = { version: document.version, file: Service.parse(document.getText()) };
    this.#analyses.set(uri, analysis);
    return analysis;
  }

  /** The service that speaks a language; without one the editor's. */
  #service(locale: Locale | undefined): Promise<Service> {
    const options = this.#params?.initializationOptions as { locale?: unknown } | undefined;
    const chosen = typeof options?.locale === 'string' ? toLocale(options.locale) : undefined;
    const wanted = chosen ?? locale ?? toLocale(this.#params?.locale);
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
    if (!this.#params?.capabilities.workspace?.configuration) return Promise.resolve(this.#pushed);
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
    if (setup.configuration) await this.#reportConfiguration(setup.configuration);
    return setup;
  }

  #findings(uri: string, analysis: Analysis): NonNullable<Analysis['findings']> {
    analysis.findings ??= this.#setup(uri).then(async ({ settings, inputs, ignored }) => {
      const service = await this.#service(settings.locale);
      return { service, findings: ignored ? [] : service.lint(analysis.file, settings, inputs) };
    });
    return analysis.findings;
  }

  async #diagnostics(uri: string): Promise<Diagnostic[]> {
    const analysis = this.#analysis(uri);
    if (!analysis) return [];
    const { service, findings } = await this.#findings(uri, analysis);
    return findings.map((finding) => service.toDiagnostic(finding, uri));
  }

  /** Queued edits are read first: the last of them is answered. */
  #changed(document: TextDocument): void {
    if (isConfigurationFile(nameOf(document.uri))) {
      void this.#answer(undefined, () => this.#checkOpenConfiguration(document));
      return;
    }
    if (this.#pulls) return;
    clearTimeout(this.#pending.get(document.uri));
    this.#pending.set(
      document.uri,
      setTimeout(() => void this.#answer(undefined, () => this.#push(document.uri)), 1),
    );
  }

  async #push(uri: string): Promise<void> {
    this.#pending.delete(uri);
    const version = this.#documents.get(uri)?.version;
    if (version === undefined) return;
    const diagnostics = await this.#diagnostics(uri);
    if (this.#documents.get(uri)?.version === version) {
      await this.#connection.sendDiagnostics({ uri, version, diagnostics });
    }
  }

  #closed(uri: string): void {
    clearTimeout(this.#pending.get(uri));
    this.#pending.delete(uri);
    this.#analyses.delete(uri);
    this.#editorSettings.delete(uri);
    if (!this.#pulls) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Everything that was read from settings and files is read again. */
  #refresh(): void {
    this.#workspace.forget();
    this.#editorSettings.clear();
    this.#analyses.clear();
    for (const uri of this.#reported) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#reported.clear();
    if (this.#pulls) {
      if (this.#params?.capabilities.workspace?.diagnostics?.refreshSupport)
        this.#connection.languages.diagnostics.refresh();
    } else for (const document of this.#documents.all()) this.#changed(document);
  }

  async #reportConfiguration(found: FoundConfiguration): Promise<void> {
    if (this.#reported.has(found.uri) || this.#documents.get(found.uri)) return;
    if (found.problems.length === 0) return;
    this.#reported.add(found.uri);
    await this.#sendProblems(found);
  }

  async #checkOpenConfiguration(document: TextDocument): Promise<void> {
    const found = readConfiguration(nameOf(document.uri), document.getText(), ruleNames(rules));
    await this.#sendProblems({ uri: document.uri, ...found });
  }

  async #sendProblems(found: FoundConfiguration): Promise<void> {
    const service = await this.#service((await this.#editorSetting(undefined)).locale);
    const diagnostics = found.problems.map((problem) => ({
      range: problem.range,
      severity: DiagnosticSeverity.Error,
      source: 'dockerfile-mentor',
      message: service.describe(problem),
    }));
    await this.#connection.sendDiagnostics({ uri: found.uri, diagnostics });
  }

  /** Clients that do not know versioned edits get plain ones. */
  #forClient(action: CodeAction): CodeAction {
    if (this.#params?.capabilities.workspace?.workspaceEdit?.documentChanges || !action.edit?.documentChanges)
      return action;
    const changes = Object.fromEntries(
      action.edit.documentChanges.flatMap((change) =>
        'textDocument' in change && 'edits' in change ? [[change.textDocument.uri, change.edits]] : [],
      ),
    );
    return { ...action, edit: { changes } } as CodeAction;
  }
}

/** Lets queued messages in first. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}
