/** Mocha's browser build with the few types we use; it runs in a web worker and in Node alike. */
import 'mocha/mocha.js';

/** A running suite, as far as we listen to it. */
export interface MochaRun {
  on(event: 'pass', listener: (test: { fullTitle(): string }) => void): void;
  on(event: 'fail', listener: (test: { fullTitle(): string }, error: Error) => void): void;
}

interface BrowserMocha {
  setup(options: { ui: 'tdd'; reporter: (runner: MochaRun) => void; timeout: number; slow: number }): void;
  run(done: (failures: number) => void): MochaRun;
}

const scope = globalThis as { mocha?: BrowserMocha; location?: unknown };

// Its `run` reads the page's address, which neither a Node process nor every worker has.
scope.location ??= { search: '' };

export const mocha = scope.mocha as BrowserMocha;

// Here, because the suites' imports run before any statement of the file that imports them.
mocha.setup({ ui: 'tdd', reporter: silent, timeout: 90_000, slow: 60_000 });

/** Mocha wants a reporter; ours listens to the runner instead. */
function silent(_runner: MochaRun): void {}
