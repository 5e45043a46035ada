import { describe, expect, test } from 'vitest';
import { bakeTargets } from '../../src/context/bake.ts';
import { outsideNames } from '../../src/context/outsidenames.ts';
import { prepareRename, rename } from '../../src/features/rename.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { Service } from '../../src/service.ts';
import { readMarks, service } from '../harness.ts';

/** The text after a rename at the cursor, or the sentence that refuses it. */
function renamed(marked: string, newName: string): string {
  service().speak();
  const { text, cursor } = readMarks(marked);
  const file = Service.parse(text);
  const result = rename(file, file.source.positionAt(cursor), newName);
  if (!result) return 'nothing';
  return 'refusal' in result ? result.refusal : applyEdits(file.source, result.edits);
}

describe('rename', () => {
  test('a stage everywhere', () => {
    expect(renamed('FROM a AS b<|>ase\nFROM BASE AS c\nCOPY --from=base x y\nCOPY --from=0 x y\n', 'deps')).toBe(
      'FROM a AS deps\nFROM deps AS c\nCOPY --from=deps x y\nCOPY --from=0 x y\n',
    );
    expect(renamed('ARG B=base\nFROM a AS b<|>ase\nFROM $B\n', 'deps')).toBe('ARG B=deps\nFROM a AS deps\nFROM $B\n');
  });

  test('a variable where it is meant', () => {
    expect(renamed('ARG V=1\nFROM a:$V\nARG V\nRUN echo ${<|>V} && V=2 && echo $V\nFROM b\nRUN $V\n', 'W')).toBe(
      'ARG W=1\nFROM a:$W\nARG W\nRUN echo ${W} && V=2 && echo $V\nFROM b\nRUN $V\n',
    );
  });

  test('the delimiter of a heredoc', () => {
    expect(renamed("FROM a\nRUN <<-'E<|>OF'\nx\n\tEOF\n", 'END')).toBe("FROM a\nRUN <<-'END'\nx\n\tEND\n");
    expect(renamed('FROM a\nRUN <<E<|>OF\nEND\nEOF\n', 'END')).toContain('would end there');
  });
});

describe('a rename is refused', () => {
  test('where two names would be one', () => {
    expect(renamed('FROM x AS a<|>a\nFROM y AS bb\n', 'bb')).toBe('Line 2 has a stage `bb` already.');
    expect(renamed('FROM x\nARG A<|>A\nARG BB\n', 'BB')).toBe('Line 3 has a `BB` of its own: the two would be one.');
    expect(renamed('ARG BB\nFROM x\nARG A<|>A\n', 'BB')).toContain('Line 1 has');
  });

  test('where it would capture', () => {
    expect(renamed('FROM x AS b<|>\nFROM alpine\n', 'alpine')).toContain('would be one');
    expect(renamed('FROM alpine AS b<|>\nFROM x\nCOPY --from=b x y\n', 'alpine')).toContain('COPY --from=alpine');
    expect(renamed('FROM x\nARG A<|>A\nRUN echo $BB\n', 'BB')).toContain('Line 3 has a `BB`');
    expect(renamed('FROM x\nARG A<|>A\nRUN BB=1; echo $AA\n', 'BB')).toContain('would be one');
    expect(renamed('ARG N\nFROM x AS b<|>-1\nFROM b-$N\n', 'c')).toContain('means it by a variable');
    expect(renamed('ARG N\nFROM x AS c<|>\nFROM b-$N\n', 'b-1')).toContain('would be one');
  });

  test('for names that are no names, or known ones', () => {
    expect(renamed('FROM x AS a<|>a\n', 'Deps')).toBe('The builder reads stage names in lower case: call it `deps`.');
    expect(renamed('FROM x AS a<|>a\n', '1a')).toContain('cannot name a stage');
    expect(renamed('FROM x AS a<|>a\n', 'scratch')).toContain('meaning of its own');
    expect(renamed('FROM x\nARG A<|>A\n', 'a-b')).toContain('cannot name a variable');
    expect(renamed('FROM x\nARG A<|>A\n', 'TARGETARCH')).toContain('meaning of its own');
    expect(renamed('FROM x\nARG TARGET<|>ARCH\n', 'AA')).toContain('set by the builder');
    expect(renamed('FROM x\nENV PA<|>TH=/a:$PATH\n', 'AA')).toContain('Programs look for');
    expect(renamed('FROM x\nRUN echo $FO<|>O\n', 'AA')).toContain('comes from outside');
    expect(renamed('FROM node:22\nENV A<|>A=1\n', 'NODE_VERSION')).toBe('The base image sets `NODE_VERSION` already.');
    expect(renamed('FR<|>OM x\n', 'AA')).toBe('nothing');
  });

  test('before a new name is typed', () => {
    const at = (text: string, character: number) => prepareRename(Service.parse(text), { line: 0, character });
    expect(at('FROM x AS build\n', 12)).toEqual({
      range: { start: { line: 0, character: 10 }, end: { line: 0, character: 15 } },
      placeholder: 'build',
    });
    expect(at('FROM $TARGETARCH\n', 8)).toHaveProperty('refusal');
    expect(at('FROM x\n', 5)).toBe(null);
  });
});

