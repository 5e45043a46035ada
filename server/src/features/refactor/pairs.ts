import * as l10n from '@vscode/l10n';
import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { continued, type Refactoring, type Selection } from '../../lint/refactoring.ts';

/** The pairs of an ENV or LABEL as one instruction each, and two instructions as one. */
export function* pairs({ file, instruction }: Selection): Generator<Refactoring> {
  if (!instruction || !isPlain(instruction)) return;
  const { keyword, keywordWord, pairs: own } = instruction;
  const { newline } = file.source;
  const indent = file.text.slice(file.source.lineStart(instruction.line.firstLine), instruction.start);
  if (own.length > 1 && !readsItself(own)) {
    yield {
      title: l10n.t('Split into one {keyword} each', { keyword }),
      kind: 'refactor.rewrite',
      edits: [
        {
          range: file.range(instruction.start, instruction.end),
          newText: own
            .map(({ word }) => `${keywordWord.text} ${word.raw}`)
            .join(newline + indent.replace('\uFEFF', '')),
        },
      ],
    };
  }
  const next = file.instructions[instruction.index + 1];
  if (!next || next.keyword !== keyword || next.stage !== instruction.stage || !isPlain(next)) return;
  const between = file.text.slice(instruction.end, next.start);
  if (between.trim() !== '' || reads(next.pairs, own)) return;
  yield {
    title: l10n.t('Join with the next {keyword}', { keyword }),
    kind: 'refactor.rewrite',
    edits: [
      {
        range: file.range(instruction.end, next.pairs[0]?.word.start ?? next.end),
        newText: continued(instruction, ''),
      },
    ],
  };
}

function isPlain({ keyword, pairs: own, comments, line }: Instruction): boolean {
  if (keyword !== 'ENV' && keyword !== 'LABEL') return false;
  return own.length > 0 && comments.length === 0 && line.emptyLines.length === 0 && !own.some(({ legacy }) => legacy);
}

/** Whether values read keys that are set before them: on one line they have the value from before, behind it the new one. */
function reads(later: Instruction['pairs'], earlier: Instruction['pairs']): boolean {
  const keys = new Set(earlier.map(keyOf));
  return later.some(({ value }) => value && namesIn(value.text).some((name) => keys.has(name)));
}

/** The same within one instruction. */
function readsItself(pairs: Instruction['pairs']): boolean {
  const keys = new Set<string>();
  return pairs.some((pair) => {
    const isRead = pair.value !== undefined && namesIn(pair.value.text).some((name) => keys.has(name));
    keys.add(keyOf(pair));
    return isRead;
  });
}

function keyOf({ key }: Instruction['pairs'][number]): string {
  return key.text.replace(/["']/g, '');
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
}
