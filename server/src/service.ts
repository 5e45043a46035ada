import * as l10n from '@vscode/l10n';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  Hover,
  InlayHint,
  Position,
  Range,
  SignatureHelp,
  TextEdit,
} from 'vscode-languageserver-types';
import type { ImageFacts } from '../../answers/image.ts';
import type { RunOutputs } from '../../answers/run.ts';
import type { Surroundings } from './completion/suggestion.ts';
import { type ConfigurationProblem, describeProblem } from './configuration.ts';
import { turnOffEdit } from './configurationedit.ts';
import type { BuildContext } from './context/buildcontext.ts';
import type { IgnoreFile } from './context/ignorefile.ts';
import type { ContextListing } from './context/listing.ts';
import { type Dockerfile, parse } from './dockerfile/dockerfile.ts';
import { Memo } from './dockerfile/memo.ts';
import type { Docs, Page } from './docs/docs.ts';
import { type Question, questionAt, type SourceMatches } from './explain/matches.ts';
import { type ActionTarget, codeActions } from './features/codeActions.ts';
import { type CompletionSupport, completion, fullSupport, resolveCompletion } from './features/completion.ts';
import { explainFile } from './features/explain.ts';
import { formatEdits, formatOnType } from './features/format.ts';
import { hover } from './features/hover.ts';
import { type ImageRequest, imageFacts } from './features/image.ts';
import { inlayHints } from './features/inlayHints.ts';
import { type RunRequest, runFacts } from './features/run.ts';
import { type SignatureSupport, signatureHelp } from './features/signatureHelp.ts';
import { nameOf } from './files.ts';
import { type FixOptions, fixText, type Judged } from './fixing.ts';
import { type FormatOptions, formatDefaults } from './format/options.ts';
import { ruleUrl, toDiagnostic } from './lint/diagnostic.ts';
import { labelRules } from './lint/labels.ts';
import { type Checked, check, type Finding } from './lint/lint.ts';
import { ruleNames } from './lint/names.ts';
import { type ActiveRule, activate } from './lint/presets.ts';
import type { AnyRule } from './lint/rule.ts';
import { type RefactorTarget, refactorActions } from './refactorings.ts';
import { rules } from './rules/index.ts';
import type { Settings } from './settings.ts';

/** What checks may look at besides the text; loaded by whoever has a disk. */
export interface Inputs {
  readonly ignoreFile?: IgnoreFile | undefined;
  readonly listing?: ContextListing | undefined;
  /** What sources of COPY mean in the build context, where that was counted for a hover. */
  readonly matches?: ReadonlyMap<string, SourceMatches> | undefined;
}

/** A file that an edit can be made for; `version` is null where it is not open. */
export interface EditableFile {
  readonly uri: string;
  readonly text: string;
  readonly version: number | null;
}

/** What code actions are for, and where they may write besides. */
export interface ActionRequest extends Pick<ActionTarget, 'uri' | 'version'> {
  /** The configuration file that holds for the Dockerfile. */
  readonly configuration?: EditableFile | undefined;
  /** Whether the client runs {@link setRuleCommand}. */
  readonly setsRules?: boolean;
}

/** What completion may look at and use besides the text. */
export interface CompletionRequest extends Partial<Pick<Surroundings, 'list' | 'tagsOf' | 'offersSnippets'>> {
  readonly support?: CompletionSupport;
  /** The character that opened the list. */
  readonly trigger?: string | undefined;
}

/** The client's command that sets a rule in its settings: rule, state, URI of the Dockerfile. */
export const setRuleCommand = 'dockerfileMentor.setRule';

/** How many sources of one COPY are counted for a hover. */
const mostCounted = 20;

/** How deep the folders may be that rules ask about: each round of reading goes one level down. */
const mostRounds = 20;

let speaking: Docs | undefined;

/** Everything that can be done with a Dockerfile, without server, editor or disk. Positions are LSP's, utf-16. */
export class Service {
  readonly docs: Docs;
  readonly homepage: string;
  readonly names = ruleNames(rules);
  readonly #onError: (rule: AnyRule, error: unknown) => void;
  readonly #active = new WeakMap<Settings, readonly ActiveRule[]>();
  /** The last check of each file: who asks again (a view, an action) does not wait for all of it. */
  readonly #checked = new Memo<Dockerfile, Checked>();

