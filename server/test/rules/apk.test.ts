import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM alpine:3.22\n';

describe('apk-add-no-cache', () => {
  const rule = 'apk-add-no-cache';

  test('inserts the flag behind `add`', () => {
    expectFix(
      rule,
      `${from}RUN apk -U «add» \\\n    curl \\\n # tools\n    git && apk «add» --virtual .x gcc\n`,
      `${from}RUN apk -U add --no-cache \\\n    curl \\\n # tools\n    git && apk add --no-cache --virtual .x gcc\n`,
      { safe: true },
    );
    expectFix(rule, `${from}RUN ["apk", «"add"», "curl"]\n`, `${from}RUN ["apk", "add", "--no-cache", "curl"]\n`);
    expectFindings(rule, `${from}RUN <<EOF\napk «add» curl\nEOF\n`);
    expectFindings(rule, `${from}ONBUILD RUN apk «add» curl\n`);
  });

  test('unsafe without a network, where the index comes from the cache', () => {
    expectFix(
      rule,
      `${from}RUN --network=none apk «add» curl\n`,
      `${from}RUN --network=none apk add --no-cache curl\n`,
      { safe: false },
    );
  });

  test('not where nothing stays', () => {
    for (const command of [
      'apk --no-cache add curl',
      'apk add curl --no-cache',
      'apk add --no-network ./a.apk',
      'apk add -U curl && rm -rf /var/cache/apk/*',
      'apk add -U curl && rm -rf /tmp/* /var/cache/*',
      'apk add -U curl && apk cache clean',
      'apk update && apk del curl',
    ]) {
      expectFindings(rule, `${from}RUN ${command}\n`);
    }
    expectFindings(rule, `${from}RUN rm -rf /var/cache/apk/* && apk «add» curl\n`);
    const cleaned = `${from}RUN apk «add» -U curl && rm -rf /var/cache/apk/*\n`;
    expectFindings(rule, cleaned, { settings: { preset: 'hadolint' } });
  });

  test('not with a cache mount over the folder', () => {
    for (const target of ['/var/cache/apk', '/var/cache', '/etc/apk/cache/']) {
      expectFindings(rule, `${from}RUN --mount=type=cache,target=${target} apk add curl\n`);
    }
    expectFindings(rule, `${from}RUN --mount=type=cache,target=/root/.cache apk «add» curl\n`);
  });

  test('in stages that the image is not made of only with the option', () => {
    const text = `${from}AS build\nRUN apk add curl\nFROM scratch\nCOPY --from=build /a /a\n`.replace('\nAS', ' AS');
    expectFindings(rule, text);
    expectFindings(rule, text.replace('add', '«add»'), { settings: { preset: 'hadolint' } });
  });
});

describe('apk-unpinned', () => {
  const rule = 'apk-unpinned';

  test('marks the first package and names the others', () => {
    const [finding] = expectFindings(rule, `${from}RUN apk add --no-cache -t .deps gcc=14 «curl» \\\n  git $MORE\n`);
    expect(finding?.message).toContain('`curl`, `git`, `$MORE`');
  });

  test('every kind of version; files; packages kept out', () => {
    expectFindings(rule, `${from}RUN apk add curl=8.14.1-r1 'git~2' "gcc>14" 'make<5' ./own.apk '!tzdata' a=$V\n`);
    expectFindings(rule, `${from}RUN apk add --virtual .d -X http://x --repository=http://y a~1 && apk del b\n`);
    expectFindings(rule, `${from}RUN apk add --virtual=.d «a» b\n`);
  });

  test('a variable stands for the words that ARG or ENV give it', () => {
    expectFindings(rule, `${from}ARG DEPS="curl=8.14.1-r1 git~2"\nRUN apk add $DEPS\n`);
    expectFindings(rule, `${from}ENV DEPS="curl=8.14.1-r1 git"\nRUN apk add «\${DEPS}»\nARG D\nRUN apk add «$D»\n`);
  });
});
