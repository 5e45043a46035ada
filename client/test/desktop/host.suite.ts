import { describe } from 'vitest';
import { runInDesktop } from '../../../scripts/hosts/inhost.mjs';
import { reportAll } from '../inHost.ts';

const result = await runInDesktop();

describe('inside the extension host', () => reportAll(result, /^1\./));
