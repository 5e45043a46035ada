import type { Dockerfile, Instruction, Stage } from './dockerfile.ts';
import { expandedVariables } from './expansion.ts';
import type { Name, Occurrence, PlacedName } from './names.ts';
import type { Heredoc } from './scanner.ts';
import { shellNames } from './shellnames.ts';
import { Span } from './source.ts';
import type { Pair } from './words.ts';

interface Record {
  readonly kind: Name['kind'];
  readonly text: string;
  readonly stage?: Stage;
  readonly heredoc?: { readonly instruction: Instruction; readonly heredoc: Heredoc };
  readonly definedBy: Set<'global' | 'ARG' | 'ENV'>;
  readonly viaVariables: Instruction[];
  mergedInto?: Record;
}

/** What is in force in a stage: a variable, and whether it reaches the container (ENV) or the build only. */
interface InForce {
  readonly record: Record;
  isEnv: boolean;
}

interface Scope {
  readonly own: Map<string, InForce>;
  readonly base: Scope | undefined;
  /** How many scopes are below it. */
  readonly depth: number;
  /** Its number among all in the order of the tree of stages, and that of the first behind those that build on it. */
  readonly first: number;
  readonly behind: number;
}

const atRunTime: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
const takesFrom: ReadonlySet<string> = new Set(['COPY', 'ADD', 'RUN']);

/** Collects the names of a file: what is defined, and what each use means, scope by scope. */
export class NameReader {
  readonly #file: Dockerfile;
  readonly #entries: { readonly record: Record; readonly occurrence: Occurrence }[] = [];
  readonly #global: Scope = { own: new Map(), base: undefined, depth: 0, first: -1, behind: 0 };
  readonly #scopes = new Map<Stage, Scope>();
  /** The scopes that define a name, in order. */
  readonly #defining = new Map<string, Scope[]>();
  readonly #unresolved = new Map<Stage | undefined, Map<string, Record>>();
  readonly #stages = new Map<Stage, Record>();

  constructor(file: Dockerfile) {
    this.#file = file;
  }

  read(): { all: Name[]; placed: PlacedName[] } {
    for (const instruction of this.#file.globals) this.#instruction(instruction, this.#global);
    this.#openScopes();
    for (const stage of this.#file.stages) this.#stage(stage);
    this.#patterns();
    this.#entries.sort((a, b) => a.occurrence.span.start - b.occurrence.span.start);
    return this.#grouped();
  }

  #grouped(): { all: Name[]; placed: PlacedName[] } {
    const names = new Map<Record, Name & { occurrences: Occurrence[] }>();
    const placed: PlacedName[] = [];
    let end = -1;
    for (const { record, occurrence } of this.#entries) {
      if (occurrence.span.start < end) continue;
      end = occurrence.span.end;
      const root = rootOf(record);
      let name = names.get(root);
      if (!name) {
        name = { ...root, occurrences: [] };
        names.set(root, name);
      }
      name.occurrences.push(occurrence);
      placed.push({ name, occurrence });
    }
    return { all: [...names.values()], placed };
  }

  #add(record: Record, occurrence: Occurrence): void {
    this.#entries.push({ record, occurrence });
  }

