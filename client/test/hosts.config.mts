/** The suites that need a host: one file at a time, with time for a loaded machine, each as `client/test/<stage>/*.suite.ts`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['client/test/**/*.suite.ts'],
    setupFiles: ['client/test/failures.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
    teardownTimeout: 30_000,
    retry: 0,
    bail: 0,
  },
});
