import * as vscode from 'vscode';
import { eventually, open, write } from './editor.ts';
import { equal, ok } from './expect.ts';

const id = 'dockerfile-mentor.dockerfile-mentor';

suite('activation', () => {
  test('the extension starts when a Dockerfile opens', async () => {
    await open('FROM alpine:3.22\n');
    const extension = vscode.extensions.getExtension(id);
    ok(extension, `${id} is not installed`);
    await eventually(() => extension.isActive, Boolean, 'the extension does not start');
  });

  for (const name of [
    'Dockerfile',
    'Dockerfile.dev',
    'web.Dockerfile',
    'web.dockerfile',
    'Containerfile',
    'Containerfile.dev',
  ]) {
    test(`${name} is a Dockerfile`, async () => {
      const document = await vscode.workspace.openTextDocument(await write(`names/${name}`, 'FROM alpine:3.22\n'));
      equal(document.languageId, 'dockerfile', name);
    });
  }

  test('an ignore file is not a Dockerfile', async () => {
    const document = await vscode.workspace.openTextDocument(
      await write('names/Dockerfile.dockerignore', 'node_modules\n'),
    );
    ok(document.languageId !== 'dockerfile', 'Dockerfile.dockerignore opens as a Dockerfile');
  });

  for (const view of ['volumes', 'networks', 'learn']) {
    test(`the view ${view} can be shown`, async () => {
      await vscode.commands.executeCommand(`dockerfileMentor.${view}.focus`);
    });
  }
});
