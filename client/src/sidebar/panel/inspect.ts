import * as l10n from '@vscode/l10n';
import type { CommandFact, Fact, ImageConfig, ImageFacts } from '../../../../answers/image.ts';
import type { Block, Item } from './blocks.ts';
import { code, linkTo } from './words.ts';

/** What `docker inspect` will say of the image, and who says what the base image brings. */
export function inspectBlocks(image: ImageFacts): Block[] {
  return [
    { kind: 'heading', text: l10n.t('What docker inspect will say') },
    { kind: 'facts', rows: inspectRows(image.config) },
    ...sourceNote(image),
  ];
}

type Row = Extract<Block, { kind: 'facts' }>['rows'][number];

function inspectRows(config: ImageConfig): Row[] {
  const isKnown = config.isFromScratch || config.inherited !== undefined;
  const row = (name: string, items: readonly Item[], nothing: string): Row => ({
    name,
    items: items.length > 0 ? items : [{ text: nothing, tone: 'quiet' }],
  });
  const either = (known: string): string => (isKnown ? known : l10n.t('from the base image, unknown'));
  const none = l10n.t('none');
  const more = isKnown ? none : l10n.t('none here; what the base image has is unknown');
  return [
    row(l10n.t('Inherits from'), baseItems(config), none),
    row(l10n.t('Runs'), processItems(config, isKnown), either(none)),
    row(l10n.t('User'), factItems(config.user), either(`${code('root')}`)),
    row(l10n.t('Working directory'), factItems(config.workdir), either(code('/'))),
    row(l10n.t('Environment'), namedItems(config.env), config.isFromScratch ? code('PATH') : more),
    row(
      l10n.t('Ports'),
      config.ports.map((one) => toItem(code(`${one.port}/${one.protocol}`), one)),
      more,
    ),
    row(
      l10n.t('Volumes'),
      config.volumes.map((one) => toItem(code(one.path), one)),
      more,
    ),
    row(l10n.t('Labels'), namedItems(config.labels), more),
    row(l10n.t('Health check'), healthcheckItems(config), either(none)),
    row(l10n.t('Stop signal'), factItems(config.stopSignal), either(code('SIGTERM'))),
    ...(config.shell ? [row(l10n.t('Shell'), factItems(config.shell), '')] : []),
    ...onbuildRow(config),
  ];
}

/** A value with the line that sets it, or with the word that the base image does. */
function toItem(text: string, { range }: Pick<Fact, 'range'>): Item {
  return range ? { text, link: linkTo(range) } : { text: l10n.t('{value}, from the base image', { value: text }) };
}

function baseItems({ bases }: ImageConfig): Item[] {
  return bases.map(({ image, kind, platform, range }) => {
    const name = code(image) + (platform ? ` (${platform.replaceAll('`', "'")})` : '');
    const text =
      kind === 'stage'
        ? l10n.t('{name}, a stage of this file', { name })
        : kind === 'scratch'
          ? l10n.t('{name}: nothing at all', { name })
          : name;
    return { text, link: linkTo(range) };
  });
}

function processItems({ argv, entrypoint, cmd, cmdIgnored }: ImageConfig, isKnown: boolean): Item[] {
  if (!argv) return [];
  const items: Item[] = [processItem(argv, entrypoint, cmd)];
  if (!entrypoint && !isKnown) {
    items.push({ text: l10n.t('behind the `ENTRYPOINT` of the base image, if it has one'), tone: 'quiet' });
  }
  if (entrypoint?.range && !cmd) {
    items.push({ text: l10n.t('with what `docker run` adds; the `CMD` of the base image is dropped'), tone: 'quiet' });
  }
  if (cmd && cmdIgnored) {
    items.push({
      text: l10n.t('`CMD` has no effect: an `ENTRYPOINT` in shell form takes no arguments'),
      tone: 'could',
      ...(cmd.range && { link: linkTo(cmd.range) }),
    });
  }
  return items;
}

/** The command line, with the line of the file that has a part in it. */
function processItem(argv: readonly string[], entrypoint: CommandFact | undefined, cmd: CommandFact | undefined): Item {
  const text = code(argv.join(' '));
  if (entrypoint && !entrypoint.range && cmd?.range) {
    const mixed = l10n.t('{value}, of which the base image brings the `ENTRYPOINT`', { value: text });
    return { text: mixed, link: linkTo(cmd.range) };
  }
  return toItem(text, entrypoint ?? cmd ?? {});
}

function factItems(fact: Fact | undefined): Item[] {
  if (!fact) return [];
  return [toItem(fact.value === undefined ? l10n.t('known only to the build') : code(fact.value), fact)];
}

function namedItems(facts: ImageConfig['env']): Item[] {
  return facts.map(({ name, value, range }) => {
    const text =
      value === undefined ? l10n.t('{name}, known only to the build', { name: code(name) }) : code(`${name}=${value}`);
    return toItem(text, { range });
  });
}

function healthcheckItems({ healthcheck }: ImageConfig): Item[] {
  if (!healthcheck) return [];
  const { test, interval, timeout, startPeriod, retries } = healthcheck;
  if (!test) return [toItem(l10n.t('turned off'), healthcheck)];
  const times = l10n.t(
    'every {interval} s, at most {timeout} s, unhealthy after {retries} failures, {start} s to start',
    { interval, timeout, retries, start: startPeriod },
  );
  return [toItem(code(test.argv.join(' ')), healthcheck), { text: times, tone: 'quiet' }];
}

/** What the base image has this build do, and what this one will have others do. */
function onbuildRow({ triggered, onbuild }: ImageConfig): Row[] {
  const done = triggered.map(({ value = '' }) => ({
    text: l10n.t('{value}, from the base image: done right behind `FROM`', { value: code(value) }),
  }));
  const items = [...done, ...onbuild.flatMap(factItems)];
  return items.length > 0 ? [{ name: 'ONBUILD', items }] : [];
}

function sourceNote({ config, isComing }: ImageFacts): Block[] {
  const root = config.bases.at(-1);
  if (!root || root.kind === 'scratch') return [];
  const image = code(root.image);
  const { source, platform = '' } = config.inherited ?? {};
  const text =
    source === 'engine'
      ? l10n.t('What {image} brings is told by your Docker Engine, which has it for {platform}.', { image, platform })
      : source === 'registry'
        ? l10n.t('What {image} brings is told by its registry, for {platform}.', { image, platform })
        : isComing
          ? l10n.t('The registry of {image} is asked what it brings…', { image })
          : l10n.t(
              'What {image} itself brings is unknown here: your Docker Engine does not have it (`docker pull {name}`), or cannot be reached. Registries are asked if you turn on `dockerfileMentor.registries.enabled`.',
              { image, name: root.image.replaceAll('`', "'") },
            );
  return [{ kind: 'text', text, tone: 'quiet' }];
}
