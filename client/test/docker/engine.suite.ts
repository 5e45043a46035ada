import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { run } from '../../../scripts/hosts/child.mjs';
import { busybox, docker, startDocker } from '../../../scripts/hosts/docker.mjs';
import { freePort } from '../../../scripts/hosts/port.mjs';
import {
  createNetwork,
  networkName,
  runOnNetwork,
  runWithMounts,
  runWithPorts,
  runWithVolumes,
} from '../../src/sidebar/run.ts';

// This run's own name, so that nothing of anybody else's is touched: the lines name everything after the image.
const image = `mentor-test-${process.pid}`;
const volumes = [{ path: '/data' }];
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const engine = await startDocker();
  stops.unshift(engine.stop);
  const home = await scratch('docker-context');
  stops.unshift(home.remove);
  await copyFile(busybox, join(home.path, 'busybox'));
  const lines = ['FROM scratch', 'COPY busybox /busybox', 'VOLUME /data', 'CMD ["/busybox", "sleep", "3600"]', ''];
  await writeFile(join(home.path, 'Dockerfile'), lines.join('\n'));
  await docker('build', '--quiet', '--tag', image, home.path);
  stops.unshift(() => docker('image', 'rm', '--force', image));
});

afterEach(() => docker('rm', '--force', '--volumes', image).catch(() => ''));

afterAll(async () => {
  for (const stop of stops) await stop();
});

describe('the lines of the sidebar, run by a real Docker Engine', () => {
  for (const [form, line] of [
    ['-v', runWithVolumes(image, volumes)],
    ['--mount', runWithMounts(image, volumes)],
  ] as const) {
    test(`with ${form}, the next container finds the data again`, async () => {
      await shell(line);
      await docker('exec', image, '/busybox', 'touch', `/data/by${form}`);
      const [mount] = JSON.parse(await docker('inspect', '--format', '{{json .Mounts}}', image));
      expect(mount).toMatchObject({ Type: 'volume', Name: `${image}-data`, Destination: '/data' });
      await docker('rm', '--force', image);
      await shell(line);
      expect(await docker('exec', image, '/busybox', 'ls', '/data')).toContain(`by${form}`);
      await docker('rm', '--force', image);
      await docker('volume', 'rm', `${image}-data`);
    });
  }

  for (const address of [undefined, '127.0.0.1']) {
    test(`with -p, the port is published on ${address ?? 'every address'}`, async () => {
      const port = String(await freePort());
      await shell(runWithPorts(image, [{ port, protocol: 'tcp' }], address));
      const ports = JSON.parse(await docker('inspect', '--format', '{{json .NetworkSettings.Ports}}', image));
      expect(ports[`${port}/tcp`]).toContainEqual({ HostIp: address ?? '0.0.0.0', HostPort: port });
    });
  }

  test('with --network, the container is on the new network under its name', async () => {
    await shell(createNetwork(image));
    try {
      await shell(runOnNetwork(image));
      const networks = JSON.parse(await docker('inspect', '--format', '{{json .NetworkSettings.Networks}}', image));
      expect(Object.keys(networks)).toEqual([networkName(image)]);
      expect(await docker('exec', image, '/busybox', 'nslookup', image)).toContain('Address');
    } finally {
      await docker('rm', '--force', image);
      await docker('network', 'rm', networkName(image));
    }
  });
});

/** Runs a line as a reader would who pressed Enter. */
function shell(line: string | undefined): Promise<string> {
  expect(line).toBeDefined();
  return run('sh', ['-c', line as string]);
}
