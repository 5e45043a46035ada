import * as l10n from '@vscode/l10n';
import { parseImageName } from '../dockerfile/image.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import { afterFirstParagraph, code, type Explanation, firstParagraph, type Surroundings } from './explanation.ts';

type ImageToken = TokenOf<'image-registry' | 'image-name' | 'image-tag' | 'image-digest'>;

/** A part of an image reference: what the part means, and what is known of the image. */
export function explainImage(token: ImageToken, { docs }: Surroundings): Explanation {
  const { instruction, image, kind } = token;
  const stage = instruction.stage;
  const text = stage?.imageText;
  const name = text === undefined ? undefined : parseImageName(text);
  const part = docs.entry('values/syntax', kind) ?? '';
  const here: string[] = [];
  if (text !== undefined && text !== image.word.text) {
    here.push(l10n.t('With the defaults of its variables it is {image}.', { image: code(text) }));
  }
  if (text === undefined) here.push(l10n.t('A variable without a default decides it: `docker build --build-arg …`.'));
  if (name && name.tag === undefined && name.digest === undefined && text !== 'scratch') {
    here.push(l10n.t('Without a tag it means {image}.', { image: code(`${text}:latest`) }));
  }
  const known =
    name && !name.registry
      ? docs.page('values/images')?.sections.find(({ title }) => title === code(officialName(name.path)))
      : undefined;
  const tag = known && name?.tag ? bulletOf(known.body, name.tag) : undefined;
  if (tag) here.push(`${code(name?.tag ?? '')}: ${tag}`);
  const summary = kind === 'image-name' && known ? firstParagraph(known.body) : part;
  return {
    title: code(token.span.raw),
    summary,
    here,
    ...(known && {
      more: kind === 'image-name' ? afterFirstParagraph(known.body) : `${known.title}: ${firstParagraph(known.body)}`,
    }),
    ...(name && { link: imageLink(name.registry, name.path) }),
  };
}

/** `node` for `library/node`. */
function officialName(path: string): string {
  return path.replace(/^library\//, '');
}

function bulletOf(body: string, tag: string): string | undefined {
  const line = body.split('\n').find((one) => one.startsWith('- ') && one.includes(code(tag)));
  return line?.replace(/^- [^:：]*[:：]\s*/, '');
}

/** A link to the page of an image at its registry, where there is one. */
export function imageLink(registry: string | undefined, path: string): string {
  if (path === 'scratch') return '';
  if (!registry || registry === 'docker.io') {
    const official = !path.includes('/') || path.startsWith('library/');
    const url = official ? `https://hub.docker.com/_/${officialName(path)}` : `https://hub.docker.com/r/${path}`;
    return `[Docker Hub: ${officialName(path)}](${url})`;
  }
  if (registry === 'quay.io') return `[Quay: ${path}](https://quay.io/repository/${path})`;
  if (registry === 'ghcr.io') return `[GitHub: ${path}](https://github.com/${path.split('/').slice(0, 2).join('/')})`;
  if (registry === 'mcr.microsoft.com') return `[MCR: ${path}](https://mcr.microsoft.com/artifact/mar/${path})`;
  return '';
}
