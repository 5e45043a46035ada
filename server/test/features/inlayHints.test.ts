import { describe, expect, test } from 'vitest';
import { Service } from '../../src/service.ts';
import { startClient } from '../client.ts';
import { service } from '../harness.ts';

const mentor = service();
const everything = { start: { line: 0, character: 0 }, end: { line: 9_999, character: 0 } };

/** The text with every hint where it stands, in «…». */
function hinted(text: string, range = everything): string {
  const file = Service.parse(text);
  const hints = mentor.inlayHints(file, range).map(({ position, label }) => [file.source.offsetAt(position), label]);
  let out = text;
  for (const [offset, label] of hints.sort((a, b) => Number(b[0]) - Number(a[0]))) {
    out = `${out.slice(0, Number(offset))}«${label}»${out.slice(Number(offset))}`;
  }
  return out;
}

describe('inlay hints', () => {
  test('values of variables, also with a modifier, and of an ARG that takes a global one', () => {
    expect(hinted('ARG V=22\nFROM node:${V}-alpine\nARG V\nENV A=x\nLABEL v=$V a=${A:+y} n=$UNKNOWN\n')).toBe(
      'ARG V=22\nFROM node:${V}«= 22»-alpine\nARG V«= 22»\nENV A=x\nLABEL v=$V«= 22» a=${A:+y}«= y» n=$UNKNOWN\n',
    );
  });

  test('user and directory at the end of a stage', () => {
    const text = 'FROM alpine AS a\nWORKDIR /srv\nUSER app\nFROM a\nWORKDIR www\nRUN <<EOF\ntrue\nEOF\n';
    expect(hinted(text)).toBe(
      'FROM alpine AS a\nWORKDIR /srv\nUSER app«user app · directory /srv»\nFROM a\nWORKDIR www\nRUN <<EOF\ntrue\nEOF«user app · directory /srv/www»\n',
    );
  });

  test('stages that the final image does not need', () => {
    expect(hinted('FROM a AS x\nFROM b AS test\nFROM c\nCOPY --from=x / /\n')).toBe(
      'FROM a AS x\nFROM b AS test«not in the final image»\nFROM c\nCOPY --from=x / /\n',
    );
  });

  test('only within the range that is asked for', () => {
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 5 } };
    expect(hinted('ARG V=1\nFROM a:$V\nUSER x\nWORKDIR /$V\n', range)).not.toContain('«');
  });

  test('off unless the setting turns them on', async () => {
    for (const inlayHints of [undefined, false, true]) {
      const client = await startClient({ settings: { inlayHints } });
      const uri = 'file:///w/Dockerfile';
      await client.open(uri, 'FROM a\nUSER x\n');
      const hints = await client.connection.sendRequest('textDocument/inlayHint', {
        textDocument: { uri },
        range: everything,
      });
      expect(hints).toHaveLength(inlayHints ? 1 : 0);
      await client.stop();
    }
  });
});
