import * as l10n from '@vscode/l10n';
import type { Remark, TopicReport } from '../../../../answers/image.ts';
import type { Block, Item } from './blocks.ts';
import { linkTo, linkToFile } from './words.ts';

/** How a Dockerfile does on ten points. */
export function healthBlocks(health: readonly TopicReport[]): Block[] {
  return [
    { kind: 'heading', text: l10n.t('How it does') },
    { kind: 'text', text: healthSummary(health) },
    ...health.map(topicBlock),
  ];
}

function healthSummary(health: readonly TopicReport[]): string {
  const count = (verdict: TopicReport['verdict']): number => health.filter((one) => one.verdict === verdict).length;
  return l10n.t(
    '{good} of ten points are well done, {could} could be better, {elsewhere} are decided where the container is started.',
    {
      good: count('good'),
      could: count('improve'),
      elsewhere: count('elsewhere'),
    },
  );
}

function topicBlock({ id, title, verdict, good, could, elsewhere, findings }: TopicReport, at: number): Block {
  const items: Item[] = [
    ...good.map((one) => remarkItem(one, 'good')),
    ...could.map((one) => remarkItem(one, 'could')),
    ...findings.map(({ rule, message, range, fix }) => ({
      text: message,
      tone: 'could' as const,
      link: linkTo(range),
      actions: [
        ...(fix ? [{ label: l10n.t('Fix…'), does: { type: 'fix' as const, ...range.start } }] : []),
        { label: rule, does: { type: 'learn' as const, path: `rules/${rule}` } },
      ],
    })),
    ...elsewhere.map((one) => remarkItem(one, 'quiet')),
  ];
  const more: Item = {
    text: l10n.t('Why it matters'),
    tone: 'quiet',
    actions: [{ label: l10n.t('Read'), does: { type: 'learn', path: 'topics/performance' } }],
  };
  return {
    kind: 'fold',
    id: `topic ${id}`,
    title: `${at + 1}. ${title}`,
    badge: verdictBadge(verdict),
    isOpen: verdict === 'improve',
    blocks: [{ kind: 'list', items: [...items, more] }],
  };
}

function remarkItem({ text, range, uri }: Remark, tone: 'good' | 'could' | 'quiet'): Item {
  return { text, tone, ...(range && { link: uri === undefined ? linkTo(range) : linkToFile(uri, range.start.line) }) };
}

function verdictBadge(verdict: TopicReport['verdict']): { text: string; tone: 'good' | 'could' | 'quiet' } {
  switch (verdict) {
    case 'good':
      return { text: l10n.t('good'), tone: 'good' };
    case 'improve':
      return { text: l10n.t('could be better'), tone: 'could' };
    case 'elsewhere':
      return { text: l10n.t('decided elsewhere'), tone: 'quiet' };
  }
}
