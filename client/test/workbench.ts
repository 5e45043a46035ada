/** Drives the page of VS Code as a person does. Every step waits for what it needs to see; nothing sleeps. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { listenForErrors } from '../../scripts/hosts/inhost.mjs';
import { results } from '../../scripts/hosts/project.mjs';

const patience = 60_000;

/** For text: the caret may stand in front of it, and the editor takes the pointer either way. */
const inFront = { force: true, timeout: 4000 };

const opened = new Set<Workbench>();

export class Workbench {
  readonly page: Page;
  /** What our own code wrote to the console as errors. */
  readonly errors: string[];

  constructor(page: Page) {
    this.page = page;
    this.errors = listenForErrors(page);
    page.setDefaultTimeout(patience);
    opened.add(this);
    page.once('close', () => opened.delete(this));
  }

  /** Opens the workbench; `displayLanguage` stands for an installed language pack. */
  static async open(browser: BrowserContext, url: string, displayLanguage?: string): Promise<Workbench> {
    const workbench = new Workbench(await browser.newPage());
    const { page } = workbench;
    if (displayLanguage) {
      await page.addInitScript((language) => {
        Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set() {} });
      }, displayLanguage);
    }
    await page.goto(url);
    await page.locator('.monaco-workbench .activitybar').waitFor();
    return workbench;
  }

  /** Opens a file at the root of the folder and puts the cursor into its first line. */
  async openFile(name: string): Promise<void> {
    await this.page.getByRole('treeitem', { name, exact: true }).dblclick();
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.toText();
  }

  /** The lines of the editor, or those with this text. */
  lines(text?: string): Locator {
    const lines = this.page.locator('.editor-instance .view-line');
    return text === undefined ? lines : lines.filter({ hasText: text });
  }

  /** A word of the text, which the theme or our grammar may have cut into spans. */
  word(text: string): Locator {
    return this.lines(text).locator('span', { hasText: text }).last();
  }

  squiggle(severity: 'error' | 'warning' | 'info' | 'hint' = 'warning'): Locator {
    return this.page.locator(`.editor-instance .squiggly-${severity}`);
  }

  /** Points at a word until the hover says what is expected; the first time, the server may still be starting. */
  async hover(word: string, expected: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: expected }).first();
    await this.insist(async () => {
      await this.page.mouse.move(700, 700);
      await this.word(word).hover(inFront);
      await hover.waitFor({ timeout: 4000 });
    }, `the hover on ${word} does not say “${expected}”`);
    return hover;
  }

  /** Puts the cursor on a word and chooses a quick fix for it. */
  async quickFix(word: string, title: RegExp): Promise<void> {
    const menu = this.page.locator('.action-widget');
    const choice = menu.locator('.monaco-list-row').filter({ hasText: title }).first();
    await this.insist(async () => {
      await this.page.keyboard.press('Escape');
      await this.word(word).click(inFront);
      await this.page.keyboard.press('Control+.');
      await choice.waitFor({ timeout: 4000 });
      // The menu shields itself from the pointer until the pointer moves.
      await this.page.mouse.move(5, 5);
      await this.page.mouse.move(10, 10);
      await choice.click({ timeout: 4000 });
    }, `no quick fix ${title} on ${word}`);
  }

  /** Asks for completions at the cursor and takes the one with this label. */
  async complete(label: string): Promise<void> {
    const row = this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
    await this.insist(async () => {
      await this.page.keyboard.press('Control+Space');
      await row.waitFor({ timeout: 4000 });
      await row.click({ timeout: 4000 });
    }, `no completion ${label}`);
  }

  /** Puts the cursor into the first line. */
  async toText(): Promise<void> {
    await this.insist(() => this.lines().first().click(inFront), 'no line can be clicked');
  }

  /** Sets the cursor behind the last character of the file. */
  async toEnd(): Promise<void> {
    await this.toText();
    await this.page.keyboard.press('Control+End');
  }

  /** Saves; the file on disk changes a moment later. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
  }

  /** Chooses a command from the palette, by its title. */
  async run(title: string): Promise<void> {
    await this.insist(async () => {
      await this.page.keyboard.press('F1');
      await this.page.locator('.quick-input-widget input').first().fill(`>${title}`);
      await this.page
        .locator('.quick-input-widget .monaco-list-row')
        .first()
        .getByText(title)
        .first()
        .waitFor({ timeout: 4000 });
      await this.page.keyboard.press('Enter');
    }, `no command ${title}`);
  }

  /** Opens the side bar `container` and, in it, the view with this name; returns the frame in which the view shows its page. */
  async view(container: string, title: string, heading: string): Promise<Frame> {
    const header = this.page.locator('.sidebar .pane-header').filter({ hasText: title });
    if (!(await header.isVisible()))
      await this.page.locator('.activitybar').getByRole('tab', { name: container }).click();
    await header.waitFor();
    await this.expand(header, true);
    for (const other of await this.page.locator('.sidebar .pane-header').filter({ hasNotText: title }).all()) {
      await this.expand(other, false);
    }
    let found: Frame | undefined;
    await this.insist(async () => {
      for (const frame of this.page.frames()) {
        const shown = frame.getByRole('heading', { level: 1, name: heading, exact: true });
        if ((await shown.count().catch(() => 0)) > 0) found = frame;
      }
      if (!found) await this.page.locator('iframe.webview').first().waitFor({ timeout: 1000 });
      return found !== undefined;
    }, `no view shows the page “${heading}”`);
    return found as Frame;
  }

  private async expand(header: Locator, open: boolean): Promise<void> {
    if (((await header.getAttribute('aria-expanded')) === 'true') !== open) await header.click();
  }

  /** Drags the border of the side bar, so that a page has room. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (!box) throw new Error('there is no side bar');
    await this.page.mouse.move(box.x + box.width, 500);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width / 2, 500);
    await this.page.mouse.move(box.x + width, 500);
    await this.page.mouse.up();
    await this.page.mouse.move(900, 600);
  }

  /** Keeps a picture of the whole page among the test's results. */
  async screenshot(host: string, name: string): Promise<void> {
    const folder = join(results, host);
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** The same for every page that is open, for those who come when it is too late. */
  static async screenshotAll(host: string, name: string): Promise<void> {
    for (const [at, workbench] of [...opened].entries()) {
      await workbench.screenshot(host, `${name}-${at}`).catch(() => undefined);
    }
  }

  /** Repeats a step until it succeeds: it returns anything but false, and does not throw. */
  private async insist(step: () => Promise<unknown>, what: string): Promise<void> {
    const end = Date.now() + patience;
    let reason = '';
    while (Date.now() < end) {
      try {
        if ((await step()) !== false) return;
      } catch (error) {
        reason = String(error);
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`${what}: ${reason}`);
  }
}
