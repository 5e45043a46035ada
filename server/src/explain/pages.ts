import type { Docs, Page } from '../docs/docs.ts';
import type { Explanation } from './explanation.ts';

/** How many bullets of a list a hover shows that should not cover the code: the worst come first. */
const fewBullets = 3;

/** The explanation that a page of an instruction, a directive or a command gives by itself. */
export function pageExplanation(page: Page, docs: Docs): Explanation {
  const more: string[] = [page.lead.slice(page.summary.length).trim()];
  const syntax = docs.section(page, 'syntax');
  if (syntax !== undefined) more.push(/^```[\s\S]*?^```/m.exec(syntax)?.[0] ?? '');
  for (const heading of ['inDockerfile', 'pitfalls'] as const) {
    const section = docs.sectionWithTitle(page, heading);
    if (section) more.push(`**${section.title}**`, firstBullets(section.body));
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

function firstBullets(list: string): string {
  return list
    .split(/\n(?=- )/)
    .slice(0, fewBullets)
    .join('\n');
}

/** The whole page but its title, its summary and its reference, which stand elsewhere. */
function withoutHead(page: Page, docs: Docs): string {
  const reference = docs.sectionWithTitle(page, 'reference');
  const sections = page.sections.filter((section) => section !== reference);
  const text = sections.map(({ level, title, body }) => `${'#'.repeat(level + 2)} ${title}\n\n${body}`);
  return [page.lead.slice(page.summary.length).trim(), ...text].filter((part) => part !== '').join('\n\n');
}
