import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';
import { lineAbove, removeWord } from '../lint/edits.ts';
import { isMeantAsJson, jsonPlace, toValidJson } from '../lint/jsonform.ts';
import { openQuotes } from '../lint/openquotes.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'malformed-json-form',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const outermost of file.instructions) {
      let instruction = outermost;
      while (instruction.trigger) instruction = instruction.trigger;
      if (instruction.jsonError !== 'malformed') continue;
      const place = jsonPlace(instruction);
      // `SHELL [x]`: that is `shell-not-json`.
      if (!place || (instruction.is('SHELL') && !instruction.outer)) continue;
      if (!isMeantAsJson(instruction, place.text)) continue;
      // A path with a quote that is never closed is an error: `kv-unterminated-double-quote`.
      if (openQuotes(file).some((open) => open.instruction === instruction)) continue;
      const fix = toValidJson(instruction, place) ?? moveComment(instruction, place);
      yield {
        range: place.range,
        message: instruction.is('ADD', 'COPY', 'VOLUME')
          ? l10n.t('This is no valid JSON, so {keyword} takes each word for a path, brackets and quotes included.', {
              keyword: instruction.keyword,
            })
          : l10n.t(
              'This is no valid JSON, so a shell gets it as a command, brackets and all: JSON needs `"` and commas.',
            ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

/** `CMD ["a"] # why` → the comment on a line of its own. */
function moveComment(instruction: Instruction, place: Word): Fix | undefined {
  const { line } = instruction;
  const match = /\](\s+)(#.*)$/.exec(place.text);
  if (!match || place.raw !== place.text) return undefined;
  const end = line.indexOf(place.start) + place.text.length;
  const comment = line.word(end - (match[2] as string).length, end);
  return {
    title: l10n.t('Move the comment to a line of its own'),
    edits: [lineAbove(instruction, comment.text), removeWord(comment)],
    safe: false,
  };
}
