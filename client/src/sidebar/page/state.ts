import { isPagePath } from '../messages.ts';

/** Where the reader is, and how they got there. Outlives the page when the view is hidden. */
export interface State {
  readonly path: string;
  readonly scroll: number;
  readonly history: readonly Visit[];
}

export interface Visit {
  readonly path: string;
  readonly scroll: number;
}

const longestHistory = 50;

export function toState(value: unknown, home: string): State {
  const candidate = value as Partial<State> | null | undefined;
  if (!isVisit(candidate)) return { path: home, scroll: 0, history: [] };
  const history = Array.isArray(candidate.history) ? candidate.history.filter(isVisit) : [];
  return { path: candidate.path, scroll: candidate.scroll, history };
}

/** On to another page, from here. */
export function visit(state: State, path: string): State {
  if (path === state.path) return state;
  const here = { path: state.path, scroll: state.scroll };
  return { path, scroll: 0, history: [...state.history, here].slice(-longestHistory) };
}

export function back(state: State): State {
  const last = state.history.at(-1);
  return last === undefined ? state : { ...last, history: state.history.slice(0, -1) };
}

function isVisit(value: unknown): value is State {
  const candidate = value as Partial<Visit> | null | undefined;
  return isPagePath(candidate?.path) && typeof candidate.scroll === 'number' && candidate.scroll >= 0;
}
