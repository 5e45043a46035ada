import { describe, expect, test } from 'vitest';
import { legend, semanticTokens, tokenEdits } from '../../src/features/semanticTokens.ts';
import { Service } from '../../src/service.ts';

/** Each token as `text type.modifier`. */
function tokens(text: string, data = semanticTokens(Service.parse(text))): string[] {
  const { source } = Service.parse(text);
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
    character = lines > 0 ? characters : character + characters;
    line += lines;
    const at = source.offsetAt({ line, character });
    const modifiers = legend.tokenModifiers.filter((_, bit) => bits & (1 << bit));
    found.push(`${text.slice(at, at + length)} ${[legend.tokenTypes[type], ...modifiers].join('.')}`);
  }
  return found;
}

describe('semantic tokens', () => {
  test('stages, variables, commands, paths', () => {
    expect(
      tokens(
        `ARG V=22
FROM node:\${V:-20} AS build
ENV A=$NOWHERE P=/x:$PATH
ARG TARGETARCH
RUN --mount=type=cache,target=/$A npm ci && echo $A $HOME
FROM scratch
COPY --from=build /app/$A b/c ./
CMD ["node", "x"]
`,
      ),
    ).toEqual([
      'V variable.declaration.readonly',
      'V variable.readonly',
      ':- operator',
      'build class.declaration',
      'A variable.declaration',
      'NOWHERE variable.undefined',
      'P variable.declaration',
      'PATH variable',
      'TARGETARCH variable.declaration.readonly.defaultLibrary',
      'A variable',
      'npm function',
      'echo function',
      'A variable',
      'HOME variable',
      'build class',
      '/app/ path',
      'A variable.undefined',
      'b/c path',
      './ path',
      'node function',
    ]);
  });

  test('what has no effect, what is deprecated', () => {
    expect(
      tokens('FROM a AS x\nRUN y\nFROM scratch\nMAINTAINER me\nENV A b\nLABEL c d\nCMD a \\\n  b\nCMD c\n'),
    ).toEqual([
      'FROM keyword.unused',
      'x class.declaration.unused',
      'RUN keyword.unused',
      'y function',
      'MAINTAINER keyword.deprecated',
      'A variable.declaration.deprecated',
      'c property.deprecated',
      'CMD a \\ comment.unused',
      'b comment.unused',
      'c function',
    ]);
  });

  test('of a range, and as a difference', () => {
    const text = 'FROM a AS x\nRUN y\nRUN z\n';
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
    expect(tokens(text, semanticTokens(Service.parse(text), range))).toEqual(['y function']);
    const [before, after] = [text, text.replace('y', 'yy')].map((one) => semanticTokens(Service.parse(one))) as [
      number[],
      number[],
    ];
    const edits = tokenEdits(before, after);
    expect(edits).toHaveLength(1);
    for (const { start, deleteCount, data = [] } of edits) before.splice(start, deleteCount, ...data);
    expect(before).toEqual(after);
    expect(tokenEdits(after, after)).toEqual([]);
  });
});
