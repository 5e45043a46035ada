import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { effectiveLocale, type Locale } from './locale.ts';

/** The setting of the window, else VS Code's display language. */
export function currentLocale(): Locale {
  return effectiveLocale(vscode.workspace.getConfiguration('dockerfileMentor').get('locale'), vscode.env.language);
}

/** Makes `l10n.t` speak the language. English is in the code, so there is nothing to load for it. */
export async function loadTranslations(extensionUri: vscode.Uri, locale: Locale): Promise<void> {
  l10n.config({ contents: locale === 'en' ? {} : await readBundle(extensionUri, locale) });
}

async function readBundle(extensionUri: vscode.Uri, locale: Locale): Promise<Record<string, string>> {
  const uri = vscode.Uri.joinPath(extensionUri, 'l10n', `bundle.l10n.${locale}.json`);
  try {
    return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch (error) {
    console.error(`Dockerfile Mentor: ${uri.toString()} cannot be read`, error);
    return {};
  }
}
