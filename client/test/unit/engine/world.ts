/** A small machine to ask about: what the API answers, with little to write. */
import { type Answers, type Snapshot, toSnapshot } from '../../../src/engine/snapshot.ts';

interface Plug {
  ip?: string;
  gateway?: string;
  aliases?: string[];
}

interface ContainerSketch {
  state?: string;
  mode?: string;
  image?: string;
  networks?: Record<string, Plug>;
  ports?: object[];
  mounts?: object[];
  links?: string[];
  labels?: Record<string, string>;
}

/** `GET /containers/json` and `GET /containers/{id}/json`, from a sketch. */
export function container(name: string, sketch: ContainerSketch = {}) {
  const id = Buffer.from(name.padEnd(32, '.')).toString('hex').slice(0, 64);
  const networks = Object.entries(sketch.networks ?? {});
  return {
    listed: {
      Id: id,
      Names: [`/${name}`],
      Image: sketch.image ?? 'app',
      ImageID: `sha256:${sketch.image ?? 'app'}`,
      State: sketch.state ?? 'running',
      Labels: sketch.labels ?? {},
      HostConfig: { NetworkMode: sketch.mode ?? networks[0]?.[0] ?? 'default' },
      NetworkSettings: {
        Networks: Object.fromEntries(
          networks.map(([network, { ip = '', gateway = '' }]) => [network, { IPAddress: ip, Gateway: gateway }]),
        ),
      },
      Ports: sketch.ports ?? [],
      Mounts: sketch.mounts ?? [],
    },
    inspected: {
      HostConfig: { Links: sketch.links ?? null },
      NetworkSettings: {
        Networks: Object.fromEntries(
          networks.map(([network, { aliases = [] }]) => [network, { Aliases: [...aliases, id.slice(0, 12)] }]),
        ),
      },
    },
  };
}

export function network(name: string, more: object = {}) {
  return { Id: name, Name: name, Driver: 'bridge', Scope: 'local', IPAM: { Config: [] }, ...more };
}

export const builtin = [network('bridge'), network('host', { Driver: 'host' }), network('none', { Driver: 'null' })];

/** A volume of the local driver. */
export function volume(name: string, more: object = {}) {
  return { Name: name, Driver: 'local', Mountpoint: `/var/lib/docker/volumes/${name}/_data`, Scope: 'local', ...more };
}

export function snapshot({
  containers = [],
  volumes = [],
  networks = [],
  images = {},
}: {
  containers?: ReturnType<typeof container>[];
  volumes?: object[];
  networks?: object[];
  /** The paths of each image's VOLUME lines. */
  images?: Record<string, string[]>;
}): Snapshot {
  const declared = ([image, paths]: [string, string[]]): [string, unknown] => [
    `sha256:${image}`,
    { Config: { Volumes: Object.fromEntries(paths.map((path) => [path, {}])) } },
  ];
  const answers: Answers = {
    containers: containers.map(({ listed }) => listed),
    volumes: { Volumes: volumes },
    networks: [...builtin, ...networks],
    inspected: new Map(containers.map(({ listed, inspected }) => [listed.Id, inspected])),
    images: new Map(Object.entries(images).map(declared)),
  };
  return toSnapshot(answers);
}
