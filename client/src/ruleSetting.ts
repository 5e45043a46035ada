import * as vscode from 'vscode';

/** The command by which the server's "turn off" reaches the settings: `[rule, state, URI of the Dockerfile]`. */
export const setRuleCommand = 'dockerfileMentor.setRule';

/**
 * Sets a rule in `dockerfileMentor.rules` where these stand already, else for the workspace, without one for the user.
 * All other rules stay as they are.
 */
export async function setRule(rule: unknown, state: unknown, uri?: unknown): Promise<void> {
  if (typeof rule !== 'string' || typeof state !== 'string') return;
  const resource = typeof uri === 'string' ? vscode.Uri.parse(uri) : undefined;
  const settings = vscode.workspace.getConfiguration('dockerfileMentor', resource);
  const { target, rules } = levelOf(settings.inspect<Record<string, unknown>>('rules'));
  await settings.update('rules', { ...rules, [rule]: state }, target);
}

type Rules = Record<string, unknown>;
type Inspected = { workspaceFolderValue?: Rules; workspaceValue?: Rules } & { globalValue?: Rules };

function levelOf(inspected: Inspected | undefined): { target: vscode.ConfigurationTarget; rules: Rules | undefined } {
  const { workspaceFolderValue, workspaceValue, globalValue } = inspected ?? {};
  if (workspaceFolderValue) {
    return { target: vscode.ConfigurationTarget.WorkspaceFolder, rules: workspaceFolderValue };
  }
  if (vscode.workspace.workspaceFolders?.length) {
    return { target: vscode.ConfigurationTarget.Workspace, rules: workspaceValue };
  }
  return { target: vscode.ConfigurationTarget.Global, rules: globalValue };
}
