import { slice } from './merge.ts';
import { resolvePath } from './paths.ts';
import { isTrue, itemsOf, lastOfEach, type Place, type Text, type Tree, textAt } from './tree.ts';

/** An entry of `volumes`, `tmpfs` included. */
export interface ComposeMount {
  readonly place: Place;
  readonly type: 'volume' | 'bind' | 'tmpfs' | 'npipe' | 'cluster' | 'image';
  /** The volume's name, the path on the host, or the image; absent for an anonymous volume and for tmpfs. */
  readonly source?: Text;
  /** The file or folder of a bind mount, where it is relative or absolute on this machine. */
  readonly sourceUri?: string;
  readonly target: Text;
  readonly isReadOnly: boolean;
  /** What else the short form says behind its last colon. */
  readonly options: readonly string[];
}

/** The entries of `volumes` and `tmpfs`; the last one counts for a place in the container. */
export function readMounts(volumes: Tree | undefined, tmpfs: readonly Text[]): ComposeMount[] {
  return lastOfEach([...itemsOf(volumes).flatMap(readMount), ...tmpfs.map(readTmpfs)], ({ target }) => target.text);
}

const mountTypes = ['volume', 'bind', 'tmpfs', 'npipe', 'cluster', 'image'] as const;

function readMount(tree: Tree): ComposeMount[] {
  if (tree.kind === 'text') return tree.value === null ? [] : readShortMount(tree);
  const [target, source] = [textAt(tree, 'target'), textAt(tree, 'source')];
  if (!target) return [];
  const type = mountTypes.find((one) => one === textAt(tree, 'type')?.text) ?? 'volume';
  const sourceUri = type === 'bind' && source ? resolvePath(source) : undefined;
  return [
    {
      place: tree.place,
      type,
      target,
      isReadOnly: isTrue(textAt(tree, 'read_only')),
      options: [],
      ...(source && { source }),
      ...(sourceUri !== undefined && { sourceUri }),
    },
  ];
}

/** `[SOURCE:]TARGET[:OPTIONS]`; a single letter before a colon is a Windows drive. */
function readShortMount(text: Text): ComposeMount[] {
  const cuts: number[] = [];
  for (let i = 0, start = 0; i < text.text.length; i++) {
    if (text.text[i] !== ':' || (i - start === 1 && /[A-Za-z]/.test(text.text[start] as string))) continue;
    cuts.push(i);
    start = i + 1;
  }
  const part = (index: number): Text =>
    slice(text, index === 0 ? 0 : (cuts[index - 1] as number) + 1, cuts[index] ?? text.text.length);
  if (cuts.length === 0) return [{ place: text.place, type: 'volume', target: text, isReadOnly: false, options: [] }];
  const source = part(0);
  const type = /^(?:[./~]|\\\\|[A-Za-z]:)/.test(source.text) ? 'bind' : 'volume';
  const options = cuts.length > 1 ? part(2).text.split(',') : [];
  const sourceUri = type === 'bind' ? resolvePath(source) : undefined;
  const isReadOnly = options.includes('ro');
  return [
    {
      place: text.place,
      type,
      source,
      target: part(1),
      isReadOnly,
      options,
      ...(sourceUri !== undefined && { sourceUri }),
    },
  ];
}

function readTmpfs(text: Text): ComposeMount {
  const colon = text.text.indexOf(':');
  const target = colon < 0 ? text : slice(text, 0, colon);
  const options = colon < 0 ? [] : text.text.slice(colon + 1).split(',');
  return { place: text.place, type: 'tmpfs', target, isReadOnly: options.includes('ro'), options };
}
