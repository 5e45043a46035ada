import type {
  MarkupContent,
  ParameterInformation,
  Position,
  SignatureHelp,
  SignatureInformation,
} from 'vscode-languageserver-types';
import { type ArgumentCursor, cursorAt } from '../dockerfile/cursor.ts';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { flagsOf, isKeyword, isMountType, mountOptions } from '../dockerfile/grammar.ts';
import { canonicalMountKey } from '../dockerfile/mounts.ts';
import { type Docs, explainedNames } from '../docs/docs.ts';
import { activeParameter } from '../signatures/active.ts';
import { type Form, flagForms, type ParameterName, parameterMeaning, signatureForms } from '../signatures/forms.ts';

/** What a client understands of signatures. */
export interface SignatureSupport {
  readonly markdown: boolean;
  /** Whether a parameter may be given by its place in the label. */
  readonly offsets: boolean;
}

/** A signature with what the parameters are, for finding the active one. */
interface Signature {
  readonly label: string;
  readonly parameters: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  readonly documentation: string;
  readonly meaning: (name: string) => string;
}

/**
 * How what is being written is written, and which part of it the cursor stands in (LSP `textDocument/signatureHelp`).
 * `isAsked`: by the user, and not because a character was typed: within a command it would be in the way.
 */
export function signatureHelp(
  file: Dockerfile,
  position: Position,
  docs: Docs,
  support: SignatureSupport,
  isAsked = true,
): SignatureHelp | null {
  const offset = file.source.offsetAt(position);
  const cursor = cursorAt(file, offset);
  if (cursor?.kind === 'keyword' && cursor.outer) return triggerSignature(cursor.outer, docs, support);
  if (cursor?.kind !== 'argument' || !isKeyword(cursor.instruction.keyword)) return null;
  if (!isAsked && isInsideCommand(cursor)) return null;
  return flagSignature(cursor, docs, support) ?? instructionSignatures(cursor, offset, docs, support);
}

/** Behind ONBUILD, where the keyword of another instruction is written. */
function triggerSignature({ keywordWord }: Instruction, docs: Docs, support: SignatureSupport): SignatureHelp {
  const documentation = docs.instruction('ONBUILD')?.summary ?? '';
  const meaning = (name: string): string => parameterMeaning(name as ParameterName, 'ONBUILD');
  const signatures = signatureForms.ONBUILD.map((form) => readForm(keywordWord.text, form, documentation, meaning));
  return {
    signatures: signatures.map((one) => toInformation(one, support)),
    activeSignature: 0,
    activeParameter: 0,
  };
}

function isInsideCommand({ instruction, args, rest }: ArgumentCursor): boolean {
  return instruction.is('RUN', 'CMD', 'ENTRYPOINT') && args.length > 0 && !rest.startsWith('[');
}

function instructionSignatures(
  cursor: ArgumentCursor,
  offset: number,
  docs: Docs,
  support: SignatureSupport,
): SignatureHelp | null {
  const { instruction } = cursor;
  const { keyword, keywordWord } = instruction;
  if (!isKeyword(keyword)) return null;
  const documentation = docs.instruction(keyword)?.summary ?? '';
  const meaning = (name: string): string => parameterMeaning(name as ParameterName, keyword);
  const all = signatureForms[keyword].map((form) => readForm(keywordWord.text, form, documentation, meaning));
  const { form, parameter } = activeParameter(cursor, offset);
  return {
    signatures: all.map((signature) => toInformation(signature, support)),
    activeSignature: form,
    activeParameter: Math.max(0, all[form]?.parameters.findIndex(({ name }) => name === parameter) ?? 0),
  };
}

