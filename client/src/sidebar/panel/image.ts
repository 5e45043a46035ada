import * as l10n from '@vscode/l10n';
import type { Block, Item, LineLink } from './blocks.ts';
import type { Image, Range, Remark, Step, Topic } from './facts.ts';

/** What *This image* says of a Dockerfile. */
export function imageBlocks(fileName: string, image: Image): Block[] {
  return [
    { kind: 'title', text: fileName },
    ...targetChoice(image),
    { kind: 'heading', text: l10n.t('What docker inspect will say') },
    { kind: 'facts', rows: inspectRows(image) },
    ...unknownNote(image),
    { kind: 'heading', text: l10n.t('Stages') },
    graphBlock(image),
    { kind: 'heading', text: l10n.t('Layers') },
    {
      kind: 'text',
      text: l10n.t('Each layer is laid over the one before; the other lines only leave a note in the image.'),
    },
    { kind: 'list', items: layerItems(image) },
    { kind: 'heading', text: l10n.t('What runs again when something changes') },
    ...changeBlocks(image),
    { kind: 'heading', text: l10n.t('How it does') },
    { kind: 'text', text: healthSummary(image.health) },
    ...image.health.map(topicBlock),
  ];
}

/** What it says where there is nothing to say it of. */
export function imageLesson(fileName: string | undefined): Block[] {
  return [
    { kind: 'title', text: fileName ?? l10n.t('This image') },
    {
      kind: 'text',
      text:
        fileName === undefined
          ? l10n.t(
              'Open a Dockerfile, and this view shows the image that it makes without building it: what it inherits, its layers, its settings, and how it does on ten points.',
            )
          : l10n.t(
              'There is no `FROM`, so there is nothing to build. An image begins with another one: `FROM alpine:3.22`, or `FROM scratch` for nothing at all.',
            ),
    },
    { kind: 'list', items: lessons() },
  ];
}

function lessons(): Item[] {
  const pages: [string, string][] = [
    [l10n.t('What an image is, and what a layer'), 'topics/images-and-layers'],
    [l10n.t('Every instruction, one by one'), 'topics/instructions'],
    [l10n.t('What makes an image good'), 'topics/performance'],
  ];
  return pages.map(([text, path]) => ({
    text,
    actions: [{ label: l10n.t('Read'), does: { type: 'learn', path } }],
  }));
}

export function linkTo({ start }: Range): LineLink {
  return { line: start.line, label: l10n.t('line {line}', { line: start.line + 1 }) };
}

