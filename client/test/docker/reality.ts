/** Containers that answer who they are, and the comparison of what we say about them with what happens. */
import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { busybox, docker } from '../../../scripts/hosts/docker.mjs';
import type { Engine } from '../../src/engine/engine.ts';
import { type Reach, reach, toWorld, type Way } from '../../src/engine/reachability.ts';
import type { Container } from '../../src/engine/snapshot.ts';

/** Where those containers listen that were told no other port. */
export const port = 8042;

/** Builds an image that answers with the value of `WHO` at the port of `PORT`, and returns what removes it. */
export async function buildServer(name: string): Promise<() => Promise<unknown>> {
  const home = await scratch('docker-server');
  await copyFile(busybox, join(home.path, 'busybox'));
  const serve = `"/busybox","sh","-c","/busybox mkdir -p /www && echo $WHO > /www/who && exec /busybox httpd -f -p $PORT -h /www"`;
  const lines = [
    'FROM scratch',
    'COPY busybox /busybox',
    'COPY busybox /bin/sh',
    `ENV PATH=/bin PORT=${port}`,
    'VOLUME /data',
    `EXPOSE ${port}`,
    `CMD [${serve}]`,
  ];
  await writeFile(join(home.path, 'Dockerfile'), `${lines.join('\n')}\n`);
  await docker('build', '--quiet', '--tag', name, home.path);
  await home.remove();
  return () => docker('image', 'rm', '--force', name);
}

/** An engine's containers by the names that a suite gives them. */
export class Reality {
  private readonly engine: Engine;
  private readonly called: (name: string) => string;
  private readonly ports: Readonly<Record<string, number>>;

  /** `ports`: where those listen that do not listen where all do. */
  constructor(engine: Engine, called: (name: string) => string, ports: Readonly<Record<string, number>>) {
    this.engine = engine;
    this.called = called;
    this.ports = ports;
  }

  /** What we say of a pair. */
  async said(from: string, to: string): Promise<Reach> {
    const world = toWorld(await this.engine.snapshot());
    const find = (name: string): Container => {
      const found = world.containers.find((one) => one.name === this.called(name));
      if (found === undefined) throw new Error(`no container ${name}`);
      return found;
    };
    return reach(world, find(from), find(to));
  }

  /** Where what we say of a container and the others is not what happens. */
  async contradictions(from: string, all: readonly string[]): Promise<string[]> {
    const world = toWorld(await this.engine.snapshot());
    const byName = new Map(world.containers.map((one) => [one.name, one]));
    const asker = byName.get(this.called(from));
    const found = await Promise.all(
      all
        .filter((to) => to !== from)
        .map((to) => {
          const target = byName.get(this.called(to));
          if (asker === undefined || target === undefined) throw new Error(`no container ${from} or ${to}`);
          return this.contradiction(from, to, reach(world, asker, target), target);
        }),
    );
    return found.flat();
  }

  /** Every way must lead there; where there is none, neither the name nor any address may. */
  private async contradiction(from: string, to: string, verdict: Reach, target: Container): Promise<string[]> {
    const { called } = this;
    const listens = this.ports[to] ?? port;
    const closed = [called(to), ...target.endpoints.map(({ ip }) => ip ?? '')].filter((address) => address !== '');
    const attempts: [string, number][] =
      verdict.ways.length > 0
        ? verdict.ways.flatMap((way) => doors(way, listens))
        : closed.map((address) => [address, listens]);
    const open = verdict.ways.length > 0;
    // Where no name is promised, its name must not do either.
    const nameless = verdict.ways.every(
      (way) => way.via !== 'localhost' && !(way.via === 'network' && way.names.length > 0),
    );
    const found = await Promise.all([
      ...attempts.map(async ([address, at]) => ((await this.answer(from, address, at)) === to) === open),
      ...(nameless ? [this.answer(from, called(to), listens).then((answer) => answer !== to)] : []),
    ]);
    return found.every(Boolean) ? [] : [`${from} → ${to}: ${JSON.stringify(verdict)}`];
  }

  /** The name of whoever answers there. */
  answer(from: string, address: string, at: number): Promise<string | undefined> {
    const ask = ['/busybox', 'timeout', '2', '/busybox', 'wget', '-q', '-O', '-', `http://${address}:${at}/who`];
    return promisify(execFile)('docker', ['exec', this.called(from), ...ask]).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
  }
}

function doors(way: Way, listens: number): [string, number][] {
  switch (way.via) {
    case 'network':
      return [...way.names, way.address].map((address) => [address, listens]);
    case 'localhost':
      return [['127.0.0.1', listens]];
    case 'published':
      return [[way.address.replace('localhost', '127.0.0.1'), way.port]];
    default:
      return [[way.address, listens]];
  }
}
