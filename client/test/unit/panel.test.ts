import { describe, expect, test } from 'vitest';
import type { ImageFacts } from '../../../answers/image.ts';
import type { RunOutputs } from '../../../answers/run.ts';
import { graphSvg } from '../../src/sidebar/page/panel/graph.ts';
import { renderBlocks } from '../../src/sidebar/page/panel/render.ts';
import { type Block, isFromPanel, isShow } from '../../src/sidebar/panel/blocks.ts';
import { imageBlocks, imageLesson } from '../../src/sidebar/panel/image.ts';
import { choicesOf, runBlocks, runLesson } from '../../src/sidebar/panel/run.ts';

const at = (line: number, character = 0) => ({ start: { line, character }, end: { line, character } });
const evil = '<img src=x onerror=alert(1)>"&\'`';

const image: ImageFacts = {
  name: 'shop',
  isComing: false,
  ports: [],
  volumes: [],
  target: 1,
  targets: [{ index: 0, name: 'deps' }, { index: 1 }],
  config: {
    bases: [{ stage: 1, image: evil, kind: 'image', range: at(4) }],
    isFromScratch: false,
    env: [
      { name: 'PORT', value: '80', range: at(5) },
      { name: 'RELEASE', range: at(5) },
    ],
    labels: [],
    ports: [{ port: '80', protocol: 'tcp', range: at(6) }],
    volumes: [{ path: '/data', range: at(7) }],
    cmd: { value: '["a"]', isShell: false, range: at(9) },
    argv: ['a', evil],
    cmdIgnored: false,
    onbuild: [],
    triggered: [],
  },
  steps: [{ keyword: 'COPY', text: `COPY ${evil} .`, kind: 'layer', stage: 1, range: at(8) }],
  changes: [
    {
      kind: 'files',
      text: 'src',
      range: at(8),
      reruns: [{ keyword: 'COPY', text: 'COPY src .', kind: 'layer', stage: 1, range: at(8) }],
    },
  ],
  graph: {
    nodes: [
      { id: 'image:node', kind: 'image', label: 'node', isTarget: false, isNeeded: true, range: at(0) },
      { id: 'stage:0', kind: 'stage', label: 'deps', base: 'node', isTarget: false, isNeeded: false, range: at(0) },
      { id: 'stage:1', kind: 'stage', label: '1', base: evil, isTarget: true, isNeeded: true, range: at(4) },
    ],
    edges: [
      { from: 'stage:0', to: 'image:node', how: 'base', isNeeded: false, ranges: [at(0)] },
      { from: 'stage:1', to: 'stage:0', how: 'copy', isNeeded: true, ranges: [at(8), at(9)] },
    ],
  },
  health: [
    {
      id: 'one-process',
      title: 'One process',
      verdict: 'improve',
      good: [{ text: 'Well `done`.', range: at(1) }],
      could: [],
      elsewhere: [{ text: 'Elsewhere.' }],
      findings: [{ rule: 'multiple-cmd', severity: 'warning', message: evil, range: at(9, 3), fix: 'safe' }],
    },
  ],
};

const run: RunOutputs = {
  docker: {
    text: 'docker network create n\ndocker run \\\n  --name shop \\\n  shop\n',
    lines: [
      { line: 2, why: 'A name.' },
      { line: 3, why: 'The `image`.', range: at(4) },
    ],
    notes: ['Noted.'],
  },
  compose: { text: 'services: {}\n', lines: [], notes: [] },
  swarm: { text: 'services: {}\n', lines: [], notes: [] },
  kubernetes: { text: 'kind: Pod\n', lines: [], notes: [] },
  problems: [{ field: 'memory', message: 'No.' }],
  defaults: {
    image: 'shop',
    name: 'shop',
    restart: 'unless-stopped',
    ports: [{ port: '80/tcp', host: '8080' }],
    volumes: [{ path: '/data', name: 'shop-data' }],
    env: [{ name: 'PORT', value: '80' }, { name: 'RELEASE' }],
  },
};

