import type { Stage } from '../dockerfile/dockerfile.ts';

const images = /(?:^|[/:_-])(?:windows|nanoserver|servercore|windowsservercore)(?:$|[/:_-])/i;

/** Whether a stage makes an image for Windows, as far as its base, platform or shell tell. */
export function isForWindows(stage: Stage): boolean {
  return stage.lineage.some(
    ({ from, imageWord, imageText }) =>
      /^windows/i.test(from.flag('platform')?.value ?? '') || images.test(imageText ?? imageWord?.text ?? ''),
  );
}
