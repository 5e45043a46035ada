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
  'FROM a\nENV A  \\\n   b\nLABEL c   d\n',
  'FROM a\nRUN "\nHEALTHCHECK\nONBUILD\nONBUILD ONBUILD RUN x\nCOPY\nEXPOSE /\nUSER :\nLABEL =\n',
];

/** Every place of short texts, fewer of long ones. */
function* places(text: string): Generator<number> {
  for (let offset = 0; offset <= text.length; offset += text.length > 200 ? 17 : 3) yield offset;
}

test.each(['en', 'zh-cn'] as const)(
  'a hover at any place never throws, and is about that place: %s',
  (locale) => {
    const mentor = service(locale);
    const settings = mergeSettings({});
    const wrong: string[] = [];
    let seen = 0;
    for (const text of texts) {
      const file = Service.parse(text);
      for (const offset of places(text)) {
        const position = file.source.positionAt(offset);
        const hover = mentor.hover(file, position, settings);
        if (!hover?.range) continue;
        seen++;
        const at = file.source.offsetAt(position);
        const [start, end] = [file.source.offsetAt(hover.range.start), file.source.offsetAt(hover.range.end)];
        const { value } = hover.contents as { value: string };
        if (start > at || end < at) wrong.push(`${at} is not in ${start}-${end} of ${text}`);
        if (/undefined|\[object/.test(value)) wrong.push(value);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(1_000);
  },
  20_000,
);

test('the same names are explained in both languages', () => {
  const [english, chinese] = [docsFor('en'), docsFor('zh-cn')];
  for (const path of english.paths.filter((one) => /^(?:commands|values)\//.test(one))) {
    const names = [english, chinese].map((docs) => [...explainedNames(docs.page(path)?.markdown ?? '').keys()]);
    expect(names[1], path).toEqual(names[0]);
  }
});

test('every example of a command lints clean', () => {
  const mentor = service();
  const settings = mergeSettings({});
  for (const path of docsFor().paths.filter((one) => one.startsWith('commands/'))) {
    for (const [, code] of (docsFor().page(path)?.markdown ?? '').matchAll(/^```dockerfile\n([\s\S]*?)^```/gm)) {
      expect(
        mentor.lint(Service.parse(code ?? ''), settings).map(({ message }) => message),
        path,
      ).toEqual([]);
    }
  }
});
