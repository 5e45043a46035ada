import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explainedNames } from '../../src/docs/docs.ts';
import { Service } from '../../src/service.ts';
import { mergeSettings } from '../../src/settings.ts';
import { docsFor, service } from '../harness.ts';

const examples = new URL('../../../examples/', import.meta.url);
const texts = [
  ...readdirSync(examples, { recursive: true, encoding: 'utf8' })
    .filter((path) => /dockerfile/i.test(path) && !/\.dockerignore$|\.md$/.test(path))
    .map((path) => readFileSync(new URL(path, examples), 'utf8')),
  ...docsFor()
    .paths.filter((path) => /^(?:commands|instructions)\//.test(path))
    .flatMap((path) =>
      [...(docsFor().page(path)?.markdown ?? '').matchAll(/^```dockerfile\n([\s\S]*?)^```/gm)].map(
        ([, code]) => code ?? '',
      ),
    ),
  '# syntax=\n# escape=`\nFROM `\nCOPY C:\\x `\n y\n',
  'ENV A+B(=1 $A+B(\nFROM a\nARG A+B(=1\nENV [x=${[x}\nRUN <<A <<B\n',
  'FROM a\nRUN "\nHEALTHCHECK\nONBUILD\nONBUILD ONBUILD RUN x\nCOPY\nEXPOSE /\nUSER :\nLABEL =\n',
];

test.each(['en', 'zh-cn'] as const)('a hover at any place never throws, and is about that place: %s', (locale) => {
  const mentor = service(locale);
  const settings = mergeSettings({});
  let seen = 0;
  for (const text of texts) {
    const file = Service.parse(text);
    // Each place of short texts, fewer of long ones.
    const step = text.length > 200 ? 13 : 2;
    for (let offset = 0; offset <= text.length; offset += step) {
      const position = file.source.positionAt(offset);
      const hover = mentor.hover(file, position, settings);
      if (!hover?.range) continue;
      seen++;
      const at = file.source.offsetAt(position);
      expect(file.source.offsetAt(hover.range.start)).toBeLessThanOrEqual(at);
      expect(file.source.offsetAt(hover.range.end)).toBeGreaterThanOrEqual(at);
      const { value } = hover.contents as { value: string };
      expect(value).not.toMatch(/undefined|\[object|\{\w+\}\.|``(?!`)\./);
    }
  }
  expect(seen).toBeGreaterThan(1_000);
});

test('the same names are explained in both languages', () => {
  const [english, chinese] = [docsFor('en'), docsFor('zh-cn')];
  for (const path of english.paths.filter((one) => /^(?:commands|values)\//.test(one))) {
    const names = [english, chinese].map((docs) => [...explainedNames(docs.page(path)?.markdown ?? '').keys()]);
    expect(names[1], path).toEqual(names[0]);
  }
});

test('every example of a command lints clean', () => {
  const settings = mergeSettings({});
  for (const path of docsFor().paths.filter((one) => one.startsWith('commands/'))) {
    for (const [, code] of (docsFor().page(path)?.markdown ?? '').matchAll(/^```dockerfile\n([\s\S]*?)^```/gm)) {
      expect(
        service()
          .lint(Service.parse(code ?? ''), settings)
          .map(({ message }) => message),
        path,
      ).toEqual([]);
    }
  }
});
