import type { ImageFacts } from '../../../../answers/image.ts';
import type { RunOutputs } from '../../../../answers/run.ts';
import type { EngineImage } from '../../engine/engine.ts';
import { choicesOf, type Values } from './run.ts';

/** How long the first answer waits for the engine, so that the view need not change under the reader's eyes, in milliseconds. */
const patience = 400;

/** The language server, as far as it matters here. */
interface Server<Document> {
  request<Result>(method: string, params: object): Promise<Result>;
  uriOf(document: Document): string;
}

/** Who may have the base image; undefined where they do not. */
interface Bases {
  find(name: string): Promise<EngineImage | undefined>;
}

/** What is known of the image of a Dockerfile at one time. */
export interface Seen {
  readonly image: ImageFacts;
  /** What to send along with further questions. */
  readonly question: object;
}

/** The images of Dockerfiles: what the server reads from the file, with what the engine or a registry says of the base image. */
export class Images<Document> {
  private readonly server: Server<Document>;
  private readonly bases: Bases;

  constructor(server: Server<Document>, bases: Bases) {
    this.server = server;
    this.bases = bases;
  }

  /** What is known at once, and then what comes later. Null where the file has no stage. */
  async *of(document: Document, { target }: Values): AsyncGenerator<Seen | null> {
    const plain = await this.ask(document, target, {});
    if (plain === null) {
      yield null;
      return;
    }
    const base = plain.image.config.bases.at(-1);
    const looking = base?.kind === 'image' ? this.bases.find(base.image) : Promise.resolve(undefined);
    const early = await Promise.race([looking, after(patience)]);
    if (early === undefined) yield plain;
    const inherited = early ?? (await looking);
    const seen = inherited ? await this.ask(document, target, { inherited }) : plain;
    if (seen !== null && seen !== plain) yield seen;
    if (seen?.image.isComing !== true) return;
    const late = await this.ask(document, target, { waits: true });
    if (late !== null) yield late;
  }

  /** How to start what was seen. */
  run({ question }: Seen, values: Values): Promise<RunOutputs | null> {
    return this.server.request('dockerfileMentor/run', { ...question, choices: choicesOf(values) });
  }

  /** The image of the chosen stage; of the last one, where the chosen one is gone. */
  private async ask(
    document: Document,
    target: string | undefined,
    more: { readonly inherited?: EngineImage; readonly waits?: true },
  ): Promise<Seen | null> {
    const textDocument = { uri: this.server.uriOf(document) };
    for (const one of target === undefined ? [undefined] : [target, undefined]) {
      const question = { textDocument, target: one, platform: hostPlatform(), ...more };
      const image = await this.server.request<ImageFacts | null>('dockerfileMentor/image', question);
      if (image !== null) return { image, question: { ...question, target: String(image.target) } };
    }
    return null;
  }
}

/** What images are built for here, as Docker calls it; undefined in a browser. */
function hostPlatform(): string | undefined {
  const { arch } = (globalThis as { process?: { arch?: string } }).process ?? {};
  return arch && `linux/${arch === 'x64' ? 'amd64' : arch}`;
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}
