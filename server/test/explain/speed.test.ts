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

/** How long a hover takes on a text that was just edited, in milliseconds: the best of three, half of the places. */
function median(lines: number): number {
  const text = stage.repeat(Math.ceil(lines / (stage.split('\n').length - 1)));
  const mentor = service();
  const settings = mergeSettings({});
  const once = (place: number): number => {
    const file = Service.parse(`${text}# edited\n`);
    const position = file.source.positionAt(place);
    const start = performance.now();
    mentor.hover(file, position, settings);
    return performance.now() - start;
  };
  const places = Array.from({ length: 15 }, (_, i) => Math.floor((text.length * (i + 0.5)) / 15));
  const times = places.map((place) => Math.min(once(place), once(place), once(place)));
  return times.sort((a, b) => a - b)[7] ?? 0;
}

test('a hover right after an edit does not wait for the whole file', () => {
  median(200);
  expect(median(1_000)).toBeLessThan(3);
  expect(median(5_000)).toBeLessThan(15);
});
