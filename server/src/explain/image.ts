import * as l10n from '@vscode/l10n';
import { type ImageName, parseImageName } from '../dockerfile/image.ts';
import type { TokenOf } from '../dockerfile/tokens.ts';
import { type Docs, explainedNames } from '../docs/docs.ts';
import { code, type Explanation, named, type Surroundings } from './explanation.ts';

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
  const known = name && knownImage(fullName(name), docs);
  for (const part of tagParts(name?.tag ?? '')) {
    const said = isUsual(part, name, known) ? docs.entry('values/images', part) : undefined;
    if (said !== undefined) here.push(named(part, said));
  }
  const isName = kind === 'image-name' && known !== undefined;
  return {
    title: code(token.span.raw),
    summary: isName ? known : part,
    here,
    ...(known !== undefined && !isName && { more: named(fullName(name as ImageName), known) }),
    ...(name && { link: imageLink(name.registry, name.path) }),
  };
}

/** The name under which the page of images knows one: `node` for `docker.io/library/node`. */
function fullName({ registry, path }: ImageName): string {
  return registry && registry !== 'docker.io' ? `${registry}/${path}` : officialName(path);
}

const distroless = 'gcr.io/distroless/';

/** What the page of images says of one; distroless images are explained once for all versions. */
function knownImage(name: string, docs: Docs): string | undefined {
  const exact = docs.entry('values/images', name);
  if (exact !== undefined || !name.startsWith(distroless)) return exact;
  const names = explainedNames(docs.page('values/images')?.markdown ?? '');
  return [...names].find(([other]) => other.startsWith(distroless) && kindOf(other) === kindOf(name))?.[1];
}

/** `nodejs` for `nodejs22-debian12`. */
function kindOf(name: string): string {
  return name.replace(/-debian\d+$/, '').replace(/\d+$/, '');
}

/** Parts of tags that mean this in official images only. */
const official: ReadonlySet<string> = new Set(['-slim', '-cli', '-fpm', '-apache']);

/** Whether a part of a tag means the usual: what is known of the image may say something else. */
function isUsual(part: string, name: ImageName | undefined, known: string | undefined): boolean {
  if (known?.includes(code(part))) return false;
  return !official.has(part) || known !== undefined || (name !== undefined && !fullName(name).includes('/'));
}

/** The parts of a tag under which the page of images explains them: `-alpine` for `22-alpine3.22`. */
export function tagParts(tag: string): string[] {
  const parts = tag.split('-').map((part) => part.replace(/[\d.]+$/, ''));
  return parts.filter((part) => part !== '').map((part) => (/^(?:lts|latest)$/.test(part) ? part : `-${part}`));
}

/** `node` for `library/node`. */
function officialName(path: string): string {
  return path.replace(/^library\//, '');
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
