import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Dockerfile } from '../../src/dockerfile/dockerfile.ts';
import { namesOf } from '../../src/dockerfile/names.ts';
import { prepareCallHierarchy } from '../../src/features/callHierarchy.ts';
import { definition } from '../../src/features/definition.ts';
import { folding } from '../../src/features/folding.ts';
import { documentLinks } from '../../src/features/links.ts';
import { outline } from '../../src/features/outline.ts';
import { highlights, references } from '../../src/features/references.ts';
import { prepareRename, rename } from '../../src/features/rename.ts';
import { selectionRanges } from '../../src/features/selection.ts';
import { semanticTokens } from '../../src/features/semanticTokens.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { refactorings } from '../../src/refactorings.ts';
import { Service } from '../../src/service.ts';
import { readTar } from '../dockerfile/tar.ts';

const archive = new URL('../../../../shared/corpus/dockerfiles.tar.gz', import.meta.url);

/** Every sixtieth real file, without the corpus a few of our own. */
function files(): string[] {
  if (!existsSync(archive))
    return ['ARG A=1\nFROM x:$A AS b\nARG A\nRUN echo $A <<E\n$A\nE\nFROM b\nCOPY --from=b x y\n'];
  const all = [...readTar(gunzipSync(readFileSync(archive))).values()];
  return all.filter((_, i) => i % 60 === 7).map((data) => data.toString());
}

test('every request answers anywhere in real files', () => {
  for (const text of files()) {
    const file = Service.parse(text);
    outline(file);
    folding(file);
    documentLinks(file);
    expect(semanticTokens(file).every((number) => number >= 0)).toBe(true);
    for (let offset = 0; offset <= text.length; offset += Math.ceil(text.length / 60)) {
      const position = file.source.positionAt(offset);
      definition(file, position);
      references(file, position, true);
      highlights(file, position);
      prepareRename(file, position);
      selectionRanges(file, [position]);
      prepareCallHierarchy(file, position, 'file:///w/Dockerfile');
    }
  }
});

function renamed(file: Dockerfile, offset: number, newName: string): string | undefined {
  const result = rename(file, file.source.positionAt(offset), newName);
  return result && 'edits' in result ? applyEdits(file.source, result.edits) : undefined;
}

test('what is renamed and renamed back is what it was', () => {
  let count = 0;
  for (const text of files()) {
    const file = Service.parse(text);
    for (const { text: name, occurrences } of namesOf(file).all) {
      const [first] = occurrences;
      const isSpelledAlike = occurrences.every(({ span, isIndirect }) => isIndirect || span.raw === name);
      if (!first || !isSpelledAlike || name === '') continue;
      const there = renamed(file, first.span.start, 'renamed_name');
      if (there === undefined || there === text) continue;
      count++;
      const after = Service.parse(there);
      expect(after.instructions.map(({ keyword }) => keyword)).toEqual(file.instructions.map(({ keyword }) => keyword));
      expect(after.stages.map(({ base }) => base?.index)).toEqual(file.stages.map(({ base }) => base?.index));
      // Back through the place that `renamed_name` has now: only names before it on its line move it.
      const back = namesOf(after).all.find((one) => one.text === 'renamed_name')?.occurrences[0];
      if (/^[A-Za-z_][\w.-]*$/.test(name) && back) {
        expect([text, undefined]).toContain(renamed(after, back.span.start, name));
      }
    }
  }
  expect(count).toBeGreaterThan(0);
});

test('a refactored file has the stages and variables that it had', () => {
  let count = 0;
  for (const text of files()) {
    const file = Service.parse(text);
    for (const { start } of file.instructions) {
      const at = file.source.positionAt(start);
      for (const { title, edits } of refactorings(file, { start: at, end: at })) {
        // That one adds a stage.
        if (title.startsWith('Download in')) continue;
        const after = Service.parse(applyEdits(file.source, edits));
        expect(
          after.stages.map(({ base }) => base?.index),
          title,
        ).toEqual(file.stages.map(({ base }) => base?.index));
        expect(
          after.instructions.every(({ isKnown }, i) => isKnown || !file.instructions[i]?.isKnown),
          title,
        ).toBe(true);
        count++;
      }
    }
  }
  expect(count).toBeGreaterThan(0);
});
