import * as l10n from '@vscode/l10n';
import type { Stage } from '../../dockerfile/dockerfile.ts';
import { userAt } from '../../dockerfile/facts.ts';
import { parseImageName } from '../../dockerfile/image.ts';
import { lineAbove, lineBelow } from '../../lint/edits.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** A user for a final stage that says none, so that its container does not run as root. */
export function* ownUser({ file, instruction }: Selection): Generator<Refactoring> {
  const stage = file.finalStage;
  if (!stage || instruction?.stage !== stage || userAt(stage) || stage.isWindows) return;
  if (!instruction.is('FROM', 'CMD', 'ENTRYPOINT')) return;
  const lines = linesFor(stage);
  const process = stage.instructions.find((one) => one.is('CMD', 'ENTRYPOINT', 'HEALTHCHECK'));
  const last = stage.instructions.findLast((one) => !one.is('CMD', 'ENTRYPOINT', 'HEALTHCHECK'));
  const at = process && last && process.index > last.index ? process : undefined;
  if (!lines || !last) return;
  const text = lines.join(file.source.newline);
  yield {
    title: l10n.t('Run as a user other than root: what it writes must belong to that user'),
    kind: 'refactor.rewrite',
    edits: [at ? lineAbove(at, text) : lineBelow(last, text)],
  };
}

/** How a user is made in an image, as far as its name tells. */
function linesFor(stage: Stage): string[] | undefined {
  const text = stage.root.imageText;
  const image = text === undefined ? undefined : parseImageName(text);
  if (!image) return undefined;
  const path = image.path.replace(/^library\//, '');
  if (text === 'scratch' || /distroless/.test(text ?? '')) return ['USER 65532:65532'];
  if (path === 'node') return ['USER node'];
  if (path === 'alpine' || /alpine/.test(image.tag ?? '')) {
    return ['RUN addgroup -S app && adduser -S -G app app', 'USER app'];
  }
  if (
    /^(?:debian|ubuntu|python|golang|ruby|php|rust|eclipse-temurin|openjdk|buildpack-deps|perl|fedora|rockylinux|almalinux)$/.test(
      path,
    )
  ) {
    return ['RUN groupadd --system app && useradd --system --gid app --no-create-home app', 'USER app'];
  }
  return ['USER 10001:10001'];
}
