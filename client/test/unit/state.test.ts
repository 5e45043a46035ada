import { expect, test } from 'vitest';
import { back, toState, visit } from '../../src/sidebar/page/state.ts';

const start = { path: 'topics/volumes', scroll: 40, history: [] };

test('there and back again, to the same height', () => {
  const there = visit(start, 'topics/networks');
  expect(there).toEqual({ path: 'topics/networks', scroll: 0, history: [{ path: 'topics/volumes', scroll: 40 }] });
  expect(back(there)).toEqual(start);
  expect(back(start)).toBe(start);
  expect(visit(start, start.path)).toBe(start);
});

test.each([undefined, null, 1, {}, { path: '../x', scroll: 0 }, { path: 'a', scroll: -1 }])(
  '%j is no state',
  (value) => {
    expect(toState(value, 'home')).toEqual({ path: 'home', scroll: 0, history: [] });
  },
);

test('what is not a visit is forgotten', () => {
  const history = [{ path: 'a', scroll: 1 }, { path: '' }, null];
  expect(toState({ path: 'b', scroll: 2, history }, 'home')).toEqual({
    path: 'b',
    scroll: 2,
    history: [{ path: 'a', scroll: 1 }],
  });
});

test('the history does not grow for ever', () => {
  let state = toState(undefined, 'home');
  for (let number = 0; number < 200; number += 1) state = visit(state, `page-${number}`);
  expect(state.history).toHaveLength(50);
});
