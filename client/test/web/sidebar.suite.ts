import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openView, practice, testSidebar } from '../sidebar.ts';
import type { Workbench } from '../workbench.ts';
import { startWeb } from './start.ts';

describe('the sidebar in VS Code for the Web 1.91', () => {
  let workbench: Workbench;
  let stop = async (): Promise<void> => {};
  beforeAll(async () => {
    ({ workbench, stop } = await startWeb({ Dockerfile: practice }));
  });
  afterAll(() => stop());

  testSidebar('web', 'en', () => workbench);

  test('without a way to a Docker Engine: one sentence, and the lesson below it', async () => {
    const frame = await openView(workbench, 'volumes', 'en');
    await frame.locator('.engine-state.trouble', { hasText: 'cannot reach a Docker Engine' }).waitFor();
    await frame.locator('.engine ~ article h1').waitFor();
    expect(await frame.locator('.engine button').count()).toBe(0);
  });

  test('our code wrote no error to the console', () => expect(workbench.errors).toEqual([]));
});
