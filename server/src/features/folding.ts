import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import { innerHeredocs } from '../dockerfile/innerheredocs.ts';
import type { Comment } from '../dockerfile/scanner.ts';

/**
 * What folds: stages, instructions over several lines, bodies of heredocs, blocks of comments, and what stands between
 * `# #region` and `# #endregion` (LSP `textDocument/foldingRange`).
 */
export function folding(file: Dockerfile): FoldingRange[] {
  return [
    ...stageFolds(file),
    ...file.instructions.flatMap((instruction) => instructionFolds(file, instruction)),
    ...commentFolds(file),
  ].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

function fold(startLine: number, endLine: number, kind?: FoldingRangeKind): FoldingRange[] {
  return endLine > startLine ? [{ startLine, endLine, ...(kind && { kind }) }] : [];
}

/** From FROM to the last line of the last instruction: comments before the next stage stay with that one. */
function stageFolds({ stages }: Dockerfile): FoldingRange[] {
  return stages.flatMap(({ from, instructions }) => {
    return fold(from.line.firstLine, instructions.at(-1)?.line.lastLine ?? from.line.lastLine);
  });
}

function instructionFolds({ source }: Dockerfile, instruction: Instruction): FoldingRange[] {
  const { line, heredocs } = instruction;
  const folds = fold(line.firstLine, line.lastLine);
  if (heredocs.length === 1)
    for (const { whole } of innerHeredocs(instruction))
      folds.push(...fold(source.lineAt(whole.start), source.lineAt(whole.end)));
  // The only heredoc of a one-line instruction folds as the instruction does.
  const first = heredocs[0];
  if (!first || (heredocs.length === 1 && source.lineAt(first.body.start) === line.firstLine + 1)) return folds;
  let before = source.lineAt(first.body.start) - 1;
  for (const { body, terminator } of heredocs) {
    const last = source.lineAt(terminator?.start ?? body.end);
    folds.push(...fold(before, last));
    before = last;
  }
  return folds;
}

function commentFolds({ comments, source }: Dockerfile): FoldingRange[] {
  const folds: FoldingRange[] = [];
  const regions: number[] = [];
  let start = -1;
  let end = -1;
  const flush = (): void => {
    if (start >= 0) folds.push(...fold(start, end, FoldingRangeKind.Comment));
    start = -1;
  };
  for (const comment of comments) {
    const line = source.lineAt(comment.start);
    const region = regionMark(comment);
    if (region || line !== end + 1) flush();
    if (region === 'start') regions.push(line);
    else if (region === 'end') folds.push(...fold(regions.pop() ?? line, line, FoldingRangeKind.Region));
    else {
      if (start < 0) start = line;
      end = line;
    }
  }
  flush();
  return folds;
}

function regionMark(comment: Comment): 'start' | 'end' | undefined {
  const mark = /^#\s*#?(region|endregion)\b/.exec(comment.raw)?.[1];
  if (!mark) return undefined;
  return mark === 'region' ? 'start' : 'end';
}
