import * as l10n from '@vscode/l10n';
import type { Remark, Remarks } from '../../../../answers/image.ts';
import { parseImageName } from '../../dockerfile/image.ts';
import type { RunningService } from '../services.ts';
import { plain, rootOf, type Subject } from './subject.ts';

/** What can be said of what is around a container: limits, data, networks, updates. */

const memoryHints = /max-old-space-size|GOMEMLIMIT|MaxRAMPercentage|MALLOC_ARENA_MAX/;

export function resourceLimits({ config, services }: Subject): Partial<Remarks> {
  const good = config.env
    .filter(({ name, value }) => memoryHints.test(`${name}=${value ?? ''}`))
    .map(({ name, range }) => ({
      text: l10n.t('`{name}` tells the program how much memory it may use.', { name: plain(name) }),
      range,
    }));
  const limited = services.map((service) => ({ isGood: service.memory !== undefined, remark: limitsOf(service) }));
  const text = l10n.t(
    'A Dockerfile cannot limit memory and CPUs: `docker run --memory` and `--cpus` do, and so does what the view Run it writes.',
  );
  return {
    good: [...good, ...limited.flatMap(({ isGood, remark }) => (isGood ? remark : []))],
    could: limited.flatMap(({ isGood, remark }) => (isGood ? [] : remark)),
    elsewhere: services.length > 0 ? [] : [{ text }],
  };
}

function limitsOf({ name, memory, cpus, uri, range }: RunningService): Remark {
  const said = { service: plain(name), memory: plain(memory ?? ''), cpus: plain(cpus ?? '') };
  const text = memory
    ? cpus
      ? l10n.t('The Compose service `{service}` may use {memory} of memory and {cpus} CPUs.', said)
      : l10n.t('The Compose service `{service}` may use {memory} of memory.', said)
    : cpus
      ? l10n.t(
          'The Compose service `{service}` may use {cpus} CPUs, but all of the memory: `deploy.resources.limits.memory` limits it.',
          said,
        )
      : l10n.t(
          'The Compose service `{service}` has no limits: `deploy.resources.limits` says how much memory and how many CPUs it may use.',
          said,
        );
  return { text, uri, range };
}

export function volumes({ config }: Subject): Partial<Remarks> {
  const good = config.volumes.map(({ path, range }) => ({
    text: l10n.t(
      '`{path}` is on a volume: writing there goes past the layers, and the data is not lost with the container if the volume has a name.',
      {
        path: plain(path),
      },
    ),
    range,
  }));
  if (good.length > 0) return { good };
  const text = l10n.t(
    'No `VOLUME` here, which is usually right: whoever starts the container says with `--mount` what is kept.',
  );
  return { elsewhere: [{ text }] };
}

export function network({ config }: Subject): Partial<Remarks> {
  const good = config.ports.map(({ port, protocol, range }) => ({
    text: l10n.t('`{port}` is documented, so that others know what to publish.', { port: `${port}/${protocol}` }),
    range,
  }));
  const elsewhere = [
    config.ports.length > 0
      ? l10n.t('Which network, and which address of the host: that is decided where the container is started.')
      : l10n.t('No `EXPOSE` here: if the program listens, the line tells others on which port.'),
  ];
  return { good, elsewhere: elsewhere.map((text) => ({ text })) };
}

export function updates(subject: Subject): Partial<Remarks> {
  const { config } = subject;
  const good: Remark[] = [];
  const could: Remark[] = [];
  const base = rootOf(subject);
  const name = base?.kind === 'image' ? parseImageName(base.image) : undefined;
  if (base && name?.digest) {
    good.push({
      text: l10n.t(
        'The digest makes every build begin with the same bytes; let a tool raise it, or fixes never arrive.',
      ),
      range: base.range,
    });
  } else if (base && name?.tag && name.tag !== 'latest') {
    const image = plain(base.image);
    good.push({
      text: l10n.t('`{image}` names a version; `docker build --pull` brings its fixes.', { image }),
      range: base.range,
    });
  }
  const user = config.user?.value;
  if (config.user && user !== undefined && !/^(?:root|0)(?::|$)/.test(user)) {
    good.push({
      text: l10n.t('The process runs as `{user}`, not as root.', { user: plain(user) }),
      range: config.user.range,
    });
  } else if (!config.user) {
    const text =
      config.isFromScratch || config.inherited
        ? l10n.t('No `USER` is set, so the process runs as root.')
        : l10n.t('No `USER` is set: the base image decides, and most run as root.');
    could.push({ text });
  }
  const label = config.labels.find((one) => /^org\.opencontainers\.image\.(?:source|revision|version)$/.test(one.name));
  if (label) {
    good.push({
      text: l10n.t('Labels say where the image comes from, which scanners and updaters read.'),
      range: label.range,
    });
  }
  const text = l10n.t('Known holes are found in the built image: `docker scout cves`, Trivy, Grype.');
  return { good, could, elsewhere: [{ text }] };
}
