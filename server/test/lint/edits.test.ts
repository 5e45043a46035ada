import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Instruction } from '../../src/dockerfile/dockerfile.ts';
import type { Checked } from '../../src/lint/lint.ts';
import { defaultOptions } from '../../src/lint/presets.ts';
import type { AnyRule, Problem } from '../../src/lint/rule.ts';
import { isStandAlone, staysInside } from '../../src/lint/unchanged.ts';
import { rules } from '../../src/rules/index.ts';
import { Service } from '../../src/service.ts';
import { mergeSettings } from '../../src/settings.ts';
import { docsFor, service } from '../harness.ts';

/** After an edit most findings are kept: these tests say that nobody can tell. */

const mentor = service();
const everything = mergeSettings({ preset: 'all' });
const docs = docsFor();

/** Every example of every rule's page. */
const examples = docs.paths
  .filter((path) => path.startsWith('rules/'))
  .flatMap((path) => [...(docs.page(path)?.markdown ?? '').matchAll(/^```dockerfile\n([\s\S]*?)^```/gm)])
  .map(([, code]) => code ?? '');

/** All instructions of the examples, with their lines. */
const pieces = examples.flatMap((text) => {
  const { instructions, source } = Service.parse(text);
  return instructions.map(({ line }) =>
    source.text.slice(source.lineStart(line.firstLine), source.lineStart(line.lastLine + 1)),
  );
});

function described(problem: Problem): string {
  const { range, message, fixes, tags, related } = problem;
  return JSON.stringify([range, message, fixes, tags, related]);
}

describe('a rule with perInstruction', () => {
  afterEach(() => vi.restoreAllMocks());

  /** Every example in the last stage of another one. */
  const texts = examples.map((text, i) => {
    const other = examples[(i * 37 + 11) % examples.length] as string;
    return `${other}\n${text.replace(/^(?:#.*\n)*FROM .*\n/, '')}`;
  });
  const local = rules.filter((rule) => rule.perInstruction);

  test('says of one instruction what it says of it among all others, and looks at no other outside the frame', () => {
    let focus: Instruction | undefined;
    let reader = '';
    const read = new Set<string>();
    for (const name of ['args', 'flags', 'json', 'mounts', 'pairs', 'raw', 'rest', 'script', 'variables'] as const) {
      watch(name, (one) => {
        if (focus && one.index !== focus.index && isStandAlone(one)) read.add(`${reader} reads ${name}`);
      });
    }
    for (const text of texts) {
      const file = Service.parse(text);
      file.programs.join(); // has all scripts read: those of package managers tell a distribution
      const parts = file.instructions.map((one) => file.only([one]));
      for (const rule of local) {
        reader = rule.id;
        const whole = [...problems(rule, file)];
        const alone = parts.flatMap((part) => {
          focus = part.instructions[0];
          const found = [...problems(rule, part)];
          for (const { range } of found) {
            const at = file.instructionAt(file.source.offsetAt(range.start));
            expect(at?.index, `${rule.id} reports elsewhere\n${text}`).toBe(focus?.index);
          }
          focus = undefined;
          return found;
        });
        if (whole.length + alone.length === 0) continue;
        expect(alone.map(described).sort(), `${rule.id}\n${text}`).toEqual(whole.map(described).sort());
      }
    }
    expect([...read]).toEqual([]);
  });
});

function problems(rule: AnyRule, file: ReturnType<typeof Service.parse>): Iterable<Problem> {
  return rule.check(file, { options: defaultOptions(rule) });
}

/** Tells when something of an instruction is looked at. */
function watch(name: string, told: (instruction: Instruction) => void): void {
  let owner: object = Instruction.prototype;
  while (!Object.getOwnPropertyDescriptor(owner, name)) owner = Object.getPrototypeOf(owner);
  const read = Object.getOwnPropertyDescriptor(owner, name)?.get as () => unknown;
  vi.spyOn(owner as Instruction, name as 'args', 'get').mockImplementation(function (this: Instruction) {
    if (this instanceof Instruction) told(this);
    return read.call(this) as Instruction['args'];
  });
}

