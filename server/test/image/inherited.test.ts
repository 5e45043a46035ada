import { describe, expect, test } from 'vitest';
import type { ImageConfig } from '../../../answers/image.ts';
import { imageConfig, targetStage } from '../../src/image/config.ts';
import { fitsPlatform, toForeignImage, toInherited } from '../../src/image/inherited.ts';
import { toChoices } from '../../src/run/choices.ts';
import { runOutputs } from '../../src/run/run.ts';
import { Service } from '../../src/service.ts';

/** What `docker image inspect` says of an image such as node's, and more. */
const node = {
  Env: ['PATH=/opt/node/bin:/bin', 'NODE_VERSION=22.1.0', 'EMPTY='],
  User: 'node',
  WorkingDir: '/srv',
  ExposedPorts: { '3000/tcp': {}, '9000-9002/udp': {} },
  Volumes: { '/cache': {} },
  Labels: { maintainer: 'somebody' },
  Healthcheck: { Test: ['CMD-SHELL', 'curl localhost'], Interval: 5e9, Retries: 2 },
  StopSignal: 'SIGQUIT',
  Entrypoint: ['docker-entrypoint.sh'],
  Cmd: ['node'],
};

function config(text: string, base: object = node, target?: string): ImageConfig {
  const stage = targetStage(Service.parse(text), target);
  if (!stage) throw new Error('no stage');
  return imageConfig(stage, toInherited({ source: 'engine', image: 'node:22', platform: 'linux/amd64', config: base }));
}

const env = ({ env }: ImageConfig): Record<string, string | undefined> =>
  Object.fromEntries(env.map(({ name, value }) => [name, value]));

