/** What *This image* says an image will be, and what *Run it* writes to start it, compared with what a real engine builds and starts. */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ImageConfig } from '../../../answers/image.ts';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { run } from '../../../scripts/hosts/child.mjs';
import { busybox, docker, startDocker } from '../../../scripts/hosts/docker.mjs';
import { freePort } from '../../../scripts/hosts/port.mjs';
import { imageConfig, targetStage } from '../../../server/src/image/config.ts';
import { toForeignImage, toInherited } from '../../../server/src/image/inherited.ts';
import { toChoices } from '../../../server/src/run/choices.ts';
import { runOutputs } from '../../../server/src/run/run.ts';
import { Service } from '../../../server/src/service.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { connect } from '../../src/engine/node/docker.ts';

const mine = `mentor-image-${process.pid}`;
const stops: (() => Promise<unknown>)[] = [];
let engine: Engine;
let folder = '';
let count = 0;

beforeAll(async () => {
  const started = await startDocker();
  stops.unshift(started.stop);
  const home = await scratch('docker-image');
  folder = home.path;
  stops.unshift(home.remove);
  await copyFile(busybox, join(folder, 'busybox'));
  engine = await connect('');
  stops.unshift(async () => engine.dispose());
  stops.unshift(removeAll);
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

async function removeAll(): Promise<void> {
  const containers = lines(await docker('ps', '--all', '--quiet', '--filter', `name=${mine}`));
  if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers);
  for (const kind of ['volume', 'network']) {
    const found = lines(await docker(kind, 'ls', '--quiet', '--filter', `name=${mine}`));
    if (found.length > 0) await docker(kind, 'rm', ...found);
  }
  const images = lines(await docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'));
  const own = images.filter((name) => name.startsWith(mine));
  if (own.length > 0) await docker('image', 'rm', '--force', ...own);
}

/** Builds a Dockerfile and says how the image is called. */
async function build(text: string): Promise<string> {
  const name = `${mine}-${++count}`;
  await writeFile(join(folder, 'Dockerfile'), text);
  await docker('build', '--quiet', '--tag', name, folder);
  return name;
}

const shell = 'FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\n';

/** What we say the image of a text will be, asking the engine about the base image as the views do. */
async function said(text: string): Promise<ImageConfig> {
  const stage = targetStage(Service.parse(text));
  if (!stage) throw new Error('no stage');
  const base = stage.lineage.at(-1)?.imageText ?? '';
  const foreign = base === 'scratch' ? undefined : toForeignImage(await engine.image(base));
  return imageConfig(stage, foreign && toInherited(foreign));
}

async function inspected(image: string): Promise<Record<string, unknown>> {
  return JSON.parse(await docker('image', 'inspect', '--format', '{{json .Config}}', image));
}

describe('what docker inspect will say is what it says', () => {
  const rich = `${shell}ENV PATH=/bin GREETING=hello EMPTY=
USER 1000:1000
WORKDIR /srv/app
EXPOSE 8080 9000/udp
VOLUME ["/data", "/cache"]
LABEL org.example.kind=base org.example.other="two words"
HEALTHCHECK --interval=7s --retries=2 CMD busybox true
STOPSIGNAL SIGQUIT
ENTRYPOINT ["/bin/busybox"]
CMD ["sleep", "100"]
`;
  const triggers = `${rich}ONBUILD ENV TRIGGERED=$GREETING
ONBUILD WORKDIR sub
ONBUILD CMD ["echo", "from the trigger"]
`;
  const shelled = `${shell}ENV PATH=/bin\nSHELL ["/bin/sh", "-e", "-c"]\nCMD echo base\n`;
  test.each([
    ['nothing of its own', rich, ''],
    ['values over values', rich, 'ENV GREETING=bye MORE=$GREETING\nUSER 7\nLABEL org.example.kind=child\nEXPOSE 80\n'],
    ['a relative working directory', rich, 'WORKDIR lib\nWORKDIR ../etc\n'],
    ['a PATH that grows', rich, 'ENV PATH=/opt/bin:$PATH\nENV SEEN=$PATH:$NOBODY\n'],
    ['a CMD behind the ENTRYPOINT of the base', rich, 'CMD ["ls", "/"]\n'],
    ['an ENTRYPOINT, which drops the CMD of the base', rich, 'ENTRYPOINT ["/bin/busybox", "id"]\n'],
    ['both, the CMD first', rich, 'CMD ["-u"]\nENTRYPOINT ["/bin/busybox", "id"]\n'],
    ['shell forms', rich, 'ENTRYPOINT exec busybox sleep 9\n'],
    ['a health check turned off', rich, 'HEALTHCHECK NONE\nVOLUME /logs\nSTOPSIGNAL 9\n'],
    [
      'a health check of its own',
      rich,
      'HEALTHCHECK --interval=9s --retries=4 --start-period=1m CMD ["busybox", "true"]\n',
    ],
    ['triggers', triggers, 'ENV AFTER=$TRIGGERED\nWORKDIR deep\n'],
    ['triggers, and an ENTRYPOINT', triggers, 'ENTRYPOINT ["/bin/busybox"]\n'],
    ['a base with a SHELL', shelled, 'CMD echo child\n'],
    ['a stage between', rich, 'AS one\nENV A=1\nCMD ["x"]\nFROM one\nENTRYPOINT ["/bin/busybox"]\nENV B=$A\n'],
    ['a stage with triggers between', rich, 'AS one\nONBUILD USER 5\nFROM one\nLABEL a=b\n'],
  ])('%s', async (_, base, child) => {
    const parent = await build(base);
    const text = `FROM ${parent} ${child.startsWith('AS') ? '' : '\n'}${child}`;
    const [config, truth] = [await said(text), await inspected(await build(text))];
    expect(config.inherited).toMatchObject({ source: 'engine', image: parent, bytes: expect.any(Number) });
    expect(config.inherited?.layers).toBeGreaterThan(0);
    expect(summary(config)).toEqual(truthOf(truth));
  });
});

/** Both sides in the same words. */
function summary(config: ImageConfig): object {
  const { healthcheck } = config;
  return {
    env: Object.fromEntries(config.env.map(({ name, value }) => [name, value])),
    labels: Object.fromEntries(config.labels.map(({ name, value }) => [name, value])),
    user: config.user?.value ?? '',
    workdir: config.workdir?.value ?? '',
    ports: config.ports.map(({ port, protocol }) => `${port}/${protocol}`).sort(),
    volumes: config.volumes.map(({ path }) => path).sort(),
    stopSignal: config.stopSignal?.value ?? '',
    argv: config.argv ?? [],
    check: healthcheck && checkOf(healthcheck.test !== undefined, healthcheck),
    onbuild: config.onbuild.map(({ value }) => value),
  };
}

/** The times of a check that is turned off are of no matter. */
function checkOf(isOn: boolean, check: { interval: number; retries: number; startPeriod: number }): unknown {
  return isOn && [check.interval, check.retries, check.startPeriod];
}

interface Truth {
  Env?: string[];
  Labels?: object;
  User?: string;
  WorkingDir?: string;
  ExposedPorts?: object;
  Volumes?: object;
  StopSignal?: string;
  Entrypoint?: string[];
  Cmd?: string[];
  OnBuild?: string[];
  Healthcheck?: { Test: string[]; Interval?: number; Retries?: number; StartPeriod?: number };
}

function truthOf(raw: Truth): object {
  const { Healthcheck: check } = raw;
  return {
    env: Object.fromEntries((raw.Env ?? []).map((one) => [one.split('=')[0], one.replace(/^[^=]*=/, '')])),
    labels: raw.Labels ?? {},
    user: raw.User ?? '',
    workdir: raw.WorkingDir ?? '',
    ports: Object.keys(raw.ExposedPorts ?? {}).sort(),
    volumes: Object.keys(raw.Volumes ?? {}).sort(),
    stopSignal: raw.StopSignal ?? '',
    argv: [...(raw.Entrypoint ?? []), ...(raw.Cmd ?? [])],
    check:
      check &&
      checkOf(check.Test[0] !== 'NONE', {
        interval: (check.Interval || 30e9) / 1e9,
        retries: check.Retries || 3,
        startPeriod: (check.StartPeriod ?? 0) / 1e9,
      }),
    onbuild: raw.OnBuild ?? [],
  };
}

test('images that come and go are told of, and nothing else as such', async () => {
  const other = await connect('');
  const told: string[] = [];
  await other.listen(
    (what) => told.push(what),
    () => {},
  );
  const name = await build(`${shell}ENV PATH=/bin\n`);
  await expect.poll(() => told, { timeout: 60_000 }).toContain('image');
  told.length = 0;
  await docker('volume', 'create', `${mine}-volume`);
  await expect.poll(() => told, { timeout: 60_000 }).toEqual(['other']);
  await docker('image', 'rm', name);
  await expect.poll(() => told, { timeout: 60_000 }).toContain('image');
  expect(await engine.image(name)).toBeUndefined();
  other.dispose();
});

describe('the docker run line of Run it', () => {
  const server = `${shell}ENV PATH=/bin PORT=8042\n`;
  const serve = 'CMD ["/bin/busybox", "sh", "-c", "trap exit TERM; while :; do busybox sleep 0.1; done"]\n';
  let name = '';
  afterEach(async () => {
    await docker('rm', '--force', '--volumes', name).catch(() => '');
  });

  /** Builds, generates, and pastes the result into a shell, as a reader would. */
  async function started(text: string, choices: object = {}): Promise<Container> {
    const image = await build(text);
    name = `${image}-box`;
    const outputs = runOutputs(await said(text), image, toChoices({ image, name, ...choices }), {});
    expect(outputs.problems).toEqual([]);
    await run('sh', ['-ec', outputs.docker.text]);
    const [container] = JSON.parse(await docker('inspect', name));
    return container;
  }

  test('a user, a health check, a stop signal', async () => {
    const check = 'HEALTHCHECK --interval=1s --start-period=1s CMD busybox test -e /bin/sh\n';
    await started(`${server}USER 1000:1000\n${check}STOPSIGNAL SIGTERM\n${serve}`);
    await expect
      .poll(async () => docker('inspect', '--format', '{{.State.Health.Status}}', name), { timeout: 60_000 })
      .toBe('healthy');
    expect(await docker('exec', name, '/bin/busybox', 'id', '-u')).toBe('1000');
  });

  test('volumes and a read-only root: data can be written, and nothing else', async () => {
    const container = await started(`${server}VOLUME ["/data", "/var/my files"]\n${serve}`, { readOnly: true });
    expect(container.HostConfig.ReadonlyRootfs).toBe(true);
    const mounts = container.Mounts.filter(({ Type }) => Type === 'volume');
    expect(mounts.map(({ Destination }) => Destination).sort()).toEqual(['/data', '/var/my files']);
    for (const mount of mounts) expect(mount.Name).toMatch(`${name}-`);
    const touch = (path: string) => docker('exec', name, '/bin/busybox', 'touch', path);
    await touch('/data/x');
    await touch('/var/my files/x');
    await touch('/tmp/x');
    await expect(touch('/x')).rejects.toThrow(/Read-only/);
  });

  test('limits and a restart policy', async () => {
    const { HostConfig } = await started(`${server}${serve}`, { memory: '64m', cpus: '0.5', restart: 'on-failure' });
    expect(HostConfig).toMatchObject({
      Memory: 64 * 1024 ** 2,
      NanoCpus: 5e8,
      RestartPolicy: { Name: 'on-failure' },
    });
  });

  test('published ports, a range among them, on an address too', async () => {
    const [web, first] = [await freePort(), 20_000 + (process.pid % 20_000)];
    const text = `${server}EXPOSE 8042 53/udp 7000-7002\n${serve}`;
    const { NetworkSettings } = await started(text, {
      ports: { '8042/tcp': `127.0.0.1:${web}`, '53/udp': '-', '7000-7002/tcp': `${first}-${first + 2}` },
    });
    expect(NetworkSettings.Ports['8042/tcp']).toEqual([{ HostIp: '127.0.0.1', HostPort: `${web}` }]);
    expect(NetworkSettings.Ports['7002/tcp']?.[0]?.HostPort).toBe(`${first + 2}`);
    expect(NetworkSettings.Ports['53/udp']).toBeNull();
  });

  test('environment with every sign that a shell knows', async () => {
    const value = `it's $HOME "x" \`y\` \\ * ! #`;
    await started(`${server}${serve}`, { env: { PORT: value, OTHER: 'a b' } });
    expect(await docker('exec', name, '/bin/sh', '-c', 'busybox echo "$PORT|$OTHER"')).toBe(`${value}|a b`);
  });

  test.each(['host', 'none', 'named'])('the network: %s', async (kind) => {
    const network = kind === 'named' ? `${mine}-net` : kind;
    const port = await freePort();
    const { NetworkSettings } = await started(`${server}EXPOSE 8042\n${serve}`, {
      network,
      ports: { '8042/tcp': `${port}` },
    });
    expect(Object.keys(NetworkSettings.Networks)).toEqual([network]);
  });

  test('what the base image brings: its port, its volume, its user', async () => {
    const base = await build(`${server}EXPOSE 8042\nVOLUME /data\nUSER 33\n${serve}`);
    const port = await freePort();
    const container = await started(`FROM ${base}\nENV X=1\n`, { ports: { '8042/tcp': `${port}` } });
    expect(container.NetworkSettings.Ports['8042/tcp']?.[0]?.HostPort).toBe(`${port}`);
    expect(container.Mounts).toMatchObject([{ Type: 'volume', Destination: '/data', Name: `${name}-data` }]);
    expect(container.Config.User).toBe('33');
  });
});

interface Container {
  readonly Config: { readonly User: string };
  readonly HostConfig: Record<string, unknown>;
  readonly Mounts: readonly { Type: string; Destination: string; Name?: string }[];
  readonly NetworkSettings: {
    readonly Networks: object;
    readonly Ports: Record<string, { HostIp: string; HostPort: string }[] | null>;
  };
}
