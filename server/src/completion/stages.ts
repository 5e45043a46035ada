import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Instruction, Stage } from '../dockerfile/dockerfile.ts';
import type { Suggestion, Target } from './suggestion.ts';

/**
 * The stages before an instruction's own, the nearest first; where `byIndex`, by number those without a name, and all
 * where a number is typed.
 */
export function stageSuggestions(
  instruction: Instruction,
  target: Target,
  byIndex: boolean,
  typed: string,
): Suggestion[] {
  const { file, stage } = instruction;
  const before = stage?.index ?? file.stages.length;
  const seen = new Set<string>();
  return file.stages
    .slice(0, before)
    .reverse()
    .flatMap((one, rank): Suggestion[] => {
      const number = byIndex ? String(one.index) : undefined;
      const label = (/^\d/.test(typed) ? number : undefined) ?? one.name?.text ?? number;
      if (label === undefined || seen.has(label.toLowerCase())) return [];
      seen.add(label.toLowerCase());
      return [{ label, kind: CompletionItemKind.Module, target, rank, detail: stageDetail(one) }];
    });
}

function stageDetail({ from }: Stage): string {
  return `${from.keywordWord.text} ${from.rest.text}`;
}
