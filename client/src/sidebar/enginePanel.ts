/** What the extension and a page say about the live engine, and the check that it is that. All text is text; only `code` in backticks is more. */

export const engineActions = ['refresh', 'create', 'prune', 'inspect', 'remove'] as const;
export type EngineAction = (typeof engineActions)[number];

/** How good or bad something is, beside the words that say it. */
export const tones = ['good', 'fair', 'bad', 'plain'] as const;
export type Tone = (typeof tones)[number];

export interface EnginePanel {
  readonly title: string;
  readonly state: 'busy' | 'trouble' | 'ready';
  /** One sentence: which engine, or why there is none. */
  readonly text: string;
  readonly buttons: readonly EngineButton[];
  readonly items: readonly EngineItem[];
  /** What the box that filters the items is called. */
  readonly filter: string;
  readonly reach?: ReachPanel;
}

export interface EngineButton {
  readonly action: EngineAction;
  readonly label: string;
}

/** A volume or a network. */
export interface EngineItem {
  /** What the engine calls it. */
  readonly id: string;
  readonly brief: string;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly table?: {
    readonly caption: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly buttons: readonly EngineButton[];
}

export interface Verdict {
  readonly text: string;
  readonly tone: Tone;
}

/** Who can talk to whom: all pairs at a glance where there are few, and one container at a time in words. */
export interface ReachPanel {
  readonly title: string;
  readonly text: string;
  /** What the choice of a container is called. */
  readonly label: string;
  readonly from: readonly { readonly id: string; readonly name: string }[];
  readonly grid?: readonly (readonly GridCell[])[];
  /** What the signs in the grid mean. */
  readonly legend: string;
}

export interface GridCell {
  readonly sign: string;
  readonly label: string;
  readonly tone: Tone;
}

/** What one container can reach. */
export interface ReachAnswer {
  readonly from: string;
  readonly rows: readonly ReachRow[];
}

export interface ReachRow {
  readonly to: string;
  readonly verdict: Verdict;
  readonly lines: readonly string[];
  readonly caption?: string;
  readonly commands?: string;
}

export function isEngineAction(value: unknown): value is EngineAction {
  return engineActions.includes(value as EngineAction);
}

/** What Docker allows as a name or an id, and what we call the machine itself. */
export function isObjectId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 256 && /^[\w][\w.-]*$/.test(value);
}

export function isEnginePanel(value: unknown): value is EnginePanel {
  return (
    isRecord(value) &&
    ['busy', 'trouble', 'ready'].includes(value.state as string) &&
    areTexts(value.title, value.text, value.filter) &&
    isListOf(value.buttons, isButton) &&
    isListOf(value.items, isItem) &&
    (value.reach === undefined || isReachPanel(value.reach))
  );
}

export function isReachAnswer(value: unknown): value is ReachAnswer {
  return isRecord(value) && areTexts(value.from) && isListOf(value.rows, isReachRow);
}

function isItem(value: unknown): boolean {
  return (
    isRecord(value) &&
    areTexts(value.id, value.brief) &&
    isVerdict(value.verdict) &&
    isListOf(value.reasons, isText) &&
    isListOf(value.facts, isTexts) &&
    (value.table === undefined || isTable(value.table)) &&
    isListOf(value.buttons, isButton)
  );
}

function isTable(value: unknown): boolean {
  return isRecord(value) && areTexts(value.caption) && isTexts(value.head) && isListOf(value.rows, isTexts);
}

function isReachPanel(value: unknown): boolean {
  return (
    isRecord(value) &&
    areTexts(value.title, value.text, value.label, value.legend) &&
    isListOf(value.from, (one) => isRecord(one) && areTexts(one.id, one.name)) &&
    (value.grid === undefined || isListOf(value.grid, (row) => isListOf(row, isCell)))
  );
}

function isCell(value: unknown): boolean {
  return isRecord(value) && areTexts(value.sign, value.label) && isTone(value.tone);
}

function isReachRow(value: unknown): boolean {
  return (
    isRecord(value) &&
    areTexts(value.to) &&
    isVerdict(value.verdict) &&
    isListOf(value.lines, isText) &&
    [value.caption, value.commands].every((text) => text === undefined || isText(text))
  );
}

function isButton(value: unknown): boolean {
  return isRecord(value) && isEngineAction(value.action) && isText(value.label);
}

function isVerdict(value: unknown): boolean {
  return isRecord(value) && isText(value.text) && isTone(value.tone);
}

function isTone(value: unknown): boolean {
  return tones.includes(value as Tone);
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function isTexts(value: unknown): boolean {
  return isListOf(value, isText);
}

function areTexts(...values: unknown[]): boolean {
  return values.every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
