import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

const terminalName = 'Dockerfile Mentor';

export async function copyCommand(text: unknown): Promise<void> {
  if (typeof text === 'string' && text !== '') await vscode.env.clipboard.writeText(text);
}

/**
 * Puts the command at the prompt and leaves it there: Enter is the reader's. A line end or another control character could run it, so such
 * a text is only copied; so is every text where there is no terminal.
 */
export async function typeInTerminal(text: unknown): Promise<void> {
  if (typeof text !== 'string' || text === '') return;
  if (/\p{Cc}/u.test(text)) {
    await copyInstead(
      text,
      l10n.t('This command has several lines. It was copied instead, so that nothing runs by itself.'),
    );
    return;
  }
  try {
    const prompt = openPrompt() ?? createPrompt();
    prompt.text = text;
    prompt.terminal.show();
    await prompt.ready;
    // Another command may have been chosen while the shell was starting: the last one counts.
    if (prompt.text !== text) return;
    prompt.terminal.sendText((prompt.used ? clearLine() : '') + text, false);
    prompt.used = true;
  } catch {
    await copyInstead(text, l10n.t('There is no terminal here. The command was copied instead.'));
  }
}

/** A terminal of our own, so that nothing is typed into a program that runs in the reader's. */
interface Prompt {
  readonly terminal: vscode.Terminal;
  readonly ready: Promise<void>;
  /** The last command that was chosen. */
  text?: string;
  /** Whether something may stand at the prompt. */
  used: boolean;
}

const prompts = new WeakMap<vscode.Terminal, Prompt>();

function openPrompt(): Prompt | undefined {
  const open = vscode.window.terminals.find(
    ({ name, exitStatus }) => name === terminalName && exitStatus === undefined,
  );
  // One that VS Code brought back after a reload is not in the map, and long since ready.
  return open && (prompts.get(open) ?? { terminal: open, ready: Promise.resolve(), used: true });
}

function createPrompt(): Prompt {
  const terminal = vscode.window.createTerminal({ name: terminalName });
  const prompt: Prompt = { terminal, ready: firstPrompt(terminal), used: false };
  prompts.set(terminal, prompt);
  return prompt;
}

/** Since VS Code 1.93. */
interface ShellIntegrationEvents {
  onDidChangeTerminalShellIntegration?: vscode.Event<{ readonly terminal: vscode.Terminal }>;
}

/**
 * What is typed before the shell is there appears twice. So wait until it has told all it has to tell (the last is its folder, just before
 * the prompt), but not for long where it tells nothing.
 */
function firstPrompt(terminal: vscode.Terminal): Promise<void> {
  const { onDidChangeTerminalShellIntegration: onNews } = vscode.window as ShellIntegrationEvents;
  return new Promise((resolve) => {
    const done = () => {
      listener?.dispose();
      resolve();
    };
    let timer = setTimeout(done, onNews === undefined ? 1000 : 5000);
    const listener = onNews?.((event) => {
      if (event.terminal !== terminal) return;
      clearTimeout(timer);
      timer = setTimeout(done, 300);
    });
  });
}

/** The key that empties the line, so that two clicks do not make one long command: Escape on Windows, Ctrl+U elsewhere. */
function clearLine(): string {
  return /(?:powershell|pwsh|cmd)(?:\.exe)?$/i.test(vscode.env.shell) ? '\u001b' : '\u0015';
}

async function copyInstead(text: string, message: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  void vscode.window.showInformationMessage(message);
}
