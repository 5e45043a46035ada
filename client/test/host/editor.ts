/** What every suite does with the editor: open a Dockerfile, ask for answers, wait until they are what they should be. */
import * as vscode from 'vscode';

/** A Dockerfile that exists nowhere but in the editor, shown in it. */
export async function open(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Writes a file into the folder that is open and returns its address. */
export async function write(path: string, content: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('no folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

let patience = 40_000;

/**
 * Asks again and again until the answer passes; a host may need a moment, and is never slept for. Each time in vain halves the patience
 * of the next, so that a host in which nothing works is soon done.
 */
export async function eventually<T>(
  ask: () => T | Thenable<T>,
  passes: (answer: T) => boolean,
  what: string,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (passes(answer)) return answer;
    if (Date.now() > end) {
      patience = Math.max(2000, patience / 2);
      throw new Error(`${what}; the last answer was ${JSON.stringify(answer)?.slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The Markdown of every hover at this place. */
export async function hoverAt(document: vscode.TextDocument, line: number, character: number): Promise<string> {
  const position = new vscode.Position(line, character);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** Our problems in this document. */
export function problems(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'dockerfile-mentor');
}

/** The rule that found a problem. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until this rule has found something here. */
export async function problemOf(rule: string, uri: vscode.Uri): Promise<vscode.Diagnostic> {
  const found = await eventually(
    () => problems(uri),
    (list) => list.some((problem) => ruleOf(problem) === rule),
    `${rule} is not reported`,
  );
  return found.find((problem) => ruleOf(problem) === rule) as vscode.Diagnostic;
}

/** Changes one of our settings for the user, runs, and puts it back. */
export async function withSetting<T>(name: string, value: unknown, run: () => Promise<T>): Promise<T> {
  const change = (to: unknown) =>
    vscode.workspace.getConfiguration('dockerfileMentor').update(name, to, vscode.ConfigurationTarget.Global);
  await change(value);
  try {
    return await run();
  } finally {
    await change(undefined);
  }
}
