import { describe, expect, test } from 'vitest';
import { directiveNames, keywords } from '../../src/dockerfile/grammar.ts';
import { hoverAt } from './hovers.ts';

const detailed = [
  'FROM a\nRU<|>N ls',
  'FROM a\nCO<|>PY --link a /b',
  'FROM a\nRUN apt-g<|>et update',
  'FROM a\nUS<|>ER b',
];

describe('how much a hover says', () => {
  test.each(detailed)('%j: brief is within normal is within full', (marked) => {
    const [brief, normal, full] = (['brief', 'normal', 'full'] as const).map(
      (detail) => hoverAt(marked, { detail }).text,
    );
    expect(brief?.length).toBeLessThan(normal?.length ?? 0);
    expect(normal?.length).toBeLessThan(full?.length ?? 0);
    expect(brief).not.toContain('```');
    expect(normal).not.toContain('####');
  });

  test('first one sentence, then this file, then pitfalls, then the link', () => {
    const { text } = hoverAt('FROM a\nWORKDIR /x\nRU<|>N ls');
    const places = ['### RUN', 'Runs a command', 'In this file', 'Works in `/x`', 'Pitfalls', 'docs.docker.com'].map(
      (part) => text.indexOf(part),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test.each([...keywords, ...directiveNames])('%s: normal does not cover the code', (name) => {
    const isDirective = (directiveNames as readonly string[]).includes(name);
    const marked = isDirective
      ? `# ${name[0]}<|>${name.slice(1)}=x\nFROM a`
      : `FROM a\n${name[0]}<|>${name.slice(1)} a b\nRUN c\nRUN d`;
    for (const locale of ['en', 'zh-cn'] as const) {
      expect(linesOf(hoverAt(marked, { locale }).text)).toBeLessThanOrEqual(22);
      expect(linesOf(hoverAt(marked, { locale, detail: 'brief' }).text)).toBeLessThanOrEqual(9);
    }
  });
});

/** The lines of a text that have something on them. */
function linesOf(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}
