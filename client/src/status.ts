import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LanguageServer } from './languageServer.ts';

/** Says beside the language name whether the Dockerfile was checked, and what came of it. */
export function createStatus(
  server: LanguageServer,
  selector: vscode.DocumentSelector,
): vscode.Disposable & { update(): void } {
  const item = vscode.languages.createLanguageStatusItem('dockerfileMentor', selector);
  const update = () => show(item, server);
  const listeners = vscode.Disposable.from(
    server.onDidChangeState(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) update();
    }),
    item,
  );
  update();
  return { update, dispose: () => listeners.dispose() };
}

function show(item: vscode.LanguageStatusItem, server: LanguageServer): void {
  const { state } = server;
  item.name = 'Dockerfile Mentor';
  item.detail = 'Dockerfile Mentor';
  item.busy = state === 'starting';
  item.severity = vscode.LanguageStatusSeverity.Information;
  item.command = { title: l10n.t('Show Output'), command: 'dockerfileMentor.showOutput' };
  if (state === 'starting') {
    item.text = l10n.t('Starting…');
  } else if (state === 'failed') {
    item.text = l10n.t('Not running');
    item.severity = vscode.LanguageStatusSeverity.Error;
    item.command = { title: l10n.t('Restart'), command: 'dockerfileMentor.restart' };
  } else {
    item.text = summary(vscode.window.activeTextEditor?.document);
  }
}

/** Hints are advice: they do not count as problems. */
function summary(document: vscode.TextDocument | undefined): string {
  const problems = (document === undefined ? [] : vscode.languages.getDiagnostics(document.uri)).filter(
    ({ source, severity }) => source === 'dockerfile-mentor' && severity !== vscode.DiagnosticSeverity.Hint,
  ).length;
  if (problems === 0) return l10n.t('Checked: no problems');
  if (problems === 1) return l10n.t('Checked: 1 problem');
  return l10n.t('Checked: {count} problems', { count: problems });
}
