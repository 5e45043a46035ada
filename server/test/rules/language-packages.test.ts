import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

describe('pip-no-cache-dir', () => {
  const rule = 'pip-no-cache-dir';
  const run = (script: string): string => `FROM python:3.13\nRUN ${script}\n`;

  test('marks install and inserts the flag behind it', () => {
    expectFix(
      rule,
      run('pip «install» -r x.txt && \\\n  python3 -m pip «install» --user . && uv pip «install» flask'),
      run(
        'pip install --no-cache-dir -r x.txt && \\\n  python3 -m pip install --no-cache-dir --user . && uv pip install --no-cache-dir flask',
      ),
      { safe: true },
    );
    expectFix(
      rule,
      'FROM x:1\nRUN ["pip3.13", «"install"», "flask"]\n',
      'FROM x:1\nRUN ["pip3.13", "install", "--no-cache-dir", "flask"]\n',
    );
    expectFindings(rule, 'FROM x:1\nONBUILD RUN pip «install» -r x.txt\nRUN <<EOF\npip «install» x\nEOF\n');
  });

  test('unsafe where the call names a cache', () => {
    expectFix(
      rule,
      'FROM python:3.13\nRUN pip «install» --cache-dir /c a\n',
      'FROM python:3.13\nRUN pip install --no-cache-dir --cache-dir /c a\n',
      { safe: false },
    );
  });

  test('or keeps it in a cache mount', () => {
    expectFix(
      rule,
      run('pip «install» x'),
      'FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip,sharing=locked pip install x\n',
      { title: 'Keep it in a cache mount instead', safe: false },
    );
  });

  test('not where the cache is off, elsewhere or emptied', () => {
    for (const script of [
      'pip --no-cache-dir install x',
      'pip install --no-cache-dir=1 x',
      'uv pip install --no-cache x',
      'PIP_NO_CACHE_DIR=1 pip install x',
      'export PIP_NO_CACHE_DIR=true && pip install x',
      'pip install x && rm -rf /root/.cache',
      'pip install x && pip cache purge',
      '--mount=type=cache,target=/root/.cache/pip pip install x',
      '--mount=type=cache,target=/home/app/.cache pip install x',
      '--mount=type=tmpfs,target=/root/.cache pip install x',
      'pipx install x; pip download x; pip wheel x',
    ]) {
      expectFindings(rule, run(script));
    }
    for (const env of [
      'ENV PIP_NO_CACHE_DIR=off',
      'ENV PIP_NO_CACHE_DIR 1',
      'RUN pip config set global.no-cache-dir true',
    ]) {
      expectFindings(rule, `FROM python:3.13 AS a\n${env}\nFROM a\nRUN pip install x\n`);
    }
    const hadolint = { settings: { preset: 'hadolint' } } as const;
    expectFindings(rule, 'FROM a:1\nENV PIP_NO_CACHE_DIR=off\nRUN pip «install» x\n', hadolint);
    expectFindings(rule, 'FROM a:1\nENV PIP_NO_CACHE_DIR=On\nRUN pip install x\n', hadolint);
    expectFindings(rule, 'FROM x:1\nENV PIP_CACHE_DIR=/cache\nRUN --mount=type=cache,target=/cache pip install x\n');
    expectFindings(rule, run('--mount=type=cache,target=/root/.npm pip «install» x'));
  });

  test('in other stages only with builderStages', () => {
    const text = 'FROM x:1 AS build\nRUN pip «install» x\nFROM x:1\nCOPY --from=build /x /x\n';
    expectFindings(rule, text.replace(/[«»]/g, ''));
    expectFindings(rule, text, { options: { builderStages: true } });
  });
});

