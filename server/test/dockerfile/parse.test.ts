import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instruction, parse } from '../../src/dockerfile/dockerfile.ts';
import { keywords } from '../../src/dockerfile/grammar.ts';
import { shellVariables } from '../../src/dockerfile/shellvariables.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { Service } from '../../src/service.ts';
import { mergeSettings } from '../../src/settings.ts';
import { service } from '../harness.ts';

const first = (text: string): Instruction => parse(text).instructions[0] as Instruction;

describe('instructions', () => {
  test('ranges go through continuations, comments and blank lines', () => {
    const run = parse('FROM a\nRUN --mount=type=cache,target=/x \\\n  # why\n\n  make \\\n  all\nCMD x\n')
      .instructions[1];
    expect(run?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 5, character: 5 } });
    expect(run?.script?.commands[0]?.args[0]?.range.start).toEqual({ line: 5, character: 2 });
    expect(run?.mounts[0]?.get('target')?.valueWord?.range).toEqual({
      start: { line: 1, character: 30 },
      end: { line: 1, character: 32 },
    });
  });

  test('ONBUILD holds the inner instruction, with its own ranges', () => {
    const inner = first('ONBUILD COPY --from=x a b').trigger;
    expect([inner?.keyword, inner?.flag('from')?.valueWord?.raw, inner?.args.map(({ text }) => text)]).toEqual([
      'COPY',
      'x',
      ['a', 'b'],
    ]);
  });

  test('JSON forms are decoded, their words keep the quotes in range', () => {
    const cmd = first('CMD ["a\\"b", "\\u0041"]');
    expect(cmd.args.map(({ text, raw }) => [text, raw])).toEqual([
      ['a"b', '"a\\"b"'],
      ['A', '"\\u0041"'],
    ]);
    expect(first('CMD ["a",]').jsonError).toBe('malformed');
    expect(first('CMD ["a", 1]').jsonError).toBe('not-strings');
  });
});

describe('variables', () => {
  const value = (text: string, name: string, index: number): string | null | undefined => {
    const file = parse(text);
    return file.value(name, file.instructions[index] as Instruction);
  };
  test('a global ARG is empty in a stage until it is declared there', () => {
    expect(value('ARG A=1\nFROM x\nRUN a\nARG A\nRUN b', 'A', 2)).toBeUndefined();
    expect(value('ARG A=1\nFROM x\nRUN a\nARG A\nRUN b', 'A', 4)).toBe('1');
  });
  test('the later of ARG and ENV wins, an ARG without a value does not', () => {
    expect(value('FROM x\nENV A=1\nARG A=2\nRUN b', 'A', 3)).toBe('2');
    expect(value('FROM x\nENV A=1\nARG A\nRUN b', 'A', 3)).toBe('1');
  });
  test('a stage inherits from the stage it builds on', () => {
    expect(value('FROM x AS a\nENV A=1\nARG B=2\nFROM A\nRUN b', 'A', 4)).toBe('1');
    expect(value('FROM x AS a\nENV A=1\nARG B=2\nFROM A\nRUN b', 'B', 4)).toBe('2');
  });
  test('what a stage triggers is set before the first instruction of those that build on it', () => {
    const text = 'FROM x AS a\nONBUILD ARG A=1\nONBUILD ENV B=$A\nFROM a\nRUN b\nENV B=2\nRUN c\nFROM a AS d\nFROM d';
    expect(value(text, 'B', 2)).toBeUndefined();
    expect(value(text, 'B', 4)).toBe('1');
    expect(value(text, 'B', 6)).toBe('2');
    expect(value(`${text}\nRUN e`, 'B', 9)).toBe('1');
  });
  test.each([
    ['${V:-d}', 'v'],
    ['${N:-d}', 'd'],
    ['${V:+d}', 'd'],
    ['${P##*/}', 'c.txt'],
    ['${P%.*}', 'a/b/c'],
    ['${P//\\//-}', 'a-b-c.txt'],
    ["'$V'", '$V'],
    ['"$V"\\$', 'v$'],
  ])('%s', (text, expected) => {
    const file = parse('ARG V=v\nARG P=a/b/c.txt\nARG N=\nFROM x');
    expect(file.expand(text, file.instructions[3] as Instruction)).toBe(expected);
  });
  test('a value that refers to itself in a circle is unknown, not endless', () => {
    expect(value('FROM x\nARG A=$B\nARG B=$A\nARG A=$B\nRUN b', 'A', 4)).toBeUndefined();
  });
  test('a value that doubles with each line is unknown, not endless', () => {
    const lines = Array.from({ length: 40 }, (_, at) => `ENV A${at + 1}=$A${at}$A${at}`);
    const text = ['FROM x', 'ENV A0=xx', ...lines, 'RUN b'].join('\n');
    expect(value(text, 'A5', 42)).toHaveLength(64);
    expect(value(text, 'A40', 42)).toBeUndefined();
  });
});

