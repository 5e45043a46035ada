import * as vscode from 'vscode';
import { eventually, open, problemOf, problems, ruleOf, withSetting, write } from './editor.ts';
import { equal, ok } from './expect.ts';

const unattended = 'FROM debian:13-slim\nRUN apt-get update && apt-get install --no-install-recommends curl\n';

suite('diagnostics', () => {
  test('a problem has its rule, its place and a link', async () => {
    const document = await open(unattended);
    const problem = await problemOf('apt-get-missing-yes', document.uri);
    equal(problem.severity, vscode.DiagnosticSeverity.Warning, 'severity');
    equal(problem.range.start.line, 1, 'line');
    ok(typeof problem.code === 'object' && problem.code.target.scheme === 'https', 'the rule is no link');
  });

  test('problems come and go while typing', async () => {
    const document = await open('FROM debian:13-slim\n');
    await insert(document, new vscode.Position(1, 0), 'RUN apt-get install --no-install-recommends curl\n');
    await problemOf('apt-get-missing-yes', document.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, document.lineAt(1).rangeIncludingLineBreak);
    await vscode.workspace.applyEdit(edit);
    await isGone('apt-get-missing-yes', document.uri);
  });

  test('a setting changes the severity of a rule and switches it off', async () => {
    const document = await open(unattended);
    const severity = () =>
      problems(document.uri).find((problem) => ruleOf(problem) === 'apt-get-missing-yes')?.severity;
    await withSetting('rules', { 'apt-get-missing-yes': 'error' }, () =>
      eventually(severity, (found) => found === vscode.DiagnosticSeverity.Error, 'the severity does not change'),
    );
    await withSetting('rules', { DL3014: 'off' }, () => isGone('apt-get-missing-yes', document.uri));
    await problemOf('apt-get-missing-yes', document.uri);
  });

  test('messages are in the language of the setting', async () => {
    const document = await open(unattended);
    await withSetting('locale', 'zh-cn', () =>
      eventually(
        () => problems(document.uri).map(({ message }) => message),
        (messages) => messages.length > 0 && messages.every((message) => /\p{Script=Han}/u.test(message)),
        'the messages are not Chinese',
      ),
    );
  });

  test('.dockerignore is read through the editor, on whatever file system', async () => {
    await write('ignored/.dockerignore', 'secret.txt\n');
    await write('ignored/secret.txt', 'x\n');
    const uri = await write('ignored/Dockerfile', 'FROM alpine:3.22\nCOPY secret.txt /app/\n');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await problemOf('copy-ignored-file', uri);
  });

  test('the examples show problems, and some have none', async () => {
    const uris = await vscode.workspace.findFiles('**/*ockerfile*');
    const dockerfiles: vscode.Uri[] = [];
    for (const uri of uris) {
      if (/\/(?:names|ignored)\//.test(uri.path)) continue; // What other tests wrote.
      const document = await vscode.workspace.openTextDocument(uri);
      if (document.languageId !== 'dockerfile') continue;
      await vscode.window.showTextDocument(document, { preview: false });
      dockerfiles.push(uri);
    }
    ok(dockerfiles.length > 1, 'there are no examples in the folder that is open');
    const counts = () => dockerfiles.map((uri) => problems(uri).length);
    await eventually(counts, (all) => all.some((count) => count > 0), 'no example has a problem');
    ok(
      counts().some((count) => count === 0),
      'every example has a problem',
    );
  });
});

async function insert(document: vscode.TextDocument, position: vscode.Position, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, position, text);
  ok(await vscode.workspace.applyEdit(edit), 'the edit was refused');
}

async function isGone(rule: string, uri: vscode.Uri): Promise<void> {
  const found = () => problems(uri).map(ruleOf);
  await eventually(found, (rules) => !rules.includes(rule), `${rule} is still reported`);
}
