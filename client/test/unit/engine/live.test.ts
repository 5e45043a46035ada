import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Engine, EngineError } from '../../../src/engine/engine.ts';
import { LiveEngine } from '../../../src/engine/live.ts';
import { snapshot, volume } from './world.ts';

/** An engine that says what it is told to. */
function fake() {
  let change = () => {};
  let end = () => {};
  const engine = {
    name: { product: 'Docker Engine', version: '29', address: 'unix:///x.sock', source: 'socket' },
    snapshot: vi.fn(async () => snapshot({ volumes: [volume('data')] })),
    sizes: vi.fn(async () => new Map([['data', 7]])),
    listen: vi.fn(async (onChange: () => void, onEnd: () => void) => {
      change = onChange;
      end = onEnd;
    }),
    dispose: vi.fn(),
  };
  return { engine, asEngine: engine as unknown as Engine, change: () => change(), end: () => end() };
}

const missing = () => new EngineError({ code: 'missing', where: 'unix:///x.sock', detail: '' });
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the engine as it lives', () => {
  test('is asked only while somebody looks', async () => {
    const { engine, asEngine, change } = fake();
    const connect = vi.fn(async () => asEngine);
    const live = new LiveEngine(connect, () => {});
    await settle();
    expect(connect).not.toHaveBeenCalled();
    live.watch(true);
    await settle();
    expect(live.state).toMatchObject({ kind: 'ready', snapshot: { volumes: [{ name: 'data', size: 7 }] } });
    live.watch(false);
    change();
    await vi.advanceTimersByTimeAsync(5000);
    expect(engine.snapshot).toHaveBeenCalledTimes(1);
    live.watch(true);
    await settle();
    expect(engine.snapshot).toHaveBeenCalledTimes(2);
    live.dispose();
  });

  test('many changes are one question, and sizes are not measured for each', async () => {
    const { engine, asEngine, change } = fake();
    const live = new LiveEngine(
      async () => asEngine,
      () => {},
    );
    live.watch(true);
    await settle();
    for (let count = 0; count < 50; count += 1) change();
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.snapshot).toHaveBeenCalledTimes(2);
    expect(engine.sizes).toHaveBeenCalledTimes(1);
    live.dispose();
  });

  test('stops mid-way, says so, and is there again when it is', async () => {
    const { asEngine, end } = fake();
    const states: string[] = [];
    let up = true;
    const live: LiveEngine = new LiveEngine(
      async () => {
        if (!up) throw missing();
        return asEngine;
      },
      () => states.push(live.state.kind === 'trouble' ? live.state.trouble.code : live.state.kind),
    );
    live.watch(true);
    await settle();
    up = false;
    end();
    expect(states.at(-1)).toBe('lost');
    await vi.advanceTimersByTimeAsync(3000);
    expect(states.at(-1)).toBe('missing');
    up = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(live.state.kind).toBe('ready');
    live.dispose();
  });

  test('a browser or a folder that is not trusted is not asked again and again', async () => {
    const connect = vi.fn(async () => {
      throw new EngineError({ code: 'untrusted', where: '', detail: '' });
    });
    const live = new LiveEngine(connect, () => {});
    live.watch(true);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(connect).toHaveBeenCalledTimes(1);
    expect(live.state).toMatchObject({ trouble: { code: 'untrusted' } });
    await live.reset();
    expect(connect).toHaveBeenCalledTimes(2);
    live.dispose();
  });

  test('an answer of an engine that was left does not count', async () => {
    const [first, second] = [fake(), fake()];
    let give: (engine: Engine) => void = () => {};
    const connects = [
      () =>
        new Promise<Engine>((resolve) => {
          give = resolve;
        }),
      async () => second.asEngine,
    ];
    const live = new LiveEngine(
      () => (connects.shift() as () => Promise<Engine>)(),
      () => {},
    );
    live.watch(true);
    const reset = live.reset();
    give(first.asEngine);
    await reset;
    await settle();
    expect(first.engine.dispose).toHaveBeenCalled();
    expect(second.engine.snapshot).toHaveBeenCalled();
    live.dispose();
  });

  test('an order without an engine says why', async () => {
    const live = new LiveEngine(
      async () => {
        throw missing();
      },
      () => {},
    );
    await expect(live.ready()).rejects.toMatchObject({ trouble: { code: 'missing' } });
    live.dispose();
  });
});
