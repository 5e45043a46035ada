import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { InsertReplaceEdit, Position, Range } from 'vscode-languageserver-types';
import { Service } from '../../src/service.ts';
import { service } from '../harness.ts';

/** Real files and what is typed into them: an answer at every offset, and each edit holds the cursor. */

const folder = new URL('../../../examples/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /Dockerfile/.test(name) && !/ignore$/.test(name))
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);
const broken = [
  'FROM a AS\nRUN --mount=type=cache,"target=/x,\\\n  id=\'a b\n',
  'ONBUILD ONBUILD COPY --from=${ --chown= <<E "a b\nx\n',
  '# check=skip=,;;\n#\n# escape=`\nRUN a `\n# x\n\n  && b $\n${\nCMD [ "a, \'',
  '\uFEFF# syntax=\r\nFROM --platform=$ x:@\r\rLABEL "a"=b\' c\r\nUSER :\rEXPOSE /\r\n',
] as const;

const mentor = service();

async function checkEverywhere(text: string, step: number): Promise<void> {
  const file = Service.parse(text);
  for (let offset = 0; offset <= text.length; offset += step) {
    const position = file.source.positionAt(offset);
    if (file.source.offsetAt(position) !== offset) continue;
    for (const { label, textEdit } of await mentor.completion(file, position, { offersSnippets: true })) {
      const { insert, replace } = textEdit as InsertReplaceEdit;
      const isSound =
        holds(insert, position) && holds(replace, position) && replace.start.character <= insert.start.character;
      if (!isSound)
        expect.fail(
          `${label} at ${JSON.stringify(position)}: ${JSON.stringify(textEdit)}\n${text.slice(0, offset)}<|>`,
        );
    }
  }
}

function holds({ start, end }: Range, { line, character }: Position): boolean {
  return start.line === line && end.line === line && start.character <= character && character <= end.character;
}

test.each(files)('%s', async (_, text) => {
  await checkEverywhere(text, 7);
});

test.each(broken)('%j', async (text) => {
  await checkEverywhere(text, 1);
});
