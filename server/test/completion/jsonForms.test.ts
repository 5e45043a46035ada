import { describe, expect, test } from 'vitest';
import type { CompletionRequest } from '../../src/service.ts';
import { knownContext } from '../context/memory.ts';
import { documentationOf, labelsAt, taken } from './harness.ts';

async function request(): Promise<CompletionRequest> {
  const context = await knownContext(['package.json', 'src/main.go', 'a b.txt']);
  return { list: (folder) => context.list(folder) };
}

describe('commands in exec form', () => {
  test('what the file and the image have first, then every program with a page', async () => {
    const file = 'FROM node:22\nCOPY run.sh /usr/local/bin/run.sh\n';
    expect((await labelsAt(`${file}CMD ["<|>`)).slice(0, 3)).toEqual(['/usr/local/bin/run.sh', 'node', 'npm']);
    expect(await documentationOf(`${file}CMD ["<|>"]`, 'node')).toContain('JavaScript');
    expect(await taken(`${file}ENTRYPOINT ["/usr/<|>"]`, '/usr/local/bin/run.sh')).toContain(
      '["/usr/local/bin/run.sh"]',
    );
    expect(await taken(`${file}ENTRYPOINT ["/usr/bin/ti<|>"]`, 'tini')).toContain('ENTRYPOINT ["/usr/bin/tini"]');
    expect((await labelsAt('FROM alpine\nHEALTHCHECK CMD ["<|>"]'))[0]).toBe('curl');
    expect((await labelsAt('FROM alpine\nRUN ["<|>"]'))[0]).toBe('apt-get');
  });

  test('quotes and commas as they are missing', async () => {
    expect(await taken('FROM alpine\nCMD [<|>', 'node')).toBe('FROM alpine\nCMD ["node"');
    expect(await taken('FROM alpine\nCMD [no<|>]', 'node')).toBe('FROM alpine\nCMD ["node"]');
    expect(await taken('FROM alpine\nCMD ["no<|>', 'node')).toBe('FROM alpine\nCMD ["node"');
    expect(await taken('FROM alpine\nCMD ["n<|>od", "x"]', 'node')).toBe('FROM alpine\nCMD ["node", "x"]');
    expect(await labelsAt('FROM alpine\nCMD ["node"<|>]')).toEqual([]);
    expect(await labelsAt('FROM alpine\nCMD ["node"] <|>')).toEqual([]);
  });

  test('sub-commands and flags, also across lines and behind programs that start others', async () => {
    expect(await labelsAt('FROM alpine\nCMD ["npm", "<|>"]')).toContain('start');
    expect(await taken('FROM alpine\nCMD ["node", \\\n  "--ins<|>"]', '--inspect')).toContain('\n  "--inspect"]');
    expect(await labelsAt('FROM alpine\nENTRYPOINT ["tini", "<|>"]')).toContain('--');
    expect(await labelsAt('FROM alpine\nENTRYPOINT ["tini", "--", "nginx", "-<|>"]')).toContain('-g');
    expect(await labelsAt('FROM alpine\nENTRYPOINT ["nginx"]\nCMD ["-<|>"]')).toContain('-g');
    expect(await labelsAt('FROM alpine\nCMD ["sh", "-c", "apk add --no<|>"]')).toContain('--no-cache');
  });
});

describe('files that the Dockerfile puts into the image', () => {
  test('as programs, as what interpreters run, and as sources of mounts', async () => {
    expect((await labelsAt('FROM alpine\nCOPY a/run.sh /usr/bin/\nENTRYPOINT ["<|>"]'))[0]).toBe('/usr/bin/run.sh');
    const app = 'FROM alpine\nWORKDIR /app\nCOPY app.py data.json ./\n';
    expect((await labelsAt(`${app}CMD ["python3", "<|>"]`))[0]).toBe('app.py');
    expect(await labelsAt(`${app}CMD ["node", "<|>"]`)).not.toContain('app.py');
    const stage = 'FROM alpine AS a\nWORKDIR /out\nCOPY x.txt .\nFROM alpine\n';
    expect(await labelsAt(`${stage}RUN --mount=type=bind,from=a,source=<|>`)).toEqual(['/out/x.txt', '/out/']);
  });
});

