import type { ArgumentCursor } from '../dockerfile/cursor.ts';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { processOf } from '../dockerfile/facts.ts';
import type { ParameterName } from './forms.ts';

/** Which form is being written, by its index, and which parameter of it. */
export interface ActiveParameter {
  readonly form: number;
  readonly parameter: ParameterName;
}

/** What the cursor stands in, behind the keyword. */
export function activeParameter(cursor: ArgumentCursor, offset: number): ActiveParameter {
  const { instruction, rest } = cursor;
  if (cursor.isFlag) return { form: 0, parameter: instruction.is('HEALTHCHECK') ? 'check' : 'options' };
  if (instruction.is('HEALTHCHECK')) return inHealthcheck(cursor);
  if (rest.startsWith('[') && instruction.is('RUN', 'CMD', 'ENTRYPOINT')) {
    return isForEntrypoint(instruction) ? { form: 2, parameter: 'argument' } : { form: 1, parameter: inArray(rest) };
  }
  switch (instruction.keyword) {
    case 'RUN':
      return /^<<-?["']?\w*$/.test(rest) ? { form: 2, parameter: 'delimiter' } : { form: 0, parameter: 'command' };
    case 'COPY':
    case 'ADD':
      return inCopy(cursor, offset);
    case 'VOLUME':
      return { form: rest.startsWith('[') ? 1 : 0, parameter: 'path' };
    case 'SHELL':
      return { form: 0, parameter: elementAt(rest) === 0 ? 'shell' : 'argument' };
    default:
      return { form: 0, parameter: simpleParameter(cursor) };
  }
}

/** Whether a CMD only has arguments, those of an ENTRYPOINT. */
function isForEntrypoint(instruction: Instruction): boolean {
  return instruction.is('CMD') && instruction.stage !== undefined && !!processOf(instruction.stage)?.entrypoint?.json;
}

function simpleParameter({ instruction, args, typed }: ArgumentCursor): ParameterName {
  switch (instruction.keyword) {
    case 'FROM':
      return args.length === 0 ? imagePart(typed) : args.length === 1 ? 'as' : 'stage';
    case 'ARG':
      return typed.includes('=') ? 'default' : 'name';
    case 'ENV':
      return isInValue(args, typed) ? 'value' : 'variable';
    case 'LABEL':
      return isInValue(args, typed) ? 'value' : 'key';
    case 'EXPOSE':
      return typed.includes('/') ? 'protocol' : 'port';
    case 'USER':
      return typed.includes(':') ? 'group' : 'user';
    case 'STOPSIGNAL':
      return 'signal';
    case 'MAINTAINER':
      return 'author';
    case 'ONBUILD':
      return 'trigger';
    case 'WORKDIR':
      return 'path';
    default:
      return 'command';
  }
}

function imagePart(typed: string): ParameterName {
  if (typed.includes('@')) return 'digest';
  return typed.indexOf(':', typed.lastIndexOf('/') + 1) < 0 ? 'image' : 'tag';
}

/** Behind `=`, or behind the name of the old form without one. */
function isInValue(args: readonly string[], typed: string): boolean {
  return typed.includes('=') || (args[0] !== undefined && !args[0].includes('='));
}

function inHealthcheck({ args, rest, typed }: ArgumentCursor): ActiveParameter {
  if (args.length === 0) return /^n/i.test(typed) ? { form: 2, parameter: 'none' } : { form: 0, parameter: 'check' };
  if (args[0]?.toUpperCase() === 'NONE') return { form: 2, parameter: 'none' };
  const command = rest.replace(/^\S+\s*/, '');
  return command.startsWith('[') ? { form: 1, parameter: inArray(command) } : { form: 0, parameter: 'command' };
}

/** The last word of several is the destination. */
function inCopy({ instruction, args, rest }: ArgumentCursor, offset: number): ActiveParameter {
  if (rest.startsWith('<<')) return { form: 2, parameter: args.length === 0 ? 'delimiter' : 'destination' };
  const isArray = rest.startsWith('[');
  const before = isArray ? elementAt(rest) : args.length;
  const { source, end } = instruction;
  const firstLine = source.text.slice(offset, Math.max(offset, Math.min(end, source.lineEnd(source.lineAt(offset)))));
  const isLast = !/[\s,]\S/.test(firstLine.replace(/"?\s*\]\s*$/, ''));
  return { form: isArray ? 1 : 0, parameter: before > 0 && isLast ? 'destination' : 'source' };
}

function inArray(text: string): ParameterName {
  return elementAt(text) === 0 ? 'executable' : 'argument';
}

/** The index of the element that the end of a JSON array's text stands in. */
function elementAt(text: string): number {
  return text.replace(/"(?:[^"\\]|\\.)*("|$)/g, '').split(',').length - 1;
}
