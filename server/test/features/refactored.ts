import { applyEdits } from '../../src/lint/fix.ts';
import type { Refactoring } from '../../src/lint/refactoring.ts';
import { refactorings } from '../../src/refactorings.ts';
import { Service } from '../../src/service.ts';
import { readMarks, service } from '../harness.ts';

/** What is offered at the cursor of a marked source, or for what stands in its first marks. */
function offered(marked: string): { readonly text: string; readonly found: readonly Refactoring[] } {
  service().speak();
  const { text, cursor, ranges } = readMarks(marked);
  const file = Service.parse(text);
  const [from, to] = ranges[0] ?? [cursor, cursor];
  return { text, found: refactorings(file, file.range(from, to)) };
}

/** The titles that begin so. */
export function titles(begin: string, marked: string): string[] {
  return offered(marked).found.flatMap(({ title }) => (title.startsWith(begin) ? [title] : []));
}

/** The text after the refactoring whose title begins so; undefined where it is not offered. */
export function refactored(begin: string, marked: string): string | undefined {
  const { text, found } = offered(marked);
  const one = found.find(({ title }) => title.startsWith(begin));
  return one && applyEdits(Service.parse(text).source, one.edits);
}
