import * as l10n from '@vscode/l10n';
import type { ComposeFacts, ComposeLine, ComposeServiceFacts } from '../../../../answers/compose.ts';
import type { Block, GraphEdge, GraphNode, Item, LineLink } from './blocks.ts';
import { code } from './words.ts';

/** What the Compose files of the workspace keep, and where. */
export function composeVolumes(projects: readonly ComposeFacts[]): Block[] {
  return projects.map((project, at) => {
    const mounted = project.services.filter(({ mounts }) => mounts.length > 0);
    const used = new Set(mounted.flatMap(({ mounts }) => mounts.map(({ source }) => source)));
    const items = [
      ...mounted.flatMap((service) => service.mounts.map((mount) => mountItem(service, mount))),
      ...project.volumes
        .filter(({ name }) => !used.has(name))
        .map((one) => ({
          text: l10n.t('{volume}: no service mounts it', { volume: code(one.name) }),
          link: linkTo(one),
        })),
    ];
    return fold(project, at, items, volumeGraph(project, mounted, items));
  });
}

/** Who can talk to whom by the Compose files of the workspace, and which ports lead in. */
export function composeNetworks(projects: readonly ComposeFacts[]): Block[] {
  return projects.map((project, at) => {
    const items = project.services.flatMap((service) => [
      ...service.networks.map((one) => attachmentItem(service, one)),
      ...(service.networkMode
        ? [
            {
              text: l10n.t('{service} has the network of {mode}', {
                service: code(service.name),
                mode: code(service.networkMode),
              }),
              link: linkTo(service),
            },
          ]
        : []),
    ]);
    const ports = project.services.flatMap((service) => service.ports.map((port) => portItem(service, port)));
    return fold(project, at, [...items, ...ports], networkGraph(project, items), ports);
  });
}

/** A project without anything to draw says so. */
function fold(
  project: ComposeFacts,
  at: number,
  items: readonly Item[],
  graph: Block,
  below: readonly Item[] = [],
): Block {
  const problems: Item[] = project.problems.map((one) => ({
    text: l10n.t('Compose cannot follow {value} here', { value: code(one.value) }),
    tone: 'could',
    link: linkTo(one),
  }));
  const nothing: Block = { kind: 'text', text: l10n.t('Nothing of it in this project.'), tone: 'quiet' };
  return {
    kind: 'fold',
    id: `compose ${project.files.join(' ')}`,
    title: l10n.t('Compose: {files}', { files: project.files.map(nameOf).join(', ') }),
    badge: { text: project.name, tone: 'quiet' },
    isOpen: at === 0,
    blocks: [
      ...(problems.length > 0 ? [{ kind: 'list' as const, items: problems }] : []),
      items.length > 0 ? graph : nothing,
      ...(below.length > 0 ? [{ kind: 'list' as const, items: below }] : []),
    ],
  };
}

function nameOf(uri: string): string {
  return decodeURIComponent(uri.split('/').slice(-2).join('/'));
}

function linkTo({ uri, line }: ComposeLine): LineLink {
  return { uri, line, label: l10n.t('line {line}', { line: line + 1 }) };
}

function mountItem(service: ComposeServiceFacts, mount: ComposeServiceFacts['mounts'][number]): Item {
  const words = { service: code(service.name), target: code(mount.target), source: code(mount.source ?? '') };
  const text =
    mount.type === 'tmpfs'
      ? l10n.t('{service} has {target} in memory', words)
      : mount.source === undefined
        ? l10n.t('{service} has {target} on a nameless volume', words)
        : mount.type === 'bind'
          ? l10n.t('{service} sees {source} of the host at {target}', words)
          : l10n.t('{service} keeps {target} in {source}', words);
  return { text: mount.isReadOnly ? l10n.t('{mount}, read-only', { mount: text }) : text, link: linkTo(mount) };
}

function attachmentItem(service: ComposeServiceFacts, one: ComposeServiceFacts['networks'][number]): Item {
  const words = { service: code(service.name), network: code(one.name), aliases: one.aliases.map(code).join(', ') };
  const text =
    one.aliases.length > 0
      ? l10n.t('{service} is on {network}, there also called {aliases}', words)
      : l10n.t('{service} is on {network}', words);
  return { text, link: linkTo(one) };
}

