import type { Remarks, TopicId } from '../../../answers/image.ts';
import { baseImage, cacheOrder, multiStage } from './remarks/building.ts';
import { monitoring, oneProcess, startUp } from './remarks/running.ts';
import type { Subject } from './remarks/subject.ts';
import { network, resourceLimits, updates, volumes } from './remarks/surroundings.ts';

/** What can be told of a point from the file itself; problems that a rule reports are not said again. */
export function remarksOn(id: TopicId, subject: Subject): Remarks {
  return { good: [], could: [], elsewhere: [], ...readers[id](subject) };
}

const readers: Readonly<Record<TopicId, (subject: Subject) => Partial<Remarks>>> = {
  'small-base-image': baseImage,
  'cache-order': cacheOrder,
  'one-process': oneProcess,
  'resource-limits': resourceLimits,
  'volumes-for-data': volumes,
  'start-up-time': startUp,
  network,
  'multi-stage': multiStage,
  'monitoring-and-logs': monitoring,
  'scanning-and-updates': updates,
};
