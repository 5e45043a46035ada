import { expect, test } from 'vitest';
import { parse } from '../../src/dockerfile/dockerfile.ts';
import { tokenAt } from '../../src/dockerfile/tokens.ts';
import { readMarks } from '../harness.ts';

/** The token under `<|>`: its kind and its text. */
function token(marked: string): string | undefined {
  const { text, cursor } = readMarks(marked);
  const found = tokenAt(parse(text), cursor);
  return found && `${found.kind} ${found.span.raw}`;
}

test.each([
  ['# es<|>cape=`\nFROM a', 'directive-name escape'],
  ['# syntax=docker/<|>dockerfile:1\nFROM a', 'directive-value docker/dockerfile:1'],
  ['FR<|>OM a', 'keyword FROM'],
  ['ONBUILD CO<|>PY a b', 'keyword COPY'],
  ['FROM --plat<|>form=linux/amd64 a', 'flag --platform'],
  ['FROM --platform=linux/<|>amd64 a', 'flag-value linux/amd64'],
  ['FROM ghcr<|>.io/a/b:1@sha256:ab AS x', 'image-registry ghcr.io'],
  ['FROM ghcr.io/a/<|>b:1@sha256:ab AS x', 'image-name a/b'],
  ['FROM ghcr.io/a/b:1<|>@sha256:ab AS x', 'image-tag 1'],
  ['FROM ghcr.io/a/b:1@sha<|>256:ab AS x', 'image-digest sha256:ab'],
  ['FROM a A<|>S x', 'as AS'],
  ['FROM a AS x<|>', 'stage-name x'],
  ['FROM a AS x\nFROM x<|>', 'stage-reference x'],
  ['FROM a AS x\nFROM b\nCOPY --from=x<|> a b', 'stage-reference x'],
  ['FROM a AS x\nFROM b\nCOPY --from=<|>0 a b', 'stage-reference 0'],
  ['FROM a\nRUN --mount=type=cache,tar<|>get=/x y', 'mount-option target'],
  ['FROM a\nRUN --mount=type=ca<|>che,target=/x y', 'mount-value cache'],
  ['FROM a\nENV AB<|>C=1 D=2', 'pair-key ABC'],
  ['FROM a\nENV ABC=1 D=<|>2', 'pair-value 2'],
  ['FROM a\nWORKDIR /x/${A<|>B:-c}', 'variable ${AB:-c}'],
  ['FROM a\nRUN echo "$A<|>B"', 'shell-variable $AB'],
  ['FROM a\nRUN apt-g<|>et install -y x', 'command apt-get'],
  ['FROM a\nRUN apt-get install -<|>y x', 'command-flag -y'],
  ['FROM a\nRUN a &<|>& b', 'operator &&'],
  ['FROM a\nRUN a 2>&<|>1', 'operator 2>&1'],
  ['FROM a\nRUN i<|>f x; then y; fi', 'operator if'],
  ["FROM a\nRUN echo 'a &<|>& b'", "command-argument 'a && b'"],
  ['FROM a\nRUN a <|>\\\n && b', 'continuation \\'],
  ['FROM a\nRUN <<E<|>OF\nx\nEOF', 'heredoc <<EOF'],
  ['FROM a\nRUN <<EOF\nx\nE<|>OF', 'heredoc EOF'],
  ['FROM a\nRUN <<EOF\nx\napt-g<|>et update\nEOF', 'command apt-get'],
  ['FROM a\nEXPOSE 80<|>/tcp', 'port 80/tcp'],
  ['FROM a\nSTOPSIGNAL SIG<|>INT', 'signal SIGINT'],
  ['FROM a\nUSER ap<|>p', 'user app'],
  ['FROM a\nCOPY a<|> b /c/', 'source a'],
  ['FROM a\nCOPY a b /<|>c/', 'destination /c/'],
  ['FROM a\nHEALTHCHECK NO<|>NE', 'health-type NONE'],
  ['FROM a\nCMD <|>["a"]', 'json ["a"]'],
  ['FROM a\n# com<|>ment\nRUN x', undefined],
])('%j', (marked, expected) => {
  expect(token(marked)).toBe(expected);
});
