import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { docsBundle } from '../../scripts/build.mjs';
import { parseIgnoreFile } from '../src/context/ignorefile.ts';
import { Docs, type Locale } from '../src/docs/docs.ts';
import { applyEdits, compatibleFixes } from '../src/lint/fix.ts';
import type { Finding } from '../src/lint/lint.ts';
import type { RuleSetting } from '../src/lint/presets.ts';
import type { Fix } from '../src/lint/rule.ts';
import { type Inputs, Service } from '../src/service.ts';
import { mergeSettings, type PartialSettings } from '../src/settings.ts';

/** Everything that tests of rules and features share. Sources mark ranges with «…» and the cursor with <|>. */

/** The pages, read once for all tests of a process. */
export const bundles = { en: await docsBundle('en'), 'zh-cn': await docsBundle('zh-cn') };

export const homepage: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).homepage;

export function docsFor(locale: Locale = 'en'): Docs {
  return new Docs(locale, bundles[locale]);
}

/** A service on the real pages. A rule that throws fails the test. */
export function service(locale: Locale = 'en'): Service {
  return new Service(docsFor(locale), homepage, (rule, error) => {
    throw new Error(`${rule.id} threw: ${error instanceof Error ? error.stack : error}`);
  });
}

/** Takes the marks out of a source: its text, the offsets of «…» and of <|>. */
export function readMarks(marked: string): { text: string; ranges: [number, number][]; cursor: number } {
  let text = '';
  let cursor = -1;
  const ranges: [number, number][] = [];
  const open: number[] = [];
  for (let i = 0; i < marked.length; i++) {
    if (marked[i] === '«') open.push(text.length);
    else if (marked[i] === '»') ranges.push([open.pop() ?? 0, text.length]);
    else if (marked.startsWith('<|>', i)) {
      cursor = text.length;
      i += 2;
    } else text += marked[i];
  }
  ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { text, ranges, cursor };
}

/** Puts the marks of findings into a source. Findings of equal range share one pair of marks. */
export function mark(text: string, ranges: readonly (readonly [number, number])[]): string {
  const unique = [...new Map(ranges.map((range) => [range.join(), range])).values()];
  const marks = unique.flatMap(([start, end], i) => [
    { at: start, text: '«', order: start === end ? -1 : i },
    { at: end, text: '»', order: start === end ? 0 : -2 - i },
  ]);
  marks.sort((a, b) => b.at - a.at || b.order - a.order);
  let out = text;
  for (const { at, text: sign } of marks) out = out.slice(0, at) + sign + out.slice(at);
  return out;
}

interface Options {
  /** Options of the rule, or `{ preset }` entries by other settings. */
  readonly options?: Record<string, unknown>;
  readonly settings?: PartialSettings;
  /** The text of `.dockerignore`. */
  readonly ignoreFile?: string;
  readonly inputs?: Inputs;
}

function lintOne(rule: string, text: string, { options, settings, ignoreFile, inputs }: Options): Finding[] {
  const setting: RuleSetting = options ? { severity: 'on', ...options } : 'on';
  const merged = mergeSettings({ preset: 'none', ...settings, rules: { [rule]: setting, ...settings?.rules } });
  const given: Inputs = { ...inputs, ...(ignoreFile !== undefined && { ignoreFile: parseIgnoreFile(ignoreFile) }) };
  return service()
    .lint(Service.parse(text), merged, given)
    .filter((finding) => finding.rule.id === rule);
}

/**
 * Expects a rule to report exactly the marked ranges, and nothing where nothing is marked. Returns the findings, so
 * that a test can look at messages.
 */
export function expectFindings(rule: string, marked: string, options: Options = {}): Finding[] {
  const { text } = readMarks(marked);
  const { source } = Service.parse(text);
  const findings = lintOne(rule, text, options);
  const ranges = findings.map(({ range }) => [source.offsetAt(range.start), source.offsetAt(range.end)] as const);
  expect(mark(text, ranges)).toBe(marked);
  return findings;
}

/**
 * Expects the marked ranges to be reported and every first fix (or the one with a title, or of a kind) together to
 * give `fixed`; that the fixed text is not reported again by these fixes; and that the fixes are as safe as said.
 */
export function expectFix(
  rule: string,
  marked: string,
  fixed: string,
  options: Options & { readonly safe?: boolean; readonly title?: string } = {},
): void {
  const findings = expectFindings(rule, marked, options);
  const { text } = readMarks(marked);
  const pick = (finding: Finding): Fix | undefined =>
    finding.fixes?.find(({ title }) => options.title === undefined || title === options.title);
  const fixes = findings.flatMap((finding) => pick(finding) ?? []);
  expect(fixes.length, 'the rule offers no such fix').toBeGreaterThan(0);
  const { source } = Service.parse(text);
  const chosen = compatibleFixes(source, fixes);
  const result = applyEdits(
    source,
    chosen.flatMap(({ edits }) => edits),
  );
  expect(result).toBe(fixed);
  if (options.safe !== undefined) expect(fixes.every(({ safe }) => safe === options.safe)).toBe(true);
  const again = lintOne(rule, result, options).flatMap((finding) => pick(finding) ?? []);
  if (chosen.length === fixes.length) expect(again, 'fixing twice changes nothing more').toEqual([]);
}