/** A text between backticks of a message. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}

function targetChoice({ target, targets }: Image): Block[] {
  if (targets.length < 2) return [];
  const options = targets.map(({ index, name }) => ({
    value: String(index),
    label: stageLabel(index, name, index === targets.length - 1),
  }));
  const field = { id: 'target', label: l10n.t('Stage'), kind: 'choice' as const, value: String(target), options };
  return [{ kind: 'form', label: l10n.t('Stage'), fields: [field] }];
}

function stageLabel(index: number, name: string | undefined, isLast: boolean): string {
  const label = name ?? l10n.t('stage {number}', { number: index });
  return isLast ? l10n.t('{stage} (the last: what a plain build makes)', { stage: label }) : label;
}

type Row = Extract<Block, { kind: 'facts' }>['rows'][number];

function inspectRows(image: Image): Row[] {
  const { config } = image;
  const { isFromScratch } = config;
  const row = (name: string, items: readonly Item[], nothing: string): Row => ({
    name,
    items: items.length > 0 ? items : [{ text: nothing, tone: 'quiet' }],
  });
  const unknown = l10n.t('from the base image, unknown');
  const either = (known: string): string => (isFromScratch ? known : unknown);
  const none = l10n.t('none');
  const more = isFromScratch ? none : l10n.t('none here; what the base image has is unknown');
  return [
    row(l10n.t('Inherits from'), baseItems(image), none),
    row(l10n.t('Runs'), processItems(image), either(none)),
    row(l10n.t('User'), factItems(config.user), either(`${code('root')}`)),
    row(l10n.t('Working directory'), factItems(config.workdir), either(code('/'))),
    row(l10n.t('Environment'), namedItems(config.env), isFromScratch ? code('PATH') : more),
    row(
      l10n.t('Ports'),
      config.ports.map(({ port, protocol, range }) => ({ text: code(`${port}/${protocol}`), link: linkTo(range) })),
      more,
    ),
    row(
      l10n.t('Volumes'),
      config.volumes.map(({ path, range }) => ({ text: code(path), link: linkTo(range) })),
      more,
    ),
    row(l10n.t('Labels'), namedItems(config.labels), more),
    row(l10n.t('Health check'), healthcheckItems(image), either(none)),
    row(l10n.t('Stop signal'), factItems(config.stopSignal), either(code('SIGTERM'))),
    ...(config.shell ? [row(l10n.t('Shell'), factItems(config.shell), '')] : []),
    ...(config.onbuild.length > 0 ? [row('ONBUILD', config.onbuild.flatMap(factItems), '')] : []),
  ];
}

function baseItems({ config }: Image): Item[] {
  return config.bases.map(({ image, kind, platform, range }) => {
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

function processItems({ config }: Image): Item[] {
  const { argv, entrypoint, cmd, cmdIgnored, isFromScratch } = config;
  if (!argv) return [];
  const main = entrypoint ?? cmd;
  const items: Item[] = [{ text: code(argv.join(' ')), ...(main && { link: linkTo(main.range) }) }];
  if (!entrypoint && !isFromScratch) {
    items.push({ text: l10n.t('behind the `ENTRYPOINT` of the base image, if it has one'), tone: 'quiet' });
  }
  if (entrypoint && !cmd) {
    items.push({ text: l10n.t('with what `docker run` adds; the `CMD` of the base image is dropped'), tone: 'quiet' });
  }
  if (cmd && cmdIgnored) {
    items.push({
      text: l10n.t('`CMD` has no effect: an `ENTRYPOINT` in shell form takes no arguments'),
      tone: 'could',
      link: linkTo(cmd.range),
    });
  }
  return items;
}

function factItems(fact: { readonly value?: string; readonly range: Range } | undefined): Item[] {
  if (!fact) return [];
  const text = fact.value === undefined ? l10n.t('known only to the build') : code(fact.value);
  return [{ text, link: linkTo(fact.range) }];
}

function namedItems(facts: Image['config']['env']): Item[] {
  return facts.map(({ name, value, range }) => ({
    text:
      value === undefined ? l10n.t('{name}, known only to the build', { name: code(name) }) : code(`${name}=${value}`),
    link: linkTo(range),
  }));
}

function healthcheckItems({ config: { healthcheck } }: Image): Item[] {
  if (!healthcheck) return [];
  const { test, interval, timeout, startPeriod, retries, range } = healthcheck;
  if (!test) return [{ text: l10n.t('turned off'), link: linkTo(range) }];
  const times = l10n.t(
    'every {interval} s, at most {timeout} s, unhealthy after {retries} failures, {start} s to start',
    {
      interval,
      timeout,
      retries,
      start: startPeriod,
    },
  );
  return [
    { text: code(test.argv.join(' ')), link: linkTo(range) },
    { text: times, tone: 'quiet' },
  ];
}

function unknownNote({ config }: Image): Block[] {
  const root = config.bases.at(-1);
  if (!root || root.kind === 'scratch') return [];
  const text = l10n.t('What {image} itself brings is not in this file: `docker image inspect {name}` says it.', {
    image: code(root.image),
    name: root.image.replaceAll('`', "'"),
  });
  return [{ kind: 'text', text, tone: 'quiet' }];
}

function graphBlock({ graph }: Image): Block {
  const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
  const nodes = graph.nodes.map(({ id, kind, label, base, isTarget, isNeeded, range }) => ({
    id,
    kind,
    label: kind === 'stage' && /^\d+$/.test(label) ? l10n.t('stage {number}', { number: label }) : label,
    detail: kind === 'stage' ? (base ?? '') : '',
    isTarget,
    isNeeded,
    line: range.start.line,
    title: nodeTitle(kind, label, isTarget, isNeeded, linkTo(range).label),
  }));
  const edges = graph.edges.map((edge) => ({
    from: edge.from,
    to: edge.to,
    how: edge.how,
    isNeeded: edge.isNeeded,
    line: edge.ranges[0]?.start.line ?? 0,
    title: edgeSentence(edge, labels),
  }));
  return {
    kind: 'graph',
    label: l10n.t('The stages, what they build on and where they take files from'),
    nodes,
    edges,
    legend: [
      { how: 'base', text: l10n.t('builds on') },
      { how: 'copy', text: l10n.t('copies files from') },
      { how: 'mount', text: l10n.t('mounts files from') },
    ].filter(({ how }) => edges.some((edge) => edge.how === how)) as Extract<Block, { kind: 'graph' }>['legend'],
    summary: l10n.t('In words'),
    sentences: [
      ...graph.edges.map((edge) => ({
        text: edgeSentence(edge, labels),
        ...(edge.ranges[0] && { link: linkTo(edge.ranges[0]) }),
      })),
      ...graph.nodes
        .filter(({ isNeeded, kind }) => !isNeeded && kind === 'stage')
        .map(({ label, range }) => ({
          text: l10n.t('{stage} is not built: the image does not need it.', { stage: code(label) }),
          tone: 'quiet' as const,
          link: linkTo(range),
        })),
    ],
  };
}

function nodeTitle(kind: string, label: string, isTarget: boolean, isNeeded: boolean, line: string): string {
  const place = { label, line };
  if (kind === 'image') return l10n.t('Image {label}, {line}', place);
  if (isTarget) return l10n.t('Stage {label}, the one that is built, {line}', place);
  return isNeeded ? l10n.t('Stage {label}, {line}', place) : l10n.t('Stage {label}, not needed, {line}', place);
}

function edgeSentence({ from, to, how }: Image['graph']['edges'][number], labels: ReadonlyMap<string, string>): string {
  const place = { from: code(labels.get(from) ?? ''), to: code(labels.get(to) ?? '') };
  switch (how) {
    case 'base':
      return l10n.t('{from} builds on {to}', place);
    case 'copy':
      return l10n.t('{from} copies files from {to}', place);
    case 'mount':
      return l10n.t('{from} mounts files from {to}', place);
  }
}

function layerItems({ config, steps }: Image): Item[] {
  const root = config.bases.at(-1);
  const base: Item[] =
    root && root.kind !== 'scratch'
      ? [{ text: l10n.t('the layers of {image}', { image: code(root.image) }), link: linkTo(root.range) }]
      : [];
  return [...base, ...steps.map(stepItem)];
}

function stepItem({ text, kind, range }: Step): Item {
  const short = text.length > 120 ? `${text.slice(0, 119)}…` : text;
  return { text: code(short), ...(kind === 'metadata' && { tone: 'quiet' as const }), link: linkTo(range) };
}

function changeBlocks({ changes }: Image): Block[] {
  if (changes.length === 0) {
    return [
      {
        kind: 'text',
        text: l10n.t(
          'Nothing from outside goes into this build: only a change of the file itself runs its steps again.',
        ),
      },
    ];
  }
  return changes.map(({ kind, text, range, reruns }) => ({
    kind: 'fold',
    id: `change ${kind} ${text}`,
    title: changeTitle(kind, text),
    badge: { text: countOf(reruns.length), tone: 'quiet' },
    isOpen: false,
    blocks: [
      {
        kind: 'list',
        items: [{ text: l10n.t('It comes in here'), tone: 'quiet', link: linkTo(range) }, ...reruns.map(stepItem)],
      },
    ],
  }));
}

function changeTitle(kind: Image['changes'][number]['kind'], text: string): string {
  const what = code(text);
  switch (kind) {
    case 'files':
      return l10n.t('{what} changes', { what });
    case 'image':
      return l10n.t('{what} is published anew and pulled', { what });
    case 'argument':
      return l10n.t('{what} gets another value', { what });
    case 'remote':
      return l10n.t('{what} is another file', { what });
  }
}

function countOf(count: number): string {
  return count === 1 ? l10n.t('1 step') : l10n.t('{count} steps', { count });
}

function healthSummary(health: readonly Topic[]): string {
  const count = (verdict: Topic['verdict']): number => health.filter((one) => one.verdict === verdict).length;
  return l10n.t(
    '{good} of ten points are well done, {could} could be better, {elsewhere} are decided where the container is started.',
    {
      good: count('good'),
      could: count('improve'),
      elsewhere: count('elsewhere'),
    },
  );
}

function topicBlock({ id, title, verdict, good, could, elsewhere, findings }: Topic, at: number): Block {
  const items: Item[] = [
    ...good.map((one) => remarkItem(one, 'good')),
    ...could.map((one) => remarkItem(one, 'could')),
    ...findings.map(({ rule, message, range, fix }) => ({
      text: message,
      tone: 'could' as const,
      link: linkTo(range),
      actions: [
        ...(fix ? [{ label: l10n.t('Fix…'), does: { type: 'fix' as const, ...range.start } }] : []),
        { label: rule, does: { type: 'learn' as const, path: `rules/${rule}` } },
      ],
    })),
    ...elsewhere.map((one) => remarkItem(one, 'quiet')),
  ];
  const more: Item = {
    text: l10n.t('Why it matters'),
    tone: 'quiet',
    actions: [{ label: l10n.t('Read'), does: { type: 'learn', path: 'topics/performance' } }],
  };
  return {
    kind: 'fold',
    id: `topic ${id}`,
    title: `${at + 1}. ${title}`,
    badge: verdictBadge(verdict),
    isOpen: verdict === 'improve',
    blocks: [{ kind: 'list', items: [...items, more] }],
  };
}

function remarkItem({ text, range }: Remark, tone: 'good' | 'could' | 'quiet'): Item {
  return { text, tone, ...(range && { link: linkTo(range) }) };
}

function verdictBadge(verdict: Topic['verdict']): { text: string; tone: 'good' | 'could' | 'quiet' } {
  switch (verdict) {
    case 'good':
      return { text: l10n.t('good'), tone: 'good' };
    case 'improve':
      return { text: l10n.t('could be better'), tone: 'could' };
    case 'elsewhere':
      return { text: l10n.t('decided elsewhere'), tone: 'quiet' };
  }
}
