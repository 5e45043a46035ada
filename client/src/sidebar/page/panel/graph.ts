import { escapeHtml } from '../../escape.ts';
import type { Block, GraphEdge, GraphNode } from '../../panel/blocks.ts';

type Graph = Extract<Block, { kind: 'graph' }>;

const nodeWidth = 230;
const rowHeight = 62;
const boxHeight = 40;
const laneWidth = 16;
const margin = 6;

/** An edge on a lane of its own beside the boxes, so that no two lines lie on each other. */
interface Arc {
  readonly edge: GraphEdge;
  readonly top: number;
  readonly bottom: number;
  readonly lane: number;
}

/**
 * The graph as SVG text: one box below the other, what builds on what at the left, files at the right. Narrow enough for a
 * sidebar. Boxes are buttons; what they lead to is in `data-line`.
 */
export function graphSvg({ nodes, edges, label }: Graph): string {
  const ordered = orderNodes(nodes, edges);
  const rows = new Map(ordered.map(({ id }, row) => [id, row]));
  const left = arcsOf(
    edges.filter(({ how }) => how === 'base'),
    rows,
  );
  const right = arcsOf(
    edges.filter(({ how }) => how !== 'base'),
    rows,
  );
  const lanes = (arcs: readonly Arc[]): number => Math.max(0, ...arcs.map(({ lane }) => lane + 1));
  const x = margin + lanes(left) * laneWidth + 10;
  const width = x + nodeWidth + 10 + lanes(right) * laneWidth + margin;
  const height = ordered.length * rowHeight;
  const arrows = [...left.map((arc) => arcPath(arc, x, -1)), ...right.map((arc) => arcPath(arc, x + nodeWidth, 1))];
  const boxes = ordered.map((node, row) => box(node, x, row * rowHeight + (rowHeight - boxHeight) / 2));
  return `<svg class="graph" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${escapeHtml(label)}">${arrows.join('')}${boxes.join('')}</svg>`;
}

/** Stages in their order; an image just above the first stage that uses it. */
function orderNodes(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphNode[] {
  const images = new Map(nodes.filter(({ kind }) => kind === 'image').map((node) => [node.id, node]));
  const ordered: GraphNode[] = [];
  for (const stage of nodes.filter(({ kind }) => kind === 'stage')) {
    for (const { from, to } of edges) {
      const image = from === stage.id ? images.get(to) : undefined;
      if (!image) continue;
      ordered.push(image);
      images.delete(to);
    }
    ordered.push(stage);
  }
  return [...ordered, ...images.values()];
}

function arcsOf(edges: readonly GraphEdge[], rows: ReadonlyMap<string, number>): Arc[] {
  const spans = edges.map((edge) => {
    const [from, to] = [rows.get(edge.from) ?? 0, rows.get(edge.to) ?? 0];
    return { edge, top: Math.min(from, to), bottom: Math.max(from, to) };
  });
  spans.sort((a, b) => a.bottom - a.top - (b.bottom - b.top) || a.top - b.top);
  const taken: { lane: number; top: number; bottom: number }[] = [];
  return spans.map(({ edge, top, bottom }) => {
    let lane = 0;
    while (taken.some((one) => one.lane === lane && one.top < bottom && one.bottom > top)) lane += 1;
    taken.push({ lane, top, bottom });
    return { edge, top, bottom, lane };
  });
}

/** From the used one down to the user, where the arrow is. */
function arcPath({ edge, top, bottom, lane }: Arc, x: number, side: 1 | -1): string {
  const from = top * rowHeight + rowHeight / 2 + 8;
  const to = bottom * rowHeight + rowHeight / 2 - 8;
  const far = x + side * (12 + lane * laneWidth);
  const radius = Math.min(6, Math.abs(far - x));
  const path = `M${x} ${from}H${far - side * radius}Q${far} ${from} ${far} ${from + radius}V${to - radius}Q${far} ${to} ${far - side * radius} ${to}H${x}`;
  const head = `M${x + side * 6} ${to - 4}L${x} ${to}L${x + side * 6} ${to + 4}`;
  const classes = `edge ${edge.how}${edge.isNeeded ? '' : ' dim'}`;
  return `<g class="${classes}" data-line="${edge.line}"${uriAttribute(edge.uri)}><title>${escapeHtml(plain(edge.title))}</title><path class="hit" d="${path}"/><path d="${path}"/><path class="head" d="${head}"/></g>`;
}

function box(node: GraphNode, x: number, y: number): string {
  const classes = `node ${node.kind}${node.isNeeded ? '' : ' dim'}${node.isTarget ? ' target' : ''}`;
  const detail =
    node.detail === ''
      ? ''
      : `<text class="detail" x="${x + 10}" y="${y + 32}">${escapeHtml(shorten(node.detail, 34))}</text>`;
  const labelY = node.detail === '' ? y + 25 : y + 17;
  return `<g class="${classes}" role="button" tabindex="0" data-key="node ${escapeHtml(node.id)}" data-line="${node.line}"${uriAttribute(node.uri)} aria-label="${escapeHtml(node.title)}"><title>${escapeHtml(node.title)}</title><rect x="${x}" y="${y}" width="${nodeWidth}" height="${boxHeight}" rx="${node.kind === 'image' ? 20 : 4}"/><text x="${x + 10}" y="${labelY}">${escapeHtml(shorten(node.label, 28))}</text>${detail}</g>`;
}

/** The end of an image's name tells more than its registry. */
function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `…${text.slice(1 - longest)}`;
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}

/** Says which file a line is of, where it is not the open Dockerfile. */
export function uriAttribute(uri: string | undefined): string {
  return uri === undefined ? '' : ` data-uri="${escapeHtml(uri)}"`;
}
