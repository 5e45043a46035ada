import { expect, test } from 'vitest';
import { composeProject } from '../../src/context/compose.ts';
import { composeFacts } from '../../src/features/compose.ts';

const main = `name: shop
services:
  web:
    image: web
    ports: ["127.0.0.1:8080:80"]
    networks: [front]
  db:
    image: postgres:17
    volumes:
      - data:/var/lib/postgresql/data
      - ./init:/docker-entrypoint-initdb.d:ro
volumes:
  data:
networks:
  front:
    internal: true
`;
const files: Record<string, string> = {
  'file:///w/compose.yaml': main,
  'file:///w/compose.prod.yaml': 'services:\n  cache:\n    image: redis\n    volumes: [gone:/data]\n',
};
const texts = (uri: string): string | null => files[uri] ?? null;
const projects = [
  composeProject(['file:///w/compose.yaml'], texts),
  composeProject(['file:///w/compose.yaml', 'file:///w/compose.prod.yaml'], texts),
];

test('services, their volumes, networks and ports, with the lines', () => {
  const [shop] = composeFacts(projects);
  expect(shop).toMatchObject({
    name: 'shop',
    services: [
      {
        name: 'web',
        line: 2,
        ports: [{ published: '8080', target: '80', hostIp: '127.0.0.1', line: 4 }],
        networks: [{ name: 'front', line: 5 }],
      },
      {
        name: 'db',
        mounts: [
          { type: 'volume', source: 'data', target: '/var/lib/postgresql/data', isReadOnly: false, line: 9 },
          { type: 'bind', source: './init', isReadOnly: true, line: 10 },
        ],
        networks: [{ name: 'default' }],
      },
    ],
    volumes: [{ name: 'data', engineName: 'shop_data', line: 12 }],
    networks: [
      { name: 'front', isInternal: true, line: 14 },
      { name: 'default', isImplicit: true },
    ],
    problems: [],
  });
});

test('a file over another tells what is its own, with what is wrong in it', () => {
  const [, prod] = composeFacts(projects);
  expect(prod?.services.map(({ name }) => name)).toEqual(['cache']);
  expect(prod?.volumes).toEqual([]);
  expect(prod?.problems).toEqual([
    { kind: 'undefined-volume', value: 'gone', uri: 'file:///w/compose.prod.yaml', line: 3 },
  ]);
});
