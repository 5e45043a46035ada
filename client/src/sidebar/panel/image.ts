import * as l10n from '@vscode/l10n';
import type { ImageFacts, InheritedSource, Step } from '../../../../answers/image.ts';
import { sizeText } from '../../engine/sentences.ts';
import type { Block, Item } from './blocks.ts';
import { healthBlocks } from './health.ts';
import { inspectBlocks } from './inspect.ts';
import { graphBlock } from './stages.ts';
import { code, linkTo } from './words.ts';

/** What *This image* says of a Dockerfile. */
export function imageBlocks(fileName: string, image: ImageFacts): Block[] {
  return [
    { kind: 'title', text: fileName },
    ...targetChoice(image),
    ...inspectBlocks(image),
    { kind: 'heading', text: l10n.t('Stages') },
    graphBlock(image),
    { kind: 'heading', text: l10n.t('Layers') },
    {
      kind: 'text',
      text: l10n.t('Each layer is laid over the one before; the other lines only leave a note in the image.'),
    },
    { kind: 'list', items: layerItems(image) },
    { kind: 'heading', text: l10n.t('What runs again when something changes') },
    ...changeBlocks(image),
    ...healthBlocks(image.health),
  ];
}

/** What it says where there is nothing to say it of. */
export function imageLesson(fileName: string | undefined): Block[] {
  return [
    { kind: 'title', text: fileName ?? l10n.t('This image') },
    {
      kind: 'text',
      text:
        fileName === undefined
          ? l10n.t(
              'Open a Dockerfile, and this view shows the image that it makes without building it: what it inherits, its layers, its settings, and how it does on ten points.',
            )
          : l10n.t(
              'There is no `FROM`, so there is nothing to build. An image begins with another one: `FROM alpine:3.22`, or `FROM scratch` for nothing at all.',
            ),
    },
    { kind: 'list', items: lessons() },
  ];
}

function lessons(): Item[] {
  const pages: [string, string][] = [
    [l10n.t('What an image is, and what a layer'), 'topics/images-and-layers'],
    [l10n.t('Every instruction, one by one'), 'topics/instructions'],
    [l10n.t('What makes an image good'), 'topics/performance'],
  ];
  return pages.map(([text, path]) => ({
    text,
    actions: [{ label: l10n.t('Read'), does: { type: 'learn', path } }],
  }));
}

function targetChoice({ target, targets }: ImageFacts): Block[] {
  if (targets.length < 2) return [];
  const options = targets.map(({ index, name }) => ({
    value: String(index),
    label: stageLabel(index, name, index === targets.length - 1),
  }));
  const field = { id: 'target', label: l10n.t('Stage'), kind: 'choice' as const, value: String(target), options };
  return [{ kind: 'form', label: l10n.t('Stage'), fields: [field] }];
}

function stageLabel(index: number, name: string | undefined, isLast: boolean): string {
  const label = name ?? l10n.t('stage {number}', { number: index });
  return isLast ? l10n.t('{stage} (the last: what a plain build makes)', { stage: label }) : label;
}

function layerItems({ config, steps }: ImageFacts): Item[] {
  const root = config.bases.at(-1);
  const base: Item[] =
    root && root.kind !== 'scratch'
      ? [{ text: baseLayers(code(root.image), config.inherited), link: linkTo(root.range) }]
      : [];
  return [...base, ...steps.map(stepItem)];
}

function baseLayers(image: string, inherited: InheritedSource | undefined): string {
  const { source, layers, bytes } = inherited ?? {};
  if (!layers || !bytes) return l10n.t('the layers of {image}', { image });
  const said = { image, layers, size: sizeText(bytes) };
  return source === 'registry'
    ? l10n.t('the layers of {image}: {layers}, {size} to download', said)
    : l10n.t('the layers of {image}: {layers}, with {size}', said);
}

function stepItem({ text, kind, range }: Step): Item {
  const short = text.length > 120 ? `${text.slice(0, 119)}…` : text;
  return { text: code(short), ...(kind === 'metadata' && { tone: 'quiet' as const }), link: linkTo(range) };
}

function changeBlocks({ changes }: ImageFacts): Block[] {
  if (changes.length === 0) {
    return [
      {
        kind: 'text',
        text: l10n.t(
          'Nothing from outside goes into this build: only a change of the file itself runs its steps again.',
        ),
      },
    ];
  }
  return changes.map(({ kind, text, range, reruns }) => ({
    kind: 'fold',
    id: `change ${kind} ${text}`,
    title: changeTitle(kind, text),
    badge: { text: countOf(reruns.length), tone: 'quiet' },
    isOpen: false,
    blocks: [
      {
        kind: 'list',
        items: [{ text: l10n.t('It comes in here'), tone: 'quiet', link: linkTo(range) }, ...reruns.map(stepItem)],
      },
    ],
  }));
}

function changeTitle(kind: ImageFacts['changes'][number]['kind'], text: string): string {
  const what = code(text);
  switch (kind) {
    case 'files':
      return l10n.t('{what} changes', { what });
    case 'image':
      return l10n.t('{what} is published anew and pulled', { what });
    case 'argument':
      return l10n.t('{what} gets another value', { what });
    case 'remote':
      return l10n.t('{what} is another file', { what });
  }
}

function countOf(count: number): string {
  return count === 1 ? l10n.t('1 step') : l10n.t('{count} steps', { count });
}