describe('image references', () => {
  test.each([
    ['localhost:5000/a/b:1.0@sha256:ab', ['localhost:5000', 'a/b', '1.0', 'sha256:ab']],
    ['node', [undefined, 'node', undefined, undefined]],
    ['${REG}/x:${TAG:-1}', [undefined, '${REG}/x', '${TAG:-1}', undefined]],
    ['ghcr.io/a/b', ['ghcr.io', 'a/b', undefined, undefined]],
  ])('%s', (text, parts) => {
    const image = parse(`FROM ${text}`).stages[0]?.image;
    expect([image?.registry?.raw, image?.name.raw, image?.tag?.raw, image?.digest?.raw]).toEqual(parts);
  });
});

describe('shells', () => {
  test('SHELL is inherited through stages; PowerShell is recognised, not parsed', () => {
    const file = parse('FROM x AS a\nSHELL ["pwsh", "-c"]\nFROM a\nRUN Get-Item x | y\n');
    expect(file.instructions[3]?.script).toMatchObject({ language: 'powershell', commands: [] });
  });
  test('behind a comment nothing of the same RUN is run, since the builder makes one line of all', () => {
    const programs = (script: string) => first(script).script?.commands.map(({ program }) => program);
    expect(programs('RUN a && b # c \\\n && d \\\n && e')).toEqual(['a', 'b']);
    expect(programs("RUN a \\\r\n # b\r\n && c \\\r\n;(d)#it's \\\r\n e")).toEqual(['a', 'c', 'd']);
    expect(programs("RUN a b#c \"# d '\" '# e' ${f#g} $# \\# \\\n && h")).toEqual(['a', 'h']);
    expect(programs('RUN <<EOF\na # b \\\nc\nEOF')).toEqual(['a', 'c']);
  });
  test.each([
    ['["sh", "-c", "a && b"]', ['a', 'b']],
    ['["/bin/bash", "-e", "-o", "pipefail", "-c", "a | b"]', ['a', 'b']],
    ['["bash", "-xeuo", "pipefail", "-c", "a; b"]', ['a', 'b']],
    ['["sh", "x.sh", "-c", "a b"]', ['sh']],
    ['["sh", "-c", "a", "b"]', ['sh']],
    ['["sh", "-c"]', ['sh']],
    ['["env", "-c", "a"]', ['env']],
  ])('the script in %s', (words, programs) => {
    expect(first(`RUN ${words}`).script?.commands.map(({ program }) => program)).toEqual(programs);
  });
  test('half-typed scripts keep the commands around the hole', () => {
    const programs = first('RUN a && && b | | c; (d').script?.commands.map(({ program }) => program);
    expect(programs).toEqual(expect.arrayContaining(['a', 'b', 'c']));
  });
});

describe('whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...keywords,
      'from',
      'AS',
      '--from=',
      '--mount=type=',
      '<<EOF',
      'EOF',
      '\\',
      '`',
      '\n',
      '\r\n',
      '\r',
      '\t',
      '"',
      "'",
      '[',
      ']',
      ',',
      '$',
      '${',
      '}',
      '#',
      '# escape=`',
      '# check=skip=all',
      '# hadolint ignore=DL3000',
      '&&',
      '|',
      ';',
      '$(',
      ')',
      '\0',
      '\uFEFF',
      '🐳',
      'apt-get install',
      'a:1',
      'A=b',
      '/x',
      '=',
      '-',
      ' ',
    ),
    fc.string({ maxLength: 8 }),
  );
  const anyText = fc
    .array(fc.tuple(piece, fc.constantFrom('', ' ', '\n')), { maxLength: 40 })
    .map((parts) => parts.flat().join(''));
  const mentor = service();
  const everything = mergeSettings({ preset: 'all' });

  test('parsing and linting never throw, ranges are inside the text, edits apply', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const file = Service.parse(text);
        for (const instruction of file.instructions) {
          void [
            instruction.args,
            instruction.flags,
            instruction.variables,
            instruction.json,
            instruction.mounts,
            instruction.trigger,
          ];
          shellVariables(instruction);
          expect(instruction.start).toBeLessThanOrEqual(instruction.end);
          expect(instruction.end).toBeLessThanOrEqual(text.length);
        }
        for (const finding of mentor.lint(file, everything)) {
          const [start, end] = [file.source.offsetAt(finding.range.start), file.source.offsetAt(finding.range.end)];
          expect(start).toBeLessThanOrEqual(end);
          for (const fix of finding.fixes ?? []) applyEdits(file.source, fix.edits);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('more comments and findings than a call takes arguments', () => {
    const many = 130_000;
    expect(Service.parse(`FROM a:1\nRUN a \\\n${'#\n'.repeat(many)} b\n`).comments).toHaveLength(many);
    const one = mergeSettings({ preset: 'none', rules: { 'maintainer-deprecated': 'on' } });
    const file = Service.parse('MAINTAINER x\n'.repeat(many));
    const checked = mentor.check(file, one);
    expect(checked.findings).toHaveLength(many);
    expect(mentor.check(file, one, {}, checked).findings).toHaveLength(many);
  });

  test('safe fixes converge', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const fixed = mentor.fix(text, everything);
        expect(mentor.fix(fixed, everything)).toBe(fixed);
      }),
      { numRuns: 100 },
    );
  });
});
