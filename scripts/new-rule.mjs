// Creates the files of a new rule: `npm run new-rule some-rule-name`.
import { access, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
  console.error('usage: npm run new-rule some-rule-name');
  process.exit(2);
}

const rule = `import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: '${name}',
  category: 'correctness',
  severity: 'warning',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const instruction of file.all('RUN')) {
      if (instruction.args.length > 0) continue;
      yield { range: instruction.range, message: l10n.t('What is wrong, and why, in one sentence.') };
    }
  },
};

export default rule;
`;

const test = `import { describe, test } from 'vitest';
import { expectFindings } from '../harness.ts';

const rule = '${name}';

describe(rule, () => {
  test('marks what is wrong', () => {
    expectFindings(rule, 'FROM alpine:3.22\\n«RUN»\\n');
  });
});
`;

const fence = (code) => `\`\`\`dockerfile\n${code}\`\`\``;
const page = (words) =>
  `${[
    `# ${words.title}`,
    words.summary,
    `## ${words.why}`,
    words.summary,
    `## ${words.bad}`,
    fence('FROM alpine:3.22\n'),
    `## ${words.good}`,
    fence('FROM alpine:3.22\n'),
    `## ${words.ignore}`,
    words.summary,
    `## ${words.see}`,
    '- [Dockerfile reference](https://docs.docker.com/reference/dockerfile/)',
  ].join('\n\n')}\n`;
const english = {
  title: name,
  summary: 'One or two sentences.',
  why: 'Why it matters',
  bad: 'Bad',
  good: 'Good',
  ignore: 'When to ignore it',
  see: 'See also',
};
const chinese = {
  title: name,
  summary: '一两句话。',
  why: '为什么重要',
  bad: '反例',
  good: '正例',
  ignore: '何时可以忽略',
  see: '另见',
};

const files = {
  [`server/src/rules/${name}.ts`]: rule,
  [`server/test/rules/${name}.test.ts`]: test,
  [`docs/en/rules/${name}.md`]: page(english),
  [`docs/zh-cn/rules/${name}.md`]: page(chinese),
};
for (const [path, text] of Object.entries(files)) {
  const exists = await access(root + path).then(
    () => true,
    () => false,
  );
  if (exists) console.log(`${path} is there already`);
  else await writeFile(root + path, text);
}
console.log(`wrote ${Object.keys(files).join(', ')}; now fill them and run \`npm run generate\``);
