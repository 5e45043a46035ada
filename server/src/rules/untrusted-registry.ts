import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { parseImageName } from '../dockerfile/image.ts';
import type { Word } from '../dockerfile/source.ts';
import type { Rule } from '../lint/rule.ts';
import { referencedStage, stageReferences } from '../lint/stages.ts';

interface Options {
  /** The registries that images may come from: `docker.io`, `*.example.com`, `registry.*`. Empty: all. */
  trusted: string[];
}

const rule: Rule<Options> = {
  id: 'untrusted-registry',
  category: 'security',
  severity: 'warning',
  recommended: false,
  aliases: ['DL3026'],
  options: { trusted: { type: 'array', items: { type: 'string' }, default: [] } },

  *check(file, { options }) {
    if (options.trusted.length === 0) return;
    for (const { word, at } of images(file)) {
      const text = file.expand(word.text, at);
      const image = text === undefined || text === 'scratch' ? undefined : parseImageName(text);
      if (!image || isTrusted(image.registry, options.trusted)) continue;
      yield {
        range: word.range,
        message: l10n.t('This image comes from `{registry}`, which is not among the trusted registries.', {
          registry: image.registry ?? 'docker.io',
        }),
      };
    }
  },
};

export default rule;

/** Every image that the build takes something from; stages of this file are none. */
function images(file: Dockerfile): { word: Word; at: Instruction }[] {
  const bases = file.stages.flatMap(({ base, imageWord, from }) =>
    base || !imageWord ? [] : [{ word: imageWord, at: from }],
  );
  const others = stageReferences(file)
    .filter((reference) => !referencedStage(file, reference) && !/^\d+$/.test(reference.value.text))
    .map(({ value, instruction }) => ({ word: value, at: instruction }));
  return [...bases, ...others];
}

const dockerHub = ['docker.io', 'index.docker.io', 'hub.docker.com', 'registry-1.docker.io'];

function isTrusted(registry: string | undefined, trusted: readonly string[]): boolean {
  const names = registry === undefined || dockerHub.includes(registry) ? dockerHub : [registry];
  return trusted.some((pattern) => names.some((name) => matches(name, pattern)));
}

/** A `*` at one end stands for anything, alone for everything. */
function matches(name: string, pattern: string): boolean {
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
