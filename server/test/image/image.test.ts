import { describe, expect, test } from 'vitest';
import type { ImageFacts } from '../../../answers/image.ts';
import { Service } from '../../src/service.ts';
import { mergeSettings } from '../../src/settings.ts';
import { service } from '../harness.ts';

const shop = `ARG NODE=22-alpine
FROM node:\${NODE} AS base
WORKDIR /app

FROM base AS deps
COPY package*.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM base AS unused
RUN echo

FROM base
ARG VERSION
ENV PORT=3000 RELEASE=\${VERSION}
ENV PORT=8080
COPY --from=deps /app/node_modules node_modules
COPY --link --from=busybox:1.37 /bin/busybox /bin/busybox
COPY . .
RUN npm run build
VOLUME /app/data
EXPOSE 80 8080/udp
USER 1000:1000
STOPSIGNAL SIGINT
LABEL org.opencontainers.image.source="https://example.com/shop"
HEALTHCHECK --interval=10s --start-period=20s CMD curl -f http://localhost/health || exit 1
CMD ["node", "server.js"]
`;

function facts(text: string, target?: string): ImageFacts {
  const file = Service.parse(text);
  const one = service();
  const findings = one.lint(file, mergeSettings());
  const image = one.image(file, {
    folderName: 'Shop Web',
    ...(target !== undefined && { target }),
    findings,
    hasIgnoreFile: false,
  });
  return image as ImageFacts;
}

const lines = (all: readonly { range: { start: { line: number } } }[]): number[] =>
  all.map(({ range }) => range.start.line + 1);

describe('what docker inspect will say', () => {
  const { config } = facts(shop);

  test('of the chain down to the image that the file does not know', () => {
    expect(config.bases.map(({ kind, image }) => [kind, image])).toEqual([
      ['stage', 'base'],
      ['image', 'node:22-alpine'],
    ]);
    expect(config.isFromScratch).toBe(false);
  });

  test('of values: the last one counts, what only the build knows has none', () => {
    expect(config.env.map(({ name, value }) => [name, value])).toEqual([
      ['PORT', '8080'],
      ['RELEASE', undefined],
    ]);
    expect(config).toMatchObject({
      user: { value: '1000:1000' },
      workdir: { value: '/app' },
      stopSignal: { value: 'SIGINT' },
      argv: ['node', 'server.js'],
      ports: [
        { port: '80', protocol: 'tcp' },
        { port: '8080', protocol: 'udp' },
      ],
      volumes: [{ path: '/app/data' }],
      labels: [{ name: 'org.opencontainers.image.source', value: 'https://example.com/shop' }],
    });
    expect(config.entrypoint).toBeUndefined();
  });

  test('of the health check, with the defaults of the engine', () => {
    expect(config.healthcheck).toMatchObject({
      test: { argv: ['/bin/sh', '-c', 'curl -f http://localhost/health || exit 1'], isShell: true },
      interval: 10,
      timeout: 30,
      startPeriod: 20,
      startInterval: 5,
      retries: 3,
    });
    expect(facts('FROM a:1\nHEALTHCHECK NONE\n').config.healthcheck?.test).toBeUndefined();
  });

  test('of another target, by name or number; nothing of one that is not there', () => {
    expect(facts(shop, 'DEPS').target).toBe(1);
    expect(facts(shop, '0').config.user).toBeUndefined();
    expect(facts(shop, 'nothing')).toBeNull();
  });
});

describe('layers', () => {
  test('are what RUN, COPY, ADD and WORKDIR leave', () => {
    const { steps } = facts(shop);
    expect(steps.filter(({ kind }) => kind === 'layer').map(({ text }) => text)).toEqual([
      'WORKDIR /app',
      'COPY --from=deps /app/node_modules node_modules',
      'COPY --link --from=busybox:1.37 /bin/busybox /bin/busybox',
      'COPY . .',
      'RUN npm run build',
    ]);
  });

  test('are built again as their sources change; a linked copy only with its own', () => {
    const seen = facts(shop).changes.map(({ kind, text, reruns }) => [kind, text, lines(reruns)]);
    expect(seen).toEqual([
      ['argument', 'NODE', [3, 6, 7, 16, 18, 19]],
      ['image', 'node:22-alpine', [3, 6, 7, 16, 18, 19]],
      ['files', 'package*.json', [6, 7, 16, 18, 19]],
      ['argument', 'VERSION', [19]],
      ['files', '.', [18, 19]],
    ]);
  });
});