/** Takes `{name|TEXT}` out of a form. */
function readForm(keyword: string, form: Form, documentation: string, meaning: (name: string) => string): Signature {
  const parameters: { name: string; start: number; end: number }[] = [];
  let label = `${keyword} `;
  for (const [, name, text, other] of form.matchAll(/\{(\w+)\|([^}]*)\}|([^{]+)/g)) {
    const start = label.length;
    label += text ?? other ?? '';
    if (name) parameters.push({ name, start, end: label.length });
  }
  return { label, parameters, documentation, meaning };
}

/** The flag that the cursor stands in, once its name is written. */
function flagSignature(cursor: ArgumentCursor, docs: Docs, support: SignatureSupport): SignatureHelp | null {
  const [, name, value] = /^--([\w-]+)=?(.*)$/s.exec(cursor.isFlag ? cursor.typed : '') ?? [];
  const { keyword } = cursor.instruction;
  if (name === undefined || value === undefined || !flagsOf(keyword).some((flag) => flag.name === name)) return null;
  if (name === 'mount') return mountSignature(value, docs, support);
  const lead = `--${name}=`;
  const body = docs.flag(keyword, `--${name}`)?.body ?? '';
  const label = `${lead}${flagForms[name] ?? 'VALUE'}`;
  const parameters = [{ name, start: lead.length, end: label.length }];
  const signature: Signature = { label, parameters, documentation: firstParagraph(body), meaning: () => '' };
  return { signatures: [toInformation(signature, support)], activeSignature: 0, activeParameter: 0 };
}

/** Mounts that cannot do without a target. */
const alwaysTarget: ReadonlySet<string> = new Set(['bind', 'cache', 'tmpfs']);

function mountSignature(value: string, docs: Docs, support: SignatureSupport): SignatureHelp {
  const given = /(?:^|,)["']?type=([a-z]+)/.exec(value)?.[1] ?? 'bind';
  const type = isMountType(given) ? given : 'bind';
  const body = docs.flag('RUN', `--mount=type=${type}`)?.body ?? '';
  const names = explainedNames(body);
  let label = `--mount=type=${type}`;
  const parameters = [{ name: 'type', start: '--mount='.length, end: label.length }];
  for (const { name, kind } of mountOptions[type]) {
    const text = kind === 'boolean' ? name : `${name}=${kind.toUpperCase()}`;
    const isRequired = name === 'target' && alwaysTarget.has(type);
    const start = label.length + (isRequired ? 1 : 2);
    label += isRequired ? `,${text}` : `[,${text}]`;
    parameters.push({ name, start, end: start + text.length });
  }
  const field = value.slice(value.lastIndexOf(',') + 1).replace(/^["']/, '');
  const key = canonicalMountKey(field.split('=', 1)[0] as string);
  const active = parameters.findIndex(({ name }) => name === key);
  // A new field is one of those that are not written yet.
  const used = new Set(value.split(',').map((one) => canonicalMountKey(one.split('=', 1)[0] as string)));
  const next = parameters.findIndex(({ name }) => !used.has(name));
  const documentation = firstParagraph(body);
  const signature: Signature = { label, parameters, documentation, meaning: (name) => names.get(name) ?? '' };
  return {
    signatures: [toInformation(signature, support)],
    activeSignature: 0,
    activeParameter: active >= 0 ? active : Math.max(next, 0),
  };
}

function toInformation(
  { label, parameters, documentation, meaning }: Signature,
  support: SignatureSupport,
): SignatureInformation {
  return {
    label,
    ...(documentation !== '' && { documentation: content(documentation, support) }),
    parameters: parameters.map(({ name, start, end }): ParameterInformation => {
      const text = meaning(name);
      return {
        label: support.offsets ? [start, end] : label.slice(start, end),
        ...(text !== '' && { documentation: content(text, support) }),
      };
    }),
  };
}

function content(value: string, { markdown }: SignatureSupport): MarkupContent {
  return { kind: markdown ? 'markdown' : 'plaintext', value };
}

function firstParagraph(markdown: string): string {
  return markdown.split(/\n\s*\n/)[0] ?? '';
}