function portItem(service: ComposeServiceFacts, port: ComposeServiceFacts['ports'][number]): Item {
  const target = code(`${port.target}/${port.protocol}`);
  const host = `${port.hostIp ? `${port.hostIp}:` : ''}${port.published ?? ''}`;
  const text = port.published
    ? l10n.t('{host} of the host leads to {target} of {service}', {
        host: code(host),
        target,
        service: code(service.name),
      })
    : l10n.t('a free port of the host leads to {target} of {service}', { target, service: code(service.name) });
  return { text, link: linkTo(port) };
}

function volumeGraph(
  project: ComposeFacts,
  services: readonly ComposeServiceFacts[],
  sentences: readonly Item[],
): Block {
  const nodes = [...project.volumes.map((one) => objectNode(one, 'volume'))];
  const known = new Set(nodes.map(({ id }) => id));
  const edges: GraphEdge[] = [];
  for (const service of services) {
    for (const mount of service.mounts) {
      if (mount.source === undefined) continue;
      const id = `object ${mount.source}`;
      if (!known.has(id)) {
        known.add(id);
        nodes.push({ ...objectNode({ ...mount, name: mount.source }, 'bind'), detail: mount.type });
      }
      const title = `${service.name}: ${mount.source} → ${mount.target}`;
      edges.push({ from: `service ${service.name}`, to: id, how: 'mount', isNeeded: true, ...place(mount), title });
    }
  }
  return graphOf(
    l10n.t('The services and what they keep'),
    [...nodes, ...services.map(serviceNode)],
    edges,
    [{ how: 'mount', text: l10n.t('mounts') }],
    sentences,
  );
}

function networkGraph(project: ComposeFacts, sentences: readonly Item[]): Block {
  const nodes = [
    ...project.networks.map((one) => ({
      ...objectNode(one, 'network'),
      detail: one.isInternal ? l10n.t('{network}, nothing leads out', { network: one.engineName }) : one.engineName,
    })),
    ...project.services.map(serviceNode),
  ];
  const edges = project.services.flatMap((service) =>
    service.networks.map(
      (one): GraphEdge => ({
        from: `service ${service.name}`,
        to: `object ${one.name}`,
        how: 'base',
        isNeeded: true,
        ...place(one),
        title: `${service.name} – ${one.name}`,
      }),
    ),
  );
  const legend = [{ how: 'base' as const, text: l10n.t('is on the network') }];
  return graphOf(l10n.t('The services and their networks'), nodes, edges, legend, sentences);
}

function graphOf(
  label: string,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  legend: Extract<Block, { kind: 'graph' }>['legend'],
  sentences: readonly Item[],
): Block {
  return { kind: 'graph', label, nodes, edges, legend, summary: l10n.t('In words'), sentences };
}

function place({ uri, line }: ComposeLine): ComposeLine {
  return { uri, line };
}

function serviceNode(service: ComposeServiceFacts): GraphNode {
  const title = l10n.t('Service {name}, {line}', { name: service.name, line: linkTo(service).label });
  return { ...node(`service ${service.name}`, service.name, '', service, title), kind: 'stage' };
}

function objectNode(
  one: ComposeLine & { name: string; engineName?: string },
  kind: 'volume' | 'bind' | 'network',
): GraphNode {
  const words = { name: one.name, line: linkTo(one).label };
  const title =
    kind === 'volume'
      ? l10n.t('Volume {name}, {line}', words)
      : kind === 'network'
        ? l10n.t('Network {name}, {line}', words)
        : l10n.t('Folder or file {name} of the host, {line}', words);
  return { ...node(`object ${one.name}`, one.name, one.engineName ?? '', one, title), kind: 'image' };
}

function node(id: string, label: string, detail: string, at: ComposeLine, title: string): Omit<GraphNode, 'kind'> {
  return { id, label, detail, isTarget: false, isNeeded: true, ...place(at), title };
}
