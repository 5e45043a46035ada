import { beforeEach, expect, test, vi } from 'vitest';

const update = vi.fn();
let inspected: Record<string, unknown> = {};
let folders: unknown[] | undefined;

vi.mock('vscode', () => ({
  ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
  Uri: { parse: (text: string) => text },
  workspace: {
    get workspaceFolders() {
      return folders;
    },
    getConfiguration: () => ({ inspect: () => inspected, update }),
  },
}));

/** As a string, because only the client's own project knows the types of VS Code. */
const { setRule } = (await import('../../src/ruleSetting.ts' as string)) as {
  setRule(rule: unknown, state: unknown, uri?: unknown): Promise<void>;
};

beforeEach(() => {
  update.mockClear();
  inspected = {};
  folders = [{}];
});

test('for the workspace, beside the rules that are set there', async () => {
  inspected = { workspaceValue: { DL3008: 'off' }, globalValue: { x: 'off' } };
  await setRule('apt-get-missing-yes', 'off', 'file:///w/Dockerfile');
  expect(update).toHaveBeenCalledWith('rules', { DL3008: 'off', 'apt-get-missing-yes': 'off' }, 2);
});

test('for the folder where rules are set there, for the user where there is no workspace', async () => {
  inspected = { workspaceFolderValue: { a: 'on' }, workspaceValue: { b: 'on' } };
  await setRule('c', 'off', 'file:///w/Dockerfile');
  expect(update).toHaveBeenLastCalledWith('rules', { a: 'on', c: 'off' }, 3);
  [inspected, folders] = [{ globalValue: { d: 'on' } }, undefined];
  await setRule('c', 'off');
  expect(update).toHaveBeenLastCalledWith('rules', { d: 'on', c: 'off' }, 1);
});

test('nothing for arguments that are none', async () => {
  await setRule(undefined, {});
  expect(update).not.toHaveBeenCalled();
});
