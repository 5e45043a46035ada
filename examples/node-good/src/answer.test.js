import assert from 'node:assert';
import { test } from 'node:test';
import { answer } from './answer.js';

test('is healthy', () => assert.equal(answer('/health'), 'ok\n'));
