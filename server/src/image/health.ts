import * as l10n from '@vscode/l10n';
import type { TopicId, TopicReport } from '../../../answers/image.ts';
import type { Finding } from '../lint/lint.ts';
import type { AnyRule } from '../lint/rule.ts';
import type { Subject } from './remarks/subject.ts';
import { remarksOn } from './remarks.ts';

/** How a Dockerfile does on the ten points of `topics/performance`. */

export const topicIds = [
  'small-base-image',
  'cache-order',
  'one-process',
  'resource-limits',
  'volumes-for-data',
  'start-up-time',
  'network',
  'multi-stage',
  'monitoring-and-logs',
  'scanning-and-updates',
] as const satisfies readonly TopicId[];

/** The report for the image of a stage. `findings` are those of the whole file. */
export function healthReport(subject: Subject, findings: readonly Finding[]): TopicReport[] {
  return topicIds.map((id) => {
    const remarks = remarksOn(id, subject);
    const behind = findings.filter(({ rule }) => topicOf(rule) === id).map(toEntry);
    const isWanting = remarks.could.length > 0 || behind.some(({ severity }) => severity !== 'hint');
    const verdict = isWanting ? 'improve' : remarks.good.length > 0 ? 'good' : 'elsewhere';
    return { id, title: topicTitle(id), verdict, ...remarks, findings: behind };
  });
}

function toEntry({ rule, severity, message, range, fixes }: Finding): TopicReport['findings'][number] {
  const fix = fixes?.some(({ safe }) => safe) ? 'safe' : fixes?.length ? 'unsafe' : null;
  return { rule: rule.id, severity, message, range, fix };
}

function topicTitle(id: TopicId): string {
  switch (id) {
    case 'small-base-image':
      return l10n.t('A small base image');
    case 'cache-order':
      return l10n.t('An order that the cache likes');
    case 'one-process':
      return l10n.t('One process');
    case 'resource-limits':
      return l10n.t('Resource limits');
    case 'volumes-for-data':
      return l10n.t('Volumes for data');
    case 'start-up-time':
      return l10n.t('A quick start');
    case 'network':
      return l10n.t('The network');
    case 'multi-stage':
      return l10n.t('Multi-stage builds');
    case 'monitoring-and-logs':
      return l10n.t('Monitoring and logs');
    case 'scanning-and-updates':
      return l10n.t('Scanning and updates');
  }
}

const byRule: Readonly<Record<string, TopicId>> = {
  'base-image-platform-mismatch': 'start-up-time',
  'cache-busting-copy-before-install': 'cache-order',
  'consecutive-run': 'cache-order',
  'copy-ignored-file': 'cache-order',
  'copy-then-extract-archive': 'cache-order',
  'download-and-extract-in-run': 'cache-order',
  'expose-host-mapping': 'network',
  'expose-ssh-port': 'network',
  'git-clone-in-run': 'cache-order',
  'invalid-expose-protocol': 'network',
  'invalid-port': 'network',
  'json-args-recommended': 'one-process',
  'missing-healthcheck': 'monitoring-and-logs',
  'multiple-cmd': 'one-process',
  'multiple-entrypoint': 'one-process',
  'multiple-healthcheck': 'monitoring-and-logs',
  'node-gyp-cache-mount': 'cache-order',
  'package-cache-mounts': 'cache-order',
  'package-update-alone': 'cache-order',
  'php-enable-opcache': 'start-up-time',
  'prefer-multi-stage': 'multi-stage',
  'ruby-healthcheck-up': 'monitoring-and-logs',
  'run-host-network': 'network',
  'docker-socket-volume': 'volumes-for-data',
  'sensitive-volume': 'volumes-for-data',
  'useless-container-command': 'one-process',
  'volume-empty': 'volumes-for-data',
};

const byCategory: Readonly<Record<string, TopicId>> = {
  'size-caching': 'small-base-image',
  'multi-stage': 'multi-stage',
  'runtime-signals': 'one-process',
  security: 'scanning-and-updates',
  reproducibility: 'scanning-and-updates',
};

/** The point that a rule is behind; undefined for what has nothing to do with any of them. */
export function topicOf({ id, category }: AnyRule): TopicId | undefined {
  return byRule[id] ?? byCategory[category];
}
