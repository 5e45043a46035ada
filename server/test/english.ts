import { beforeEach } from 'vitest';
import { service } from './harness.ts';

const english = service();

// One process runs many files: a test that does not ask for a language gets English, whatever the last one spoke.
beforeEach(() => english.speak());
