import { expect, test } from 'vitest';
import { refactored, titles } from './refactored.ts';

test('the version at the cursor becomes a build argument', () => {
  expect(refactored('Extract', 'FROM a\n# why\nRUN pip install \\\n    "flask==3.1<|>.2" x\n')).toBe(
    'FROM a\n# why\nARG FLASK_VERSION=3.1.2\nRUN pip install \\\n    "flask==${FLASK_VERSION}" x\n',
  );
  expect(refactored('Extract', 'from a\nadd https://a.b/tool/v<|>1.20.3/t.tgz /t/\n')).toBe(
    'from a\narg TOOL_VERSION=1.20.3\nadd https://a.b/tool/v${TOOL_VERSION}/t.tgz /t/\n',
  );
  expect(refactored('Extract', 'FROM a\nENV NODE_VERSION=<|>22.1.0\n')).toBe(
    'FROM a\nARG NODE_VERSION_2=22.1.0\nENV NODE_VERSION=${NODE_VERSION_2}\n',
  );
});

test('what is selected does, at one place or at all of its stage', () => {
  const text =
    "FROM a\nWORKDIR /srv/app\nRUN <<EOF\nset -e\nmkdir «/srv/app»/x /srv/application\necho '/srv/app'\nEOF\nCMD /srv/app/x\nFROM b\nWORKDIR /srv/app\n";
  expect(titles('Extract', text)).toEqual([
    'Extract `/srv/app` into the build argument `RUN_VALUE`',
    'Extract `/srv/app` at 2 places into the build argument `RUN_VALUE`',
  ]);
  expect(refactored('Extract `/srv/app` at', text)).toBe(
    "FROM a\nARG RUN_VALUE=/srv/app\nWORKDIR ${RUN_VALUE}\nRUN <<EOF\nset -e\nmkdir ${RUN_VALUE}/x /srv/application\necho '/srv/app'\nEOF\nCMD /srv/app/x\nFROM b\nWORKDIR /srv/app\n",
  );
});

test('nothing where no variable is expanded', () => {
  for (const line of [
    "RUN echo '1.<|>2'",
    'RUN ["echo", "1.<|>2"]',
    'RUN echo \\$1.<|>2',
    'RUN echo # 1.<|>2',
    'RUN 1.<|>2',
    'CMD echo 1.<|>2',
    'ARG V=1.<|>2',
    'ONBUILD RUN echo 1.<|>2',
    'COPY --from=a:1.<|>2 b c',
    'ENV V_1.<|>2=a',
    "LABEL a='1.<|>2'",
    'COPY <<E /a\n1.<|>2\nE',
    'RUN echo x1.<|>2',
  ])
    expect(titles('Extract', `FROM a\n${line}\n`), line).toEqual([]);
});
