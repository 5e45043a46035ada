import type { Base, ImageConfig } from '../../../../answers/image.ts';
import type { Stage } from '../../dockerfile/dockerfile.ts';
import type { RunningService } from '../services.ts';

/** What a report looks at. */
export interface Subject {
  readonly stage: Stage;
  readonly config: ImageConfig;
  readonly hasIgnoreFile: boolean;
  /** The services of Compose files that run the image. */
  readonly services: readonly RunningService[];
}

/** A text between backticks of a message. */
export function plain(text: string): string {
  return text.replaceAll('`', "'").replace(/\s+/g, ' ');
}

/** The image that it all begins with. */
export function rootOf({ config }: Subject): Base | undefined {
  return config.bases.at(-1);
}
