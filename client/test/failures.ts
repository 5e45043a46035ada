/** For every suite: a picture of what was on the screen when a test failed. */
import { beforeEach } from 'vitest';
import { Workbench } from './workbench.ts';

beforeEach(({ onTestFailed, task }) => {
  onTestFailed(() => Workbench.screenshotAll('failures', task.name.replace(/[^\p{L}\p{N}]+/gu, '-')));
});
