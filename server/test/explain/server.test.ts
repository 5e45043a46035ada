import { afterEach, expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { startClient, type TestClient } from '../client.ts';

const uri = 'file:///w/Dockerfile';
const text = `ARG TAG=22
FROM node:$TAG AS build
WORKDIR /app
COPY package.json src ./
RUN --mount=type=cache,target=/root/.npm npm ci && apt-get install curl
FROM scratch AS unused
FROM nginx:1.29
COPY --from=build --chown=1000 /app/dist /usr/share/nginx/html
ENV A=1
EXPOSE 80
VOLUME /data
USER app
CMD ["nginx", "-g", "daemon off;"]
`;
let client: TestClient;

afterEach(async () => {
  expect(client.errors).toEqual([]);
  await client.stop();
});

async function explained(locale: string): Promise<string> {
  client = await startClient({ locale });
  await client.open(uri, text);
  const answer = await client.connection.sendRequest<{ markdown: string }>('dockerfileMentor/explain', {
    textDocument: { uri },
  });
  return answer.markdown;
}

test('a whole Dockerfile in plain words', async () => {
  const markdown = await explained('en');
  expect(markdown.match(/^##? .*/gm)).toEqual([
    '# What this Dockerfile does',
    '## The final image',
    '## Before the first stage',
    '## Stage 0, `build`, from `node:22`',
    '## Stage 1, `unused`, from `scratch`',
    '## Stage 2, from `nginx:1.29`',
    '## What can be improved',
  ]);
  for (const sentence of [
    "- **Runs** `nginx -g 'daemon off;'`",
    '- **As** user `app`',
    '- **Exposes**: `80`; reachable with `docker run -p 80:80 …`',
    'docker run -v my-data:/data',
    '- line 4, COPY: copies `package.json`, `src` to `/app`',
    '- line 5, RUN: installs `curl` with `apt-get`; runs `npm ci`; keeps `/root/.npm` between builds',
    '- line 8, COPY: copies `/app/dist` from `build` to `/usr/share/nginx/html`, for user `1000`',
    'A plain build leaves it out',
    '(`apt-get-missing-yes`)\n  ',
  ])
    expect(markdown).toContain(sentence);
});

test('the same in Chinese', async () => {
  const markdown = await explained('zh-cn');
  expect(markdown).toContain('## 最终镜像');
  expect(markdown).toContain('- 第 4 行，COPY：复制 `package.json`、`src` 到 `/app`');
  expect(markdown).toContain('## 可以改进的地方');
});

test('nothing for a document that is not open', async () => {
  client = await startClient();
  expect(await client.connection.sendRequest('dockerfileMentor/explain', { textDocument: { uri } })).toBeNull();
});

test('the hover of a COPY waits for the build context', async () => {
  client = await startClient({ files: { [uri]: text, 'file:///w/src/a.js': '', 'file:///w/package.json': '{}' } });
  await client.open(uri, text);
  const hover = async (character: number): Promise<string> =>
    ((await client.hover(uri, 3, character))?.contents as MarkupContent | undefined)?.value ?? '';
  expect(await hover(7)).toContain('Matches one file of the build context: `package.json`');
  await client.change(uri, 2, text.replace('package.json', 'pakage.json'));
  expect(await hover(7)).toContain('`pakage.json` matches nothing in the build context: the build fails.');
});