describe('names', () => {
  test('official images behind docker.io and library', async () => {
    expect(await taken('FROM docker.io/library/no<|>:22', 'node')).toBe('FROM docker.io/library/node:22');
    expect(await labelsAt('FROM docker.io/<|>')).not.toContain('gcr.io/distroless/static-debian13');
  });

  test('rules by what other tools call them, where a capital is typed', async () => {
    expect(await labelsAt('FROM alpine\n# dockerfile-mentor ignore=DL<|>')).toContain('DL3006');
    expect(await labelsAt('# check=experimental=<|>')).toEqual(['all', 'InvalidDefinitionDescription']);
  });
});

describe('other JSON forms', () => {
  test('a shell, then what it takes', async () => {
    expect(await taken('FROM alpine\nSHELL ["/bin/b<|>', '/bin/bash')).toBe('FROM alpine\nSHELL ["/bin/bash"');
    expect(await labelsAt('FROM alpine\nSHELL ["/bin/bash", "-o", "<|>"]')).toContain('pipefail');
    expect(await labelsAt('FROM alpine\nSHELL ["/bin/bash", "<|>"]')).toEqual(expect.arrayContaining(['-c', '-o']));
    expect(await labelsAt('FROM alpine\nSHELL ["cmd", "<|>"]')).toEqual(['/S', '/C']);
  });

  test('sources of the context, blanks and all, then where to', async () => {
    expect(await labelsAt('FROM alpine\nCOPY ["<|>', await request())).toEqual(['src/', 'a b.txt', 'package.json']);
    expect(await taken('FROM alpine\nADD [<|>', 'a b.txt', await request())).toBe('FROM alpine\nADD ["a b.txt"');
    expect(await taken('FROM alpine\nCOPY ["s<|>", "./"]', 'src/', await request())).toContain('["src/", "./"]');
    expect((await labelsAt('FROM alpine\nCOPY ["a b.txt", "<|>"]', await request()))[0]).toBe('./');
  });

  test('volumes that are not named yet', async () => {
    expect(await taken('FROM mysql:8\nVOLUME [<|>]', '/var/lib/mysql')).toBe('FROM mysql:8\nVOLUME ["/var/lib/mysql"]');
    expect(await labelsAt('FROM alpine\nVOLUME ["/data", "<|>"]')).not.toContain('/data');
  });

  test('a quote opens the list in such a string only', async () => {
    expect(await labelsAt('FROM alpine\nCMD ["<|>"]', { trigger: '"' })).toContain('sh');
    expect(await labelsAt('FROM alpine\nRUN echo "<|>', { trigger: '"' })).toEqual([]);
    expect(await labelsAt('FROM alpine\nCMD ["sh"<|>]', { trigger: '"' })).toEqual([]);
  });
});

describe('values', () => {
  test('durations and retries of HEALTHCHECK, the default first', async () => {
    expect((await labelsAt('FROM alpine\nHEALTHCHECK --interval=<|>'))[0]).toBe('30s');
    expect((await labelsAt('FROM alpine\nHEALTHCHECK --start-period=<|>'))[0]).toBe('0s');
    expect(await taken('FROM alpine\nHEALTHCHECK --timeout=1<|>2s CMD true', '1m')).toContain('--timeout=1m CMD true');
    expect((await labelsAt('FROM alpine\nHEALTHCHECK --retries=<|>'))[0]).toBe('3');
  });

  test('of variables with a meaning', async () => {
    expect(await labelsAt('FROM alpine\nARG DEBIAN_FRONTEND=<|>')).toEqual(['noninteractive']);
    expect(await taken('FROM alpine\nENV NODE_ENV="p<|>"', 'production')).toContain('NODE_ENV="production"');
    expect((await labelsAt('FROM alpine\nENV PATH=/app/bin:$<|>'))[0]).toBe('PATH');
  });

  test('of mounts, as other mounts of the file have them', async () => {
    const file = 'FROM alpine\nRUN --mount=type=secret,id=token true\n';
    expect((await labelsAt(`${file}RUN --mount=type=secret,id=<|>`))[0]).toBe('token');
    expect(await labelsAt(`${file}RUN --mount=type=cache,id=<|>`)).toEqual([]);
    expect(await labelsAt('FROM alpine\nWORKDIR /srv\nRUN --mount=type=bind,target=<|>')).toEqual(['.', '/srv']);
  });

  test('stages by number where one is typed; options of the shell; destinations behind a here-document', async () => {
    expect(await labelsAt('FROM alpine AS a\nFROM a\nCOPY --from=0<|>')).toContain('0');
    expect(await labelsAt('FROM alpine\nRUN set -eo <|>')).toContain('pipefail');
    expect(await labelsAt('FROM alpine\nCOPY <<EOF <|>')).toContain('./');
  });
});
