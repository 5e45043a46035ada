import { expect, test } from 'vitest';
import { Service } from '../../src/service.ts';
import { mergeSettings } from '../../src/settings.ts';
import { service } from '../harness.ts';

const stage = `FROM node:22-alpine AS stage
ARG VERSION=1
ENV APP_HOME=/app PATH=/app/bin:$PATH
WORKDIR $APP_HOME
COPY --link package.json ./
RUN --mount=type=cache,target=/root/.npm npm ci \\
    && apk add --no-cache curl git \\
    # a comment
    && echo "$VERSION" > version
# hadolint ignore=DL3059
RUN echo done
EXPOSE 80
`;

/** Half of the hovers, each on a text that was just edited, take no longer than the result, in milliseconds. */
function median(lines: number): number {
  const text = stage.repeat(Math.ceil(lines / (stage.split('\n').length - 1)));
  const mentor = service();
  const settings = mergeSettings({});
  const times = Array.from({ length: 31 }, (_, i) => {
    const file = Service.parse(`${text}# edit ${i}\n`);
    const position = file.source.positionAt(Math.floor((text.length * (i + 0.5)) / 31));
    const start = performance.now();
    mentor.hover(file, position, settings);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[15] ?? 0;
}

test('a hover right after an edit does not wait for the whole file', () => {
  expect(median(1_000)).toBeLessThan(3);
  expect(median(5_000)).toBeLessThan(15);
});
