import { describe, expect, test } from 'vitest';
import { knownContext, Memory, uriOf } from '../context/memory.ts';
import { expectFindings } from '../harness.ts';

const id = 'copy-source-not-found';
const from = 'FROM node:22-alpine\n';
const listing = await knownContext(['Dockerfile', 'package.json', 'src/server.js', 'a b.txt']);
const inputs = { inputs: { listing } };

test('says what is missing, and what was meant', () => {
  const [first, second] = expectFindings(id, `${from}COPY package.json «packages.json» «lib/» ./\n`, inputs);
  expect(first?.message).toBe(
    '`packages.json` is not in the build context: the build fails here. Did you mean `package.json`?',
  );
  expect(second?.message).toBe('`lib` is not in the build context: the build fails here.');
  const [nested] = expectFindings(id, `${from}COPY package.json «src/serve.js» ./\n`, inputs);
  expect(nested?.message).toContain('Did you mean `src/server.js`?');
});

test('COPY and ADD, JSON form, continuations, a leading slash, other case', () => {
  expectFindings(id, `${from}COPY package.json .\nADD «no» «/nope» /x/\n`, inputs);
  expectFindings(id, `${from}COPY ["package.json", "a b.txt", «"a c.txt"», "./"]\n`, inputs);
  expectFindings(id, `${from}COPY package.json \\\n  # comment\n  «Src/server.js» \\\n  ./\n`, inputs);
  expectFindings(id, `${from}ARG DIR=lib\nCOPY package.json «$DIR/x» ./\n`, inputs);
});

test('silent for what is there, and for what is no file of the context', () => {
  for (const line of [
    'COPY . .',
    'COPY ./package.json src/ ./',
    'COPY package.json *.lock yarn.loc[k] ./',
    'COPY package.json $UNKNOWN ./',
    'COPY --from=build /nothing ./',
    'ADD package.json https://example.com/nothing git@example.com:a/b.git ./',
    'COPY package.json <<EOF ./\nx\nEOF',
    'ONBUILD COPY package.json nothing ./',
    'COPY package.json ../outside ./',
  ]) {
    expectFindings(id, `${from}${line}\n`, inputs);
  }
  expectFindings(id, `# syntax=example.com/other\n${from}COPY package.json nothing ./\n`, inputs);
  expectFindings(id, `${from}COPY nothing ./\n`);
});

test('backslashes are slashes where the escape character says Windows', () => {
  expectFindings(id, `# escape=\`\n${from}COPY src\\server.js «src\\nothing.js» .\\\n`, inputs);
});

describe('a context that is only assumed', () => {
  const one = `${from}COPY «dist» /srv/\n`;
  const silent = one.replace(/[«»]/g, '');

  test('is one by its name, where one thing is copied', async () => {
    expectFindings(id, one, { inputs: { listing: await knownContext(['Dockerfile']) } });
    const named = await knownContext(['web.Dockerfile'], { dockerfile: uriOf('web.Dockerfile') });
    expectFindings(id, silent, { inputs: { listing: named } });
  });

  test('is none where nothing that the file copies is in it', async () => {
    const empty = await knownContext(['Dockerfile', 'README.md']);
    expectFindings(id, `${from}COPY a b /srv/\nCOPY c* /srv/\n`, { inputs: { listing: empty } });
  });

  test('is the folder above where the sources are there', async () => {
    const memory = new Memory({ 'docker/Dockerfile': '', 'docker/start.sh': '', 'package.json': '', 'src/x': '' });
    const parts = { dockerfile: uriOf('docker/Dockerfile'), folder: uriOf('docker'), others: ['file:///w'] };
    const nested = { inputs: { listing: await knownContext([], parts, memory) } };
    expectFindings(id, `${from}COPY package.json ./\n`, nested);
    expectFindings(id, `${from}COPY start.sh «nothing» ./\n`, nested);
    expectFindings(id, `${from}COPY start.sh package.json ./\n`, nested);
    expectFindings(id, `${from}COPY start.sh package.json src nothing ./\n`, nested);
  });

  test('says nothing of what Git leaves out: a build makes it', async () => {
    const memory = new Memory({ Dockerfile: '', 'package.json': '', '.gitignore': 'dist/\n*.jar\n' });
    const built = { inputs: { listing: await knownContext([], {}, memory) } };
    expectFindings(id, `${from}COPY package.json dist target/app.jar «lib» ./\n`, built);
  });

  test('says nothing of a buffer that is no file', async () => {
    expectFindings(id, silent, { inputs: { listing: await knownContext(['package.json']) } });
  });
});

test('a context that something names is certain', async () => {
  const parts = { origin: 'compose', folder: uriOf('app') } as const;
  const certain = { inputs: { listing: await knownContext(['app/x', 'nothing'], parts) } };
  expectFindings(id, `${from}COPY «nothing» «other» ./\n`, certain);
  const two = { ...parts, others: ['file:///w'] };
  expectFindings(id, `${from}COPY nothing «other» ./\n`, {
    inputs: { listing: await knownContext(['app/x', 'nothing'], two) },
  });
});
