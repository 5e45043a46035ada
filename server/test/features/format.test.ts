import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { FormatOptions } from '../../src/format/options.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { Service } from '../../src/service.ts';
import { mergeSettings } from '../../src/settings.ts';
import { readTar } from '../dockerfile/tar.ts';
import { readMarks, service } from '../harness.ts';
import { meaning } from './meaning.ts';

function format(text: string, options: Partial<FormatOptions> = {}): string {
  const file = Service.parse(text);
  return applyEdits(file.source, service().format(file, mergeSettings({ format: options })));
}

/** Expects a result that is not formatted any further. */
function expectFormat(text: string, expected: string, options: Partial<FormatOptions> = {}): void {
  expect(format(text, options)).toBe(expected);
  expect(format(expected, options)).toBe(expected);
}

const cases: [title: string, text: string, expected: string][] = [
  [
    'keywords, AS and the types of HEALTHCHECK',
    'from a:1 as b\nhealthcheck none\nonbuild healthcheck cmd a\n',
    'FROM a:1 AS b\nHEALTHCHECK NONE\nONBUILD HEALTHCHECK CMD a\n',
  ],
  ['one blank around flags and words', ' COPY   --from=a \t --link  x   y/ \n', 'COPY --from=a --link x y/\n'],
  [
    'JSON arrays',
    'CMD  [ "a" ,"b  c" ]\nHEALTHCHECK CMD ["x","y"]\nVOLUME [ ]\n',
    'CMD ["a", "b  c"]\nHEALTHCHECK CMD ["x", "y"]\nVOLUME []\n',
  ],
  ['blanks at ends of lines, the end of the file', 'FROM a:1 \n\t\n  # b \nRUN c\t\n\n\n', 'FROM a:1\n\n# b\nRUN c\n'],
  ['a final line end', 'FROM a:1', 'FROM a:1\n'],
  [
    'mixed line ends become those of the first line',
    'FROM a:1\r\nRUN b \\\n  c\n',
    'FROM a:1\r\nRUN b \\\r\n    c\r\n',
  ],
  [
    'legacy pairs',
    'ENV  a  b\nLABEL c d "e"\nENV p $q/r\nONBUILD ENV a b c\n',
    'ENV a=b\nLABEL c="d e"\nENV p=$q/r\nONBUILD ENV a="b c"\n',
  ],
  [
    'nested lines stay nested',
    'RUN a && \\\n  b \\\n    c \\\n  && d\n',
    'RUN a && \\\n    b \\\n        c \\\n    && d\n',
  ],
  [
    'aligned columns keep their shape',
    'RUN a \\\n  b \\\n    c \\\n     d\n',
    'RUN a \\\n    b \\\n      c \\\n       d\n',
  ],
  [
    'comments stand like the line below',
    'RUN a \\\n# b\n\\\n  c \\\n  # d\n\n',
    'RUN a \\\n    # b\n    \\\n    c \\\n  # d\n\n',
  ],
  [
    'a closing bracket at the margin stays',
    'CMD [ \\\n  "a", \\\n  "b"\\\n]\n',
    'CMD [ \\\n    "a", \\\n    "b" \\\n]\n',
  ],
  ['strings keep their blanks', 'RUN echo "a   \\\n  b" \\\n  c\n', 'RUN echo "a   \\\n  b" \\\n    c\n'],
  ['words keep together', 'RUN a\\\nb   \\\nc &&\\\ne\n', 'RUN a\\\nb \\\n    c && \\\n    e\n'],
  [
    'substitutions hold scripts',
    'RUN a="$(b \\\n  c "d  \\\n  e")" \\\n  f\n',
    'RUN a="$(b \\\n    c "d  \\\n  e")" \\\n    f\n',
  ],
  ['a legacy value is one text', 'ENV a b \\\n  c\n', 'ENV a="b \\\n  c"\n'],
  [
    'heredocs stay',
    'run   cat <<EOF  >x && \\\n  y\n  a \t\r\nEOF\n \n',
    'RUN cat <<EOF  >x && \\\n    y\n  a \t\r\nEOF\n',
  ],
  [
    'the other escape character',
    '# escape=`\nFROM a:1\nSHELL ["sh", "-c"]\nRUN a`\n  b\\\nCOPY C:\\ D:\\\n',
    '# escape=`\nFROM a:1\nSHELL ["sh", "-c"]\nRUN a `\n    b\\\nCOPY C:\\ D:\\\n',
  ],
  [
    'PowerShell',
    "FROM a:1\nSHELL [\"powershell\"]\nRUN a; \\\n b 'c' \\\n   | d\nRUN a 'b \\\n c'; \\\n d\n",
    "FROM a:1\nSHELL [\"powershell\"]\nRUN a; \\\n    b 'c' \\\n        | d\nRUN a 'b \\\n c'; \\\n d\n",
  ],
  [
    'cmd',
    '# escape=`\nFROM a:1\nRUN a && `\n  b\nRUN a `\n  b\n',
    '# escape=`\nFROM a:1\nRUN a && `\n    b\nRUN a `\n  b\n',
  ],
  [
    'half-typed instructions stay',
    'FROM a:1\n  RNU  a \\\n b\nCMD [ "a" , ]\nRUN  a "b \\\n c\nRUN <<E  \n x \n\n',
    'FROM a:1\n  RNU  a \\\n b\nCMD [ "a" , ]\nRUN a "b \\\n c\nRUN <<E  \n x \n\n',
  ],
  [
    'off and on',
    'FROM  a:1\n# dockerfile-mentor format off\nrun   a \\\n b \n# dockerfile-mentor format on: tables end\nrun  c\n',
    'FROM a:1\n# dockerfile-mentor format off\nrun   a \\\n b \n# dockerfile-mentor format on: tables end\nRUN c\n',
  ],
  [
    'off inside an instruction',
    'RUN a \\\n  b \\\n  # dockerfile-mentor format off\n c   \\\n   d\n',
    'RUN a \\\n    b \\\n  # dockerfile-mentor format off\n c   \\\n   d\n',
  ],
];

