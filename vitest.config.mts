import { defineConfig } from 'vitest/config';

/** Tests that put something in the place of a module: they need modules of their own. */
const mocking = ['server/test/cli/fix.test.ts'];

export default defineConfig({
  test: {
    pool: 'threads',
    // One more than vitest would take: it waits while they work.
    maxWorkers: '100%',
    // A loaded machine may be ten times slower.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['server/test/**/*.test.ts', 'client/test/unit/**/*.test.ts'],
          exclude: mocking,
          // The rules are loaded once for all files, not for each.
          isolate: false,
          setupFiles: 'server/test/english.ts',
        },
      },
      { extends: true, test: { name: 'mocking', include: mocking } },
    ],
  },
});
