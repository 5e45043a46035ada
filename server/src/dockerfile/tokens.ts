import type { Dockerfile, Instruction, Stage, VariableUse } from './dockerfile.ts';
import { expandedVariables } from './expansion.ts';
import type { ImageParts } from './image.ts';
import type { Mount, MountOption } from './mounts.ts';
import type { Directive, Heredoc } from './scanner.ts';
import { quoteAt, scriptToken } from './scripttokens.ts';
import type { Command, ShellWord } from './shell.ts';
import type { ShellVariable } from './shellvariables.ts';
import { Span, type Word } from './source.ts';
import type { Flag, Pair } from './words.ts';

type ImagePartKind = 'image-registry' | 'image-name' | 'image-tag' | 'image-digest';

/** A member of the union for each kind, so that a `switch` over the kind narrows. */
type Each<K extends string, Carried> = K extends K
  ? { readonly kind: K; readonly span: Span } & Readonly<Carried>
  : never;

/** What stands at a place of a Dockerfile: the smallest thing that means something by itself. */
export type Token =
  | Each<'directive-name' | 'directive-value', { directive: Directive }>
  | Each<'keyword' | 'as' | 'json' | 'continuation' | 'escape' | 'maintainer', { instruction: Instruction }>
  | Each<'flag' | 'flag-value', { instruction: Instruction; flag: Flag }>
  | Each<'mount-option' | 'mount-value', { instruction: Instruction; mount: Mount; option: MountOption }>
  | Each<'variable', { instruction: Instruction; use: VariableUse }>
  | Each<'shell-variable', { instruction: Instruction; variable: ShellVariable }>
  | Each<ImagePartKind, { instruction: Instruction; image: ImageParts; word: Word }>
  | Each<'stage-name', { instruction: Instruction; stage: Stage }>
  | Each<'stage-reference', { instruction: Instruction; stage: Stage; word: Word }>
  | Each<'pair-key' | 'pair-value', { instruction: Instruction; pair: Pair }>
  | Each<
      'port' | 'signal' | 'user' | 'path' | 'source' | 'destination' | 'shell' | 'health-type',
      { instruction: Instruction; word: Word }
    >
  | Each<'heredoc', { instruction: Instruction; heredoc: Heredoc }>
  | Each<'command', { instruction: Instruction; command: Command }>
  | Each<'command-flag' | 'command-argument', { instruction: Instruction; command: Command; word: ShellWord }>
  | Each<'assignment', { instruction: Instruction; command?: Command; name: string }>
  | Each<'operator', { instruction: Instruction; operator: string }>;

export type TokenKind = Token['kind'];

/** A token of some kinds, with what they carry. */
export type TokenOf<K extends TokenKind> = Extract<Token, { kind: K }>;

/** What stands at an offset; undefined on blanks, on comments and on text that means nothing by itself. */
export function tokenAt(file: Dockerfile, offset: number): Token | undefined {
  const directive = file.directives.find(({ span }) => span.touches(offset));
  if (directive) return directiveToken(directive, offset);
  let instruction = file.instructionAt(offset);
  if (!instruction || instruction.comments.some((comment) => comment.touches(offset))) return undefined;
  while (instruction.trigger && offset >= instruction.trigger.start) instruction = instruction.trigger;
  return wordToken(instruction, offset) ?? continuationToken(instruction, offset) ?? scriptToken(instruction, offset);
}

function directiveToken(directive: Directive, offset: number): Token | undefined {
  if (directive.nameWord.touches(offset)) return { kind: 'directive-name', span: directive.nameWord, directive };
  return directive.value.touches(offset) ? { kind: 'directive-value', span: directive.value, directive } : undefined;
}

function wordToken(instruction: Instruction, offset: number): Token | undefined {
  if (instruction.keywordWord.touches(offset)) return { kind: 'keyword', span: instruction.keywordWord, instruction };
  const heredoc = instruction.heredocs.find(
    ({ marker, terminator }) => marker.touches(offset) || terminator?.touches(offset),
  );
  if (heredoc) {
    const span = heredoc.marker.touches(offset) ? heredoc.marker : (heredoc.terminator ?? heredoc.marker);
    return { kind: 'heredoc', span, instruction, heredoc };
  }
  const use = smallestUse(instruction, offset);
  if (use) return { kind: 'variable', span: use.word, instruction, use };
  const escape = escapeToken(instruction, offset);
  if (escape) return escape;
  const flag = instruction.flags.find(({ word }) => word.touches(offset));
  if (flag) return flagToken(instruction, flag, offset);
  return argumentToken(instruction, offset);
}

/** The escape character in front of a character that it takes the meaning from; scripts have their own. */
function escapeToken(instruction: Instruction, offset: number): Token | undefined {
  const { source, file, json, script } = instruction;
  if (json || script || offset <= instruction.keywordWord.end || source.text[offset] !== file.escape) return undefined;
  const next = source.text[offset + 1] ?? ' ';
  if (!/\S/.test(next) || instruction.heredocs.some(({ body }) => body.touches(offset))) return undefined;
  const quote = quoteAt(source.text.slice(instruction.keywordWord.end, offset), file.escape);
  if (quote === "'" || (quote === '"' && next !== '"' && next !== '$' && next !== file.escape)) return undefined;
  return { kind: 'escape', span: new Span(source, offset, offset + 2), instruction };
}

