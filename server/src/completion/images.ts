import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ArgumentCursor } from '../dockerfile/cursor.ts';
import { tagParts } from '../explain/image.ts';
import { stageSuggestions } from './stages.ts';
import {
  type DocReference,
  type Suggestion,
  type Surroundings,
  type Target,
  targetOf,
  writesLower,
} from './suggestion.ts';
import { usualTags } from './usualtags.ts';

const page = 'values/images';

/** Behind FROM: stages and images, their tags behind a colon, then AS. */
export async function fromSuggestions(cursor: ArgumentCursor, around: Surroundings): Promise<readonly Suggestion[]> {
  const { args, typed } = cursor;
  if (args.length === 0) return imageSuggestions(cursor, typed, around, false);
  if (args.length > 1) return [];
  const label = writesLower(around.file, around.offset) ? 'as' : 'AS';
  const doc = { page: 'values/syntax', entry: 'AS' };
  return [{ label, kind: CompletionItemKind.Keyword, target: targetOf(around, typed, /^\w*/), doc }];
}

/** Stages and images at the cursor, or tags where the name is written. `byIndex`: stages without a name too. */
export async function imageSuggestions(
  { instruction }: ArgumentCursor,
  typed: string,
  around: Surroundings,
  byIndex: boolean,
): Promise<readonly Suggestion[]> {
  if (/[@$]/.test(typed)) return [];
  const colon = typed.indexOf(':', typed.lastIndexOf('/') + 1);
  if (colon >= 0) return tagSuggestions(typed.slice(0, colon), typed.slice(colon + 1), around);
  const [prefix = ''] = /^(?:docker\.io\/)?(?:library\/)?/.exec(typed) ?? [];
  const target = targetOf(around, typed.slice(prefix.length), /^[^\s:@,"']*/);
  const hasTag = /^[^\s:@,"']*[:@]/.test(behind(around));
  const images = [...usualTags]
    .filter(([name]) => name !== 'scratch' || (instruction.is('FROM') && prefix === ''))
    .filter(([name]) => prefix === '' || isOnHub(name, prefix))
    .map(([name, tags], rank) => imageSuggestion(name, hasTag ? [] : tags, target, rank));
  return prefix === '' ? [...stageSuggestions(instruction, target, byIndex, typed), ...images] : images;
}

/** Whether an image goes on behind `docker.io/` or `library/`. */
function isOnHub(name: string, prefix: string): boolean {
  return prefix.endsWith('library/') ? !name.includes('/') : !/^[^/]*[.:][^/]*\//.test(name);
}

function behind({ file, offset }: Surroundings): string {
  return file.source.text.slice(offset, offset + 200);
}

function imageSuggestion(name: string, tags: readonly string[], target: Target, rank: number): Suggestion {
  return {
    label: name,
    kind: CompletionItemKind.Module,
    target,
    text: name,
    ...(tags.length > 0 && { snippet: `${name}:\${1|${tags.join(',')}|}` }),
    detail: tags.length > 0 ? `:${tags[0]}` : undefined,
    rank: 100 + rank,
    doc: { page, entry: name },
  };
}

/** The usual tags, and all that a registry knows where it may be asked. */
async function tagSuggestions(image: string, typed: string, around: Surroundings): Promise<readonly Suggestion[]> {
  const name = image.replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  const usual = usualTags.get(name) ?? [];
  const target = targetOf(around, typed, /^[\w.-]*/);
  const others = (await around.tagsOf?.(image)) ?? [];
  return [...new Set([...usual, ...others])].map((label, rank) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    target,
    rank,
    doc: tagDoc(label, name, around),
  }));
}

/** What the last part of a tag that the page knows says, such as `-alpine`; else what the image is. */
function tagDoc(tag: string, image: string, { docs }: Surroundings): DocReference {
  const part = tagParts(tag).findLast((one) => docs.entry(page, one) !== undefined);
  return { page, entry: part ?? image };
}
