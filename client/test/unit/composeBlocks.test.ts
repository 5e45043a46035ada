import { describe, expect, test } from 'vitest';
import type { ComposeFacts } from '../../../answers/compose.ts';
import { isFromPage, isToPage } from '../../src/sidebar/messages.ts';
import { renderBlocks } from '../../src/sidebar/page/panel/render.ts';
import type { Block } from '../../src/sidebar/panel/blocks.ts';
import { composeNetworks, composeVolumes } from '../../src/sidebar/panel/compose.ts';

const uri = 'file:///w/shop/compose.yaml';
const at = (line: number) => ({ uri, line });
const project: ComposeFacts = {
  name: 'shop',
  files: [uri],
  services: [
    {
      name: 'web',
      ...at(1),
      mounts: [{ type: 'bind', source: './src', target: '/app', isReadOnly: true, ...at(3) }],
      ports: [
        { target: '80', published: '8080', hostIp: '127.0.0.1', protocol: 'tcp', ...at(4) },
        { target: '53', protocol: 'udp', ...at(5) },
      ],
      networks: [{ name: 'front', aliases: ['www'], ...at(6) }],
    },
    {
      name: 'db',
      ...at(7),
      mounts: [
        { type: 'volume', source: 'data', target: '/var/lib', isReadOnly: false, ...at(8) },
        { type: 'volume', target: '/cache', isReadOnly: false, ...at(9) },
        { type: 'tmpfs', target: '/tmp', isReadOnly: false, ...at(10) },
      ],
      ports: [],
      networks: [],
      networkMode: 'host',
    },
  ],
  volumes: [
    { name: 'data', engineName: 'shop_data', isExternal: false, isInternal: false, isImplicit: false, ...at(12) },
    { name: 'old', engineName: 'shop_old', isExternal: false, isInternal: false, isImplicit: false, ...at(13) },
  ],
  networks: [
    { name: 'front', engineName: 'shop_front', isExternal: false, isInternal: true, isImplicit: false, ...at(15) },
  ],
  problems: [{ kind: 'undefined-volume', value: 'gone', ...at(11) }],
};

const sentences = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'fold') return sentences(block.blocks);
    if (block.kind === 'graph') return block.sentences.map(({ text }) => text);
    return block.kind === 'list' ? block.items.map(({ text }) => text) : [];
  });

describe('the Compose files of the workspace', () => {
  test('say what is kept where', () => {
    expect(sentences(composeVolumes([project]))).toEqual([
      'Compose cannot follow `gone` here',
      '`web` sees `./src` of the host at `/app`, read-only',
      '`db` keeps `/var/lib` in `data`',
      '`db` has `/cache` on a nameless volume',
      '`db` has `/tmp` in memory',
      '`old`: no service mounts it',
    ]);
  });

  test('say who is on which network, and which ports lead in', () => {
    expect(sentences(composeNetworks([project]))).toEqual([
      'Compose cannot follow `gone` here',
      '`web` is on `front`, there also called `www`',
      '`db` has the network of `host`',
      '`127.0.0.1:8080` of the host leads to `80/tcp` of `web`',
      'a free port of the host leads to `53/udp` of `web`',
    ]);
  });

  test('are drawn, and every box leads to its line in its file', () => {
    const blocks = composeVolumes([project]);
    expect(isToPage(JSON.parse(JSON.stringify({ type: 'compose', blocks })))).toBe(true);
    const html = renderBlocks(blocks, () => undefined);
    for (const label of [
      'Volume data, line 13',
      'Volume old, line 14',
      'Service web, line 2',
      'Folder or file ./src of the host, line 4',
    ]) {
      expect(html).toContain(`aria-label="${label}"`);
    }
    expect(html).toContain(`data-line="8" data-uri="${uri}"`);
  });

  test('without anything to draw say so; without Compose files nothing is said', () => {
    const empty = { ...project, services: [], volumes: [], networks: [], problems: [] };
    expect(renderBlocks(composeNetworks([empty]), () => undefined)).toContain('Nothing of it');
    expect(composeVolumes([])).toEqual([]);
  });
});

test('a line of another file is asked for by an address', () => {
  expect(isFromPage({ type: 'place', line: 3, uri })).toBe(true);
  expect(isFromPage({ type: 'place', line: 3, uri: 5 })).toBe(false);
  expect(isFromPage({ type: 'place', line: 3, uri: '/etc/passwd' })).toBe(false);
});