describe('documents', () => {
  test.each(cases)('%s', (_title, text, expected) => expectFormat(text, expected));

  test('keep keeps', () => {
    const text = 'from  a:1 \nENV a b\nRUN  b \\\n      c\r\n\n\n';
    const keep = { keywordCase: 'keep', indent: 'keep', spaces: 'keep', keyValue: 'keep', lineEnd: 'keep' } as const;
    expectFormat(text, text, keep);
    expectFormat('RUN a\\\n b\n', 'run a \\\n\tb\n', { keywordCase: 'lower', indent: 'tab' });
    expectFormat('FROM a:1\nRUN b\r\n', 'FROM a:1\r\nRUN b\r\n', { lineEnd: 'crlf' });
    expectFormat('FROM a:1 \r\nRUN b\n', 'FROM a:1\nRUN b\n', { lineEnd: 'lf' });
  });

  test('edits are as small as can be', () => {
    const file = Service.parse('FROM a:1\nRUN a \\\n  b\n');
    expect(service().format(file, mergeSettings({}))).toEqual([
      { range: { start: { line: 2, character: 2 }, end: { line: 2, character: 2 } }, newText: '  ' },
    ]);
  });
});

describe('what is asked for', () => {
  test('wrapping at && of lines that are too long', () => {
    const long = 'RUN aaaaaaaaaaaaaaaaaaa && bbbbbbbbbbbbb && (ccccc && ddddd) || eeeeeeeeee\n';
    const parted = 'RUN aaaaaaaaaaaaaaaaaaa \\\n    && bbbbbbbbbbbbb \\\n    && (ccccc && ddddd) || eeeeeeeeee\n';
    expectFormat(long, parted, { wrap: 60 });
    expectFormat(long, long, { wrap: 100 });
    const trailing = 'RUN a && \\\n  bbbbbbbbbbbbbbbbbbbbbbb && ccccccccccccccccccccccccc\n';
    expectFormat(trailing, 'RUN a && \\\n    bbbbbbbbbbbbbbbbbbbbbbb && \\\n    ccccccccccccccccccccccccc\n', {
      wrap: 40,
    });
  });

  test('packages in order, parted by flags, variables and comments', () => {
    const text = 'RUN apt-get install -y git $X \\\n  zip\\\n  curl=8.* \\\n  # why\n  b a && apk add -t .b z y\n';
    const sorted =
      'RUN apt-get install -y git $X \\\n    curl=8.* \\\n    zip \\\n    # why\n    a b && apk add -t .b y z\n';
    expectFormat(text, sorted, { packages: 'sort' });
  });
});

describe('parts', () => {
  test('a range: whole lines, nothing outside', () => {
    const { text, ranges } = readMarks('from a:1\nru«n  b \\\n » c\nrun  d\n');
    const file = Service.parse(text);
    const [start, end] = ranges[0] as [number, number];
    const edits = service().format(file, mergeSettings({}), file.range(start, end));
    expect(applyEdits(file.source, edits)).toBe('from a:1\nRUN b \\\n    c\nrun  d\n');
  });

  test('lines out of the middle of an instruction stand as they did beside those that stay', () => {
    const { text, ranges } = readMarks('run a   \\\n  b   \\\n«    c   \\\n  d   \\\n»  e\n');
    const file = Service.parse(text);
    const [start, end] = ranges[0] as [number, number];
    const edits = service().format(file, mergeSettings({}), file.range(start, end));
    expect(applyEdits(file.source, edits)).toBe('run a   \\\n  b   \\\n    c \\\n  d \\\n  e\n');
  });

  test('the line below a range that ends with its line end stays', () => {
    const file = Service.parse('RUN a \\\n\n  b\n');
    const edits = service().format(file, mergeSettings({}), file.range(7, 7));
    expect(edits).toEqual([]);
  });

  const typed: [title: string, character: string, marked: string, expected: string][] = [
    ['Enter formats the lines above and indents the first continued one', '\n', 'run  a \\\n<|>', 'RUN a \\\n    '],
    ['Enter leaves what is below', '\n', 'FROM  a:1  \n<|>\nrun  b\n', 'FROM a:1\n\nrun  b\n'],
    ['Enter behind an instruction goes to the margin', '\n', 'RUN a \\\n    b\n    <|>\n', 'RUN a \\\n    b\n\n'],
    ['Enter in a heredoc changes nothing there', '\n', 'RUN <<EOF\n  a  \n  <|>\nEOF\n', 'RUN <<EOF\n  a  \n  \nEOF\n'],
    ['the escape character: one blank before it', '\\', 'run  a   \\<|>\n', 'RUN a \\\n'],
    ['the escape character inside a word is none', '\\', 'RUN a\\<|>\n  b\n', 'RUN a\\\n  b\n'],
    ['nor in the middle of a line', '\\', 'run  a \\<|> b\n', 'run  a \\ b\n'],
    ['nor the other one', '`', 'run  a `<|>\n', 'run  a `\n'],
  ];
  test.each(typed)('%s', (_title, character, marked, expected) => {
    const { text, cursor } = readMarks(marked);
    const file = Service.parse(text);
    const edits = service().formatOnType(file, file.source.positionAt(cursor), character, mergeSettings({}));
    expect(applyEdits(file.source, edits)).toBe(expected);
  });
});

