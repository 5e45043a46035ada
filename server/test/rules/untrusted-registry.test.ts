import { describe, test } from 'vitest';
import { fromHadolint } from '../../src/hadolintfile.ts';
import { expectFindings, service } from '../harness.ts';

const rule = 'untrusted-registry';
const trusting = (...trusted: string[]): { options: Record<string, unknown> } => ({ options: { trusted } });

describe(rule, () => {
  test('nothing without a list', () => {
    expectFindings(rule, 'FROM evil.example/a:1\n');
  });

  test('FROM, COPY --from and mounts; not stages, scratch and what only the build knows', () => {
    expectFindings(
      rule,
      [
        'ARG HOST=quay.io',
        'ARG TAG',
        'FROM ghcr.io/a/b:1 AS a',
        'FROM «${HOST}/a/b:1» AS b',
        'FROM scratch',
        'FROM a',
        'FROM $TAG',
        'COPY --from=a / /',
        'COPY --from=0 / /',
        'COPY --from=«quay.io/x:1» / /',
        'RUN --mount=from=«alpine:3»,target=/x --mount=type=cache,from=b,target=/y ls',
        '',
      ].join('\n'),
      trusting('ghcr.io'),
    );
  });

  test('an image without a registry is of Docker Hub, by whatever name', () => {
    const text = 'FROM nginx:1\nFROM docker.io/nginx:1\nFROM index.docker.io/library/nginx:1\n';
    expectFindings(rule, text, trusting('docker.io'));
    expectFindings(rule, text, trusting('hub.docker.com'));
    expectFindings(rule, 'FROM «nginx:1»\nFROM localhost:5000/x:1\n', trusting('localhost:5000'));
  });

  test('a star at one end', () => {
    const text = 'FROM a.example.com/x:1\nFROM «example.org/x:1»\nFROM registry.corp/x:1\n';
    expectFindings(rule, text, trusting('*.example.com', 'registry.*'));
    expectFindings(rule, text.replace(/[«»]/g, ''), trusting('*'));
  });

  test('the list of .hadolint.yaml', () => {
    const { settings } = fromHadolint({ trustedRegistries: ['ghcr.io'] }, service().names);
    expectFindings(rule, 'FROM «nginx:1»\nFROM ghcr.io/x:1\n', {
      settings,
      options: settings.rules?.[rule] as Record<string, unknown>,
    });
  });
});