const html = (blocks: readonly Block[]) => renderBlocks(blocks, () => undefined);

describe('This image', () => {
  const blocks = imageBlocks('app/Dockerfile', image);
  const page = html(blocks);

  test('is a message that the page takes', () => {
    expect(isShow(JSON.parse(JSON.stringify({ type: 'show', blocks })))).toBe(true);
    expect(isShow({ type: 'show', blocks: [{ kind: 'html', text: 'x' }] })).toBe(false);
    expect(
      isShow({
        type: 'show',
        blocks: [{ kind: 'list', items: [{ text: 'x', actions: [{ label: 'x', does: { type: 'eval' } }] }] }],
      }),
    ).toBe(false);
  });

  test('lets nothing of the file become markup, and has no style or handler of its own', () => {
    expect(page).not.toMatch(/<img|<script|\son\w+="|style=/);
    expect(page).toContain('&#60;img');
  });

  test('says who told what the base image brings, and marks what it does', () => {
    const inherited = {
      source: 'engine',
      image: evil,
      platform: 'linux/amd64',
      layers: 8,
      bytes: 155_000_000,
    } as const;
    const config = { ...image.config, inherited, user: { value: 'node' }, triggered: [{ value: 'USER node' }] };
    const known = html(imageBlocks('Dockerfile', { ...image, config }));
    expect(known).toContain('<code>node</code>, from the base image');
    expect(known).toContain('done right behind <code>FROM</code>');
    expect(known).toContain(': 8, with 155 MB');
    expect(known).toContain('is told by your Docker Engine, which has it for linux/amd64');
    expect(known).not.toContain('unknown');
    expect(html(imageBlocks('Dockerfile', { ...image, isComing: true }))).toContain('is asked what it brings');
  });

  test('says what is unknown instead of guessing', () => {
    const user = blocks
      .flatMap((block) => (block.kind === 'facts' ? block.rows : []))
      .find(({ name }) => name === 'User');
    expect(user?.items.map(({ text }) => text)).toEqual(['from the base image, unknown']);
    expect(page).toContain('known only to the build');
  });

  test('leads to lines, rules and fixes', () => {
    expect(page).toContain('data-line="4"');
    expect(page).toContain(escaped({ type: 'fix', line: 9, character: 3 }));
    expect(page).toContain(escaped({ type: 'learn', path: 'rules/multiple-cmd' }));
  });

  test('opens what wants work, unless the reader closed it', () => {
    expect(page).toMatch(/<details class="fold" data-fold="topic one-process" open>/);
    expect(renderBlocks(blocks, () => false)).not.toMatch(/<details[^>]* open/);
  });

  test('teaches where there is nothing to show', () => {
    expect(html(imageLesson(undefined))).toMatch(/Open a Dockerfile/);
    expect(html(imageLesson('Dockerfile'))).toMatch(/FROM/);
  });
});

describe('the graph', () => {
  const graph = imageBlocks('x', image).find((block) => block.kind === 'graph') as Extract<Block, { kind: 'graph' }>;
  const svg = graphSvg(graph);

  test('has a button for each box, in the order of the file, images above who uses them', () => {
    const labels = [...svg.matchAll(/<g class="node ([^"]*)" role="button" tabindex="0"[^>]*aria-label="([^"]*)"/g)];
    expect(labels.map(([, classes, label]) => [classes, label])).toEqual([
      ['image', 'Image node, line 1'],
      ['stage dim', 'Stage deps, not needed, line 1'],
      ['stage target', 'Stage 1, the one that is built, line 5'],
    ]);
    expect(svg.match(/class="edge /g)).toHaveLength(2);
  });

  test('is told in words too', () => {
    expect(graph.sentences.map(({ text }) => text)).toEqual([
      '`deps` builds on `node`',
      '`1` copies files from `deps`',
      '`deps` is not built: the image does not need it.',
    ]);
  });

  test('draws no two lines on one another', () => {
    const nodes = [0, 1, 2, 3].map((number) => ({
      ...(graph.nodes[1] as (typeof graph.nodes)[number]),
      id: `stage:${number}`,
    }));
    const edge = (from: number, to: number) => ({
      from: `stage:${from}`,
      to: `stage:${to}`,
      how: 'copy' as const,
      isNeeded: true,
      line: 0,
      title: '',
    });
    const drawn = graphSvg({ ...graph, nodes, edges: [edge(1, 0), edge(2, 1), edge(2, 0), edge(3, 0)] });
    const lanes = [...drawn.matchAll(/class="hit" d="M\d+ \d+H(\d+)/g)].map(([, x]) => x);
    expect(new Set(lanes).size).toBe(3);
  });
});

describe('Run it', () => {
  const blocks = runBlocks('Dockerfile', image, run, { memory: '5', 'ports.80/tcp': '-' });
  const page = html(blocks);

  test('has a field for each choice, with what holds by default and what is wrong', () => {
    expect(isShow({ type: 'show', blocks })).toBe(true);
    for (const id of [
      'target',
      'image',
      'name',
      'network',
      'memory',
      'cpus',
      'restart',
      'readOnly',
      'ports.80/tcp',
      'volumes./data',
      'env.PORT',
    ]) {
      expect(page).toContain(`data-choose="${id}"`);
    }
    expect(page).toMatch(/value="5" placeholder="[^"]*" aria-invalid="true" aria-describedby="field-memory-problem"/);
  });

  test('says of each line where it comes from, if wanted', () => {
    expect(page).toContain('The <code>image</code>.<button type="button" class="where" data-line="4"');
    expect(html(runBlocks('Dockerfile', image, run, { explain: 'no' }))).not.toContain('class="why"');
  });

  test('types one line at a time, and opens files', () => {
    expect([...page.matchAll(/data-type="([^"]*)"/g)].map(([, text]) => text)).toEqual([
      'docker network create n',
      'docker run --name shop shop',
    ]);
    expect(page).toContain('data-language="shellscript"');
    const kubernetes = html(runBlocks('Dockerfile', image, run, { way: 'kubernetes' }));
    expect(kubernetes).toContain('data-language="yaml"');
    expect(kubernetes).not.toContain('data-type=');
  });

  test('gives the server what was chosen, and nothing of the view', () => {
    expect(
      choicesOf({
        way: 'swarm',
        explain: 'no',
        target: '1',
        name: 'x',
        readOnly: 'yes',
        'ports.80/tcp': '-',
        'env.A.B': 'c',
      }),
    ).toEqual({ name: 'x', readOnly: true, ports: { '80/tcp': '-' }, volumes: {}, env: { 'A.B': 'c' } });
  });

  test('teaches where there is nothing to run', () => {
    expect(html(runLesson(undefined))).toMatch(/docker run/);
    expect(html(runLesson('Dockerfile'))).toMatch(/FROM/);
  });
});

test('the extension takes only messages that it knows', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'reveal', line: 3 },
    { type: 'choose', id: 'name', value: '' },
    { type: 'file', text: 'x', language: 'yaml' },
    { type: 'learn', path: 'rules/multiple-cmd' },
  ]) {
    expect(isFromPanel(message)).toBe(true);
  }
  for (const message of [
    null,
    { type: 'reveal', line: -1 },
    { type: 'reveal', line: '1' },
    { type: 'file', text: 'x', language: 'html' },
    { type: 'learn', path: '../../etc/passwd' },
    { type: 'choose', id: '', value: 'x' },
    { type: 'copy', text: '' },
    { type: 'run', text: 'rm' },
  ]) {
    expect(isFromPanel(message)).toBe(false);
  }
});

function escaped(value: object): string {
  return JSON.stringify(value).replaceAll('"', '&#34;');
}
