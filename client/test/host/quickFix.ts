import * as vscode from 'vscode';
import { eventually, open, problemOf, problems, ruleOf } from './editor.ts';
import { equal, ok } from './expect.ts';

const broken = `FROM debian:13-slim
MAINTAINER Ada <ada@example.com>
RUN apt-get update && apt-get install --no-install-recommends curl
`;

suite('quick fixes', () => {
  test('a quick fix mends the problem it stands on', async () => {
    const document = await open(broken);
    const problem = await problemOf('apt-get-missing-yes', document.uri);
    const fix = await actionThat(document, problem.range, 'quickfix', (after) =>
      /apt-get install .*-y|apt-get -y install/.test(after),
    );
    await apply(document, fix);
    equal(document.lineAt(0).text, 'FROM debian:13-slim', 'another line changed');
    await eventually(
      () => problems(document.uri).map(ruleOf),
      (rules) => !rules.includes('apt-get-missing-yes'),
      'the problem is still there',
    );
  });

  test('MAINTAINER becomes a LABEL', async () => {
    const document = await open(broken);
    const problem = await problemOf('maintainer-deprecated', document.uri);
    await apply(
      document,
      await actionThat(document, problem.range, 'quickfix', (after) => /^LABEL .*Ada/m.test(after)),
    );
    ok(!document.getText().includes('MAINTAINER'), 'MAINTAINER is still there');
  });

  test('a comment that ignores the problem is offered, and silences it', async () => {
    const document = await open(broken);
    const problem = await problemOf('apt-get-missing-yes', document.uri);
    const comment = /^# dockerfile-mentor ignore=apt-get-missing-yes/m;
    await apply(document, await actionThat(document, problem.range, 'quickfix', (after) => comment.test(after)));
    await eventually(
      () => problems(document.uri).map(ruleOf),
      (rules) => !rules.includes('apt-get-missing-yes'),
      'the comment does not silence the problem',
    );
  });

  test('“fix all” applies every safe fix and no other', async () => {
    const document = await open(broken);
    await problemOf('apt-get-missing-yes', document.uri);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = 'source.fixAll.dockerfileMentor';
    await apply(document, await actionThat(document, whole, kind, (after) => after !== broken));
    ok(!document.getText().includes('ignore='), 'a problem was ignored, not fixed');
    ok(document.getText().startsWith('FROM debian:13-slim\n'), 'the base image changed');
  });
});

/** The first action of this kind after which the text is as it should be. */
async function actionThat(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: string,
  passes: (after: string) => boolean,
): Promise<vscode.CodeAction> {
  const ask = async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      kind,
      50, // How many to resolve: some carry their edit only then.
    );
    return actions.filter(({ edit }) => edit !== undefined && passes(textAfter(document, edit)));
  };
  const [action] = await eventually(ask, (found) => found.length > 0, `no ${kind} does what it should`);
  return action as vscode.CodeAction;
}

/** The text a document would have after an edit, last edit first so that places stay true. */
function textAfter(document: vscode.TextDocument, edit: vscode.WorkspaceEdit): string {
  const edits = edit.get(document.uri).toSorted((a, b) => b.range.start.compareTo(a.range.start));
  let text = document.getText();
  for (const { range, newText } of edits) {
    text = text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
  }
  return text;
}

async function apply(document: vscode.TextDocument, { edit }: vscode.CodeAction): Promise<void> {
  const expected = textAfter(document, edit as vscode.WorkspaceEdit);
  ok(await vscode.workspace.applyEdit(edit as vscode.WorkspaceEdit), 'the edit was refused');
  equal(document.getText(), expected, 'the text after the edit');
}
