import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose, shop, testPanels } from '../panels.ts';
import type { Workbench } from '../workbench.ts';
import { startWeb } from './start.ts';

describe('the views on the open Dockerfile in VS Code for the Web 1.91', () => {
  let workbench: Workbench;
  let stop = async (): Promise<void> => {};
  beforeAll(async () => {
    ({ workbench, stop } = await startWeb({ Dockerfile: shop, 'compose.yaml': compose }));
  });
  afterAll(() => stop());

  testPanels('web', 'en', () => workbench);

  test('our code wrote no error to the console', () => expect(workbench.errors).toEqual([]));
});
