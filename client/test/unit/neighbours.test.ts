import { describe, expect, test } from 'vitest';
import {
  doubled,
  formatterInstead,
  type Neighbour,
  neighboursAmong,
  type Present,
  toOffer,
  withheldEverywhere,
  withheldInstead,
} from '../../src/neighbours.ts';

const casing = 'docker.languageserver.diagnostics.instructionCasing';
const levels = { enum: ['ignore', 'warning', 'error'] };
const containers = {
  id: 'ms-azuretools.vscode-containers',
  settings: { [casing]: levels, 'docker.languageserver.formatter.ignoreMultilineInstructions': {}, 'containers.x': {} },
};
const pack = { id: 'ms-azuretools.vscode-docker', settings: {} };
const dx = { id: 'docker.docker', settings: { 'docker.lsp.experimental.vulnerabilityScanning': { type: 'boolean' } } };
const hadolint = { id: 'exiasr.hadolint', settings: { 'hadolint.outputLevel': { enum: ['error'] } } };
const [microsoft, docker, other] = neighboursAmong([hadolint, dx, containers]) as [Neighbour, Neighbour, Neighbour];

const present = (over: Partial<Present> = {}): Present => ({
  withheld: [],
  formatter: undefined,
  valueOf: () => 'warning',
  ...over,
});

describe('neighbours', () => {
  test('are the known extensions, with the settings that they declare and that can silence them', () => {
    expect([microsoft, docker, other]).toEqual([
      { id: containers.id, name: 'Container Tools', shares: ['diagnostics', 'formatting'], silencers: [casing] },
      { id: dx.id, name: 'Docker DX', shares: ['diagnostics'], silencers: [] },
      { id: hadolint.id, name: 'hadolint', shares: ['diagnostics'], silencers: [] },
    ]);
    expect(neighboursAmong([pack, { id: 'a.b', settings: { [casing]: levels } }])).toEqual([]);
  });

  test('an older "Docker" has the language server itself', () => {
    expect(neighboursAmong([{ ...pack, settings: { [casing]: levels } }])).toMatchObject([{ silencers: [casing] }]);
  });

  test('a setting without "ignore" is none that silences', () => {
    expect(neighboursAmong([{ ...containers, settings: { [casing]: { enum: ['warning'] } } }])).toEqual([]);
  });
});

describe('doubled', () => {
  test('is what both do', () => {
    expect(doubled(microsoft, present())).toEqual(['diagnostics', 'formatting']);
    expect(doubled(docker, present())).toEqual(['diagnostics']);
  });

  test('is not what we leave to them, what they leave to us, what has a default formatter', () => {
    expect(doubled(microsoft, present({ withheld: ['diagnostics'] }))).toEqual(['formatting']);
    expect(doubled(microsoft, present({ valueOf: () => 'ignore' }))).toEqual(['formatting']);
    expect(doubled(microsoft, present({ formatter: 'x.y' }))).toEqual(['diagnostics']);
  });
});

describe('the offer', () => {
  test('comes once for each', () => {
    const all = [microsoft, docker];
    expect(toOffer(all, [], present())).toBe(microsoft);
    expect(toOffer(all, [microsoft.id], present())).toBe(docker);
    expect(toOffer(all, [microsoft.id, docker.id], present())).toBeUndefined();
  });

  test('does not come where nothing is doubled', () => {
    expect(toOffer([docker], [], present({ withheld: ['diagnostics'] }))).toBeUndefined();
  });
});

describe('what a click sets', () => {
  test('our formatter for theirs, but not for a third that was chosen', () => {
    expect(formatterInstead(microsoft, undefined)).toBe('dockerfile-mentor.dockerfile-mentor');
    expect(formatterInstead(microsoft, microsoft.id)).toBe('dockerfile-mentor.dockerfile-mentor');
    expect(formatterInstead(microsoft, 'x.y')).toBe('x.y');
    expect(formatterInstead(other, undefined)).toBeUndefined();
  });

  test('adds to what is withheld already', () => {
    expect(withheldInstead(microsoft, ['hover', 'formatting'])).toEqual(['hover', 'formatting', 'diagnostics']);
  });
});

test('an editor need not know of what no folder wants', () => {
  expect(withheldEverywhere([])).toEqual([]);
  expect(withheldEverywhere([['hover', 'rename']])).toEqual(['hover', 'rename']);
  expect(withheldEverywhere([['hover', 'rename'], ['rename']])).toEqual(['rename']);
});
