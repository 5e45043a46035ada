import { type Dockerfile, type Instruction, parse } from '../../src/dockerfile/dockerfile.ts';
import { unquote } from '../../src/dockerfile/heredocs.ts';

/** Everything that a Dockerfile says, without how it is laid out: equal before and after formatting. */
export function meaning(file: Dockerfile): unknown {
  return {
    escape: file.escape,
    directives: file.directives.map(({ name, value }) => [name, value.text]),
    comments: file.comments.map(({ text, start }) => [text, placeOf(file, start)]),
    instructions: file.instructions.map(instructionMeaning),
  };
}

/** How many instructions begin before a comment, and how much of the last of them. */
function placeOf(file: Dockerfile, offset: number): [number, number] {
  const before = file.instructions.filter(({ start }) => start < offset);
  const line = before.at(-1)?.line;
  const end = line?.segments.find(({ source }) => source > offset)?.logical;
  return [before.length, line ? line.text.slice(0, end).replace(/[\s"'=\\]/g, '').length : 0];
}

function instructionMeaning(instruction: Instruction): unknown {
  const { keyword, flags, json, jsonError, heredocs, trigger, script, rest, comments } = instruction;
  return {
    keyword,
    flags: flags.map(({ name, value, word }) => [name, value, word.text]),
    heredocs: heredocs.map(({ name, expand, chomp, body }) => [name, expand, chomp, body.raw]),
    comments: comments.map(({ text }) => text),
    jsonError,
    ...(trigger ? { trigger: instructionMeaning(trigger) } : { arguments: argumentMeaning(instruction) }),
    ...(script?.tree && !json && { shell: treeMeaning(unfolded(instruction)), errors: script.errors.length }),
    ...((!instruction.isKnown || script?.errors.length) && { text: rest.text }),
  };
}

function argumentMeaning(instruction: Instruction): unknown {
  const { keyword, args, pairs, json, rest, script, file } = instruction;
  if (json) return json.elements.map(({ value }) => value);
  if (keyword === 'ENV' || keyword === 'LABEL') {
    const value = (text: string): string => readValue(text, file.escape);
    return pairs.map((pair) => [pair.key.text, pair.value && value(pair.value.text.trimEnd())]);
  }
  if (keyword === 'FROM') return args.map(({ text }) => text.replace(/^as$/i, 'AS'));
  if (keyword === 'HEALTHCHECK')
    return [args[0]?.text.toUpperCase(), ...(script?.tree ? [] : [collapsed(args[1]?.text ?? '', script?.language)])];
  if (script?.tree) return [];
  if (script) return collapsed(rest.text, script.language);
  return args.map(({ text }) => text.trimEnd());
}

/** The script of a Windows shell, with one blank for any number outside quotes. */
function collapsed(text: string, language: string | undefined): string {
  if (language === 'powershell') return text.replace(/("[^"]*"|'[^']*')|\s+/g, (_, quoted) => quoted ?? ' ');
  return language === 'cmd'
    ? text.replace(/("[^"]*")|((?:^|[^^])[&|])\s+/g, (_, quoted, before) => quoted ?? `${before} `)
    : text;
}

/** A value as the builder reads it, `$` of variables told from one that is escaped. */
function readValue(text: string, escape: string): string {
  const marked = text.replace(/'[^']*'/g, (quoted) => quoted.replaceAll('$', '\0'));
  return unquote(
    escape === '\\'
      ? marked.replaceAll('\\$', '\0')
      : marked.replaceAll('`$', '\0').replaceAll('\\', '\\\\').replaceAll('`', '\\'),
  );
}

/** The tree of a script as the shell gets it: in one line, but for heredocs. */
function unfolded({ keyword, rest, args, heredocs, source }: Instruction): unknown {
  const text = keyword === 'HEALTHCHECK' ? args[1]?.text : rest.text;
  const last = heredocs.at(-1);
  const bodies = heredocs[0] ? source.text.slice(heredocs[0].body.start, last?.terminator?.end ?? last?.body.end) : '';
  return parse(`FROM scratch\n# hadolint shell=bash\nRUN ${text}\n${bodies}`).instructions[1]?.script?.tree;
}

/** The shell's syntax tree without places; of a word with substitutions only what they hold. */
function treeMeaning(node: unknown): unknown {
  if (Array.isArray(node)) return node.filter((part) => part?.type !== 'Literal' || part.value !== '').map(treeMeaning);
  if (typeof node !== 'object' || node === null) return node;
  const plain = ('toJSON' in node ? (node as { toJSON(): object }).toJSON() : node) as Record<string, unknown>;
  const holdsScript = /\$\(|`|[<>]\(/.test(String(plain['text'] ?? plain['body'] ?? ''));
  const entries = Object.entries(plain).filter(
    ([key]) => !/^(?:pos|end|\w+Pos|\w+End|errors)$/.test(key) && !(holdsScript && /^(?:text|value|body)$/.test(key)),
  );
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? value.replaceAll('\\\n', '') : treeMeaning(value)]),
  );
}
