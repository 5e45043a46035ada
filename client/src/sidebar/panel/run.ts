import * as l10n from '@vscode/l10n';
import type { ImageFacts } from '../../../../answers/image.ts';
import type { Output, RunOutputs } from '../../../../answers/run.ts';
import type { Block, CodeLine, Field } from './blocks.ts';
import { linkTo } from './words.ts';

const ways = ['docker', 'compose', 'swarm', 'kubernetes'] as const;
type Way = (typeof ways)[number];

/** What was chosen in the form, by field; a field that is not there has its default. */
export type Values = Readonly<Record<string, string>>;

/** What *Run it* says of a Dockerfile. */
export function runBlocks(fileName: string, image: ImageFacts, run: RunOutputs, values: Values): Block[] {
  const way = ways.find((one) => one === values.way) ?? 'docker';
  const output = run[way];
  return [
    { kind: 'title', text: fileName },
    {
      kind: 'text',
      text: l10n.t(
        'The same container, written down in four ways. What the Dockerfile says is filled in; choose the rest.',
      ),
    },
    { kind: 'form', label: l10n.t('Choices'), fields: fieldsOf(image, run, values) },
    ...environmentBlock(run, values),
    {
      kind: 'tabs',
      id: 'way',
      label: l10n.t('Way to run it'),
      value: way,
      options: ways.map((value) => ({ value, label: nameOf(value) })),
    },
    { kind: 'text', text: introOf(way, output) },
    codeBlock(way, output, run.defaults.name, values.explain !== 'no'),
    { kind: 'form', label: l10n.t('Display'), fields: [explainField(values)] },
    ...(output.notes.length > 0
      ? [{ kind: 'list' as const, items: output.notes.map((text) => ({ text, tone: 'quiet' as const })) }]
      : []),
    {
      kind: 'list',
      items: [
        {
          text: l10n.t('How the two orchestrators differ'),
          tone: 'quiet',
          actions: [{ label: l10n.t('Read'), does: { type: 'learn', path: 'topics/swarm-and-kubernetes' } }],
        },
      ],
    },
  ];
}

/** What it says where there is nothing to run. */
export function runLesson(fileName: string | undefined): Block[] {
  return [
    { kind: 'title', text: fileName ?? l10n.t('Run it') },
    {
      kind: 'text',
      text:
        fileName === undefined
          ? l10n.t(
              'Open a Dockerfile, and this view writes the `docker run` line, the Compose file, the Swarm stack and the Kubernetes objects that start its container, and says of each line where it comes from.',
            )
          : l10n.t('There is no `FROM` yet, so there is no image to start a container from.'),
    },
    {
      kind: 'list',
      items: [
        {
          text: l10n.t('What a container is'),
          actions: [{ label: l10n.t('Read'), does: { type: 'learn', path: 'topics/containers' } }],
        },
        {
          text: l10n.t('Containers and Pods'),
          actions: [{ label: l10n.t('Read'), does: { type: 'learn', path: 'topics/containers-and-pods' } }],
        },
      ],
    },
  ];
}

/** The choices as the server takes them. */
export function choicesOf(values: Values): Record<string, unknown> {
  const choices: Record<string, unknown> = {};
  const groups: Record<string, Record<string, string>> = { ports: {}, volumes: {}, env: {} };
  for (const [id, value] of Object.entries(values)) {
    const [, group = '', key = ''] = /^(ports|volumes|env)\.(.+)$/.exec(id) ?? [];
    if (groups[group]) groups[group][key] = value;
    else if (id === 'readOnly') choices.readOnly = value === 'yes';
    else if (id !== 'way' && id !== 'explain' && id !== 'target') choices[id] = value;
  }
  return { ...choices, ...groups };
}

function nameOf(way: Way): string {
  switch (way) {
    case 'docker':
      return 'docker run';
    case 'compose':
      return 'Compose';
    case 'swarm':
      return 'Swarm';
    case 'kubernetes':
      return 'Kubernetes';
  }
}

function introOf(way: Way, { text }: Output): string {
  switch (way) {
    case 'docker':
      return l10n.t('For one container on this machine.');
    case 'compose':
      return l10n.t('Save it as `compose.yaml` beside the Dockerfile, then `docker compose up -d`.');
    case 'swarm':
      return l10n.t('Save it as `stack.yaml`, then `docker stack deploy -c stack.yaml app` on a manager of the swarm.');
    case 'kubernetes':
      return /^kind: Pod$/m.test(text)
        ? l10n.t('A Pod that may end. Save it as `app.yaml`, then `kubectl apply -f app.yaml`.')
        : l10n.t('A Deployment and what it needs. Save it as `app.yaml`, then `kubectl apply -f app.yaml`.');
  }
}

