import { describe, expect, test } from 'vitest';
import {
  namedVolumes,
  objectName,
  publishedPorts,
  quote,
  runOnNetwork,
  runWithMounts,
  runWithPorts,
  runWithVolumes,
} from '../../src/sidebar/run.ts';

const tcp = (port: string) => ({ port, protocol: 'tcp' });

describe('quote', () => {
  test.each([
    ['docker', 'docker'],
    ['app-data:/data', 'app-data:/data'],
    ['/my data', "'/my data'"],
    ["/it's", "'/it'\\''s'"],
    ['$HOME', "'$HOME'"],
    ['a;b', "'a;b'"],
    ['', "''"],
    ['C:\\data', "'C:\\data'"],
  ])('%s', (word, quoted) => expect(quote(word)).toBe(quoted));
});

describe('objectName', () => {
  test.each([
    ['app', 'app'],
    ['ghcr.io/acme/api:2', 'api'],
    ['localhost:5000/api', 'api'],
    ['api@sha256:abc', 'api'],
    ['my app', 'my-app'],
    ['_x', 'x'],
    ['日本', 'app'],
    ['', 'app'],
  ])('%s', (image, name) => expect(objectName(image)).toBe(name));
});

describe('volumes', () => {
  test('each gets a name of its own', () => {
    const volumes = [
      { path: '/var/lib/postgresql/data' },
      { path: '/data' },
      { path: '/' },
      { path: '/data/' },
      { path: '/数据/' },
    ];
    expect(namedVolumes('acme/db', volumes)).toEqual([
      { name: 'db-data', path: '/var/lib/postgresql/data' },
      { name: 'db-data-2', path: '/data' },
      { name: 'db-data-3', path: '/数据' },
    ]);
  });

  test('several in one line', () => {
    const volumes = [{ path: '/data' }, { path: '/var/log/app' }, { path: '/data' }];
    expect(runWithVolumes('api', volumes)).toBe(
      'docker run -d --name api -v api-data:/data -v api-app:/var/log/app api',
    );
    expect(runWithMounts('api', volumes)).toBe(
      'docker run -d --name api --mount type=volume,source=api-data,target=/data --mount type=volume,source=api-app,target=/var/log/app api',
    );
  });

  test('a blank, a quote, a comma', () => {
    expect(runWithVolumes('api', [{ path: '/my data' }])).toBe(
      "docker run -d --name api -v 'api-my-data:/my data' api",
    );
    expect(runWithMounts('api', [{ path: '/a,"b' }])).toBe(
      'docker run -d --name api --mount \'type=volume,source=api-a-b,"target=/a,""b"\' api',
    );
  });

  test('a colon is for --mount alone', () => {
    expect(runWithVolumes('api', [{ path: '/a:b' }])).toBeUndefined();
    expect(runWithMounts('api', [{ path: '/a:b' }])).toBe(
      'docker run -d --name api --mount type=volume,source=api-a-b,target=/a:b api',
    );
  });

  test('Windows paths', () => {
    expect(runWithVolumes('api', [{ path: 'C:\\data' }])).toBe("docker run -d --name api -v 'api-data:C:\\data' api");
  });

  test('nothing to mount, nothing to say', () => {
    expect(runWithVolumes('api', [])).toBeUndefined();
    expect(runWithVolumes('api', [{ path: 'relative' }])).toBeUndefined();
    expect(runWithMounts('api', [{ path: '/a\nb' }])).toBeUndefined();
  });
});

describe('ports', () => {
  test.each([
    [['80'], ['8080:80']],
    [
      ['443', '22'],
      ['8443:443', '8022:22'],
    ],
    [
      ['8080', '80'],
      ['8080:8080', '8081:80'],
    ],
    [['7000-7002'], ['7000-7002:7000-7002']],
    [
      ['80-82', '8081'],
      ['8080-8082:80-82', '8083:8081'],
    ],
    [['80', '80'], ['8080:80']],
    [['0', '70000', '9-8', 'x'], []],
  ])('%s', (ports, published) => expect(publishedPorts(ports.map(tcp))).toEqual(published));

  test('tcp and udp do not get in each other’s way', () => {
    expect(
      publishedPorts([
        tcp('53'),
        { port: '53', protocol: 'udp' },
        { port: '9899', protocol: 'sctp' },
        { port: '1', protocol: 'icmp' },
      ]),
    ).toEqual(['8053:53', '8053:53/udp', '9899:9899/sctp']);
  });

  test('everywhere or on one address', () => {
    expect(runWithPorts('ghcr.io/acme/api:2', [tcp('3000'), tcp('9229')])).toBe(
      'docker run -d --name api -p 3000:3000 -p 9229:9229 ghcr.io/acme/api:2',
    );
    expect(runWithPorts('api', [tcp('3000')], '127.0.0.1')).toBe('docker run -d --name api -p 127.0.0.1:3000:3000 api');
    expect(runWithPorts('api', [])).toBeUndefined();
  });
});

test('a network of its own', () => expect(runOnNetwork('api')).toBe('docker run -d --name api --network api-net api'));