  /** Numbers the scopes so that two comparisons tell whether one stage builds on another. */
  #openScopes(): void {
    const { stages } = this.#file;
    const sizes = stages.map(() => 1);
    for (const { base, index } of [...stages].reverse())
      if (base) sizes[base.index] = (sizes[base.index] ?? 0) + (sizes[index] ?? 0);
    const free = stages.map(() => 0);
    let next = 0;
    for (const stage of stages) {
      const base = stage.base && this.#scopes.get(stage.base);
      const size = sizes[stage.index] ?? 1;
      const first = base ? (free[stage.base?.index ?? 0] ?? 0) : next;
      if (stage.base) free[stage.base.index] = first + size;
      else next += size;
      free[stage.index] = first + 1;
      this.#scopes.set(stage, { own: new Map(), base, depth: (base?.depth ?? -1) + 1, first, behind: first + size });
    }
  }

  #stage(stage: Stage): void {
    const scope = this.#scopes.get(stage) as Scope;
    this.#stageName(stage);
    for (const instruction of stage.instructions) this.#instruction(instruction, scope);
    for (const instruction of stage.instructions) this.#atRunTime(instruction, scope);
  }

  #instruction(instruction: Instruction, scope: Scope): void {
    const { keyword } = instruction;
    const from = keyword === 'FROM' ? this.#global : scope;
    const uses =
      instruction.line.text.includes('$') || instruction.heredocs.length > 0 ? expandedVariables(instruction) : [];
    if (keyword !== 'ARG' && keyword !== 'ENV') {
      for (const { name, nameWord } of uses) this.#use(name, nameWord, instruction, from);
    } else if (keyword === 'ENV') {
      for (const { name, nameWord } of uses) this.#use(name, nameWord, instruction, scope);
      for (const pair of instruction.pairs) this.#define(pair, instruction, scope);
    } else {
      // An ARG sees those before it on the same line.
      for (const pair of instruction.pairs) {
        for (const { name, nameWord } of uses) {
          if (pair.word.start <= nameWord.start && nameWord.end <= pair.word.end) {
            this.#use(name, nameWord, instruction, scope);
          }
        }
        this.#define(pair, instruction, scope);
      }
    }
    if (keyword === 'RUN') this.#script(instruction, scope, false);
    this.#stageUses(instruction);
    for (const heredoc of instruction.heredocs) if (!instruction.outer) this.#heredoc(instruction, heredoc);
    if (keyword === 'ONBUILD' && instruction.trigger) this.#instruction(instruction.trigger, scope);
  }

  /** The commands of the container see what the whole stage leaves in its environment. */
  #atRunTime(instruction: Instruction, scope: Scope): void {
    const inner = instruction.keyword === 'ONBUILD' ? (instruction.trigger ?? instruction) : instruction;
    if (atRunTime.has(inner.keyword)) this.#script(inner, scope, true);
  }

  #script(instruction: Instruction, scope: Scope, isRunTime: boolean): void {
    if (!mayName(instruction)) return;
    for (const { name, span, isWrite } of shellNames(instruction)) {
      const record = this.#find(name, scope, isRunTime) ?? this.#unresolvedRecord(name, instruction);
      this.#add(record, { span, role: isWrite ? 'write' : 'use', instruction });
    }
  }

  #use(name: string, span: Span, instruction: Instruction, scope: Scope): void {
    if (!/^[A-Za-z_]\w*$/.test(name)) return;
    const record = this.#find(name, scope, false) ?? this.#unresolvedRecord(name, instruction);
    this.#add(record, { span, role: 'use', instruction });
  }

  /** What a name means in a scope: by way of the stages below or of those that define it, whichever are fewer. */
  #find(name: string, scope: Scope, mustBeEnv: boolean): Record | undefined {
    const defining = this.#defining.get(name);
    if (!defining) return undefined;
    let found: Scope | undefined = scope;
    if (scope.depth < defining.length) while (found && !means(found, name, mustBeEnv)) found = found.base;
    else found = defining.findLast((one) => isBelow(one, scope) && means(one, name, mustBeEnv));
    return found?.own.get(name)?.record;
  }

  #unresolvedRecord(name: string, instruction: Instruction): Record {
    const key = instruction.is('FROM') ? undefined : instruction.stage?.root;
    let records = this.#unresolved.get(key);
    if (!records) {
      records = new Map();
      this.#unresolved.set(key, records);
    }
    let record = records.get(name);
    if (!record) {
      record = newRecord('variable', name);
      records.set(name, record);
    }
    return record;
  }

  /** An ARG of a stage is one with the global ARG of its name: one `--build-arg` sets both. */
  #define({ key }: Pair, instruction: Instruction, scope: Scope): void {
    const span = nameSpan(key);
    const name = span.raw;
    if (name === '') return;
    const isArg = instruction.is('ARG');
    const known = this.#find(name, scope, false);
    const record = known ?? newRecord('variable', name);
    const global = isArg && scope !== this.#global ? this.#global.own.get(name)?.record : undefined;
    if (global) merge(record, global);
    record.definedBy.add(isArg ? (scope === this.#global ? 'global' : 'ARG') : 'ENV');
    const own = scope.own.get(name);
    if (!own) {
      scope.own.set(name, { record, isEnv: !isArg });
      this.#isDefinedIn(name, scope);
    } else if (!isArg) own.isEnv = true;
    this.#add(record, { span, role: 'definition', instruction });
  }

  #isDefinedIn(name: string, scope: Scope): void {
    const scopes = this.#defining.get(name);
    if (scopes) scopes.push(scope);
    else this.#defining.set(name, [scope]);
  }

  #stageName(stage: Stage): void {
    const word = stage.name;
    const record: Record = { ...newRecord('stage', word?.text ?? ''), stage };
    this.#stages.set(stage, record);
    const span = word ?? stage.from.keywordWord;
    this.#add(record, { span, role: 'definition', instruction: stage.from, ...(!word && { isIndirect: true }) });
  }

  #stageUses(instruction: Instruction): void {
    const { stage, keyword } = instruction;
    if (!stage) return;
    if (keyword === 'FROM') this.#fromUse(stage);
    if (!takesFrom.has(keyword) || !/from=/i.test(instruction.line.text)) return;
    const words = instruction.flags.flatMap(({ name, valueWord }) => (name === 'from' && valueWord ? [valueWord] : []));
    for (const mount of instruction.mounts) {
      const word = mount.get('from')?.valueWord;
      if (word) words.push(word);
    }
    for (const word of words) {
      const text = word.text.replace(/["']/g, '');
      const isIndex = /^\d+$/.test(text);
      const to = isIndex ? this.#file.stages[Number(text)] : this.#file.stageNamed(text, stage.index);
      const record = to && this.#stages.get(to);
      const at = word.raw.indexOf(text);
      if (!record || at < 0) continue;
      const span = new Span(word.source, word.start + at, word.start + at + text.length);
      this.#add(record, { span, role: 'use', instruction, ...(isIndex && { isIndirect: true }) });
    }
  }

  /** `FROM name`, or `FROM $NAME` where the default of the ARG is the name. */
  #fromUse(stage: Stage): void {
    const { base, imageWord, from } = stage;
    const record = base && this.#stages.get(base);
    if (!record || !imageWord) return;
    if (!imageWord.text.includes('$')) {
      this.#add(record, { span: imageWord, role: 'use', instruction: from });
      return;
    }
    const variable = /^\$\{?(\w+)\}?$/.exec(imageWord.text)?.[1];
    const value = variable === undefined ? undefined : this.#file.definition(variable, from)?.pair.value;
    const instruction = value && this.#file.instructionAt(value.start);
    if (instruction && value?.raw === base.name?.text) this.#add(record, { span: value, role: 'use', instruction });
    else record.viaVariables.push(from);
  }

  /** `FROM base-$VARIANT` may mean any earlier stage that its pattern fits. */
  #patterns(): void {
    for (const { imageWord, imageText, index, from } of this.#file.stages) {
      if (imageText !== undefined || !imageWord?.text.includes('$')) continue;
      const fixed = imageWord.text.split(/\$\{[^}]*\}|\$\w+/);
      for (const stage of this.#file.stages.slice(0, index)) {
        if (stage.name && fits(stage.name.text, fixed)) this.#stages.get(stage)?.viaVariables.push(from);
      }
    }
  }

  #heredoc(instruction: Instruction, heredoc: Heredoc): void {
    const record: Record = { ...newRecord('heredoc', heredoc.name), heredoc: { instruction, heredoc } };
    const { marker, terminator } = heredoc;
    const at = marker.raw.lastIndexOf(heredoc.name);
    const inner = innermost(instruction);
    if (at < 0 || heredoc.name === '') return;
    const span = new Span(marker.source, marker.start + at, marker.start + at + heredoc.name.length);
    this.#add(record, { span, role: 'definition', instruction: inner });
    if (!terminator) return;
    const end = new Span(marker.source, terminator.end - heredoc.name.length, terminator.end);
    this.#add(record, { span: end, role: 'use', instruction: inner });
  }
}

