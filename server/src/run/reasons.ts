import * as l10n from '@vscode/l10n';
import type { Plan, PlannedPort, PlannedVolume } from './plan.ts';

/** Why a line is there, where several of the ways to start a container have the same line. Functions, for the language is known late. */
export const why = {
  image: () => l10n.t('The image, by the name that `docker build --tag` gave it.'),
  pulledImage: () => l10n.t('The image, which every node must be able to pull: push it to a registry first.'),
  name: ({ name }: Plan) =>
    l10n.t('A name to find the container by; other containers on its network find it as `{name}`.', { name }),
  restart: ({ restart }: Plan) => {
    switch (restart) {
      case 'no':
        return l10n.t('When the process ends, the container stays stopped.');
      case 'on-failure':
        return l10n.t('The container starts again when the process fails (any status but 0).');
      case 'always':
        return l10n.t(
          'The container starts again whenever the process ends, and with the engine even if you had stopped it.',
        );
      case 'unless-stopped':
        return l10n.t(
          'The container starts again when the process ends and when the engine starts, unless you stopped it.',
        );
    }
  },
  port: ({ port, protocol, host = '', range }: PlannedPort) => {
    const place = { port, protocol, host };
    return range
      ? l10n.t('From `EXPOSE`: port {port}/{protocol} of the container is reached at `{host}` of the host.', place)
      : l10n.t(
          'From `EXPOSE` of the base image: port {port}/{protocol} of the container is reached at `{host}` of the host.',
          place,
        );
  },
  volume: ({ name, path, range }: PlannedVolume) =>
    range
      ? l10n.t('From `VOLUME`: what is written below `{path}` is kept in the volume `{name}`, not in a nameless one.', {
          path,
          name,
        })
      : l10n.t(
          'From `VOLUME` of the base image: what is written below `{path}` is kept in the volume `{name}`, not in a nameless one.',
          { path, name },
        ),
  volumes: () => l10n.t('The volumes; each is made where it is not there yet.'),
  memory: () => l10n.t('Your limit: beyond it the kernel ends a process of the container.'),
  cpus: () => l10n.t('Your limit: so much processor time, however idle the host is.'),
  readOnly: () => l10n.t('The file system of the image cannot be written to; volumes and `/tmp` can.'),
  temporary: () => l10n.t('A place in memory for temporary files, as the rest is read-only.'),
  environment: (isOfImage: boolean) =>
    isOfImage ? l10n.t('Your value, in place of the one that `ENV` sets.') : l10n.t('Your value for the environment.'),
  network: () => l10n.t('Your network: on one of their own, containers find each other by name.'),
  hostNetwork: () =>
    l10n.t('The network of the host itself: nothing is published, every port that the program opens is open there.'),
  noNetwork: () => l10n.t('No network at all but the container’s own loopback.'),
};

/** What comes with the image, so that no line is needed for it. */
export function broughtByImage({ user, healthcheck, stopSignal, unknownBase }: Plan): string[] {
  const brought = [
    ...(user ? [`USER ${user.text}`] : []),
    ...(healthcheck?.test ? ['HEALTHCHECK'] : []),
    ...(stopSignal?.value ? [`STOPSIGNAL ${stopSignal.value}`] : []),
    'ENV',
    'ENTRYPOINT',
    'CMD',
  ];
  const list = brought.map((one) => `\`${one.replaceAll('`', "'")}\``).join(l10n.t(', '));
  return [
    l10n.t('These come with the image and need no line: {list}.', { list }),
    ...(unknownBase === undefined
      ? []
      : [
          l10n.t('Ports, volumes and the user that `{image}` brings are unknown here, so no line says them.', {
            image: unknownBase.replaceAll('`', "'"),
          }),
        ]),
  ];
}
