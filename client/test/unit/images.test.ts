import { expect, test } from 'vitest';
import { Images, type Seen } from '../../src/sidebar/panel/images.ts';

type Answer = { target: number; isComing: boolean; config: { bases: object[]; from?: string } };

/** A server whose answers say what was asked, and an engine that takes its time. */
function images({ engine, delay = 0, registry = false }: { engine?: object; delay?: number; registry?: boolean }) {
  const asked: object[] = [];
  const server = {
    uriOf: () => 'file:///Dockerfile',
    async request(_: string, question: { target?: string; inherited?: object; waits?: true }): Promise<Answer | null> {
      asked.push(question);
      if (question.target === 'gone') return null;
      const from = question.inherited ? 'engine' : question.waits ? 'registry' : 'file';
      const bases = [{ kind: 'image', image: 'alpine' }];
      return { target: 0, isComing: registry && from === 'file', config: { bases, from } };
    },
  };
  const bases = {
    find: () => new Promise((resolve) => setTimeout(() => resolve(engine), delay)),
  };
  return { asked, images: new Images(server as never, bases as never) };
}

async function seen(all: AsyncIterable<Seen | null>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const one of all) found.push((one?.image as unknown as Answer | undefined)?.config.from ?? null);
  return found;
}

const document = {} as never;

test('an engine that knows the base image at once is waited for', async () => {
  expect(await seen(images({ engine: {} }).images.of(document, {}))).toEqual(['engine']);
});

test('for one that takes its time the file alone comes first', async () => {
  expect(await seen(images({ engine: {}, delay: 600 }).images.of(document, {}))).toEqual(['file', 'engine']);
});

test('without an engine a registry is waited for, after what the file says', async () => {
  expect(await seen(images({ registry: true }).images.of(document, {}))).toEqual(['file', 'registry']);
  expect(await seen(images({}).images.of(document, {}))).toEqual(['file']);
});

test('where the chosen stage is gone it is the last one', async () => {
  const { asked, images: some } = images({ engine: {} });
  expect(await seen(some.of(document, { target: 'gone' }))).toEqual(['engine']);
  expect(asked).toMatchObject([{ target: 'gone' }, { target: undefined }, { target: 'gone' }, { target: undefined }]);
});