describe('a check behind an edit', () => {
  const word = fc.constantFrom(
    ...['$X', '${FOO}', 'sudo', 'x', ' ', '\n', '\t', '\\\n', '"', "'", '|', '&&', '<<EOF', 'EOF\n', '# c\n', '\r\n'],
    ...[
      'ARG X=1\n',
      'ENV FOO=bar\n',
      'FROM alpine AS a\n',
      'SHELL ["/bin/bash", "-c"]\n',
      'USER root\n',
      'WORKDIR x\n',
    ],
    ...['COPY --from=a /b /c\n', 'RUN apk add x\n', '# hadolint ignore=DL3008\n', '# shellcheck shell=bash\n'],
    ...pieces,
  );
  const anyText = fc.array(fc.constantFrom(...pieces, ...examples), { minLength: 1, maxLength: 12 });
  const edit = fc.record({ at: fc.nat(), removed: fc.nat({ max: 60 }), keepsAll: fc.boolean(), added: word });

  test('finds what a check of the whole text finds', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), fc.array(edit, { minLength: 1, maxLength: 5 }), (parts, isWindows, edits) => {
        let text = isWindows ? parts.join('').replaceAll('\n', '\r\n') : parts.join('');
        let before: Checked = mentor.check(Service.parse(text), everything);
        for (const { at, removed, keepsAll, added } of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + added + text.slice(start + (keepsAll ? 0 : removed));
          before = mentor.check(Service.parse(text), everything, {}, before);
          expect(before.findings).toEqual(mentor.lint(Service.parse(text), everything));
        }
      }),
      { numRuns: 80 },
    );
  });

  test('does not check again what did not change', () => {
    const text = `FROM alpine:3.22\n${'RUN sudo true\n'.repeat(50)}CMD ["true"]\n`;
    const before = mentor.check(Service.parse(text), everything);
    const file = Service.parse(text.replace('CMD', '\nCMD'));
    const after = mentor.check(file, everything, {}, before);
    expect(after.kept.slice(0, 51)).toEqual(before.kept.slice(0, 51));
    for (let i = 0; i < 51; i++) expect(after.kept[i]).toBe(before.kept[i]);
    expect(after.findings).toEqual(mentor.lint(file, everything));
  });

  test.each([
    ['a line that is put together', 'FROM alpine\nRUN a\nCMD\nADD a b\n', 'FROM alpine\nRUN aADD a b\n'],
    ['a line that is torn apart', 'FROM alpine\nRUN aADD a b\n', 'FROM alpine\nRUN a\nADD a b\n'],
    ['a last line that grows', 'FROM alpine\nRUN sud', 'FROM alpine\nRUN sudo x'],
    ['a last line that shrinks', 'FROM alpine\nRUN sudo x', 'FROM alpine\nRUN sud'],
    [
      'a setting of dnf that is written',
      'FROM fedora:42\nRUN a\nRUN dnf install b\n',
      'FROM fedora:42\nRUN echo assumeyes=1 >>a\nRUN dnf install b\n',
    ],
    [
      'a setting of pip that is gone',
      'FROM a:1\nCOPY <<EOF /etc/pip.conf\nno-cache-dir = true\nEOF\nRUN pip install b\n',
      'FROM a:1\nCOPY <<EOF /etc/pip.conf\nuser = true\nEOF\nRUN pip install b\n',
    ],
  ])('sees %s', (_title, earlier, later) => {
    const before = mentor.check(Service.parse(earlier), everything);
    const after = mentor.check(Service.parse(later), everything, {}, before);
    expect(after.findings).toEqual(mentor.lint(Service.parse(later), everything));
  });

  test('keeps nothing that reaches beyond its instruction', () => {
    const file = Service.parse('FROM alpine:3.22\nRUN true\n');
    const [, run] = file.instructions as [Instruction, Instruction];
    const inside = { range: run.range, message: '' };
    const outside = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
    expect(staysInside(inside, run)).toBe(true);
    expect(staysInside({ ...inside, related: [{ range: outside, message: '' }] }, run)).toBe(false);
    const fix = { title: '', edits: [{ range: outside, newText: '' }], safe: true };
    expect(staysInside({ ...inside, fixes: [fix] }, run)).toBe(false);
  });
});
