import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ImageFacts } from '../../../answers/image.ts';
import { achieved, achievements } from '../../src/sidebar/panel/achievements.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const { contributes } = JSON.parse(read('package.json'));
const steps: { id: string; description: string; media: { markdown: string }; completionEvents?: string[] }[] =
  contributes.walkthroughs[0].steps;
const fences = (markdown: string) => markdown.match(/```[\s\S]*?```/g) ?? [];

test.each(steps.map(({ id, media }) => [id, media.markdown] as const))(
  '%s has its page in both languages, with the same code',
  (_, path) => {
    const [english, chinese] = [read(path), read(path.replace(/\.md$/, '.nls.zh-cn.md'))];
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(fences(chinese)).toEqual(fences(english));
  },
);

test('waits for what can happen', () => {
  const views: { id: string }[] = contributes.views['dockerfile-mentor'];
  const events = [
    ...achievements.map((one) => `onContext:dockerfileMentor.achieved.${one}`),
    ...views.map(({ id }) => `onView:${id}`),
  ];
  expect(
    steps.flatMap(({ completionEvents = [] }) => completionEvents).filter((event) => !events.includes(event)),
  ).toEqual([]);
});

test('leads only to commands that there are', () => {
  const commands = [
    ...contributes.commands.map(({ command }: { command: string }) => command),
    ...contributes.views['dockerfile-mentor'].map(({ id }: { id: string }) => `${id}.focus`),
  ];
  for (const words of ['package.nls.json', 'package.nls.zh-cn.json'].map((path) => JSON.parse(read(path)))) {
    for (const { description } of steps) {
      const text: string = words[description.replaceAll('%', '')];
      for (const [, command] of text.matchAll(/\(command:([\w.]+)/g)) expect(commands).toContain(command);
    }
  }
});

test('a file achieves step after step', () => {
  const at = { line: 0, character: 0 };
  const range = { start: at, end: at };
  const config = (more: Partial<ImageFacts['config']>, image = 'node'): ImageFacts =>
    ({
      config: { bases: [{ stage: 0, image, kind: 'image', range }], ...more },
      changes: [{ kind: 'files', text: '.', range, reruns: [] }],
      health: [{ id: 'cache-order', good: [] }],
    }) as unknown as ImageFacts;
  expect(achieved(config({}))).toEqual(['open']);
  expect(achieved(config({}, 'localhost:5000/node'))).toEqual(['open']);
  expect(achieved(config({}, 'node:latest'))).toEqual(['open']);
  expect(achieved(config({ user: { value: '0:0', range } }, 'node:22'))).toEqual(['open', 'pin']);
  expect(achieved(config({ user: { value: 'app', range }, cmd: { isShell: false, range } }, 'node@sha256:0'))).toEqual([
    'open',
    'pin',
    'user',
    'process',
  ]);
});