describe('names in Bake files', () => {
  const dockerfile = 'file:///w/app/Dockerfile';
  const json = `{"target": {"app": {"context": "app", "target": "build", "args": {"V": "1"}}, "b": {"target": "build"}}}`;
  const hcl = `
# target "no" { target = "build" }
variable "V" { default = "target = \\"build\\"" }
target "base" { context = "app" }
target "app" {
  inherits = ["base"]
  target = "build" // here
  args = {
    V = VERSION == "" ? "1" : VERSION
    "W" : "{"
  }
  labels = { target = "build" }
}
target "other" { target = "build" }
target "late" {
  context = "app"
  target = "\${V}"
}
`;

  function places(name: string, text: string): string[] {
    const targets = bakeTargets([{ uri: `file:///w/${name}`, text }]);
    return outsideNames(dockerfile, [], targets).map(
      ({ text: value, place }) => `${place.range.start.line}:${place.range.start.character} ${value} ${place.raw}`,
    );
  }

  test('by place', () => {
    expect(places('docker-bake.json', json)).toEqual(['0:49 build build', '0:67 V V']);
    expect(places('docker-bake.hcl', hcl)).toEqual(['6:12 build build', '8:4 V V', '9:5 W W']);
    expect(places('docker-bake.hcl', 'target "a" {\n context = "app"\n target = "x')).toEqual(['2:11 x x']);
  });

  test('of blocks whose Dockerfile only the build knows, or that hold it, are none of ours', () => {
    for (const line of ['dockerfile = "${D}/Dockerfile"', 'context = app()', 'dockerfile-inline = "FROM a"'])
      expect(places('docker-bake.hcl', `target "a" {\n context = "app"\n target = "x"\n ${line}\n}`), line).toEqual([]);
    const templated = '{"target": {"a": {"context": "app", "dockerfile": "${D}", "target": "x"}}}';
    expect(places('docker-bake.json', templated)).toEqual([]);
  });

  test('are renamed with the stage', () => {
    const targets = bakeTargets([{ uri: 'file:///w/docker-bake.hcl', text: hcl }]);
    const file = Service.parse('ARG V\nFROM a AS build\n');
    const names = outsideNames(dockerfile, [], targets);
    const result = rename(file, { line: 1, character: 11 }, 'deps', names);
    expect(result).toMatchObject({ outside: { 'file:///w/docker-bake.hcl': [{ newText: 'deps' }] } });
    const arg = rename(file, { line: 0, character: 4 }, 'VV', names);
    expect(arg).toMatchObject({ outside: { 'file:///w/docker-bake.hcl': [{ newText: 'VV' }] } });
  });
});
