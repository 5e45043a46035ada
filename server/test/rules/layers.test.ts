import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const node = 'FROM node:22-alpine\nWORKDIR /app\n';

describe('cache-busting-copy-before-install', () => {
  const rule = 'cache-busting-copy-before-install';

  test('copies the manifest first and the rest behind the install', () => {
    expectFix(
      rule,
      `${node}COPY --chown=node «.» .\n\n# dependencies\nRUN npm ci \\\n  --omit=dev\nCMD ["node", "x"]\n`,
      `${node}COPY --chown=node package.json package-lock.json* ./\n\n# dependencies\nRUN npm ci \\\n  --omit=dev\nCOPY --chown=node . .\nCMD ["node", "x"]\n`,
      { safe: false },
    );
    expectFix(
      rule,
      'FROM python:3.13\nADD «./» /app\nWORKDIR /app\nRUN pip install -r requirements.txt\n',
      'FROM python:3.13\nCOPY requirements.txt /app/\nWORKDIR /app\nRUN pip install -r requirements.txt\nADD ./ /app\n',
    );
  });

  test('each tool; the message names the command', () => {
    for (const command of ['yarn', 'go mod download', 'bundle install', 'composer install', 'cargo build --release']) {
      const [finding] = expectFindings(rule, `${node}COPY «.» .\nRUN ${command} \\\n  && echo\n`);
      expect(finding?.message).toContain(`\`${command}\``);
    }
    expectFindings(rule, `${node}COPY [«"."», "/app"]\nRUN ["npm", "ci"]\n`);
  });

  test('no fix where more stands between, or more is needed', () => {
    for (const rest of ['RUN echo\nRUN npm ci', 'RUN npm ci && npm run build', 'RUN mvn dependency:go-offline']) {
      const [finding] = expectFindings(rule, `${node}COPY «.» ./\n${rest}\n`);
      expect(finding?.fixes).toBeUndefined();
    }
  });

  test('silent when it is done well, has a cache mount, or installs something else', () => {
    expectFindings(rule, `${node}COPY package.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n`);
    expectFindings(rule, `${node}COPY package.json ./\nRUN npm ci\nCOPY . .\nRUN npm prune && npm install\n`);
    expectFindings(rule, `${node}COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci\n`);
    expectFindings(rule, `${node}COPY . .\nRUN npm install -g pnpm && pip install flask\n`);
    expectFindings(
      rule,
      `${node}COPY --from=x / .\nCOPY src/ ./src/\nRUN npm ci\nONBUILD COPY . .\nONBUILD RUN npm ci\n`,
    );
  });

  test('cargo chef cooks the dependencies before the sources come', () => {
    const cook = 'COPY --from=plan /recipe.json ./\nRUN cargo chef cook --release\n';
    expectFindings(rule, `FROM rust:1.90\n${cook}COPY . .\nRUN cargo build --release\n`);
    expectFindings(rule, 'FROM rust:1.90\nCOPY . .\nRUN cargo chef prepare\n');
  });

  test('through stages that build on one another', () => {
    expectFindings(rule, `${node.replace('\n', ' AS a\n')}COPY «.» .\nFROM a\nRUN npm ci\n`);
  });
});

describe('consecutive-run', () => {
  const rule = 'consecutive-run';

  test('merges the two, comments between them kept', () => {
    expectFix(
      rule,
      'FROM a:1\nRUN groupadd a\n\n# the user\n«RUN» useradd b \\\n  -g a\n',
      'FROM a:1\nRUN groupadd a \\\n# the user\n    && useradd b \\\n  -g a\n',
      { safe: false },
    );
  });

  test('only with one command each, the same flags, and nothing between', () => {
    expectFindings(rule, 'FROM a:1\nRUN a && b\nRUN c\nRUN d | e\nRUN f\nENV A=1\nRUN g\nFROM b:1\nRUN h\n');
    expectFindings(rule, 'FROM a:1\nRUN --network=none a\nRUN b\n«RUN» c\nONBUILD RUN d\nONBUILD RUN e\n');
    expectFindings(rule, 'FROM a:1\nSHELL ["pwsh", "-Command"]\nRUN a; b\nRUN c; d\n');
    expectFindings(rule, 'FROM acme/nanoserver:1\nRUN setx A B\n«RUN» dir\nRUN a & b\n');
    expectFindings(rule, 'FROM a:1\nRUN <<EOF\na\nb\nEOF\nRUN c\n');
  });

  test('no fix for JSON forms and heredocs', () => {
    const [finding] = expectFindings(rule, 'FROM a:1\nRUN ["a", "b"]\n«RUN» c\n');
    expect(finding?.fixes).toBeUndefined();
  });
});

describe('copy-then-extract-archive', () => {
  const rule = 'copy-then-extract-archive';

  test('ADD in the place of COPY and RUN', () => {
    expectFix(
      rule,
      'FROM a:1\nCOPY --chown=1 «dist/app.tar.gz» /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt && rm /tmp/app.tar.gz\nUSER 1\n',
      'FROM a:1\nADD --chown=1 dist/app.tar.gz /opt/\nUSER 1\n',
      { safe: false },
    );
  });

  test('no fix where the RUN does more than that', () => {
    for (const run of [
      'tar xf /x.tar -C /opt && make',
      'tar --extract --strip-components=1 -f /x.tar -C /opt',
      'tar xf /x.tar',
      'tar xf /x.tar -C /opt && rm -rf /etc/y',
      'tar xf /x.tar -C /opt && tar xf /other.tar -C /opt',
    ]) {
      const [finding] = expectFindings(rule, `FROM a:1\nCOPY «x.tar» /\nRUN ${run}\n`);
      expect(finding?.fixes).toBeUndefined();
    }
  });

  test('by its new name; in the same stage, later, and not from another stage', () => {
    expectFindings(rule, 'FROM a:1\nCOPY «a.bin» /b.tgz\nRUN tar -C /opt --get -f /b.tgz\n');
    expectFindings(rule, 'FROM a:1\nRUN tar xf /x.tar\nCOPY x.tar /\nFROM b:1\nRUN tar xf /x.tar\n');
    expectFindings(rule, 'FROM a:1\nCOPY --from=b /x.tar /\nCOPY y.tar /\nRUN tar xf /x.tar && tar -cf /y.tar /etc\n');
  });

  test('what ADD does not unpack only with the option', () => {
    expectFindings(rule, 'FROM a:1\nCOPY x.gz /\nRUN gunzip /x.gz\n');
    expectFindings(rule, 'FROM a:1\nCOPY «x.gz» /\nRUN gunzip /x.gz\n', { settings: { preset: 'hadolint' } });
    expectFindings(rule, 'FROM a:1\nCOPY x.tgz /\nONBUILD RUN tar -xf /x.tgz\n');
  });
});
