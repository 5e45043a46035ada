import { describe } from 'vitest';
import { runInWeb } from '../../../scripts/hosts/inhost.mjs';
import { reportAll } from '../inHost.ts';

const result = await runInWeb();

describe('inside the extension host', () => reportAll(result, /^1\.91\./));
