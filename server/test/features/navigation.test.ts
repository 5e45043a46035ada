import { describe, expect, test } from 'vitest';
import { namesOf } from '../../src/dockerfile/names.ts';
import { definition } from '../../src/features/definition.ts';
import { references } from '../../src/features/references.ts';
import { Service } from '../../src/service.ts';
import { mark, readMarks } from '../harness.ts';

/** Expects the marked places, and no others, to mean what stands at the cursor. */
function expectReferences(marked: string): void {
  const { text, cursor } = readMarks(marked);
  const file = Service.parse(text);
  const ranges = references(file, file.source.positionAt(cursor), true).map(
    ({ start, end }) => [file.source.offsetAt(start), file.source.offsetAt(end)] as const,
  );
  expect(mark(text, ranges)).toBe(marked.replace('<|>', ''));
  // Each of them finds the same.
  for (const [start] of ranges) {
    expect(references(file, file.source.positionAt(start), true)).toHaveLength(ranges.length);
  }
}

/** Expects the definition of what stands at the cursor to be the marked place. */
function expectDefinition(marked: string): void {
  const { text, cursor } = readMarks(marked);
  const file = Service.parse(text);
  const found = definition(file, file.source.positionAt(cursor));
  const ranges = found ? [[file.source.offsetAt(found.start), file.source.offsetAt(found.end)] as const] : [];
  expect(mark(text, ranges)).toBe(marked.replace('<|>', ''));
}

describe('references of stages', () => {
  test('across FROM, COPY, ADD and mounts', () => {
    expectReferences(
      [
        'FROM node:22 AS «bu<|>ild»',
        'FROM «build» AS test',
        'FROM alpine',
        'COPY --from=«BUILD» /a /b',
        'ADD --from=«build» /a /b',
        'RUN --mount=type=bind,from=«build»,source=/a,target=/a true',
        'COPY --from=«0» /a /b',
        'COPY --from=builds /a /b',
        '',
      ].join('\n'),
    );
  });

  test('the nearest one of a name before', () => {
    expectReferences('FROM a AS x\nFROM «x» AS y\nFROM b AS x\nFROM x\n'.replace('a AS x', 'a AS «x<|>»'));
    expectReferences('FROM a AS x\nFROM x AS y\nFROM b AS «x»\nFROM «x<|>»\n');
  });

  test('by the default of an ARG', () => {
    expectReferences('ARG BASE=«build»\nFROM a AS «build»\nFROM ${BASE}\nCOPY --from=«bu<|>ild» a b\n');
  });
});

describe('references of variables', () => {
  test('a global ARG and its declarations in stages, not other stages', () => {
    expectReferences(
      [
        'ARG «V»=1',
        'FROM node:$«V<|>» AS a',
        'RUN echo $V',
        'ARG «V»',
        'RUN echo ${«V»:-x} "$«V»"',
        'FROM alpine',
        'RUN echo $V',
        'ENV V=2',
        'RUN echo $V',
        '',
      ].join('\n'),
    );
  });

  test('through the stages below', () => {
    expectReferences('FROM a AS a\nENV «V»=1 B=$V\nFROM a\nENV «V»=$«V<|>»:x\nRUN echo $«V»\nFROM b\nRUN echo $V\n');
  });

  test('an ARG sees those before it on its line', () => {
    expectReferences('FROM a\nARG «A»=1 B=$«A<|>» C=$B\n');
  });

  test('CMD sees ENV alone, and all of the stage', () => {
    expectReferences('FROM a\nARG «V»\nRUN echo $«V<|>»\nCMD echo $V\n');
    expectReferences('FROM a\nCMD echo $«V»\nENV «V<|>»=1\n');
  });

  test('in flags, heredocs of COPY, triggers', () => {
    expectReferences(
      'FROM a\nARG «V<|>»\nCOPY --chown=$«V» a b\nCOPY <<E f\n$«V» \\$V\nE\nRUN --mount=type=cache,target=/$«V» x\nONBUILD RUN echo $«V»\n',
    );
    expectReferences("FROM a\nARG «V<|>»\nCOPY <<'E' f\n$V\nE\nRUN cat <<E\n$«V»\nE\n");
  });
});

describe('variables of scripts', () => {
  const same = (script: string): void => expectReferences(`FROM a\nARG «V<|>»=1\nRUN ${script}\n`);

  test('what the script sets itself is its own', () => {
    same('echo $«V» && V=2 && echo $V');
    same('V=2; echo $V');
    same('V=${«V»:-x}; echo $V');
    same('for V in a b; do echo $V; done');
    same('read -r V; echo $V');
    same('f() { local V=1; echo $V; }; echo $«V»');
  });

  test('what it sets for others, or in a shell of its own, is not', () => {
    same('V=2 make $«V»; echo $«V»');
    same('(V=2; echo $V); echo $«V»');
    same('x=$(V=2; echo $V) && echo $«V»');
    same('echo a | V=2; echo $«V»');
    same('echo \'$V\' "${«V»#v}" $((«V» + 1)) \\$V');
    same('export «V»; unset OTHER');
  });

  test('what it sets in some branch is both', () => {
    same('if [ -z "$«V»" ]; then «V»=2; fi; echo $«V»');
    same('test -n "$«V»" || «V»=2; echo $«V»');
    same('while read x; do echo $«V»; «V»=$x; done');
    same(': ${«V»:=2} && echo $«V»');
  });

  test('across lines, in heredocs, in JSON, in other shells', () => {
    same('a \\\n  # $V\n  && echo $«V»');
    expectReferences('FROM a\nENV «V<|>»=1\nRUN <<E\necho $«V»\nE\nCMD ["sh", "-c", "echo $«V»"]\n');
    expectReferences('FROM a\nENV «V<|>»=1\nSHELL ["powershell", "-c"]\nRUN echo $env:«V» $V\n');
    expectReferences('FROM a\nENV «V<|>»=1\nSHELL ["cmd", "/S"]\nRUN echo %«V»%\n');
  });
});

test('delimiters of heredocs', () => {
  expectReferences('FROM a\nRUN cat <<-"«E»" <<F\n\tE \n\t«E<|>»\nF\n');
});

describe('definition', () => {
  test('the one in force', () => {
    expectDefinition('FROM a\nENV V=1\nENV «V»=2\nRUN echo $<|>V\nENV V=3\n');
    expectDefinition('ARG V=1\nFROM a\nARG «V»\nRUN echo $<|>V\n');
    expectDefinition('ARG «V»=1\nFROM a\nARG <|>V\nRUN echo $V\n');
    expectDefinition('FROM a AS «b»\nFROM <|>b\n');
    expectDefinition('FROM a\nRUN echo $<|>HOME\n');
  });
});

test('names never overlap', () => {
  const { placed } = namesOf(Service.parse('ARG A=b\nFROM x AS b\nFROM $A\nENV A=${A:-$B}\n'));
  const spans = placed.map(({ occurrence: { span } }) => span);
  for (const [i, { start }] of spans.entries()) expect(start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
});