  /** `homepage` is that of `package.json`: every URL derives from it. */
  constructor(docs: Docs, homepage: string, onError: (rule: AnyRule, error: unknown) => void = () => {}) {
    this.docs = docs;
    this.homepage = homepage;
    this.#onError = onError;
  }

  /** Makes messages come out in the language of the docs: several services may take turns. */
  speak(): void {
    if (speaking === this.docs) return;
    speaking = this.docs;
    l10n.config({ contents: this.docs.messages as Record<string, string> });
  }

  static parse(text: string): Dockerfile {
    return parse(text);
  }

  /** The findings of a file, suppressed ones left out, in the order of the text. */
  lint(file: Dockerfile, settings: Settings, inputs: Inputs = {}): readonly Finding[] {
    return this.check(file, settings, inputs).findings;
  }

  /** The same, faster where an earlier version of the file was checked. */
  check(file: Dockerfile, settings: Settings, inputs: Inputs = {}, before?: Checked): Checked {
    const checked = this.#check(file, this.active(settings), settings, inputs, this.#checked.get(file) ?? before);
    this.#checked.set(file, checked);
    return checked;
  }

  #check(
    file: Dockerfile,
    active: readonly ActiveRule[],
    { inlineIgnores = true }: Settings,
    inputs: Inputs,
    before?: Checked,
  ): Checked {
    this.speak();
    return check(file, { active, names: this.names, inputs, inlineIgnores, onError: this.#onError }, before);
  }

  /**
   * Has everything read that the rules will ask of the build context; whether that changes what is known. Undefined where
   * there is nothing to wait for.
   */
  look(file: Dockerfile, settings: Settings, context: BuildContext): Promise<boolean> | undefined {
    const curious = this.active(settings).filter(({ rule }) => rule.readsContext);
    const ask = (): void => {
      this.#check(file, curious, settings, { ignoreFile: context.ignoreFile, listing: context });
    };
    ask();
    return context.isWaiting ? loadAll(context, ask) : undefined;
  }

  /** The rules that the settings turn on. */
  active(settings: Settings): readonly ActiveRule[] {
    let active = this.#active.get(settings);
    if (!active) {
      const byLabels = settings.labels ? labelRules(rules, settings.labels) : {};
      active = activate(rules, settings.preset, byLabels, settings.rules);
      this.#active.set(settings, active);
    }
    return active;
  }

  toDiagnostic(finding: Finding, uri: string): Diagnostic {
    return toDiagnostic(finding, uri, this.ruleUrl(finding.rule.id));
  }

  ruleUrl(ruleId: string): string {
    return ruleUrl(this.homepage, ruleId, this.docs.locale);
  }

  hover(file: Dockerfile, position: Position, settings: Settings, inputs: Inputs = {}): Hover | null {
    this.speak();
    const { listing, matches } = inputs;
    return hover(position, { file, docs: this.docs, names: this.names, listing, matches }, settings.hover);
  }

  /** What {@link hover} wants counted in the build context for a place; undefined for most places. */
  async count(file: Dockerfile, position: Position, context: BuildContext): Promise<Inputs['matches']> {
    const question = questionAt(file, file.source.offsetAt(position));
    if (!question) return undefined;
    const found = question.sources
      .slice(0, mostCounted)
      .map(async (source) => [source, await matchesOf(source, question, context)] as const);
    return new Map(await Promise.all(found));
  }

  /** The whole file explained, as Markdown, with what can be improved. */
  explain(file: Dockerfile, findings: readonly Finding[]): string {
    this.speak();
    return explainFile(file, this.docs, findings);
  }

  completion(file: Dockerfile, position: Position, request: CompletionRequest = {}): Promise<CompletionItem[]> {
    this.speak();
    const { list, tagsOf, offersSnippets = false, support = fullSupport, trigger } = request;
    const { docs, names } = this;
    return completion(position, { file, docs, names, list, tagsOf, offersSnippets }, support, trigger);
  }

  resolveCompletion(item: CompletionItem, support: CompletionSupport = fullSupport): CompletionItem {
    return resolveCompletion(item, this.docs, support);
  }

  signatureHelp(
    file: Dockerfile,
    position: Position,
    support: SignatureSupport = { markdown: true, offsets: true },
    isAsked = true,
  ): SignatureHelp | null {
    this.speak();
    return signatureHelp(file, position, this.docs, support, isAsked);
  }

  inlayHints(file: Dockerfile, range: Range): InlayHint[] {
    this.speak();
    return inlayHints(file, range);
  }

  /** The smallest edits that format a file, or the lines of a range. */
  format(file: Dockerfile, settings: Settings, range?: Range): TextEdit[] {
    return formatEdits(file, formatOptions(settings), range);
  }

  /** The edits behind a character that was just typed: `\n`, or an escape character. */
  formatOnType(file: Dockerfile, position: Position, typed: string, settings: Settings): TextEdit[] {
    return formatOnType(file, position, typed, formatOptions(settings));
  }

  codeActions(
    file: Dockerfile,
    range: Range,
    findings: readonly Finding[],
    target: ActionRequest,
    only?: readonly string[],
  ): CodeAction[] {
    this.speak();
    const { uri, version } = target;
    const turnOff = (rule: AnyRule): Pick<CodeAction, 'title' | 'edit' | 'command'> | undefined =>
      this.#turnOff(rule, target);
    const { locale } = this.docs;
    return codeActions(file, range, findings, { uri, version, homepage: this.homepage, locale, turnOff }, only);
  }

  /** What can be rewritten, extracted and inlined at a range. */
  refactorings(file: Dockerfile, range: Range, target: RefactorTarget, only?: readonly string[]): CodeAction[] {
    this.speak();
    return refactorActions(file, range, target, only);
  }

  /** In the project's configuration file, else in the editor's settings where the client can change those. */
  #turnOff(
    rule: AnyRule,
    { uri, configuration, setsRules }: ActionRequest,
  ): Pick<CodeAction, 'title' | 'edit' | 'command'> | undefined {
    const file = configuration && nameOf(configuration.uri);
    const edit = file && turnOffEdit(file, configuration.text, rule, this.names);
    if (edit) {
      const textDocument = { uri: configuration.uri, version: configuration.version };
      const title = l10n.t('Turn off `{rule}` in {file}', { rule: rule.id, file });
      return { title, edit: { documentChanges: [{ textDocument, edits: [edit] }] } };
    }
    if (!setsRules) return undefined;
    const title = l10n.t('Turn off `{rule}` in the settings', { rule: rule.id });
    return { title, command: { title, command: setRuleCommand, arguments: [rule.id, 'off', uri] } };
  }

  /** The facts of the image of a stage, and how it does; null where there is no such stage. */
  image(file: Dockerfile, request: ImageRequest): ImageFacts | null {
    this.speak();
    return imageFacts(file, request);
  }

  /** How a container of a stage's image is started; null where there is no such stage. */
  run(file: Dockerfile, request: RunRequest): RunOutputs | null {
    this.speak();
    return runFacts(file, request);
  }

  /** What is wrong with a configuration file, in one sentence. */
  describe(problem: ConfigurationProblem): string {
    this.speak();
    return describeProblem(problem);
  }

  /** A page with the diagrams that it shows; null where there is none. */
  page(path: string): (Page & { readonly diagrams: Record<string, string> }) | null {
    const page = this.docs.page(path);
    return page ? { ...page, diagrams: this.docs.diagrams(page) } : null;
  }

  /** A text with its fixes applied, see {@link fixText}. */
  fix(text: string, settings: Settings, inputs: Inputs = {}, options: FixOptions = {}): string {
    const judge = (one: string): Judged => {
      const file = parse(one);
      return { file, findings: this.lint(file, settings, inputs) };
    };
    return fixText(text, judge, options);
  }
}

async function matchesOf(
  source: string,
  { parents, exclude }: Question,
  context: BuildContext,
): Promise<SourceMatches> {
  const found = await context.matchFiles(source, { parents, exclude });
  if (found.files > 0 || found.ignored > 0) return { ...found, isMissing: false };
  context.find(source);
  await loadAll(context, () => context.find(source));
  return { ...found, isMissing: context.find(source) === 'missing' };
}

function formatOptions({ format }: Settings): FormatOptions {
  return { ...formatDefaults, ...format };
}

async function loadAll(context: BuildContext, ask: () => void): Promise<boolean> {
  let isChanged = false;
  for (let round = 0; round < mostRounds && context.isWaiting; round++) {
    isChanged = (await context.load()) || isChanged;
    ask();
  }
  return isChanged;
}