describe('the graph of stages', () => {
  const { graph } = facts(shop);

  test('has every stage and every image, and tells which the target needs', () => {
    expect(graph.nodes.map(({ id, label, isNeeded, isTarget }) => [id, label, isNeeded, isTarget])).toEqual([
      ['image:node:22-alpine', 'node:22-alpine', true, false],
      ['image:busybox:1.37', 'busybox:1.37', true, false],
      ['stage:0', 'base', true, false],
      ['stage:1', 'deps', true, false],
      ['stage:2', 'unused', false, false],
      ['stage:3', '3', true, true],
    ]);
    expect(lines(graph.nodes)).toEqual([2, 17, 2, 5, 9, 12]);
  });

  test('has who builds on whom and who takes files from whom, with the lines', () => {
    const edges = graph.edges.map(({ from, to, how, ranges }) => [
      from,
      how,
      to,
      lines(ranges.map((range) => ({ range }))),
    ]);
    expect(edges).toContainEqual(['stage:1', 'base', 'stage:0', [5]]);
    expect(edges).toContainEqual(['stage:3', 'copy', 'stage:1', [16]]);
    expect(edges).toContainEqual(['stage:3', 'copy', 'image:busybox:1.37', [17]]);
    expect(edges).toHaveLength(6);
  });

  test('joins the lines of equal uses, and knows mounts', () => {
    const { edges } = facts(
      'FROM a:1 AS x\nFROM b:1\nCOPY --from=x /a /\nCOPY --from=0 /b /\nRUN --mount=from=x,target=/x y\n',
    ).graph;
    expect(edges.filter(({ to }) => to === 'stage:0').map(({ how, ranges }) => [how, ranges.length])).toEqual([
      ['copy', 2],
      ['mount', 1],
    ]);
  });
});

describe('the health report', () => {
  const verdicts = (text: string) => Object.fromEntries(facts(text).health.map(({ id, verdict }) => [id, verdict]));

  test('has the ten topics', () => {
    expect(facts(shop).health).toHaveLength(10);
    expect(verdicts(shop)).toMatchObject({
      'small-base-image': 'good',
      'cache-order': 'improve',
      'one-process': 'good',
      'resource-limits': 'elsewhere',
      'multi-stage': 'good',
      'scanning-and-updates': 'good',
    });
  });

  test('has the findings behind each, with their fixes', () => {
    const report = facts('FROM node\nCMD node server.js\n').health;
    const rules = (id: string) => report.find((one) => one.id === id)?.findings.map(({ rule }) => rule);
    expect(rules('scanning-and-updates')).toContain('untagged-base-image');
    expect(rules('one-process')).toEqual(['json-args-recommended']);
  });

  test.each([
    ['small-base-image', 'FROM node:22\n', /-slim/],
    ['one-process', 'FROM a:1\nCMD ["/usr/bin/supervisord"]\n', /several processes/],
    ['one-process', 'FROM a:1\nCMD a & b\n', /background/],
    ['start-up-time', 'FROM a:1\nCMD ["sh", "-c", "npm ci && node ."]\n', /npm ci.*each start/],
    ['start-up-time', 'FROM a:1\nCMD ["flask", "run"]\n', /development/],
    ['multi-stage', 'FROM golang:1.25\nRUN go build -o /app .\n', /go build.*stay/],
    ['monitoring-and-logs', 'FROM a:1\nCMD app > /var/log/app.log\n', /docker logs/],
    ['monitoring-and-logs', 'FROM a:1\nEXPOSE 80\nCMD ["app"]\n', /HEALTHCHECK/],
  ])('%s of %j', (id, text, said) => {
    const topic = facts(text).health.find((one) => one.id === id);
    expect(topic?.verdict).toBe('improve');
    expect(topic?.could.map((one) => one.text).join('\n')).toMatch(said);
  });

  test('knows what needs nothing: a tool no health check, a stage of manifests alone no second copy', () => {
    expect(verdicts('FROM a:1\nCMD ["tool"]\n')['monitoring-and-logs']).toBe('elsewhere');
    expect(verdicts('FROM a:1 AS b\nCOPY go.mod go.sum ./\nRUN go mod download\nFROM b\n')['cache-order']).toBe('good');
    expect(verdicts('FROM a:1\nCOPY . .\nCOPY go.mod ./\nRUN go mod download\n')['cache-order']).toBe('improve');
  });

  test('never fails', () => {
    for (const text of [
      'FROM',
      'FROM \nCMD',
      'FROM $X\nVOLUME\nEXPOSE\nUSER\nHEALTHCHECK\nENV\nLABEL =\nCOPY --from=',
      'FROM a AS a\nFROM a AS a\nFROM a',
    ])
      expect(facts(text).health).toHaveLength(10);
  });
});
