/** Stand-ins for other extensions: under their ids, with their settings, a warning on the first line of Dockerfiles and, where it can be silenced, a formatter that writes so. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';

export interface StandIn {
  publisher: string;
  name: string;
  /** What the warning says. */
  warning: string;
  /** The setting that silences it with `ignore`. */
  silencer?: string;
}

/** Packs a stand-in below a folder and returns the .vsix file. */
export async function packStandIn(folder: string, { publisher, name, warning, silencer }: StandIn): Promise<string> {
  const cwd = join(folder, name);
  await mkdir(cwd);
  const levels = { type: 'string', enum: ['ignore', 'warning', 'error'], default: 'warning', scope: 'resource' };
  const manifest = {
    publisher,
    name,
    version: '9.9.9',
    engines: { vscode: '^1.91.0' },
    main: './extension.js',
    activationEvents: ['onLanguage:dockerfile'],
    ...(silencer && { contributes: { configuration: { properties: { [silencer]: levels } } } }),
  };
  await writeFile(join(cwd, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(cwd, 'extension.js'), program(warning, silencer));
  await writeFile(join(cwd, 'README.md'), `# ${name}\n\nA stand-in.\n`);
  const packagePath = join(folder, `${name}.vsix`);
  await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}

function program(warning: string, silencer = ''): string {
  return `const vscode = require('vscode');
exports.activate = () => {
  const collection = vscode.languages.createDiagnosticCollection(${JSON.stringify(warning)});
  const isSilent = () => vscode.workspace.getConfiguration().get(${JSON.stringify(silencer)}) === 'ignore';
  const check = (document) => {
    if (document.languageId !== 'dockerfile') return;
    const range = new vscode.Range(0, 0, 0, 4);
    collection.set(document.uri, isSilent() ? [] : [new vscode.Diagnostic(range, ${JSON.stringify(warning)}, 1)]);
  };
  const checkAll = () => vscode.workspace.textDocuments.forEach(check);
  vscode.workspace.onDidOpenTextDocument(check);
  vscode.workspace.onDidChangeConfiguration(checkAll);
  checkAll();
  if (!${JSON.stringify(silencer)}) return;
  vscode.languages.registerDocumentFormattingEditProvider('dockerfile', {
    provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(new vscode.Position(0, 0), '# theirs\\n')],
  });
};
`;
}
