import * as l10n from '@vscode/l10n';
import { usualTags } from '../../completion/usualtags.ts';
import { parseImageName } from '../../dockerfile/image.ts';
import { insertAfter, replace } from '../../lint/edits.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** So many tags are offered, and no more: the rest is a matter of completion. */
const mostOffered = 4;

/** A usual tag for an image that has none, or `latest`: those of the same variant as `latest` first. */
export function* pinTag({ instruction, start }: Selection): Generator<Refactoring> {
  const stage = instruction?.is('FROM') ? instruction.stage : undefined;
  const image = stage?.base ? undefined : stage?.image;
  if (!image?.word.touches(start) || image.digest || !parseImageName(image.word.text)) return;
  if (image.tag && image.tag.text !== 'latest') return;
  const name = image.tag ? image.word.text.slice(0, -':latest'.length) : image.word.text;
  const tags = usualTags.get(name.replace(/^(?:docker\.io\/)?(?:library\/)?/, ''))?.filter(holdsStill) ?? [];
  for (const tag of [...tags.filter(isPlain), ...tags.filter((one) => !isPlain(one))].slice(0, mostOffered)) {
    const pinned = `${name}:${tag}`;
    yield {
      title: isPlain(tag)
        ? l10n.t('Pin to `{image}`: the base is not whatever `latest` is any more', { image: pinned })
        : l10n.t('Pin to `{image}`: the base is this variant, and not whatever `latest` is any more', {
            image: pinned,
          }),
      kind: 'refactor.rewrite',
      edits: [image.tag ? replace(image.tag, tag) : insertAfter(image.word, `:${tag}`)],
    };
  }
}

/** Whether a tag is a version and nothing else. */
function isPlain(tag: string): boolean {
  return /^v?\d[\d.]*$/.test(tag);
}

/** Whether a tag names a version or a release; `lts` and `stable` move on as `latest` does. */
function holdsStill(tag: string): boolean {
  return /^(?!lts|stable|mainline)(?:.*\d|trixie|bookworm)/.test(tag);
}
