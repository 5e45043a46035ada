import { describe, expect, test } from 'vitest';
import { shellParts } from '../../src/sidebar/page/shell.ts';

const commands = (source: string) => shellParts(source).filter((part) => part.kind === 'command');

describe('shellParts', () => {
  test('commands, comments and blank lines', () => {
    expect(shellParts('# list\ndocker volume ls\n\ndocker volume prune\n')).toEqual([
      { kind: 'comment', text: '# list' },
      { kind: 'command', text: 'docker volume ls', copy: 'docker volume ls', line: 'docker volume ls' },
      { kind: 'blank' },
      { kind: 'command', text: 'docker volume prune', copy: 'docker volume prune', line: 'docker volume prune' },
    ]);
  });

  test('a continued command is one, and typed as one line', () => {
    const [only, ...rest] = commands('docker run -d \\\n  -v data:/data \\\n  app');
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      text: 'docker run -d \\\n  -v data:/data \\\n  app',
      line: 'docker run -d -v data:/data app',
    });
  });

  test('a closing comment is shown but not copied', () => {
    expect(commands('docker volume ls   # all of them')).toMatchObject([
      { text: 'docker volume ls   # all of them', copy: 'docker volume ls', line: 'docker volume ls' },
    ]);
    expect(commands("echo '# no' a#b")).toMatchObject([{ line: "echo '# no' a#b" }]);
  });

  test.each([
    ['quotes', "sh -c 'a\nb'"],
    ['a heredoc', 'cat <<EOF\na\n# b\nEOF'],
    ['a tab', 'cat <<-"EOF"\n\ta\n\tEOF'],
  ])('%s over lines can be copied, not typed', (_, source) => {
    const [first, ...rest] = commands(`${source}\nnext`);
    expect(first).toMatchObject({ copy: source });
    expect(first).not.toHaveProperty('line');
    expect(rest).toMatchObject([{ line: 'next' }]);
  });

  test.each(['docker \\', "'", '<<EOF', '\\', '#', ''])('half of something: %j', (source) =>
    expect(() => shellParts(source)).not.toThrow(),
  );

  test('CRLF', () => expect(commands('a \\\r\n b\r\nc\r\n').map(({ copy }) => copy)).toEqual(['a \\\n b', 'c']));
});
