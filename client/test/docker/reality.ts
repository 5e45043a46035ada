/** Containers that answer who they are, and the comparison of what we say about them with what happens. */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratch } from '../../../scripts/hosts/cache.mjs';
import { until } from '../../../scripts/hosts/child.mjs';
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
    const claims = all
      .filter((to) => to !== from)
      .flatMap((to) => {
        const target = byName.get(this.called(to));
        if (asker === undefined || target === undefined) throw new Error(`no container ${from} or ${to}`);
        return this.claims(to, reach(world, asker, target), target);
      });
    const wrong = [
      ...(await this.silent(
        from,
        claims.filter(({ isOpen }) => isOpen),
      )),
      ...(await this.answering(
        from,
        claims.filter(({ isOpen }) => !isOpen),
      )),
    ];
    return wrong.map(({ to, at, verdict }) => `${from} → ${to} at ${at}: ${JSON.stringify(verdict)}`);
  }

  /** Every way must lead there; where there is none, neither the name nor any address may. */
  private claims(to: string, verdict: Reach, target: Container): Claim[] {
    const listens = this.ports[to] ?? port;
    const name = this.called(to);
    const claim = (isOpen: boolean) => (at: string) => ({ to, at, isOpen, verdict });
    const open = verdict.ways.flatMap((way) => doors(way, listens));
    const addresses = target.endpoints.flatMap(({ ip }) => ip ?? []);
    const closed = open.length > 0 ? [] : addresses.map((address) => `${address}:${listens}`);
    // Where no name is promised, its name must not do either.
    const isNamed = verdict.ways.some(
      (way) => way.via === 'localhost' || (way.via === 'network' && way.names.length > 0),
    );
    return [...open.map(claim(true)), ...[...closed, ...(isNamed ? [] : [`${name}:${listens}`])].map(claim(false))];
  }

  /** Which of those who should answer do not, however long a loaded machine is given. */
  private async silent(from: string, claims: readonly Claim[]): Promise<readonly Claim[]> {
    let left = claims;
    const ask = async () => {
      const answers = await this.ask(from, left);
      left = left.filter(({ to }, index) => answers[index] !== to);
      return left.length === 0;
    };
    await until(ask, 'answers', { timeout: 20_000 }).catch(() => undefined);
    return left;
  }

  private async answering(from: string, claims: readonly Claim[]): Promise<readonly Claim[]> {
    const answers = await this.ask(from, claims);
    return claims.filter(({ to }, index) => answers[index] === to);
  }

  /** Whether a container answers another at `host:port`, given time. */
  async answers(from: string, to: string, at: string): Promise<boolean> {
    return (await this.silent(from, [{ to, at }])).length === 0;
  }

  /** The names of those who answer within two seconds: one process asks them all, for a machine that starts many has no time to answer. */
  private async ask(from: string, claims: readonly Claim[]): Promise<(string | undefined)[]> {
    if (claims.length === 0) return [];
    const one = ({ at }: Claim, index: number) =>
      `{ who=$(/busybox timeout 2 /busybox wget -q -O - http://${at}/who 2>/dev/null) && echo "${index} $who"; } &`;
    const script = [...claims.map(one), 'wait'].join('\n');
    const said = await docker('exec', this.called(from), '/busybox', 'sh', '-c', script);
    const names = new Map(said.split('\n').map((line) => line.split(' ') as [string, string]));
    return claims.map((_, index) => names.get(String(index)));
  }
}

/** That a container answers at `host:port`, or that it does not, and what we said that makes it so. */
interface Claim {
  readonly to: string;
  readonly at: string;
  readonly isOpen?: boolean;
  readonly verdict?: Reach;
}

/** The `host:port` of every name and address of a way. */
function doors(way: Way, listens: number): string[] {
  switch (way.via) {
    case 'network':
      return [...way.names, way.address].map((address) => `${address}:${listens}`);
    case 'localhost':
      return [`127.0.0.1:${listens}`];
    case 'published':
      return [`${way.address.replace('localhost', '127.0.0.1')}:${way.port}`];
    default:
      return [`${way.address}:${listens}`];
  }
}
