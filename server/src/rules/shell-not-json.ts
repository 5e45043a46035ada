import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { unquote } from '../dockerfile/heredocs.ts';
import { readQuotedWords } from '../dockerfile/words.ts';
import { replace } from '../lint/edits.ts';
import { toValidJson } from '../lint/jsonform.ts';
import type { Fix, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'shell-not-json',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.all('SHELL')) {
      if (instruction.outer || instruction.json || instruction.rest.text === '') continue;
      const fix = toJson(instruction);
      yield {
        range: instruction.rest.range,
        message: l10n.t('SHELL takes a JSON array of strings only, as in `["/bin/bash", "-c"]`: the build fails.'),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

function toJson(instruction: Instruction): Fix | undefined {
  const { rest, line, file } = instruction;
  if (rest.text.startsWith('[')) return toValidJson(instruction, rest);
  const words = readQuotedWords(line, line.indexOf(rest.start), file.escape === '`' ? '`' : '');
  const elements = words.map(([start, end]) => {
    const text = line.text.slice(start, end);
    // Backslashes of a Windows path stay.
    return JSON.stringify(/["']/.test(text) ? unquote(text.replaceAll('\\', '\\\\')) : text);
  });
  return { title: l10n.t('Write in JSON form'), edits: [replace(rest, `[${elements.join(', ')}]`)], safe: false };
}
