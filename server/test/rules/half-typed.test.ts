import { describe, expect, test } from 'vitest';
import { Service } from '../../src/service.ts';
import { mergeSettings } from '../../src/settings.ts';
import { service } from '../harness.ts';

const above = 'ARG A=1\nFROM alpine:3.22 AS base\nENV B="x y"\n';
const below = 'RUN <<EOF\nset -e\necho a\nEOF\nCOPY --from=nginx:1.29 /a /b\nHEALTHCHECK CMD ["true"]\nCMD ["sh"]\n';
const mentor = service();
const settings = mergeSettings({ preset: 'recommended' });

const lines = [
  'COPY --from=build --chown=1 ["a", "b"]',
  "RUN --mount=type=cache,target='/a' [ -f /a ] && echo \"it's\"",
  'ENV A="one two" B=\'three\' C=four',
  'HEALTHCHECK --interval=30s --retries=3 CMD curl -f http://x',
  'ONBUILD RUN <<X',
  'SHELL ["/bin/bash", "-c"]',
  'FROM --platform=linux/amd64 alpine:3.22 AS next',
  'LABEL a.b="c d" e=f',
  'VOLUME ["/data"]',
];

/** What is said of the lines above and below a line, counted as if it were not there. */
function elsewhere(line: string): string[] {
  const text = line === '' ? above + below : `${above}${line}\n${below}`;
  const at = above.split('\n').length - 1;
  return mentor
    .lint(Service.parse(text), settings)
    .filter(({ severity, range }) => severity === 'error' && (line === '' || range.start.line !== at))
    .map(
      ({ rule, range }) =>
        `${rule.id} ${range.start.line > at && line !== '' ? range.start.line - 1 : range.start.line}`,
    );
}

describe('a line that is being typed changes no error of other lines', () => {
  const before = elsewhere('');

  test.each(lines)('%s', (line) => {
    for (let length = 1; length <= line.length; length++) {
      expect(elsewhere(line.slice(0, length)), line.slice(0, length)).toEqual(before);
    }
  });
});
