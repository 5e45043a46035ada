import * as l10n from '@vscode/l10n';
import { type ImageName, parseImageName } from '../dockerfile/image.ts';
import { parsePlatform } from '../lint/platforms.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'base-image-platform-mismatch',
  category: 'correctness',
  severity: 'warning',
  recommended: false,
  aliases: ['InvalidBaseImagePlatform'],
  presets: { buildkit: { severity: 'warning' } },
  perInstruction: true,

  *check(file) {
    for (const { from, base, imageText } of file.ownStages) {
      const flag = from.flag('platform');
      const text = flag?.value === undefined ? undefined : file.expand(flag.value, from);
      const wanted = text === undefined || base ? undefined : parsePlatform(text);
      const image = wanted && imageText !== undefined ? parseImageName(imageText) : undefined;
      const only = image && onlyPlatform(image);
      if (!flag || !wanted || !only) continue;
      const differs = only.includes('/') ? only !== `${wanted.os}/${wanted.architecture}` : only !== wanted.os;
      if (!differs) continue;
      yield {
        range: (flag.valueWord ?? flag.word).range,
        message: l10n.t('`{image}` is published for {platform} only, not for `{wanted}`.', {
          image: imageText ?? '',
          platform: only,
          wanted: text ?? '',
        }),
      };
    }
  },
};

export default rule;

/** Docker's official images have one namespace for each processor, with images for that processor alone. */
const namespaces: Readonly<Record<string, string>> = {
  amd64: 'linux/amd64',
  arm32v5: 'linux/arm',
  arm32v6: 'linux/arm',
  arm32v7: 'linux/arm',
  arm64v8: 'linux/arm64',
  i386: 'linux/386',
  mips64le: 'linux/mips64le',
  ppc64le: 'linux/ppc64le',
  riscv64: 'linux/riscv64',
  s390x: 'linux/s390x',
};

function onlyPlatform({ registry, path }: ImageName): string | undefined {
  if (registry === 'mcr.microsoft.com') return path.startsWith('windows/') ? 'windows' : undefined;
  if (registry !== undefined && registry !== 'docker.io') return undefined;
  return namespaces[path.split('/', 1)[0] ?? ''];
}