/** A variable that the builder replaces, or one that looks so outside scripts. */
function smallestUse(instruction: Instruction, offset: number): VariableUse | undefined {
  const isWritten = !instruction.script && !instruction.is('SHELL', 'MAINTAINER', 'HEALTHCHECK');
  const uses = [...(isWritten ? instruction.variables : []), ...expandedVariables(instruction)];
  return uses.findLast(({ word }) => word.start <= offset && offset < word.end);
}

function flagToken(instruction: Instruction, flag: Flag, offset: number): Token {
  if (flag.name === 'mount' && flag.valueWord && offset >= flag.valueWord.start) {
    const mount = instruction.mounts.find((one) => one.flag === flag);
    const option = mount?.options.find(({ word }) => word.touches(offset));
    if (mount && option) return mountToken(instruction, mount, option, offset);
  }
  if (flag.valueWord && offset >= flag.valueWord.start) {
    const stage = flag.name === 'from' ? stageOf(instruction, flag.valueWord.text) : undefined;
    if (stage) return { kind: 'stage-reference', span: flag.valueWord, instruction, stage, word: flag.valueWord };
    return { kind: 'flag-value', span: flag.valueWord, instruction, flag };
  }
  return { kind: 'flag', span: flag.nameWord, instruction, flag };
}

function mountToken(instruction: Instruction, mount: Mount, option: MountOption, offset: number): Token {
  const { valueWord } = option;
  if (!valueWord || offset < valueWord.start) {
    return { kind: 'mount-option', span: option.keyWord, instruction, mount, option };
  }
  const stage = option.key === 'from' ? stageOf(instruction, valueWord.text) : undefined;
  if (stage) return { kind: 'stage-reference', span: valueWord, instruction, stage, word: valueWord };
  return { kind: 'mount-value', span: valueWord, instruction, mount, option };
}

/** The stage that a name or an index of `--from` means at an instruction. */
export function stageOf(instruction: Instruction, name: string): Stage | undefined {
  const { file, stage } = instruction;
  if (/^\d+$/.test(name)) return file.stages[Number(name)];
  return file.stageNamed(name, stage?.index ?? file.stages.length);
}

function argumentToken(instruction: Instruction, offset: number): Token | undefined {
  if (instruction.json && !instruction.json.elements.some(({ word }) => word.touches(offset))) {
    const { rest } = instruction;
    if (rest.touches(offset)) return { kind: 'json', span: rest, instruction };
  }
  const pair = instruction.pairs.find(({ word }) => word.touches(offset));
  if (pair) return pairToken(instruction, pair, offset);
  const index = instruction.args.findIndex((arg) => arg.touches(offset));
  const word = instruction.args[index];
  if (!word) return undefined;
  switch (instruction.keyword) {
    case 'FROM':
      return fromToken(instruction, index, word, offset);
    case 'EXPOSE':
      return { kind: 'port', span: word, instruction, word };
    case 'STOPSIGNAL':
      return { kind: 'signal', span: word, instruction, word };
    case 'USER':
      return { kind: 'user', span: word, instruction, word };
    case 'WORKDIR':
    case 'VOLUME':
      return { kind: 'path', span: word, instruction, word };
    case 'COPY':
    case 'ADD':
      return {
        kind: index === instruction.args.length - 1 && index > 0 ? 'destination' : 'source',
        span: word,
        instruction,
        word,
      };
    case 'MAINTAINER':
      return { kind: 'maintainer', span: word, instruction };
    case 'SHELL':
      return { kind: 'shell', span: word, instruction, word };
    case 'HEALTHCHECK':
      return index === 0 ? { kind: 'health-type', span: word, instruction, word } : undefined;
    default:
      return undefined;
  }
}

function pairToken(instruction: Instruction, pair: Pair, offset: number): Token | undefined {
  if (pair.value && offset >= pair.value.start) return { kind: 'pair-value', span: pair.value, instruction, pair };
  return pair.key.touches(offset) ? { kind: 'pair-key', span: pair.key, instruction, pair } : undefined;
}

function fromToken(instruction: Instruction, index: number, word: Word, offset: number): Token | undefined {
  const { stage } = instruction;
  if (index === 1) return { kind: 'as', span: word, instruction };
  if (index === 2 && stage) return { kind: 'stage-name', span: word, instruction, stage };
  if (index !== 0 || !stage?.image) return undefined;
  if (stage.base) return { kind: 'stage-reference', span: word, instruction, stage: stage.base, word };
  const { image } = stage;
  const { registry, name, tag, digest } = image;
  const part = (kind: ImagePartKind, span: Word): Token => ({
    kind,
    span,
    instruction,
    image,
    word: span,
  });
  if (digest?.touches(offset)) return part('image-digest', digest);
  if (tag?.touches(offset)) return part('image-tag', tag);
  if (registry && offset <= registry.end) return part('image-registry', registry);
  return part('image-name', name);
}

/** The escape character at the end of a line that goes on. */
function continuationToken(instruction: Instruction, offset: number): Token | undefined {
  const { source, file } = instruction;
  const body = instruction.heredocs[0]?.body.start;
  if (body !== undefined && offset >= body) return undefined;
  const text = source.text.slice(source.lineStart(source.lineAt(offset)), source.lineEnd(source.lineAt(offset)));
  const column = text.trimEnd().length - 1;
  const at = source.lineStart(source.lineAt(offset)) + column;
  if (text[column] !== file.escape || offset < at || offset > at + 1) return undefined;
  return { kind: 'continuation', span: new Span(source, at, at + 1), instruction };
}
