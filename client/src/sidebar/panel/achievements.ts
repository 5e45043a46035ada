import type { ImageFacts } from '../../../../answers/image.ts';

/** What a Dockerfile may achieve that the walkthrough waits for: the last part of context keys `dockerfileMentor.achieved.…`. */
export const achievements = ['open', 'pin', 'cache', 'user', 'process'] as const;
export type Achievement = (typeof achievements)[number];

/** What the image of a Dockerfile has achieved. */
export function achieved({ config, changes, health }: ImageFacts): Achievement[] {
  const base = config.bases.at(-1);
  const process = config.entrypoint ?? config.cmd;
  const user = config.user?.value;
  const isCacheGood = (health.find(({ id }) => id === 'cache-order')?.good.length ?? 0) > 0;
  const found: Record<Achievement, boolean> = {
    open: true,
    pin: base !== undefined && (base.kind === 'scratch' || isPinned(base.image)),
    cache: isCacheGood && changes.some(({ kind }) => kind === 'files'),
    user: user !== undefined && !/^(?:root|0)(?::|$)/.test(user),
    process: process !== undefined && !process.isShell,
  };
  return achievements.filter((one) => found[one]);
}

/** A digest, or a tag that is not `latest`; a colon before a slash is that of a registry's port. */
function isPinned(image: string): boolean {
  return image.includes('@') || /:(?!latest$)[^/:]+$/.test(image);
}
