import { type Cancellation, Inquiries, type Limits } from './registries/inquiries.ts';
import { type RegistryImage, readImage } from './registries/manifest.ts';
import { placeOf, Repository } from './registries/registry.ts';
import { listTags } from './registries/tags.ts';

const defaultLimits: Limits = { timeout: 6_000, patience: 1_500, fresh: 600_000, freshFailure: 30_000 };

/** Asks image registries, without an account. Answers are kept; whatever goes wrong is no answer. */
export class Registries {
  readonly #tags: Inquiries<readonly string[]>;
  readonly #images: Inquiries<RegistryImage | null>;

  constructor(limits: Partial<Limits> = {}) {
    this.#tags = new Inquiries({ ...defaultLimits, ...limits }, []);
    this.#images = new Inquiries({ ...defaultLimits, ...limits }, null);
  }

  /** The tags of an image, the newest versions first; undefined where they are not there in time or not wanted any more. */
  async tags(image: string, cancellation?: Cancellation): Promise<readonly string[] | undefined> {
    const place = placeOf(image);
    if (!place) return [];
    const question = (signal: AbortSignal): Promise<readonly string[]> => listTags(new Repository(place, signal));
    return this.#tags.ask(`${place.origin} ${place.path}`, question, cancellation);
  }

  /** What an image brings, for a platform; null where nobody knows, undefined where the answer is not there in time. */
  async image(
    image: string,
    platform: string,
    cancellation?: Cancellation,
    patience?: number,
  ): Promise<RegistryImage | null | undefined> {
    const place = placeOf(image);
    if (!place) return null;
    const question = async (signal: AbortSignal): Promise<RegistryImage | null> =>
      (await readImage(new Repository(place, signal), image, platform)) ?? null;
    return this.#images.ask(`${image} ${platform}`, question, cancellation, patience);
  }
}
