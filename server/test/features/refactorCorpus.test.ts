import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Dockerfile } from '../../src/dockerfile/dockerfile.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { refactorings } from '../../src/refactorings.ts';
import { Service } from '../../src/service.ts';
import { readTar } from '../dockerfile/tar.ts';
import { service } from '../harness.ts';

const archive = new URL('../../../../shared/corpus/dockerfiles.tar.gz', import.meta.url);

/** Every fortieth real file, without the corpus one of our own. */
function files(): string[] {
  if (!existsSync(archive))
    return ['FROM node\nRUN npm i a@1.2.3\nADD https://a.b/c-1.2.tgz /tmp/\nRUN tar xf /tmp/c-1.2.tgz\nCMD a\n'];
  const all = [...readTar(gunzipSync(readFileSync(archive))).values()];
  return all.filter((_, i) => i % 40 === 3).map((data) => data.toString());
}

/** What a parse must not lose: unknown keywords, scripts with mistakes, and heredocs and quotes that swallow the rest. */
function mistakes(file: Dockerfile): number {
  return file.instructions.filter((one) => !one.isKnown || (one.script?.errors.length ?? 0) > 0).length;
}

/** The instructions that a refactoring has no business with, as their keywords; FROM, ARG and RUN come and go. */
function others(file: Dockerfile): string {
  const kept = file.instructions.filter(
    (one) => !one.isAmong(['FROM', 'ARG', 'RUN', 'ENV', 'LABEL', 'USER', 'HEALTHCHECK']),
  );
  return kept.map(({ keyword }) => keyword).join(' ');
}

function isSound(before: Dockerfile, after: Dockerfile): boolean {
  return (
    mistakes(after) <= mistakes(before) &&
    after.stages.length >= before.stages.length &&
    others(after) === others(before)
  );
}

test('every refactoring leaves real files sound', () => {
  service().speak();
  const seen = new Map<string, number>();
  for (const text of files()) {
    const file = Service.parse(text);
    const step = Math.ceil(file.instructions.length / 12);
    for (let i = 0; i < file.instructions.length; i += step) {
      const one = file.instructions[i] as (typeof file.instructions)[number];
      const digit = /\d\.\d/.exec(one.raw)?.index ?? one.rest.start - one.start;
      const places = [
        [one.start + digit, one.start + digit],
        [one.start, one.end],
      ] as const;
      for (const { title, edits } of places.flatMap(([from, to]) => refactorings(file, file.range(from, to)))) {
        const after = Service.parse(applyEdits(file.source, edits));
        expect(isSound(file, after), `${title}\n${file.text}\n=>\n${after.text}`).toBe(true);
        const kind = title.split(' ').slice(0, 2).join(' ');
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }
    }
  }
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['Pin to', 'Extract into']));
});
