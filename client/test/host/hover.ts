import * as vscode from 'vscode';
import { plain } from '../../../scripts/hosts/plain.mjs';
import { eventually, hoverAt, open, withSetting } from './editor.ts';
import { type Locale, summaryOf } from './pages.ts';

const instructions = `FROM alpine:3.22
ARG VERSION=1
ENV LEVEL=info
LABEL org.opencontainers.image.title="demo"
MAINTAINER Ada <ada@example.com>
SHELL ["/bin/sh", "-c"]
RUN echo hello
COPY app /app
ADD https://example.com/file /file
WORKDIR /app
USER 1000
EXPOSE 8080
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK CMD ["/app/health"]
ONBUILD RUN echo later
ENTRYPOINT ["/app/server"]
CMD ["--help"]
`;
const directives = `# syntax=docker/dockerfile:1
# escape=\\
# check=skip=StageNameCasing
`;

suite('hover', () => {
  for (const locale of ['en', 'zh-cn'] as const) {
    test(`the 18 instructions explain themselves in ${locale}`, () => explains(instructions, /^\w+/, 18, locale));
    test(`the 3 parser directives explain themselves in ${locale}`, () => explains(directives, /\w+/, 3, locale));
  }

  test('without the setting, the language is the editor’s own', async () => {
    const document = await open('FROM alpine:3.22\n');
    await says(document, 0, 1, summaryOf(vscode.env.language === 'zh-cn' ? 'zh-cn' : 'en', 'FROM'));
  });
});

/** Each of the first lines has a keyword with a page: hovering there shows the page's first paragraph. */
async function explains(content: string, keyword: RegExp, lines: number, locale: Locale): Promise<void> {
  await withSetting('locale', locale, async () => {
    const document = await open(content);
    for (let line = 0; line < lines; line += 1) {
      const match = keyword.exec(document.lineAt(line).text);
      if (match) await says(document, line, match.index + 1, summaryOf(locale, match[0]));
    }
  });
}

async function says(document: vscode.TextDocument, line: number, character: number, summary: string): Promise<void> {
  const ask = async () => plain(await hoverAt(document, line, character));
  await eventually(ask, (text) => text.includes(summary), `line ${line + 1} does not say “${summary}”`);
}
