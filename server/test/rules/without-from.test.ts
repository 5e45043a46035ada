import { expect, test } from 'vitest';
import { Service } from '../../src/service.ts';
import { mergeSettings } from '../../src/settings.ts';
import { service } from '../harness.ts';

/** The codes that the preset `hadolint` reports of a text. */
function codes(text: string): string[] {
  const findings = service().lint(Service.parse(text), mergeSettings({ preset: 'hadolint' }));
  return findings.flatMap(({ rule }) => rule.aliases?.filter((alias) => alias.startsWith('DL')) ?? []);
}

test.each([
  ['WORKDIR app', 'DL3000'],
  ['USER root', 'DL3002'],
  ['RUN apt-get update', 'DL3009'],
  ['HEALTHCHECK CMD ["a"]\nHEALTHCHECK NONE', 'DL3012'],
  ['CMD foo', 'DL3025'],
  ['HEALTHCHECK CMD foo', 'DL3025'],
  ['RUN yarn install', 'DL3060'],
  ['CMD ["a"]\nCMD ["b"]', 'DL4003'],
  ['ENTRYPOINT ["a"]\nENTRYPOINT ["b"]', 'DL4004'],
])('a file without FROM is one stage for hadolint: %s', (text, code) => {
  expect(codes(`${text}\n`)).toContain(code);
});

test.each([
  ['WORKDIR /app\nCOPY a b', 'DL3045'],
  ['WORKDIR $APP', 'DL3000'],
  ['USER root\nUSER app', 'DL3002'],
  ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b', 'DL4006'],
  ['SHELL ["pwsh", "-c"]\nRUN a | b', 'DL4006'],
])('and its instructions are in force: %s', (text, code) => {
  expect(codes(`${text}\n`)).not.toContain(code);
});
