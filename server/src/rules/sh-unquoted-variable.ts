import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { Memo } from '../dockerfile/memo.ts';
import type { Script } from '../dockerfile/shell.ts';
import { type SyntaxNode, shellNodes } from '../dockerfile/shelltree.ts';
import type { Rule } from '../lint/rule.ts';
import {
  breaksTest,
  commandOf,
  type Expansion,
  quoteFix,
  type Splitting,
  splitting,
  variableName,
} from '../lint/shellcode.ts';
import { splittable } from '../lint/wordsplitting.ts';

interface Options {
  /** Report every variable that may be split; else only in `[ … ]` and where its value is known to hold blanks. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'sh-unquoted-variable',
  category: 'shell',
  severity: 'hint',
  recommended: true,
  aliases: ['SC2086'],
  presets: { hadolint: { severity: 'info', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    const places = [...shellNodes(file, 'SimpleExpansion'), ...shellNodes(file, 'ParameterExpansion')];
    for (const place of places) {
      const how = splitting(place);
      const name = variableName(place);
      if (!how || how === 'list' || !name || name === '@') continue;
      if (place.node.type === 'ParameterExpansion' && place.node.index?.text === '@') continue;
      if (how === 'declaration' && place.script.language === 'bash') continue;
      if (isCommandItself(place, how)) continue;
      if (!(options.everywhere ? mayBeSplit(place, exact) : isRisky(place, name))) continue;
      yield {
        range: place.range,
        message: l10n.t(
          'Without quotes the value of `{name}` is taken apart at blanks, and vanishes when it is empty.',
          { name },
        ),
        fixes: quoteFix(place),
      };
    }
  },
};

export default rule;

const proxies = /^(?:https?|ftp|no|all)_proxy$/i;

/** `$CMD args`, `exec $CMD`, `command $CMD`: the words of the value are meant to be a command. */
function isCommandItself(place: Expansion, how: Splitting): boolean {
  const command = commandOf(place)?.node;
  if (how === 'name') return command?.name?.parts?.length === 1 || /^\S+?\}?\+?=/.test(command?.name?.text ?? '');
  const name = command?.name?.value;
  if (name === ':') return place.node.type === 'ParameterExpansion' && place.node.operation?.type === 'Default';
  return (name === 'exec' || name === 'command' || name === 'let') && command?.args[0] === place.parent?.node;
}

type Reading = Memo<Script, ReadonlySet<SyntaxNode>>;
const exact: Reading = new Memo();
const byValue: Reading = new Memo();

/** Whether the value may be no, several or other words. ARG and ENV count as one word, or by their value. */
function mayBeSplit({ instruction, script, node }: Expansion, reading: Reading): boolean {
  let found = reading.get(script);
  if (!found) {
    found =
      reading === exact
        ? splittable(script, (name) => proxies.test(name) || isDeclared(name, instruction), true)
        : splittable(script, (name) => isOneWord(name, instruction), false);
    reading.set(script, found);
  }
  return found.has(node);
}

function isDeclared(name: string, instruction: Instruction): boolean {
  return !instruction.outer && instruction.file.definition(name, instruction) !== undefined;
}

function isOneWord(name: string, instruction: Instruction): boolean {
  if (/^(?:TARGET|BUILD)(?:ARCH|OS|PLATFORM)$/.test(name) && isDeclared(name, instruction)) return true;
  return /^[^\s*?[]+$/.test(instruction.file.value(name, instruction) ?? '');
}

/** In a test where an empty value breaks it, or inside a longer word when the value is known to hold blanks. */
function isRisky(place: Expansion, name: string): boolean {
  if (/^\d$/.test(name) || /\W/.test(name)) return false;
  if (breaksTest(place)) return mayBeSplit(place, byValue);
  const word = place.parent?.node;
  if (word?.type !== 'Word' || word.parts?.length === 1) return false;
  return /[\s*?[]/.test(place.instruction.file.value(name, place.instruction) ?? '') && mayBeSplit(place, byValue);
}
