import type { Hover, Position } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Directive } from '../dockerfile/scanner.ts';
import type { Span } from '../dockerfile/source.ts';
import type { Docs, Page } from '../docs/docs.ts';
import type { HoverDetail } from '../settings.ts';

/** What stands under the cursor, explained; null where there is nothing to say (LSP `textDocument/hover`). */
export function hover(file: Dockerfile, position: Position, docs: Docs, detail: HoverDetail): Hover | null {
  const offset = file.source.offsetAt(position);
  const directive = file.directives.find(({ span }) => span.touches(offset));
  if (directive) return directiveHover(directive, docs, detail);
  const instruction = instructionWithKeyword(file, offset);
  if (!instruction) return null;
  return pageHover(docs.instruction(instruction.keyword), instruction.keywordWord, docs, detail);
}

/** The instruction, or the trigger of an ONBUILD, whose keyword is at an offset. */
function instructionWithKeyword(file: Dockerfile, offset: number): Instruction | undefined {
  for (let one = file.instructionAt(offset); one; one = one.trigger) {
    if (one.keywordWord.touches(offset)) return one;
  }
  return undefined;
}

function directiveHover(directive: Directive, docs: Docs, detail: HoverDetail): Hover | null {
  return pageHover(docs.directive(directive.name), directive.nameWord, docs, detail);
}

function pageHover(page: Page | undefined, word: Span, docs: Docs, detail: HoverDetail): Hover | null {
  if (!page) return null;
  return { contents: { kind: 'markdown', value: pageMarkdown(page, docs, detail) }, range: word.range };
}

/** One true sentence first, then more: `brief` is that sentence and the link, `full` the whole page. */
export function pageMarkdown(page: Page, docs: Docs, detail: HoverDetail): string {
  const reference = docs.section(page, 'reference') ?? '';
  if (detail === 'brief') return `**${page.title}** — ${page.summary}\n\n${reference}`;
  if (detail === 'full') return page.markdown;
  const parts = [`### ${page.title}`, page.lead];
  for (const heading of ['syntax', 'pitfalls', 'example'] as const) {
    const section = docs.section(page, heading);
    if (section === undefined) continue;
    const title = page.sections.find(({ body }) => body === section)?.title ?? '';
    parts.push(`#### ${title}`, section);
  }
  return [...parts, reference].join('\n\n');
}
