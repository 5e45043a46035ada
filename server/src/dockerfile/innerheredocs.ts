import type { Instruction } from './dockerfile.ts';
import { type ShellNode, type SyntaxNode, shellChildren } from './shelltree.ts';
import { Span } from './source.ts';

/** A heredoc of the shell inside the heredoc that is a RUN's script. */
export interface InnerHeredoc {
  readonly name: string;
  /** `<<NAME` */
  readonly marker: Span;
  /** From the marker to the line that ends it. */
  readonly whole: Span;
}

/** The heredocs inside the heredoc that is a RUN's script, in order; those that never end are left out. */
export function innerHeredocs({ script, source }: Instruction): InnerHeredoc[] {
  if (!script?.heredoc || !script.tree || !script.span.raw.includes('<<')) return [];
  const { base } = script;
  return [...heredocNodes(script.tree)].flatMap(({ delimiter, pos, end, closing }) => {
    if (!closing || !delimiter) return [];
    const marker = new Span(source, pos + base, end + base);
    return [{ name: delimiter.value, marker, whole: new Span(source, marker.start, closing.end + base) }];
  });
}

function* heredocNodes(node: SyntaxNode): Generator<ShellNode<'HereDoc'>> {
  if (node.type === 'HereDoc') yield node;
  else if (!('script' in node) || node.script?.source === undefined)
    for (const child of shellChildren(node)) yield* heredocNodes(child);
}