describe('what the base image brings', () => {
  test('is all there where the file says nothing, without a line', () => {
    const all = config('FROM node:22\n');
    expect(all).toMatchObject({
      inherited: { source: 'engine', image: 'node:22', platform: 'linux/amd64' },
      user: { value: 'node' },
      workdir: { value: '/srv' },
      stopSignal: { value: 'SIGQUIT' },
      argv: ['docker-entrypoint.sh', 'node'],
      ports: [
        { port: '3000', protocol: 'tcp' },
        { port: '9000-9002', protocol: 'udp' },
      ],
      volumes: [{ path: '/cache' }],
      labels: [{ name: 'maintainer', value: 'somebody' }],
      healthcheck: { test: { argv: ['/bin/sh', '-c', 'curl localhost'] }, interval: 5, timeout: 30, retries: 2 },
    });
    expect(env(all)).toEqual({ PATH: '/opt/node/bin:/bin', NODE_VERSION: '22.1.0', EMPTY: '' });
    expect(JSON.stringify({ ...all, bases: [] })).not.toContain('"range"');
  });

  test('is overridden and added to by the lines of the file', () => {
    const all = config(
      'FROM node:22\nUSER 7\nENV NODE_VERSION=mine MORE=1\nEXPOSE 3000 80\nVOLUME /data\nSTOPSIGNAL 9\nHEALTHCHECK NONE\nLABEL maintainer=me\n',
    );
    expect(env(all)).toMatchObject({ NODE_VERSION: 'mine', MORE: '1', EMPTY: '' });
    expect(all.ports.map(({ port, range }) => [port, range?.start.line])).toEqual([
      ['3000', 3],
      ['80', 3],
      ['9000-9002', undefined],
    ]);
    expect(all).toMatchObject({ user: { value: '7' }, stopSignal: { value: '9' }, labels: [{ value: 'me' }] });
    expect(all.healthcheck?.test).toBeUndefined();
    expect(all.volumes.map(({ path }) => path)).toEqual(['/data', '/cache']);
  });

  test('gives variables their values, and what nobody sets is empty', () => {
    const lines =
      'ENV PATH=/app/bin:$PATH\nENV TWICE=$PATH NONE=[$NOBODY] V=${NODE_VERSION%%.*}\nARG TARGETARCH\nENV A=$TARGETARCH\n';
    expect(env(config(`FROM node:22\n${lines}`))).toMatchObject({
      PATH: '/app/bin:/opt/node/bin:/bin',
      TWICE: '/app/bin:/opt/node/bin:/bin',
      NONE: '[]',
      V: '22',
      A: undefined,
    });
    expect(env(config('FROM node:22\nENV P=$PATH\n', {})).P).toContain('/usr/local/sbin');
    const scratch = Service.parse('FROM scratch\nENV P=/x:$PATH N=$NOBODY\n').finalStage;
    expect(scratch && env(imageConfig(scratch))).toEqual({
      P: expect.stringMatching(/^\/x:\/usr\/local\/sbin:/),
      N: '',
    });
    const doubling = Array.from({ length: 60 }, (_, at) => `ENV A${at + 1}=$A${at}$A${at}`).join('\n');
    expect(env(config(`FROM node:22\nENV A0=xx\n${doubling}\n`)).A60).toBeUndefined();
  });

  test.each([
    ['WORKDIR app', '/srv/app'],
    ['WORKDIR ../app\nWORKDIR src', '/app/src'],
    ['WORKDIR /x', '/x'],
  ])('is where a relative WORKDIR begins: %s', (lines, workdir) => {
    expect(config(`FROM node:22\n${lines}\n`).workdir?.value).toBe(workdir);
    if (!lines.includes('/x')) expect(config(`FROM node:22\n${lines}\n`, {}).workdir?.value).toMatch(/^\/app/);
  });

  test.each([
    ['CMD ["a"]', ['docker-entrypoint.sh', 'a']],
    ['ENTRYPOINT ["x"]', ['x']],
    ['CMD ["a"]\nENTRYPOINT ["x"]', ['x', 'a']],
    ['ENTRYPOINT x', ['/bin/sh', '-c', 'x']],
    ['SHELL ["/bin/bash", "-c"]\nCMD a', ['docker-entrypoint.sh', '/bin/bash', '-c', 'a']],
    ['CMD ["a"]\nFROM 0\nENTRYPOINT ["x"]', ['x']],
  ])('runs as ENTRYPOINT and CMD go together: %s', (lines, argv) => {
    expect(config(`FROM node:22\n${lines}\n`).argv).toEqual(argv);
  });

  test('has its SHELL run what is in shell form', () => {
    expect(config('FROM node:22\nCMD a\n', { Shell: ['pwsh', '-c'] }).argv).toEqual(['pwsh', '-c', 'a']);
  });

  test('does its ONBUILD first, and hands none of it on', () => {
    const base = { ...node, OnBuild: ['ENV FROM_TRIGGER=$NODE_VERSION', 'WORKDIR app', 'CMD ["t"]', 'USER 9'] };
    const all = config('FROM node:22\nENTRYPOINT ["x"]\nENV SEEN=$FROM_TRIGGER\nWORKDIR src\n', base);
    expect(all).toMatchObject({
      argv: ['x', 't'],
      workdir: { value: '/srv/app/src' },
      user: { value: '9' },
      onbuild: [],
    });
    expect(env(all)).toMatchObject({ FROM_TRIGGER: '22.1.0', SEEN: '22.1.0' });
    expect(all.triggered.map(({ value }) => value)).toEqual(base.OnBuild);
    expect(all.user).not.toHaveProperty('range');
  });

  test('stages hand their ONBUILD to those that build on them', () => {
    const text = 'FROM node:22 AS base\nONBUILD USER 5\nFROM base\nWORKDIR /y\n';
    expect(config(text, node, 'base')).toMatchObject({ user: { value: 'node' }, onbuild: [{ value: 'USER 5' }] });
    expect(config(text)).toMatchObject({ user: { value: '5', range: { start: { line: 1 } } }, onbuild: [] });
  });

  test('is in what starts the container', () => {
    const { docker, kubernetes } = runOutputs(config('FROM node:22\n'), 'web', toChoices({}), {});
    expect(docker.text).toContain('--publish 3000:3000');
    expect(docker.text).toContain('source=web-cache,target=/cache');
    expect(docker.notes.join()).toContain('USER node');
    expect(kubernetes.text).toContain('livenessProbe');
  });
});

test('what a client sends is looked at first', () => {
  expect(toForeignImage({ image: 'a', platform: 'linux/amd64', config: {} })).toMatchObject({ source: 'engine' });
  for (const raw of [null, 1, { image: 'a' }, { image: 'a', platform: 'b', config: [] }]) {
    expect(toForeignImage(raw)).toBeUndefined();
  }
  const odd = {
    Env: 'x',
    Labels: [1],
    Cmd: [1, 'a'],
    Healthcheck: { Test: [] },
    ExposedPorts: null,
    OnBuild: ['FROM', '(('],
  };
  expect(config('FROM node:22\n', odd)).toMatchObject({ env: [], argv: ['a'], ports: [] });
});

test('an image for another platform is another image', () => {
  expect(fitsPlatform('linux/arm64/v8', 'linux/arm64')).toBe(true);
  expect(fitsPlatform('linux/amd64', 'linux/arm64')).toBe(false);
  expect(fitsPlatform('linux/amd64', '')).toBe(true);
});