/** Whether a scope says itself what a name is. */
function means({ own }: Scope, name: string, mustBeEnv: boolean): boolean {
  const found = own.get(name);
  return found !== undefined && (found.isEnv || !mustBeEnv);
}

/** Whether a scope is another, or one that the other builds on. */
function isBelow({ first, behind }: Scope, other: Scope): boolean {
  return first <= other.first && other.first < behind;
}

/** Whether a script may tell of variables at all: most do not, and need no parse for it. */
function mayName({ line, heredocs }: Instruction): boolean {
  const pattern = /[$%]|export|unset|readonly/;
  return pattern.test(line.text) || heredocs.some(({ body }) => pattern.test(body.raw));
}

function innermost(instruction: Instruction): Instruction {
  return instruction.trigger ? innermost(instruction.trigger) : instruction;
}

/** Whether a text begins and ends, and in between goes on, as the fixed pieces of a pattern say. */
function fits(text: string, pieces: readonly string[]): boolean {
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  // Nothing but variables fits everything: that says nothing.
  if (pieces.every((piece) => piece === '')) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const next = text.indexOf(piece, at);
    if (next < 0) return false;
    at = next + piece.length;
  }
  return at <= text.length - last.length;
}

function newRecord(kind: Name['kind'], text: string): Record {
  return { kind, text, definedBy: new Set(), viaVariables: [] };
}

function rootOf(record: Record): Record {
  let root = record;
  while (root.mergedInto) root = root.mergedInto;
  return root;
}

function merge(a: Record, b: Record): void {
  const [from, into] = [rootOf(a), rootOf(b)];
  if (from === into) return;
  from.mergedInto = into;
  for (const kind of from.definedBy) into.definedBy.add(kind);
}

/** A key without quotes around it. */
function nameSpan(key: Span): Span {
  const quote = /^(["']).*\1$/s.exec(key.raw);
  return quote ? new Span(key.source, key.start + 1, key.end - 1) : key;
}
