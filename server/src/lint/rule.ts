import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { IgnoreFile } from '../context/ignorefile.ts';
import type { ContextListing } from '../context/listing.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import type { Suppression } from './ignore.ts';

export type { ContextListing } from '../context/listing.ts';

/** How bad a finding is. Errors, warnings and infos count as findings on the command line; hints do not. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type Category =
  | 'correctness'
  | 'deprecated'
  | 'maintainability'
  | 'multi-stage'
  | 'reproducibility'
  | 'runtime-signals'
  | 'security'
  | 'shell'
  | 'size-caching'
  | 'style'
  | 'windows';

/** An edit that mends a problem. */
export interface Fix {
  /** What it does, as a command: "Insert -y". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Applying it unseen cannot change what the image does (see `contract.md`, "Safe fix"). */
  readonly safe: boolean;
}

/** What a rule says of one place. */
export interface Problem {
  readonly range: Range;
  /** What is wrong and why, in one sentence, in the reader's language. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  readonly related?: readonly { readonly range: Range; readonly message: string }[];
}

/** An option of a rule, as JSON Schema; `default` is its value where nobody sets it. */
export interface OptionSchema<T = unknown> {
  readonly type: 'boolean' | 'integer' | 'string' | 'array' | 'object';
  readonly default: T;
  readonly items?: { readonly type: 'string' };
  readonly enum?: readonly T[];
  readonly additionalProperties?: { readonly enum?: readonly string[]; readonly type?: string };
}

/** A rule's part of a preset that imitates another tool. */
export interface PresetEntry<O extends object> {
  readonly severity: Severity;
  readonly options?: Partial<O>;
}

/** What came of one name in a comment or directive that silences rules. */
export interface SuppressionOutcome {
  readonly suppression: Suppression;
  /** Absent where the suppression names no rule and so means every one. */
  readonly name?: Word;
  /**
   * `unused`: all its rules are on, and none reports there. `unjudged`: one of them is off, or the tool that the comment
   * is for sees more than we do. `whole-file`: BuildKit skips this check by the directive only. `inert`: the tool
   * does not take the comment at all, `suppression.inert` says why.
   */
  readonly state: 'used' | 'unused' | 'unjudged' | 'unknown' | 'whole-file' | 'inert';
  /** A known name close to an unknown one. */
  readonly guess?: string;
}

/** What a rule may look at besides the file: values that were loaded before it runs. */
export interface RuleContext<O extends object = object> {
  readonly options: O;
  /** The ignore file of the build context, where there is one. */
  readonly ignoreFile?: IgnoreFile | undefined;
  /** The build context's files, where they could be listed. */
  readonly listing?: ContextListing | undefined;
  /** What every suppression did in this run; only for rules with `seesSuppressions`. */
  readonly suppressions?: readonly SuppressionOutcome[] | undefined;
}

/** One check. A pure function: the same file and context give the same problems. */
export interface Rule<O extends object = object> {
  /** Names the problem and completes the sentence "ignore …". Final. */
  readonly id: string;
  readonly category: Category;
  /** The severity it has when it is on. `error` only for what the builder rejects. */
  readonly severity: Severity;
  /** Whether the preset `recommended` has it on. */
  readonly recommended: boolean;
  /** The names of the same check in other tools: `DL3014`, `StageNameCasing`, `SC2086`. */
  readonly aliases?: readonly string[];
  /** What it is in the presets `hadolint` and `buildkit`; absent: not a part of them. Build errors are in all presets. */
  readonly presets?: Readonly<Partial<Record<'hadolint' | 'buildkit', PresetEntry<O>>>>;
  readonly options?: { readonly [K in keyof O]: OptionSchema<O[K]> };
  /** Asks about the files of the build context, so that what it asks for is read before. */
  readonly readsContext?: true;
  /**
   * Every problem is about one instruction, stays inside its lines, and depends on nothing but that instruction and the
   * frame: directives, comments that name a shell, FROM, ARG, ENV, SHELL, USER, WORKDIR, ONBUILD, which package
   * managers are called, and which settings of theirs are written. After an edit the rule is given only the instructions that changed.
   * `server/test/lint/edits.test.ts` tries every such rule with random edits.
   */
  readonly perInstruction?: true;
  /** Runs behind all rules that do not, and is given what the suppressions did to those. */
  readonly seesSuppressions?: true;
  check(file: Dockerfile, context: RuleContext<O>): Iterable<Problem>;
}

/** A rule of any options, as lists of rules hold it. */
// biome-ignore lint/suspicious/noExplicitAny: a rule's options are known to the rule alone
export type AnyRule = Rule<any>;
