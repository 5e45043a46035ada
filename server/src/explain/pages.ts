import type { Docs, Page } from '../docs/docs.ts';
import type { Explanation } from './explanation.ts';

/** The explanation that a page of an instruction, a directive or a command gives by itself. */
export function pageExplanation(page: Page, docs: Docs): Explanation {
  const more: string[] = [page.lead.slice(page.summary.length).trim()];
  for (const heading of ['syntax', 'inDockerfile', 'pitfalls', 'example'] as const) {
    const section = docs.sectionWithTitle(page, heading);
    if (section) more.push(`#### ${section.title}`, section.body);
  }
  const reference = docs.section(page, 'reference');
  return {
    title: page.title,
    summary: page.summary,
    more: more.filter((part) => part !== '').join('\n\n'),
    everything: withoutHead(page, docs),
    ...(reference !== undefined && { link: reference }),
  };
}

/** The whole page but its title, its summary and its reference, which stand elsewhere. */
function withoutHead(page: Page, docs: Docs): string {
  const reference = docs.sectionWithTitle(page, 'reference');
  const sections = page.sections.filter((section) => section !== reference);
  const text = sections.map(({ level, title, body }) => `${'#'.repeat(level + 2)} ${title}\n\n${body}`);
  return [page.lead.slice(page.summary.length).trim(), ...text].filter((part) => part !== '').join('\n\n');
}
