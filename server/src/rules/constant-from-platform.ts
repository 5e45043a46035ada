import * as l10n from '@vscode/l10n';
import type { Stage } from '../dockerfile/dockerfile.ts';
import { removeWord, replace } from '../lint/edits.ts';
import { parsePlatform } from '../lint/platforms.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** Report also other variables than BUILDPLATFORM and TARGETPLATFORM, and stages that are named after a platform. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'constant-from-platform',
  category: 'reproducibility',
  severity: 'info',
  recommended: true,
  aliases: ['FromPlatformFlagConstDisallowed', 'DL3029'],
  presets: {
    hadolint: { severity: 'warning', options: { everywhere: true } },
    buildkit: { severity: 'warning' },
  },
  options: { everywhere: { type: 'boolean', default: false } },

  *check(file, { options }) {
    for (const stage of file.stages) {
      const flag = stage.from.flag('platform');
      const platform = flag?.value;
      if (!flag || !platform) continue;
      const reported = options.everywhere ? !/(?:BUILD|TARGET)PLATFORM/.test(platform) : isFixed(stage, platform);
      if (!reported) continue;
      yield {
        range: (flag.valueWord ?? flag.word).range,
        message: l10n.t(
          '`--platform={platform}` makes this stage that platform on every machine and for every target; `docker build --platform` says it for all stages.',
          { platform },
        ),
        fixes: fixes(stage),
      };
    }
  },
};

export default rule;

/** A constant, in a stage whose name does not say that it is for that platform. */
function isFixed({ name }: Stage, platform: string): boolean {
  const parsed = platform.includes('$') ? undefined : parsePlatform(platform);
  const text = name?.text.toLowerCase() ?? '';
  return parsed !== undefined && !text.includes(parsed.os) && !text.includes(parsed.architecture);
}

function fixes({ from, file, index }: Stage): Fix[] {
  const flag = from.flag('platform');
  if (!flag) return [];
  const remove = { title: l10n.t('Delete `--platform`'), edits: [removeWord(flag.word)], safe: false };
  if (index === file.stages.length - 1 || !flag.valueWord) return [remove];
  const build = '$BUILDPLATFORM';
  return [
    remove,
    { title: l10n.t('Change to `{name}`', { name: build }), edits: [replace(flag.valueWord, build)], safe: false },
  ];
}
