import { slice } from './merge.ts';
import { itemsOf, lastOfEach, type Place, type Text, type Tree, textAt } from './tree.ts';

/** An entry of `ports`. Ports may be ranges: `8000-8010`. */
export interface ComposePort {
  readonly place: Place;
  /** The port in the container. */
  readonly target: Text;
  /** The port on the host; absent or empty: one that is free. */
  readonly published?: Text;
  readonly hostIp?: string;
  readonly protocol: string;
}

/** The entries of `ports`; what is said twice counts once. */
export function readPorts(tree: Tree | undefined): ComposePort[] {
  return lastOfEach(itemsOf(tree).flatMap(readPort), portKey);
}

/** `[[IP:]HOST:]CONTAINER[/PROTOCOL]`, or a mapping. */
function readPort(tree: Tree): ComposePort[] {
  if (tree.kind === 'text') return tree.value === null ? [] : [readShortPort(tree)];
  const target = textAt(tree, 'target');
  if (!target) return [];
  const [published, hostIp] = [textAt(tree, 'published'), textAt(tree, 'host_ip')?.text];
  const protocol = textAt(tree, 'protocol')?.text ?? 'tcp';
  return [
    { place: tree.place, target, protocol, ...(published && { published }), ...(hostIp !== undefined && { hostIp }) },
  ];
}

function readShortPort(text: Text): ComposePort {
  const slash = text.text.indexOf('/');
  const end = slash < 0 ? text.text.length : slash;
  const colon = text.text.lastIndexOf(':', end - 1);
  const hostColon = colon < 0 ? -1 : text.text.lastIndexOf(':', colon - 1);
  const hostIp = hostColon < 0 ? undefined : text.text.slice(0, hostColon).replace(/^\[|\]$/g, '');
  return {
    place: text.place,
    target: slice(text, colon + 1, end),
    ...(colon >= 0 && { published: slice(text, hostColon + 1, colon) }),
    ...(hostIp !== undefined && { hostIp }),
    protocol: slash < 0 ? 'tcp' : text.text.slice(slash + 1),
  };
}

function portKey({ hostIp, published, target, protocol }: ComposePort): string {
  return `${hostIp ?? '0.0.0.0'}:${published?.text ?? ''}:${target.text}/${protocol}`;
}
