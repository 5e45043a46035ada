import * as vscode from 'vscode';
import { currentLocale } from '../translations.ts';
import { createNonce, frame } from './html.ts';
import { sidebarWords } from './words.ts';

/** What the page of a view is made of. */
export interface PageSource {
  readonly extensionUri: vscode.Uri;
  /** The script in `dist` that runs in it. */
  readonly script: 'sidebar.js' | 'panel.js';
  readonly home: string;
  readonly homeLabel: string;
}

/** Lets a webview run our script, and nothing load but what is in `dist`. */
export function permit(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  webview.options = { enableScripts: true, localResourceRoots: [distOf(extensionUri)] };
}

/** A new page from the ground up, in the language of now. */
export function renderPage(webview: vscode.Webview, { extensionUri, script, home, homeLabel }: PageSource): void {
  const resource = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(distOf(extensionUri), name)).toString();
  webview.html = frame({
    cspSource: webview.cspSource,
    script: resource(script),
    style: resource('sidebar.css'),
    nonce: createNonce(),
    locale: currentLocale(),
    home,
    words: sidebarWords(homeLabel),
  });
}

function distOf(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist');
}
