import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const stages = 'FROM golang:1.25 AS build\nRUN go build -o /app\nFROM node:22 AS web\nRUN npm ci\n';

describe('copy-from-variable', () => {
  const rule = 'copy-from-variable';

  test('in COPY, not in mounts; the fix names a stage', () => {
    expectFix(
      rule,
      'ARG TAG=2\nFROM alpine:3.22\nARG TAG\nCOPY --from=«caddy:${TAG}» /usr/bin/caddy /usr/bin/\n',
      'ARG TAG=2\nFROM caddy:${TAG} AS caddy\nFROM alpine:3.22\nARG TAG\nCOPY --from=caddy /usr/bin/caddy /usr/bin/\n',
      { safe: false },
    );
    expectFix(
      rule,
      'FROM a:1\nFROM b:1\nARG TAG=2\nCOPY --from=«caddy:$TAG» /x /y\n',
      'ARG TAG=2\nFROM a:1\nFROM caddy:$TAG AS caddy\nFROM b:1\nARG TAG=2\nCOPY --from=caddy /x /y\n',
    );
    expectFix(
      rule,
      'FROM b:1\nARG TAG=2\nCOPY --from=«caddy:$TAG» /x /y\n',
      'ARG TAG=2\nFROM caddy:$TAG AS caddy\nFROM b:1\nARG TAG=2\nCOPY --from=caddy /x /y\n',
    );
    expectFindings(rule, 'FROM alpine:3.22\nCOPY --from=«"$BASE"» /x /y\n');
    expectFindings(rule, 'FROM alpine:3.22\nRUN --mount=type=bind,from=$BASE,target=/mnt ls /mnt\n');
  });

  test('not for names, a lone dollar sign, or other flags', () => {
    expectFindings(rule, `${stages}COPY --from=build --chown=$USER:$USER /app $DIR/\n`);
    expectFindings(rule, 'FROM alpine:3.22\nCOPY --from=a$ /x /y\n');
  });
});

describe('circular-stage-dependency', () => {
  const rule = 'circular-stage-dependency';

  test('marks each reference that points forward and shows the way back', () => {
    const [finding] = expectFindings(
      rule,
      'FROM a:1 AS one\nCOPY --from=«two» /a /a\nFROM b:1 AS two\nRUN --mount=from=«three»,target=/m ls\nFROM c:1 AS three\nCOPY --from=ONE /b /b\n',
    );
    expect(finding?.related?.map(({ range }) => range.start.line)).toEqual([3, 5]);
  });

  test('by number, and silent where the way does not come back', () => {
    expectFindings(rule, 'FROM a:1\nCOPY --from=«1» /a /a\nFROM b:1\nCOPY --from=0 /b /b\n');
    expectFindings(rule, 'FROM a:1 AS one\nCOPY --from=two /a /a\nFROM b:1 AS two\nCOPY --from=three /b /b\n');
    expectFindings(rule, 'FROM a:1 AS one\nCOPY --from=one /a /a\n');
  });
});

describe('copy-from-later-stage', () => {
  const rule = 'copy-from-later-stage';

  test('by name in any case, in COPY and in mounts', () => {
    expectFindings(
      rule,
      'FROM a:1\nCOPY --from=«Web» /x /x\nRUN --mount=from=«web»,target=/m ls\nFROM node:22 AS web\n',
    );
  });

  test('numbers: later, equal to the count, beyond it, negative; the own one is copy-from-self', () => {
    expectFindings(rule, 'FROM a:1\nCOPY --from=«1» /x /x\nCOPY --from=«2» /x /x\nCOPY --from=«7» /x /x\nFROM b:1\n');
    expectFindings(rule, 'FROM a:1\nCOPY --from=«-1» /x /x\nCOPY --from=0 /x /x\nFROM b:1\nCOPY --from=0 /x /x\n');
  });

  test('mounts have no numbers: that is an image', () => {
    expectFindings(rule, 'FROM a:1\nRUN --mount=from=1,target=/m ls\nFROM b:1\n');
  });

  test('of two stages of a name, COPY means the last, although an earlier one exists', () => {
    expectFindings(rule, 'FROM a:1 AS x\nFROM b:1\nCOPY --from=«x» /x /x\nFROM c:1 AS x\n');
  });

  test('not within a circle, not in ONBUILD, not for images', () => {
    expectFindings(rule, 'FROM a:1 AS one\nCOPY --from=two /a /a\nFROM b:1 AS two\nCOPY --from=one /b /b\n');
    expectFindings(rule, 'FROM a:1\nONBUILD COPY --from=web /x /x\nCOPY --from=nginx:1.29 /x /x\nFROM b:1 AS web\n');
  });
});

describe('copy-from-self', () => {
  const rule = 'copy-from-self';

  test('by name in any case, by number, in mounts', () => {
    expectFindings(
      rule,
      `${stages}COPY --from=«WEB» /x /y\nCOPY --from=«1» /x /y\nRUN --mount=from=«web»,target=/m ls\n`,
    );
  });

  test('not for the stage before, nor for an ONBUILD', () => {
    expectFindings(rule, `${stages}COPY --from=build /x /y\nCOPY --from=0 /x /y\nONBUILD COPY --from=web /x /y\n`);
  });
});

describe('copy-from-unknown-stage', () => {
  const rule = 'copy-from-unknown-stage';

  test('a misspelt stage, with the nearest as fix', () => {
    expectFix(rule, `${stages}FROM a:1\nCOPY --from=«biuld» /x /y\n`, `${stages}FROM a:1\nCOPY --from=build /x /y\n`, {
      safe: false,
    });
    expectFindings(rule, `${stages}FROM a:1\nRUN --mount=from=«wb»,target=/m ls\n`);
  });

  test('images, named contexts, numbers, variables and known stages are silent', () => {
    const lines = ['nginx', 'nginx:1.29', 'ghcr.io/x/build', 'sources', '0', 'Build', 'scratch', '$X'];
    expectFindings(rule, `${stages}FROM a:1\n${lines.map((name) => `COPY --from=${name} /x /y\n`).join('')}`);
  });

  test('every unknown name in the preset hadolint, of COPY only', () => {
    expectFindings(
      rule,
      `${stages}FROM a:1\nCOPY --from=«sources» /x /y\nCOPY --from=nginx:1.29 /x /y\nRUN --mount=from=sources,target=/m ls\n`,
      { settings: { preset: 'hadolint' } },
    );
  });
});

test('copy-from-root-to-root', () => {
  const rule = 'copy-from-root-to-root';
  expectFindings(
    rule,
    `${stages}FROM a:1\nCOPY --from=build «/» /\nCOPY --from=build ["«"/"»", "/"]\n`.replace('"«"/"»"', '«"/"»'),
  );
  expectFindings(rule, `${stages}FROM a:1\nCOPY / /\nCOPY --from=build /out /\nCOPY --from=build / /rootfs/\n`);
});
