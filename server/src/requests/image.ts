import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { ImageFacts } from '../../../answers/image.ts';
import type { RunOutputs } from '../../../answers/run.ts';
import type { ComposeService } from '../context/compose.ts';
import { folderOf, nameOf } from '../files.ts';
import { targetStage } from '../image/config.ts';
import { fitsPlatform, type Inherited, toForeignImage, toInherited } from '../image/inherited.ts';
import type { RunningService } from '../image/services.ts';
import { Registries } from '../registries.ts';
import type { About, Subject } from './about.ts';

interface ImageParams {
  readonly textDocument: { readonly uri: string };
  /** A stage, by name or number; without it the last one. */
  readonly target?: unknown;
  /** The base image, as the client's engine knows it. */
  readonly inherited?: unknown;
  /** The platform that images are built for where the file does not say it. */
  readonly platform?: unknown;
  /** To wait for a registry as long as it takes. */
  readonly waits?: unknown;
}

interface RunParams extends ImageParams {
  readonly choices?: unknown;
}

/** How long a view may stay empty for a registry's sake, and how long it is asked at all, in milliseconds. */
const patience = { first: 300, whole: 6_500 } as const;

/** What the sidebar asks of an image: what it will be, and how it is started. */
export function registerImage(connection: Connection, about: About): void {
  const registries = new Registries();
  connection.onRequest('dockerfileMentor/image', (request: ImageParams, token: CancellationToken) =>
    about<ImageParams, ImageFacts | null>(null, async (params, subject) => {
      const { uri, service, file, settings, inputs, ignored, context } = subject;
      return service.image(file, {
        folderName: nameOf(folderOf(uri)),
        ...targetOf(params.target),
        ...(await inheritance(params, subject, registries, token)),
        findings: ignored ? [] : service.lint(file, settings, inputs),
        hasIgnoreFile: inputs.ignoreFile !== undefined,
        services: context.services.map(toRunning),
      });
    })(request),
  );
  connection.onRequest('dockerfileMentor/run', (request: RunParams, token: CancellationToken) =>
    about<RunParams, RunOutputs | null>(null, async (params, subject) => {
      const { uri, service, file } = subject;
      return service.run(file, {
        folderName: nameOf(folderOf(uri)),
        fileName: nameOf(uri),
        ...targetOf(params.target),
        ...(await inheritance(params, subject, registries, token)),
        choices: params.choices,
      });
    })(request),
  );
}

function targetOf(target: unknown): { target?: string } {
  return typeof target === 'string' && target !== '' ? { target } : {};
}

function toRunning({ name, build, limits }: ComposeService): RunningService {
  const { uri, range } = name.place;
  return {
    name: name.text,
    target: build?.target?.text,
    memory: limits.memory?.text,
    cpus: limits.cpus?.text,
    uri,
    range,
  };
}

/** What the base image brings: as the engine of the client has it, else as its registry does, where that may be asked. */
async function inheritance(
  { target, inherited, platform, waits }: ImageParams,
  { file, settings, context }: Subject,
  registries: Registries,
  token: CancellationToken,
): Promise<{ inherited?: Inherited; isComing?: boolean }> {
  const root = targetStage(file, targetOf(target).target)?.root;
  const image = root && !root.isScratch ? root.imageText : undefined;
  // A context of that name takes the place of the image.
  const isReplaced = context.builds.some((build) => build.additionalContexts.some(({ name }) => name.text === image));
  if (!root || image === undefined || isReplaced) return {};
  const wanted = literalPlatform(root.from.flag('platform')?.value) ?? '';
  const local = toForeignImage(inherited);
  if (local?.image === image && fitsPlatform(local.platform, wanted)) return { inherited: toInherited(local) };
  if (!settings.registries?.enabled) return {};
  const builtFor = wanted || literalPlatform(platform) || 'linux/amd64';
  const found = await registries.image(image, builtFor, token, waits === true ? patience.whole : patience.first);
  if (!found) return found === undefined ? { isComing: true } : {};
  return { inherited: toInherited({ source: 'registry', image, ...found }) };
}

/** `linux/arm64`; undefined where it is written with variables. */
function literalPlatform(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?$/.test(value) ? value : undefined;
}
