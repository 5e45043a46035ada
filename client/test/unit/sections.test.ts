import { describe, expect, test } from 'vitest';
import { networksSection, volumesSection } from '../../src/sidebar/sections.ts';

const at = (line: number) => ({ start: { line } });
const facts = {
  stage: 'runtime',
  name: 'api',
  ports: [{ text: '80/tcp', port: '80', protocol: 'tcp', range: at(6) }],
  volumes: [{ path: '/data', range: at(4) }],
};

describe('volumes', () => {
  test('the lines and what uses them', () => {
    const section = volumesSection({ name: 'app/Dockerfile', facts });
    expect(section.title).toBe('app/Dockerfile, stage runtime');
    expect(section.lines).toEqual([{ text: 'VOLUME /data', label: 'line 5', line: 4 }]);
    expect(section.commands.map(({ text }) => text)).toEqual([
      'docker run -d --name api -v api-data:/data api',
      'docker run -d --name api --mount type=volume,source=api-data,target=/data api',
    ]);
  });

  test.each([undefined, { name: 'Dockerfile', facts: null }, { name: 'Dockerfile', facts: { ...facts, volumes: [] } }])(
    'nothing to show teaches',
    (file) => {
      const section = volumesSection(file);
      expect(section.lines).toEqual([]);
      expect(section.commands).toEqual([]);
      expect(section.text).toMatch(/VOLUME/);
    },
  );
});

describe('networks', () => {
  test('the lines and what uses them', () => {
    const section = networksSection({ name: 'Dockerfile', facts });
    expect(section.lines).toEqual([{ text: 'EXPOSE 80/tcp', label: 'line 7', line: 6 }]);
    expect(section.commands.map(({ text }) => text)).toEqual([
      'docker run -d --name api -p 8080:80 api',
      'docker run -d --name api -p 127.0.0.1:8080:80 api',
      'docker network create api-net\ndocker run -d --name api --network api-net api',
    ]);
  });

  test.each([undefined, { name: 'Dockerfile', facts: null }, { name: 'Dockerfile', facts: { ...facts, ports: [] } }])(
    'nothing to show teaches',
    (file) => {
      const section = networksSection(file);
      expect(section.commands).toEqual([]);
      expect(section.text).toMatch(/EXPOSE/);
    },
  );
});
