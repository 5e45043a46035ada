import { describe, expect, test } from 'vitest';
import { renderMarkdown, resolvePath } from '../../src/sidebar/page/markdown.ts';

const render = (markdown: string) => renderMarkdown(markdown, 'topics/volumes').trim();

describe('renderMarkdown', () => {
  test('raw HTML is text', () => {
    expect(render('<script>alert(1)</script>')).not.toContain('<script');
    expect(render('a <img src=x onerror=alert(1)> b')).not.toContain('<img');
    expect(render('<!-- a note for writers -->\n\ntext')).toBe('<p>text</p>');
  });

  test.each([
    ['networks.md', 'href="#" data-page="topics/networks"'],
    ['networks.md#dns', 'href="#dns" data-page="topics/networks"'],
    ['../instructions/VOLUME.md', 'href="#" data-page="instructions/VOLUME"'],
    ['#names', 'href="#names" data-heading'],
    ['https://docs.docker.com/?a=1&b', 'href="https://docs.docker.com/?a=1&#38;b" data-external'],
  ])('link to %s', (target, attributes) => expect(render(`[x](${target})`)).toBe(`<p><a ${attributes}>x</a></p>`));

  test.each([
    'javascript:alert(1)',
    'command:x',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://',
    '/etc',
    'a.txt',
  ])('no link to %s', (target) => expect(render(`[x](${target})`)).toBe('<p>x</p>'));

  test('diagrams are places, other images their text', () => {
    expect(render('![A "named" volume](diagrams/named-volume.svg)')).toBe(
      '<p><span data-diagram="diagrams/named-volume.svg" data-label="A &#34;named&#34; volume"></span></p>',
    );
    expect(render('![a cat](https://example.com/cat.png)')).toBe('<p>a cat</p>');
  });

  test('code keeps its language and its characters', () => {
    expect(render('```sh\necho "<a>"\n```')).toBe(
      '<pre data-language="sh"><code>echo &#34;&#60;a&#62;&#34;</code></pre>',
    );
  });

  test('headings can be linked to, in any language', () => {
    expect(render('## Bind mounts\n\n## Bind mounts\n\n## 数据卷 `VOLUME`')).toBe(
      '<h2 id="bind-mounts">Bind mounts</h2>\n<h2 id="bind-mounts-1">Bind mounts</h2>\n<h2 id="数据卷-volume">数据卷 <code>VOLUME</code></h2>',
    );
  });
});

test.each([
  ['a.svg', 'topics/volumes', 'topics/a.svg'],
  ['./diagrams/a.svg', 'topics/volumes', 'topics/diagrams/a.svg'],
  ['../../../a.md', 'topics/volumes', 'a.md'],
])('resolvePath(%s, %s)', (relative, from, path) => expect(resolvePath(relative, from)).toBe(path));
