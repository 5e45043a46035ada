import { describe, expect, test } from 'vitest';
import { isFromPage, isToPage } from '../../src/sidebar/messages.ts';

describe('from a page', () => {
  test.each([
    { type: 'ready', path: 'topics/volumes' },
    { type: 'open', path: 'instructions/RUN' },
    { type: 'external', href: 'https://docs.docker.com' },
    { type: 'copy', text: 'docker volume ls' },
    { type: 'type', text: 'docker volume ls' },
    { type: 'reveal', line: 0 },
    { type: 'restart' },
    { type: 'engine', action: 'refresh' },
    { type: 'engine', action: 'remove', id: 'app-data_1.2' },
    { type: 'reach', from: 'machine' },
  ])('$type', (message) => expect(isFromPage(message)).toBe(true));

  test.each([
    undefined,
    null,
    'ready',
    [],
    {},
    { type: 'ready' },
    { type: 'open', path: '../../etc/passwd' },
    { type: 'open', path: '/etc/passwd' },
    { type: 'open', path: 'a/../b' },
    { type: 'open', path: '' },
    { type: 'external', href: 'command:workbench.action.quit' },
    { type: 'external', href: 'javascript:alert(1)' },
    { type: 'copy', text: '' },
    { type: 'type', text: 1 },
    { type: 'type', text: 'x'.repeat(20_001) },
    { type: 'reveal', line: -1 },
    { type: 'reveal', line: 1.5 },
    { type: 'reveal', line: '1' },
    { type: 'run', text: 'rm -rf /' },
    { type: 'engine', action: 'format' },
    { type: 'engine', action: 'remove', id: '../../images/x' },
    { type: 'engine', action: 'remove', id: 1 },
    { type: 'reach', from: '' },
  ])('not %j', (message) => expect(isFromPage(message)).toBe(false));
});

describe('to a page', () => {
  const page = { path: 'topics/volumes', title: 'Volumes', markdown: '# Volumes', diagrams: { 'a.svg': '<svg/>' } };
  const panel = { title: 'x', state: 'ready', text: 'x', filter: 'x', buttons: [], items: [] };
  const section = { title: 'Dockerfile', text: 'x', lines: [], commands: [] };

  test.each([
    { type: 'page', page },
    { type: 'page', page, section },
    { type: 'section', section: { ...section, lines: [{ text: 'a', label: 'b', line: 1 }], note: 'n' } },
    { type: 'go', path: 'topics/networks' },
    { type: 'engine', panel },
    { type: 'reach', answer: { from: 'a', rows: [] } },
    { type: 'unavailable', text: 'x' },
  ])('$type', (message) => expect(isToPage(message)).toBe(true));

  test.each([
    undefined,
    { type: 'page', page: { ...page, markdown: 1 } },
    { type: 'page', page: { ...page, diagrams: { a: 1 } } },
    { type: 'page', page, section: {} },
    { type: 'section', section: { ...section, lines: [{}] } },
    { type: 'section', section: { ...section, commands: 'x' } },
    { type: 'go', path: '../x' },
    { type: 'engine', panel: { ...panel, state: 'x' } },
    { type: 'engine', panel: { ...panel, buttons: [{ action: 'format', label: 'x' }] } },
    { type: 'engine', panel: { ...panel, items: [{}] } },
    { type: 'reach', answer: { from: 'a', rows: [{ to: 'b' }] } },
    { type: 'eval', text: 'x' },
  ])('not %j', (message) => expect(isToPage(message)).toBe(false));
});
