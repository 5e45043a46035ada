import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Dockerfile, type Instruction, parse } from '../../src/dockerfile/dockerfile.ts';
import { readTar } from './tar.ts';

/** What BuildKit's own parser says of a file: `../shared/corpus` (see `../shared/parsers.md`). */
interface Tree {
  file: string;
  escape?: string;
  err?: string;
  ins: Node[] | null;
}
interface Node {
  cmd: string;
  start: number;
  end: number;
  flags?: string[];
  args?: string[];
  json?: boolean;
  heredocs?: { Name: string; Expand: boolean; Chomp: boolean; Content: string }[];
  sub?: Node;
}

const corpus = new URL('../../../../shared/corpus/', import.meta.url);

/** The arguments in the shape of BuildKit's nodes. */
function nodeArgs(instruction: Instruction): string[] {
  if (instruction.is('ENV', 'LABEL')) {
    return instruction.pairs.flatMap((pair) => [pair.key.text, pair.value?.text ?? '', pair.legacy ? '' : '=']);
  }
  if (instruction.is('ONBUILD') || !instruction.isKnown) return [''];
  return instruction.args.map((word) => word.text);
}

function toNode(instruction: Instruction): Node {
  const flags = instruction.flags.map((flag) =>
    flag.value === undefined ? `--${flag.name}` : `--${flag.name}=${flag.value}`,
  );
  return {
    cmd: instruction.keywordWord.text,
    start: instruction.line.firstLine + 1,
    end: instruction.line.lastLine + 1,
    ...(flags.length > 0 && { flags }),
    args: nodeArgs(instruction),
    ...(instruction.json && { json: true }),
    ...(instruction.heredocs.length > 0 && {
      heredocs: instruction.heredocs.map((heredoc) => ({
        Name: heredoc.name,
        Expand: heredoc.expand,
        Chomp: heredoc.chomp,
        Content: heredoc.body.raw,
      })),
    }),
  };
}

/** The first difference between our reading and BuildKit's, or nothing. */
function difference(file: Dockerfile, tree: Tree): string | undefined {
  if (file.escape !== tree.escape) return `escape ${file.escape}`;
  const ours = file.instructions.map(toNode);
  for (let i = 0; i < Math.max(ours.length, tree.ins?.length ?? 0); i++) {
    const theirs = tree.ins?.[i];
    const mine = ours[i];
    if (!theirs || !mine) return `instruction ${i}: ${JSON.stringify(mine)} / ${JSON.stringify(theirs)}`;
    for (const key of ['cmd', 'start', 'end', 'flags', 'json', 'args'] as const) {
      if (key === 'args' && (theirs.cmd.toUpperCase() === 'ONBUILD' || mine.args?.join() === '')) continue;
      if (JSON.stringify(mine[key]) !== JSON.stringify(theirs[key])) {
        return `line ${theirs.start} ${key}: ${JSON.stringify(mine[key])} / ${JSON.stringify(theirs[key])}`;
      }
    }
    const names = (node: Node) => node.heredocs?.map(({ Name, Expand, Chomp }) => [Name, Expand, Chomp]);
    if (JSON.stringify(names(mine)) !== JSON.stringify(names(theirs))) return `line ${theirs.start} heredocs`;
    const bodies = (node: Node) =>
      node.heredocs?.map(({ Content, Chomp }) => (Chomp ? Content.replace(/^\t+/gm, '') : Content));
    if (JSON.stringify(bodies(mine)) !== JSON.stringify(bodies(theirs))) {
      return `line ${theirs.start} bodies: ${JSON.stringify(bodies(mine))} / ${JSON.stringify(bodies(theirs))}`;
    }
  }
  return undefined;
}

const present = existsSync(corpus);

describe.runIf(present)('the model reads what BuildKit reads (needs ../shared/corpus)', () => {
  test.each([
    ['probes', 'probes.tar.gz', undefined],
    ['real files', 'dockerfiles.tar.gz', 'trees.jsonl.gz'],
  ])('%s', (_title, archive, trees) => {
    const files = readTar(gunzipSync(readFileSync(new URL(archive, corpus))));
    const lines = trees
      ? gunzipSync(readFileSync(new URL(trees, corpus))).toString()
      : ([...files].find(([name]) => name.endsWith('trees.jsonl'))?.[1].toString() ?? '');
    const byName = new Map([...files].map(([name, data]) => [name.split('/').pop() as string, data]));
    const wrong: string[] = [];
    let compared = 0;
    for (const line of lines.trim().split('\n')) {
      const tree = JSON.parse(line) as Tree;
      const data = byName.get(tree.file);
      if (!data || tree.err) continue;
      compared++;
      const found = difference(parse(data.toString()), tree);
      if (found) wrong.push(`${tree.file}: ${found}`);
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(50);
  });
});