const docs = new URL('../../../docs/en/', import.meta.url);
const examples = new URL('../../../examples/', import.meta.url);

/** Every Dockerfile that we show, but for those that show what is wrong. */
function* shown(): Generator<[name: string, text: string]> {
  for (const page of readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))) {
    const text = readFileSync(new URL(page.replaceAll('\\', '/'), docs), 'utf8').replace(
      /^## Bad$[\s\S]*?(?=^## )/m,
      '',
    );
    for (const [, fence = ''] of text.matchAll(/^```dockerfile\n([\s\S]*?)^```/gm)) yield [page, fence];
  }
  for (const example of readdirSync(examples).filter((name) => !name.includes('.') && name !== 'bad-syntax')) {
    yield [example, readFileSync(new URL(`${example}/Dockerfile`, examples), 'utf8')];
  }
}

test('what our pages and examples show is formatted', () => {
  const changed = [...shown()].filter(([, text]) => format(text) !== text).map(([name, text]) => [name, format(text)]);
  expect(changed).toEqual([]);
});

const archive = new URL('../../../../shared/corpus/dockerfiles.tar.gz', import.meta.url);

interface Shape {
  readonly title: string;
  readonly change: (text: string) => string;
  readonly options?: Partial<FormatOptions>;
}

/** Other shapes of real files: what editors, other systems and half a file make of them. */
const shapes: Shape[] = [
  { title: 'as they are', change: (text) => text },
  { title: 'with CRLF and a byte order mark', change: (text) => `\uFEFF${text.replace(/\r?\n/g, '\r\n')}` },
  { title: 'with backticks', change: (text) => `# escape=\`\n${text.replace(/\\([ \t]*)$/gm, '`$1')}` },
  { title: 'cut off', change: (text) => text.slice(0, text.length * 0.6) },
  {
    title: 'stretched, wrapped',
    change: (text) => text.replace(/^([ \t]+)/gm, '$1$1').replace(/ \\$/gm, '  \\ '),
    options: { wrap: 80, indent: 2 },
  },
  {
    title: 'without blanks before continuations',
    change: (text) => text.replace(/[ \t]+\\$/gm, '\\'),
    options: { indent: 'tab' },
  },
];

describe.runIf(existsSync(archive))('real files mean the same, and twice is once (needs ../shared/corpus)', () => {
  const files = existsSync(archive) ? [...readTar(gunzipSync(readFileSync(archive)))] : [];
  test.each(shapes)('$title', ({ title, change, options }) => {
    const nth = shapes.findIndex((shape) => shape.title === title);
    const sample = files.filter(([name], at) => name.endsWith('.Dockerfile') && at % 60 === nth);
    expect(sample.length).toBeGreaterThan(20);
    for (const [name, data] of sample) {
      const text = change(data.toString());
      const after = format(text, options);
      expect(format(after, options), name).toBe(after);
      expect(JSON.stringify(meaning(Service.parse(after))), name).toBe(JSON.stringify(meaning(Service.parse(text))));
    }
  });

  test('parts of them: nothing changes outside, and twice is once', () => {
    const sample = files.filter(([name], at) => name.endsWith('.Dockerfile') && at % 20 === 7);
    for (const [name, data] of sample) {
      const file = Service.parse(data.toString());
      const { source } = file;
      const first = Math.floor(source.lineCount / 3);
      const range = source.range(source.lineStart(first), source.lineEnd(first + 4));
      const edits = service().format(file, mergeSettings({}), range);
      expect(edits.every((edit) => edit.range.start.line >= first && edit.range.end.line <= first + 5)).toBe(true);
      const after = Service.parse(applyEdits(source, edits));
      expect(JSON.stringify(meaning(after)), name).toBe(JSON.stringify(meaning(file)));
      const grown = after.source.range(after.source.lineStart(first), after.source.lineEnd(first + 4));
      expect(service().format(after, mergeSettings({}), grown), name).toEqual([]);
    }
  });
});
