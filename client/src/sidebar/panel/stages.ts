import * as l10n from '@vscode/l10n';
import type { ImageFacts } from '../../../../answers/image.ts';
import type { Block } from './blocks.ts';
import { code, linkTo } from './words.ts';

/** The graph of the stages: a drawing, and the same in words. */
export function graphBlock({ graph }: ImageFacts): Block {
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

function edgeSentence(
  { from, to, how }: ImageFacts['graph']['edges'][number],
  labels: ReadonlyMap<string, string>,
): string {
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
