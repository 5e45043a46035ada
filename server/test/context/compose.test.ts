import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDotenv } from '../../src/context/compose/dotenv.ts';
import { interpolate } from '../../src/context/compose/interpolation.ts';
import {
  type ComposeProject,
  composeProject,
  isComposeFile,
  type Place,
  projectFiles,
  type Text,
  textAt,
} from '../../src/context/compose.ts';

/** A project of files in a folder; the first is the one that is read, with those named in `over` on top. */
function read(files: Record<string, string>, ...over: string[]): ComposeProject {
  const first = Object.keys(files)[0] as string;
  const texts = (uri: string): string | null => files[uri.slice('file:///p/'.length)] ?? null;
  return composeProject(
    [first, ...over].map((name) => `file:///p/${name}`),
    texts,
  );
}

function service(project: ComposeProject, name: string) {
  const found = project.services.get(name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

function texts(list: readonly Text[]): string[] {
  return list.map(({ text }) => text);
}

/** What stands at a place, with the file: `compose.yaml: web`. */
function where(place: Place | undefined): string | undefined {
  return place && `${place.uri.slice('file:///p/'.length)}: ${place.raw}`;
}

function problems(project: ComposeProject): string[] {
  return project.problems.map(({ kind, value }) => `${kind} ${value}`);
}

describe('facts and where they stand', () => {
  const project = read({
    'compose.yaml': `name: shop
services:
  web:
    build:
      context: ./web
      dockerfile: docker/Dockerfile.prod
      target: "runtime"
      args:
        - VERSION=1.2
        - TOKEN
    image: shop/web
    ports: ["8080:80", '127.0.0.1:53:53/udp', "3000", {target: 443, published: "8443"}, "[::1]:9000-9002:90-92"]
    expose: [9229]
    volumes:
      - data:/var/lib/data:ro
      - ./src:/app/src
      - /anonymous
      - {type: tmpfs, target: /run}
    tmpfs: /tmp:size=64m
    networks:
      front: {aliases: [shop, www], ipv4_address: 10.0.0.5}
      back:
    environment: {A: 1, B: "two", C: }
    user: "1000:1000"
    depends_on: {db: {condition: service_healthy}}
    profiles: [prod]
    healthcheck: {test: ["CMD", "curl", "-f", "http://localhost"], interval: 10s}
    deploy: {replicas: 2, resources: {limits: {cpus: "0.5", memory: 256M}}}
    stop_signal: SIGINT
  db:
    image: postgres:17
    network_mode: host
volumes:
  data: {driver: local, driver_opts: {type: nfs}}
  old: {external: true}
networks:
  front: {driver: bridge, ipam: {config: [{subnet: 10.0.0.0/24, gateway: 10.0.0.1}]}}
  back: {internal: true, name: backstage}
`,
  });
  const web = service(project, 'web');

  test('nothing is wrong with it', () => {
    expect(problems(project)).toEqual([]);
    expect(project.name).toBe('shop');
  });

  test('build', () => {
    const { build } = web;
    expect(build?.contextUri).toBe('file:///p/web');
    expect(build?.dockerfileUri).toBe('file:///p/web/docker/Dockerfile.prod');
    expect(where(build?.target?.place)).toBe('compose.yaml: runtime');
    expect(build?.args.map(({ name, value }) => [name.text, value?.text])).toEqual([
      ['VERSION', '1.2'],
      ['TOKEN', undefined],
    ]);
    expect(where(build?.args[0]?.value?.place)).toBe('compose.yaml: 1.2');
    expect(build?.target?.place.range.start).toEqual({ line: 6, character: 15 });
  });

  test('ports, short and long', () => {
    const seen = web.ports.map(({ hostIp, published, target, protocol }) => [
      hostIp,
      published?.text,
      target.text,
      protocol,
    ]);
    expect(seen).toEqual([
      [undefined, '8080', '80', 'tcp'],
      ['127.0.0.1', '53', '53', 'udp'],
      [undefined, undefined, '3000', 'tcp'],
      [undefined, '8443', '443', 'tcp'],
      ['::1', '9000-9002', '90-92', 'tcp'],
    ]);
    expect(where(web.ports[0]?.target.place)).toBe('compose.yaml: 80');
    expect(texts(web.expose)).toEqual(['9229']);
  });

  test('mounts of each type', () => {
    const seen = web.mounts.map(({ type, source, target, isReadOnly }) => [
      type,
      source?.text,
      target.text,
      isReadOnly,
    ]);
    expect(seen).toEqual([
      ['volume', 'data', '/var/lib/data', true],
      ['bind', './src', '/app/src', false],
      ['volume', undefined, '/anonymous', false],
      ['tmpfs', undefined, '/run', false],
      ['tmpfs', undefined, '/tmp', false],
    ]);
    expect(where(web.mounts[0]?.source?.place)).toBe('compose.yaml: data');
    expect(web.mounts[1]?.sourceUri).toBe('file:///p/src');
  });

  test('networks', () => {
    expect(web.networks.map(({ name, aliases }) => [name.text, texts(aliases)])).toEqual([
      ['front', ['shop', 'www']],
      ['back', []],
    ]);
    expect(service(project, 'db').networks).toEqual([]);
    expect(project.networks.get('front')?.subnets[0]?.gateway?.text).toBe('10.0.0.1');
    expect(project.networks.get('back')).toMatchObject({ engineName: 'backstage', isInternal: true });
  });

  test('volumes', () => {
    expect(project.volumes.get('data')).toMatchObject({ engineName: 'shop_data', isExternal: false });
    expect(project.volumes.get('old')).toMatchObject({ engineName: 'old', isExternal: true });
    expect(project.volumes.get('data')?.driverOptions[0]?.value?.text).toBe('nfs');
  });

  test('the rest', () => {
    expect(web.environment.map(({ name, value }) => [name.text, value?.text])).toEqual([
      ['A', '1'],
      ['B', 'two'],
      ['C', undefined],
    ]);
    expect(where(web.user?.place)).toBe('compose.yaml: 1000:1000');
    expect(web.dependsOn.map(({ service, condition }) => [service.text, condition])).toEqual([
      ['db', 'service_healthy'],
    ]);
    expect(texts(web.profiles)).toEqual(['prod']);
    expect(texts(web.healthcheck?.test ?? [])).toEqual(['curl', '-f', 'http://localhost']);
    expect(web.limits.memory?.text).toBe('256M');
    expect(textAt(web.tree, 'stop_signal')?.text).toBe('SIGINT');
    expect(where(web.name.place)).toBe('compose.yaml: web');
  });

  test('a place is plain data for the client', () => {
    expect(JSON.parse(JSON.stringify(web.name.place))).toEqual({
      uri: 'file:///p/compose.yaml',
      range: { start: { line: 2, character: 2 }, end: { line: 2, character: 5 } },
    });
  });
});

describe('short forms', () => {
  test('build as a path, a remote one, an inline Dockerfile, none', () => {
    const project = read({
      'compose.yaml': `services:
  a: {build: .}
  b: {build: 'https://github.com/x/y.git'}
  c: {build: {dockerfile_inline: FROM scratch}}
  d: {build: {context: app, dockerfile: /etc/Dockerfile}}
  e: {build: {target: x}}
  f: {image: x}
  g: {build: '\${UNSET}/app'}`,
    });
    const built = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => {
      const { build } = service(project, name);
      return build && [build.contextUri, build.dockerfileUri, build.isRemote];
    });
    expect(built).toEqual([
      ['file:///p', 'file:///p/Dockerfile', false],
      [undefined, undefined, true],
      ['file:///p', undefined, false],
      ['file:///p/app', 'file:///etc/Dockerfile', false],
      ['file:///p', 'file:///p/Dockerfile', false],
      undefined,
      [undefined, undefined, false],
    ]);
  });

  test('without networks a service is in the default one', () => {
    const project = read({ 'compose.yaml': 'services: {a: {image: x}}' });
    expect(service(project, 'a').networks).toMatchObject([{ name: { text: 'default' }, isImplicit: true }]);
    expect(project.networks.get('default')).toMatchObject({ isImplicit: true, engineName: 'p_default' });
  });

  test('Windows paths are bind mounts', () => {
    const { mounts } = service(read({ 'compose.yaml': `services: {a: {volumes: ['C:\\data:C:\\app']}}` }), 'a');
    expect(mounts.map(({ type, source, target }) => [type, source?.text, target.text])).toEqual([
      ['bind', 'C:\\data', 'C:\\app'],
    ]);
  });
});

describe('anchors and merge keys', () => {
  test('what stands in the mapping wins over what is merged, the earlier over the later', () => {
    const project = read({
      'compose.yaml': `x-base: &base
  image: base
  restart: always
x-more: &more {restart: "no", user: app}
services:
  a:
    <<: [*base, *more]
    image: own
  b: *base
`,
    });
    const [a, b] = [service(project, 'a'), service(project, 'b')];
    expect([a.image?.text, a.restart?.text, a.user?.text]).toEqual(['own', 'always', 'app']);
    expect(b.image?.text).toBe('base');
    expect(where(a.restart?.place)).toBe('compose.yaml: always');
  });

  test('an alias without its anchor is a problem', () => {
    expect(problems(read({ 'compose.yaml': 'services:\n  a: *nowhere\n' })).join()).toContain('nowhere');
  });

  test('aliases of aliases do not take longer than their text', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(8)}]`);
    // Written out they would be 8³⁰ words.
    expect(read({ 'compose.yaml': lines.join('\n') })).toBeDefined();
  });
});

describe('several files', () => {
  const base = `services:
  web:
    build: ./web
    command: one
    ports: ["80:80", "443:443"]
    environment: [A=1, B=2]
    volumes: ["data:/data", "./a:/a"]
    networks: [front]
    depends_on: [db]
    healthcheck: {test: [CMD, a], interval: 1s}
    logging: {driver: json-file, options: {max-size: 1m}}
    dns: 1.1.1.1
  db: {image: postgres}
volumes: {data: {}, fast: {}}
networks: {front: {ipam: {config: [{subnet: 10.0.0.0/24}]}}, back: {}}
`;
  const over = `services:
  web:
    build: {target: dev, args: {X: 1}}
    command: [two, three]
    ports: ["443:443", "9229:9229"]
    environment: {B: 3, C: 4}
    volumes: ["fast:/data"]
    networks: {back: {aliases: [w]}}
    depends_on: {cache: {condition: service_healthy}}
    healthcheck: {test: [CMD, b]}
    logging: {driver: local}
    dns: [8.8.8.8]
  cache: {image: redis}
networks: {front: {ipam: {config: [{subnet: 10.0.0.0/24, gateway: 10.0.0.1}, {subnet: 10.1.0.0/24}]}}}
`;
  const project = read({ 'compose.yaml': base, 'compose.override.yaml': over }, 'compose.override.yaml');
  const web = service(project, 'web');

  test('are merged as Compose merges them', () => {
    expect(problems(project)).toEqual([]);
    expect([web.build?.contextUri, web.build?.target?.text, web.build?.args[0]?.value?.text]).toEqual([
      'file:///p/web',
      'dev',
      '1',
    ]);
    expect(texts(web.command)).toEqual(['two', 'three']);
    expect(web.ports.map(({ published }) => published?.text)).toEqual(['80', '443', '9229']);
    expect(web.environment.map(({ name, value }) => `${name.text}=${value?.text}`)).toEqual(['A=1', 'B=3', 'C=4']);
    expect(web.mounts.map(({ source, target }) => [source?.text, target.text])).toEqual([
      ['fast', '/data'],
      ['./a', '/a'],
    ]);
    expect(web.networks.map(({ name }) => name.text)).toEqual(['front', 'back']);
    expect(web.dependsOn.map(({ service }) => service.text)).toEqual(['db', 'cache']);
    expect([texts(web.healthcheck?.test ?? []), web.healthcheck?.interval?.text]).toEqual([['b'], '1s']);
    expect(textAt(web.tree, 'logging', 'options', 'max-size')).toBeUndefined();
    expect(project.networks.get('front')?.subnets.map(({ subnet, gateway }) => [subnet?.text, gateway?.text])).toEqual([
      ['10.0.0.0/24', '10.0.0.1'],
      ['10.1.0.0/24', undefined],
    ]);
  });

  test('each fact stands where it was written', () => {
    expect(where(web.build?.context?.place)).toBe('compose.yaml: ./web');
    expect(where(web.build?.target?.place)).toBe('compose.override.yaml: dev');
    expect(where(web.environment[0]?.value?.place)).toBe('compose.yaml: 1');
    expect(where(web.environment[1]?.value?.place)).toBe('compose.override.yaml: 3');
  });

  test('!reset takes away, !override replaces', () => {
    const tagged = `services:
  web:
    ports: !override ["1:1"]
    environment: !reset null
    healthcheck: {interval: !reset null}
`;
    const { ports, environment, healthcheck } = service(
      read({ 'compose.yaml': base, 'b.yaml': tagged }, 'b.yaml'),
      'web',
    );
    expect(ports.map(({ published }) => published?.text)).toEqual(['1']);
    expect(environment).toEqual([]);
    expect(healthcheck?.interval).toBeUndefined();
  });

  test('a value of another kind is a problem', () => {
    const mixed = read({ 'compose.yaml': base, 'b.yaml': 'services: {web: {healthcheck: [1]}}' }, 'b.yaml');
    expect(problems(mixed)).toEqual(['wrong-kind healthcheck']);
  });

  test('relative paths of an override are relative to the project', () => {
    const files = { 'compose.yaml': 'services: {a: {image: x}}', 'ci/over.yaml': 'services: {a: {build: app}}' };
    expect(service(read(files, 'ci/over.yaml'), 'a').build?.contextUri).toBe('file:///p/app');
  });

  test('several documents in one file', () => {
    const project = read({ 'compose.yaml': 'services: {a: {image: x}}\n---\nservices: {a: {user: b}}\n' });
    expect([service(project, 'a').image?.text, service(project, 'a').user?.text]).toEqual(['x', 'b']);
  });
});

describe('extends', () => {
  test('a service of the same file, through a chain', () => {
    const project = read({
      'compose.yaml': `services:
  c: {extends: {service: b}, user: c}
  b: {extends: a, environment: {B: 2}}
  a: {image: x, environment: {A: 1}}
`,
    });
    const c = service(project, 'c');
    expect([c.image?.text, c.user?.text, c.environment.map(({ name }) => name.text)]).toEqual(['x', 'c', ['A', 'B']]);
    expect(c.extends?.service.text).toBe('b');
  });

  test('a service of another file: its paths are relative to that file', () => {
    const files = {
      'compose.yaml': 'services: {web: {extends: {file: shared/base.yaml, service: app}, volumes: [./mine:/m]}}',
      'shared/base.yaml': 'services: {app: {build: ./ctx, volumes: [./theirs:/t]}}',
    };
    const web = service(read(files), 'web');
    expect(web.build?.contextUri).toBe('file:///p/shared/ctx');
    expect(web.mounts.map(({ sourceUri }) => sourceUri)).toEqual(['file:///p/shared/theirs', 'file:///p/mine']);
    expect(where(web.build?.context?.place)).toBe('shared/base.yaml: ./ctx');
  });

  test('circles, services and files that are not there', () => {
    expect(problems(read({ 'compose.yaml': 'services: {a: {extends: b}, b: {extends: a}}' }))).toContain('cycle b');
    expect(problems(read({ 'compose.yaml': 'services: {a: {extends: x}}' }))).toEqual(['missing-service x']);
    const file = 'services: {a: {extends: {file: no.yaml, service: x}}}';
    expect(problems(read({ 'compose.yaml': file }))).toEqual(['missing-file no.yaml']);
  });
});

describe('include', () => {
  test('brings in services, with the folder and the variables of the included file', () => {
    const project = read({
      'compose.yaml':
        'include: [db/compose.yaml, {path: [other.yaml], project_directory: sub}]\nservices: {web: {image: w}}',
      'db/compose.yaml': 'services: {db: {image: "postgres:${TAG}", build: ./ctx}}\nvolumes: {data: {}}',
      'db/.env': 'TAG=17\n',
      'other.yaml': 'services: {other: {build: .}}',
    });
    expect([...project.services.keys()].sort()).toEqual(['db', 'other', 'web']);
    expect(service(project, 'db').image?.text).toBe('postgres:17');
    expect(service(project, 'db').build?.contextUri).toBe('file:///p/db/ctx');
    expect(service(project, 'other').build?.contextUri).toBe('file:///p/sub');
    expect(project.volumes.get('data')?.engineName).toBe('p_data');
  });

  test('what both declare, what is not there, circles', () => {
    const conflict = {
      'compose.yaml': 'include: [b.yaml]\nservices: {a: {image: 1}}',
      'b.yaml': 'services: {a: {image: 2}}',
    };
    expect(problems(read(conflict))).toEqual(['conflict a']);
    expect(service(read(conflict), 'a').image?.text).toBe('1');
    expect(problems(read({ 'compose.yaml': 'include: [no.yaml]' }))).toEqual(['missing-file no.yaml']);
    expect(problems(read({ 'compose.yaml': 'include: [compose.yaml]' }))).toEqual(['cycle compose.yaml']);
  });

  test('the same file by two ways is no conflict', () => {
    const project = read({
      'compose.yaml': 'include: [a.yaml, b.yaml]',
      'a.yaml': 'include: [c.yaml]',
      'b.yaml': 'include: [c.yaml]',
      'c.yaml': 'services: {c: {image: x}}',
    });
    expect(problems(project)).toEqual([]);
    expect([...project.services.keys()]).toEqual(['c']);
  });
});

describe('variables', () => {
  test.each([
    ['$A-${A}', 'a-a'],
    ['$$A $$$A', '$A $a'],
    ['${A:-x}${E:-x}${E-x}${U-x}${U:-x}', 'axxx'.replace('xxx', 'xxx')],
    ['${A:+x}${E:+x}${E+x}${U+x}', 'xx'],
    ['${U:-${V:-${A}}}', 'a'],
    ['${U:-a:b-c}', 'a:b-c'],
    ['${A}}', 'a}'],
  ])('%s', (text, expected) => {
    const values: Record<string, string> = { A: 'a', E: '' };
    expect(interpolate(text, (name) => values[name]).text).toBe(expected);
  });

  test('what has no value is named, also where it is required', () => {
    expect(interpolate('$A ${B} ${C:-x} ${D:?no}', () => undefined)).toEqual({
      text: '  x ',
      unset: ['A', 'B', 'D'],
      required: ['D'],
      invalid: false,
    });
    expect(interpolate('a $ b', () => undefined)).toMatchObject({ invalid: true, text: 'a $ b' });
    expect(interpolate('${', () => undefined).invalid).toBe(true);
  });

  test('.env beside the file', () => {
    const project = read({
      'compose.yaml': 'services: {a: {image: "x:${TAG:-latest}", ports: ["${PORT}:80"], user: "$WHO"}}',
      '.env': 'TAG=1.2\nPORT="8080"\n',
    });
    const a = service(project, 'a');
    expect([a.image?.text, a.ports[0]?.published?.text, a.user?.unset]).toEqual(['x:1.2', '8080', ['WHO']]);
    expect(a.image?.literal).toBe(false);
    expect(where(a.ports[0]?.published?.place)).toBe('compose.yaml: ${PORT}:80');
  });

  test('an .env file', () => {
    const text = `\uFEFF# comment
A=1
export B = two words   # comment
C="x\\n$A \${B}" # comment
D='$A'
E=
F=a#b
G="first
second"
1BAD=x
H: yaml
`;
    expect(Object.fromEntries(readDotenv(text))).toEqual({
      A: '1',
      B: 'two words',
      C: 'x\n1 two words',
      D: '$A',
      E: '',
      F: 'a#b',
      G: 'first\nsecond',
      H: 'yaml',
    });
  });
});

describe('what is wrong is reported, never thrown', () => {
  test('syntax', () => {
    const project = read({ 'compose.yaml': 'services:\n  a:\n    image: "x\n  b: {image: y}\n' });
    expect(project.problems[0]?.kind).toBe('syntax');
    expect(project.problems[0]?.place.uri).toBe('file:///p/compose.yaml');
  });

  test('names that nothing declares', () => {
    const text = 'services: {a: {volumes: ["vol:/v"], networks: [n], depends_on: [s]}}';
    expect(problems(read({ 'compose.yaml': text })).sort()).toEqual([
      'undefined-network n',
      'undefined-service s',
      'undefined-volume vol',
    ]);
  });

  test.each([
    '',
    '- a',
    'x',
    'services: x',
    'services: {a: 1}',
    'services: {a: [1]}',
    'services: {a: {build: [1], ports: {a: 1}}}',
    'include: x',
  ])('%s', (text) => {
    expect(() => read({ 'compose.yaml': text })).not.toThrow();
  });

  test('any text at all', () => {
    const word = fc.constantFrom(
      'services:',
      '  a:',
      '    build: ',
      '.',
      '&x',
      '*x',
      '<<: ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      '${',
      '}',
      '!reset',
      '\n',
      '\n  ',
      ': ',
      '|',
      '#',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        expect(() => read({ 'compose.yaml': words.join('') })).not.toThrow();
      }),
    );
    expect(() => read({ 'compose.yaml': '['.repeat(20_000) })).not.toThrow();
  });
});

describe('which files are a project', () => {
  test('the names of Compose files', () => {
    const yes = [
      'compose.yaml',
      'docker-compose.yml',
      'docker-compose.prod.yml',
      'compose.override.yaml',
      'docker-compose-dev.yaml',
    ];
    expect(yes.filter((name) => !isComposeFile(name))).toEqual([]);
    expect(['composer.yaml', 'compose.json', 'my-compose.yaml', 'Dockerfile'].filter(isComposeFile)).toEqual([]);
  });

  test('the default, its override, and others over the default', () => {
    const names = new Set([
      'docker-compose.yml',
      'docker-compose.override.yml',
      'docker-compose.prod.yml',
      'Dockerfile',
    ]);
    expect(projectFiles('file:///p', names)).toEqual([
      ['file:///p/docker-compose.yml', 'file:///p/docker-compose.override.yml'],
      ['file:///p/docker-compose.yml', 'file:///p/docker-compose.prod.yml'],
    ]);
    expect(projectFiles('file:///p', new Set(['compose.ci.yaml']))).toEqual([['file:///p/compose.ci.yaml']]);
    expect(projectFiles('file:///p', new Set(['a']))).toEqual([]);
  });

  test('COMPOSE_FILE', () => {
    const files = projectFiles('file:///p', new Set(['compose.yaml']), 'COMPOSE_FILE=compose.yaml:ci/x.yaml\n');
    expect(files).toEqual([['file:///p/compose.yaml', 'file:///p/ci/x.yaml']]);
  });

  test('every file that was looked at is known, also where it is not there', () => {
    const { looked } = read({ 'compose.yaml': 'include: [no.yaml]' });
    expect(looked).toEqual(['file:///p/.env', 'file:///p/compose.yaml', 'file:///p/no.yaml']);
  });
});
