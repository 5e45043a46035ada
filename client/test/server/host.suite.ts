import { describe } from 'vitest';
import { runInServer } from '../../../scripts/hosts/inhost.mjs';
import { reportAll } from '../inHost.ts';

const result = await runInServer();

describe('inside the extension host', () => reportAll(result, /^1\.139\./));