describe('pip-unpinned', () => {
  const rule = 'pip-unpinned';
  const run = (words: string): string => `FROM python:3.13\nRUN pip install ${words}\n`;

  test('marks the first word without a version, and names the others', () => {
    const [finding] = expectFindings(rule, run('-U «flask» gunicorn==23.0.0 "black[d]" --quiet'));
    expect(finding?.message).toContain('`flask`, `black[d]`:');
    expectFindings(rule, run('--index-url https://x --no-binary lxml «lxml» && uv pip install «ruff»'));
    expectFindings(rule, run('git+https://github.com/a/b.git@v1 «git+https://github.com/a/c.git»'));
    expectFindings(rule, 'FROM x:1\nONBUILD RUN python -m pip install \\\n  # web\n  «flask»\n');
  });

  test('not where a version, a file or a folder says which one', () => {
    for (const words of [
      "a==1 'b>=2' c~=1.0 'd<3' 'e!=2' f===1 'g[x]==2'",
      '-r requirements.txt flask',
      '-c constraints.txt flask',
      '--requirement=x.txt flask',
      '. && pip install .[dev] && pip install -e . flask',
      './dist/a.whl b.whl c.tar.gz https://x/y.zip',
      '"flask @ https://example.com/flask.zip"',
      '$PACKAGES "flask$VERSION"',
    ]) {
      expectFindings(rule, run(words));
    }
    expectFindings(rule, 'FROM x:1\nENV PIP_CONSTRAINT=/c.txt\nRUN pip install flask\n');
    expectFindings(rule, 'FROM x:1\nRUN pip uninstall flask && pipx install flask && echo pip install flask\n');
  });

  test('variables, as hadolint counts them', () => {
    expectFindings(rule, run('«$PACKAGES» a==$V'), { options: { variables: true } });
  });
});

describe('npm-unpinned', () => {
  const rule = 'npm-unpinned';
  const run = (words: string): string => `FROM node:22\nRUN npm ${words}\n`;

  test('marks the first word without a version, and names the others', () => {
    const [finding] = expectFindings(rule, run('install -g serve@14 «@vue/cli» typescript'));
    expect(finding?.message).toContain('`@vue/cli`, `typescript`:');
    expectFindings(rule, run('i --registry https://x «serve» && npm add «git+https://github.com/a/b.git»'));
    expectFindings(rule, 'FROM x:1\nONBUILD RUN npm --loglevel error install «serve»\n');
  });

  test('not without packages, nor for what is pinned otherwise', () => {
    for (const words of [
      'install',
      'ci',
      'install --production --loglevel warn',
      'install --only production',
      'install @vue/cli@5 "serve@^14" serve@latest',
      'install ./a ../b /c ~/d . file:e x.tgz x.tar.gz https://x/y.tgz',
      'install git+https://github.com/a/b.git#v1 github:a/b#v1',
      'install $PACKAGES serve@$VERSION',
      'run install serve && npm uninstall serve && npx serve',
    ]) {
      expectFindings(rule, run(words));
    }
    expectFindings(rule, run('install «$PACKAGES»'), { options: { variables: true } });
  });
});

describe('yarn-cache-clean', () => {
  const rule = 'yarn-cache-clean';
  const run = (script: string): string => `FROM node:22\nRUN ${script}\n`;

  test('marks install, and cleans at the end of the RUN', () => {
    expectFix(
      rule,
      run('yarn «install» --frozen-lockfile \\\n && yarn build'),
      run('yarn install --frozen-lockfile \\\n && yarn build \\\n && yarn cache clean'),
      { safe: true },
    );
    expectFix(
      rule,
      run('corepack enable && yarn «install»'),
      run('corepack enable && yarn install && yarn cache clean'),
      {
        safe: false,
      },
    );
    for (const removal of ['apk del yarn', 'rm -rf /opt/yarn-v1.22.22']) {
      const [finding] = expectFindings(rule, run(`yarn «install» && ${removal}`));
      expect(finding?.fixes?.map(({ title }) => title)).toEqual(['Keep it in a cache mount instead']);
    }
    expectFindings(rule, 'FROM node:22\nONBUILD RUN yarn «install»\n');
  });

  test('not where the cache is emptied or a mount', () => {
    for (const script of [
      'yarn install && yarn cache clean --all',
      'yarn install && rm -rf /usr/local/share/.cache/yarn',
      'yarn install && rm -rf ~/.cache',
      '--mount=type=cache,target=/usr/local/share/.cache/yarn yarn install',
      '--mount=type=cache,target=/root/.yarn yarn install',
      'yarn build && yarn add x && npm install',
    ]) {
      expectFindings(rule, run(script));
    }
    expectFindings(rule, 'FROM node:22\nENV YARN_CACHE_FOLDER=/c\nRUN --mount=type=cache,target=/c yarn install\n');
    expectFindings(rule, run('yarn cache clean && yarn «install»'));
  });

  test('in other stages with builderStages, where another stage builds on them', () => {
    const text = 'FROM node:22 AS a\nRUN yarn «install»\nFROM a AS b\nFROM x:1\nCOPY --from=b /x /x\n';
    expectFindings(rule, text.replace(/[«»]/g, ''));
    expectFindings(rule, text, { options: { builderStages: true } });
  });
});
