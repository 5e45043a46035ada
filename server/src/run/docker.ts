import * as l10n from '@vscode/l10n';
import type { Line, Output } from '../../../answers/run.ts';
import type { Plan, PlannedVolume } from './plan.ts';
import { broughtByImage, why } from './reasons.ts';

/** An option of `docker run`, with its reason. */
interface Option extends Omit<Line, 'line'> {
  readonly words: readonly string[];
}

/** The commands that start the container on this machine. */
export function dockerRun(plan: Plan): Output {
  const options = optionsOf(plan);
  const network = plan.network.kind === 'named' ? plan.network.name : undefined;
  const before = network === undefined ? [] : [`docker network create ${network}`];
  const commands = ['docker run --detach', ...options.map(({ words }) => `  ${words.map(quote).join(' ')}`)];
  const text = [...before, [...commands, `  ${quote(plan.image)}`].join(' \\\n')].join('\n');
  const first = before.length;
  const lines: Line[] = [
    ...before.map(() => ({ line: 0, why: l10n.t('Once: makes the network.') })),
    { line: first, why: l10n.t('Starts a container in the background; `docker logs` shows what it writes.') },
    ...options.map(({ why: reason, range }, at) => ({ line: first + 1 + at, why: reason, ...(range && { range }) })),
    { line: first + 1 + options.length, why: why.image() },
  ];
  return { text: `${text}\n`, lines, notes: broughtByImage(plan) };
}

function optionsOf(plan: Plan): Option[] {
  const { network, memory, cpus } = plan;
  const published = network.kind === 'host' || network.kind === 'none' ? [] : plan.ports;
  return [
    { words: ['--name', plan.name], why: why.name(plan) },
    { words: ['--restart', plan.restart], why: why.restart(plan) },
    ...networkOption(plan),
    ...published.flatMap((port) =>
      port.host === undefined
        ? []
        : [
            {
              words: ['--publish', `${port.host}:${port.port}${port.protocol === 'tcp' ? '' : `/${port.protocol}`}`],
              why: why.port(port),
              range: port.range,
            },
          ],
    ),
    ...plan.volumes.map((volume) => ({
      words: ['--mount', mountOf(volume)],
      why: why.volume(volume),
      range: volume.range,
    })),
    ...plan.env.map(({ name, value, range }) => ({
      words: ['--env', `${name}=${value}`],
      why: why.environment(range !== undefined),
      ...(range && { range }),
    })),
    ...(memory ? [{ words: ['--memory', memory.docker], why: why.memory() }] : []),
    ...(cpus ? [{ words: ['--cpus', cpus], why: why.cpus() }] : []),
    ...(plan.readOnly
      ? [
          { words: ['--read-only'], why: why.readOnly() },
          { words: ['--tmpfs', '/tmp'], why: why.temporary() },
        ]
      : []),
  ];
}

function networkOption({ network }: Plan): Option[] {
  switch (network.kind) {
    case 'default':
      return [];
    case 'named':
      return [{ words: ['--network', network.name], why: why.network() }];
    case 'host':
      return [{ words: ['--network', 'host'], why: why.hostNetwork() }];
    case 'none':
      return [{ words: ['--network', 'none'], why: why.noNetwork() }];
  }
}

/** `--mount` reads its value as one line of CSV. */
function mountOf({ name, path }: PlannedVolume): string {
  return ['type=volume', `source=${name}`, `target=${path}`]
    .map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}

/** A word as a POSIX shell reads it back. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