function fieldsOf(image: ImageFacts, run: RunOutputs, values: Values): Field[] {
  const { defaults, problems } = run;
  const text = (id: string, label: string, placeholder: string): Field => {
    const problem = problems.find(({ field }) => field === id)?.message;
    return { id, label, kind: 'text', value: values[id] ?? '', placeholder, ...(problem && { problem }) };
  };
  return [
    ...targetField(image),
    text('image', l10n.t('Image'), defaults.image),
    text('name', l10n.t('Name'), defaults.name),
    text('network', l10n.t('Network'), l10n.t('default; or a name, host, none')),
    text('memory', l10n.t('Memory'), l10n.t('no limit; or 512m, 1.5g')),
    text('cpus', 'CPU', l10n.t('no limit; or 0.5, 2')),
    {
      id: 'restart',
      label: l10n.t('Restart policy'),
      kind: 'choice',
      value: values.restart ?? defaults.restart,
      options: ['no', 'on-failure', 'always', 'unless-stopped'].map((value) => ({ value, label: value })),
    },
    ...defaults.ports.map(({ port, host }) =>
      text(`ports.${port}`, l10n.t('Publish {port} at', { port }), l10n.t('{host}; - for not at all', { host })),
    ),
    ...defaults.volumes.map(({ path, name }) =>
      text(
        `volumes.${path}`,
        l10n.t('Volume for {path}', { path }),
        l10n.t('{host}; - for not at all', { host: name }),
      ),
    ),
    { id: 'readOnly', label: l10n.t('Read-only file system'), kind: 'switch', value: values.readOnly ?? 'no' },
  ];
}

function targetField({ target, targets }: ImageFacts): Field[] {
  if (targets.length < 2) return [];
  const options = targets.map(({ index, name }) => ({
    value: String(index),
    label: name ?? l10n.t('stage {number}', { number: index }),
  }));
  return [{ id: 'target', label: l10n.t('Stage'), kind: 'choice', value: String(target), options }];
}

function environmentBlock({ defaults }: RunOutputs, values: Values): Block[] {
  if (defaults.env.length === 0) return [];
  const fields = defaults.env.map(({ name, value }): Field => {
    const id = `env.${name}`;
    const placeholder = value === undefined ? l10n.t('known only to the build') : value;
    return { id, label: name, kind: 'text', value: values[id] ?? '', placeholder };
  });
  const title = l10n.t('Environment');
  return [
    {
      kind: 'fold',
      id: 'environment',
      title,
      badge: { text: l10n.t('{count} variables', { count: fields.length }), tone: 'quiet' },
      isOpen: false,
      blocks: [{ kind: 'form', label: title, fields }],
    },
  ];
}

function explainField(values: Values): Field {
  return {
    id: 'explain',
    label: l10n.t('Say of each line where it comes from'),
    kind: 'switch',
    value: values.explain === 'no' ? 'no' : 'yes',
  };
}

function codeBlock(way: Way, { text, lines }: Output, name: string, isExplained: boolean): Block {
  return {
    kind: 'code',
    label: l10n.t('{way} for {name}', { way: nameOf(way), name }),
    language: way === 'docker' ? 'shellscript' : 'yaml',
    text,
    lines: text
      .trimEnd()
      .split('\n')
      .map(
        (line, at): CodeLine => ({
          text: line,
          why: lines
            .filter((one) => isExplained && one.line === at)
            .map(({ why, range }) => ({ text: why, ...(range && { link: linkTo(range) }) })),
        }),
      ),
    copy: l10n.t('Copy'),
    newFile: l10n.t('Open as a new file'),
    commands: way === 'docker' ? commandsOf(text) : [],
  };
}

/** Each command as one line: a line end would run what was typed. */
function commandsOf(text: string): { label: string; text: string }[] {
  return text
    .trimEnd()
    .replace(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => ({
      label: l10n.t('Type `{command}` into the terminal without running it', {
        command: /^docker \w+(?: create)?/.exec(line)?.[0] ?? line,
      }),
      text: line,
    }));
}
