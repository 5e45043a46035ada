import { describe, expect, test } from 'vitest';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-types';
import { folding } from '../../src/features/folding.ts';
import { outline } from '../../src/features/outline.ts';
import { selectionRanges } from '../../src/features/selection.ts';
import { Service } from '../../src/service.ts';
import { readMarks } from '../harness.ts';

describe('outline', () => {
  const lines = (symbols: readonly DocumentSymbol[], indent = ''): string[] =>
    symbols.flatMap(({ name, detail, children }) => [
      `${indent}${name}${detail ? ` (${detail})` : ''}`,
      ...lines(children ?? [], `${indent}  `),
    ]);

  test('says what is there', () => {
    const text = `# syntax=docker/dockerfile:1
ARG NODE_VERSION=20
FROM node:\${NODE_VERSION} AS build
ENV A=1 B="two words"
LABEL a=b
MAINTAINER me
COPY --from=x --link dist src /app/
COPY <<EOF /etc/x
text
EOF
RUN --mount=type=cache,target=/c apt-get update \\
 && apt-get install x
RUN <<'S'
#!/bin/bash
set -e
make
cat <<T >x
t
T
S
CMD ["a", "b c"]
CMD c
FROM scratch
ONBUILD COPY . /app
HEALTHCHECK CMD curl localhost
EXPOSE 80 443/udp
`;
    expect(lines(outline(Service.parse(text)))).toEqual([
      'ARG NODE_VERSION = 20',
      'build (FROM node:${NODE_VERSION})',
      '  ENV A = 1',
      '  ENV B = "two words"',
      '  LABEL a = b',
      '  MAINTAINER me',
      '  COPY x:dist, x:src → /app/',
      '  COPY <<EOF → /etc/x',
      '    EOF',
      '  RUN apt-get update && apt-get install x',
      '  RUN make',
      '    S',
      '      T',
      '  CMD a b c (×)',
      '  CMD c',
      'scratch',
      '  ONBUILD COPY . → /app',
      '  HEALTHCHECK CMD curl localhost',
      '  EXPOSE 80 443/udp',
    ]);
  });
});

describe('folding', () => {
  const folds = (text: string): string[] =>
    folding(Service.parse(text)).map(
      ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`,
    );

  test('stages, instructions, heredocs, comments, regions', () => {
    expect(folds('# a\n# b\nFROM a\nRUN x \\\n  y\n\n# c\nFROM b\nRUN z\n')).toEqual([
      '0-1 comment',
      '2-4',
      '3-4',
      '7-8',
    ]);
    expect(folds('FROM a\nCOPY <<A <<B /\na\nA\nb\nB\n')).toEqual(['0-5', '1-5', '1-3', '3-5']);
    expect(folds('FROM a\nRUN <<A\nif b; then\n  c <<-"B"\n\td\n\tB\nfi\nA\n')).toEqual(['0-7', '1-7', '3-5']);
    expect(folds('# #region x\nARG A\n#region y\nARG B\n# endregion\n#endregion\n')).toEqual([
      '0-5 region',
      '2-4 region',
    ]);
  });
});

test('selections grow from the word to the file', () => {
  const { text, cursor } = readMarks('ARG A\nFROM a\nRUN x && ec<|>ho b\n');
  const file = Service.parse(text);
  const grown: string[] = [];
  for (
    let selection: SelectionRange | undefined = selectionRanges(file, [file.source.positionAt(cursor)])[0];
    selection;
    selection = selection.parent
  ) {
    const { start, end } = selection.range;
    grown.push(text.slice(file.source.offsetAt(start), file.source.offsetAt(end)));
  }
  expect(grown).toEqual(['echo', 'echo b', 'x && echo b', 'RUN x && echo b', 'FROM a\nRUN x && echo b', text]);
});
