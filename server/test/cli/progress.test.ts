import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function shown(isTTY: boolean): string[] {
  const written: string[] = [];
  const progress = new Progress({ isTTY, write: (text) => written.push(text) }, (done) => `done ${done}`);
  for (let done = 0; done < 100; done++) {
    vi.advanceTimersByTime(7);
    progress.update(done);
  }
  progress.end();
  progress.end();
  return written;
}

test('long work says now and then how far it has come, and leaves nothing behind', () => {
  expect(shown(true)).toEqual(['\r\x1b[Kdone 57', '\r\x1b[Kdone 72', '\r\x1b[Kdone 87', '\r\x1b[K']);
});

test('where nobody looks nothing is written', () => {
  expect(shown(false)).toEqual([]);
});
