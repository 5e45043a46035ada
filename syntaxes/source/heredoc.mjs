// Heredocs: `<<EOF`, `<<-EOF`, `<<"EOF"`, `3<<EOF`, several on a line.
//
//   RUN python3 <<EOF > /log     the rest of the line still belongs to the command
//   print('hi')                  the body: a grammar of its own, which cannot get out,
//   EOF                          because a `while` rule looks for the terminator at the start of each line
//
// Three rules make one heredoc. The frame stands around all of it and colours the terminator; inside it, the `while`
// rule holds operator and body, so that the terminator closes whatever the body's grammar left open; inside that, the
// tail is the rest of the first line. Where two or three heredocs begin on one line, the bodies come in that order, so
// the `while` rule of the last is the outermost.

import { bodyPatterns, bodyScope, LANGUAGES, ownLanguages } from './languages.mjs';
import { captures, include, r, WORD_START } from './words.mjs';

/** As BuildKit reads it, which takes the whole word: in `<<EOF;` the terminator is `EOF;`. */
const NAME = String.raw`(?:'([^'\n]+)'|"([^"\n]+)"|([^\s<'"]+))`;
const ANY_NAME = NAME.replaceAll(/\((?!\?)/gu, '(?:');
const ANY = String.raw`\d*<<-?[ \t]*${ANY_NAME}`;
const GAP = String.raw`[^\n"']*?[ \t]`;

/** Every program that a language names. */
const COMMANDS = LANGUAGES.flatMap(({ commands }) => commands ?? []).join('|');

const nameEndingIn = (file) => String.raw`['"]?[^\s<'"]*${file}['"]?(?=\s|$)`;

const operatorCaptures = {
  1: { name: 'constant.numeric.file-descriptor.dockerfile' },
  2: { name: 'keyword.operator.heredoc.dockerfile' },
  3: { name: 'keyword.control.heredoc-token.dockerfile' },
};

/** The `while` rule of one heredoc; only `<<-` allows tabs before the terminator. */
const holders = (rest) =>
  ['-', ''].map((dash) => ({
    begin: String.raw`\G(\d*)(<<${dash})[ \t]*(${NAME})`,
    beginCaptures: operatorCaptures,
    while: String.raw`^(?!${dash === '-' ? r`\t*` : ''}\4\5\6$)`,
    patterns: [{ include: '#heredoc-tail' }, ...rest],
  }));

/** The `while` rule of the second or third heredoc of a line, which encloses those before it. */
const outerHolders = (before, rest) =>
  ['-', ''].map((dash) => ({
    begin: String.raw`\G(?=${`${ANY}${GAP}`.repeat(before)}\d*<<${dash}[ \t]*${NAME})`,
    while: String.raw`^(?!${dash === '-' ? r`\t*` : ''}\1\2\3$)`,
    patterns: [...include(before === 1 ? 'heredoc-inner' : `heredoc-inner-${before}`), ...rest],
  }));

const frame = (condition, held) => ({
  name: 'meta.heredoc.dockerfile',
  begin: `${WORD_START}(?=${condition})`,
  end: '$',
  patterns: include(held, 'heredoc-terminator'),
});

export const heredocs = {
  ...ownLanguages,

  'heredoc-terminator': { name: 'keyword.control.heredoc-token.dockerfile', match: '^.+$' },

  // A heredoc's own variables, in a body without a grammar.
  'heredoc-expansion': {
    patterns: [
      { name: 'constant.character.escape.dockerfile', match: r`\\[$\\]` },
      {
        match: r`(\$)(?:(\{)(\w+)([^}\n]*)(\})|([A-Za-z_]\w*))`,
        captures: captures(
          'punctuation.definition.variable.dockerfile',
          'punctuation.definition.variable.begin.dockerfile',
          'variable.other.bracketed.dockerfile',
          'string.unquoted.value.dockerfile',
          'punctuation.definition.variable.end.dockerfile',
          'variable.other.normal.dockerfile',
        ),
      },
    ],
  },

  // A further operator on the line: its body is held by a rule around this one.
  'heredoc-operator': {
    match: `${WORD_START}(\\d*)(<<-?)[ \\t]*(${NAME})`,
    captures: operatorCaptures,
  },

  'heredoc-tail': {
    // Not at the start of a line: there, `\G` is where the `while` rule has looked.
    begin: r`(?!^)\G`,
    end: r`$\n?`,
    patterns: [
      {
        begin: r`(?<![\\\x60:\w])([\\\x60])[ \t]*$\n?`,
        beginCaptures: captures('constant.character.escape.line-continuation.dockerfile'),
        end: r`(?=[^\s#])`,
        patterns: include('comment'),
      },
      // `RUN <<EOF bash -e`
      {
        match: String.raw`\G[ \t]+(${COMMANDS})(?=\s|$)`,
        captures: captures('entity.name.function.call.shell entity.name.command.shell'),
      },
      ...include('heredoc-operator'),
      {
        match: r`(&&|\|\|?|;)[ \t]*([\w./+-]+)?`,
        captures: captures(
          'keyword.operator.logical.shell',
          'entity.name.function.call.shell entity.name.command.shell',
        ),
      },
      { name: 'keyword.operator.redirect.shell', match: r`\d*(?:>>|>&|>|<)` },
      { name: 'string.quoted.double.shell', match: r`"(?:[^"\\\n]|\\.)*"` },
      { name: 'string.quoted.single.shell', match: r`'[^'\n]*'` },
      ...include('heredoc-expansion'),
      { name: 'constant.other.option.shell', match: `${WORD_START}--?[A-Za-z][\\w-]*` },
      {
        name: 'string.unquoted.path.destination.dockerfile',
        match: `${WORD_START}(?:[A-Za-z]:|[./])[^\\s"'$]+(?=[ \\t]*$)`,
      },
    ],
  },

  // The first line of a body may say what reads it.
  'heredoc-shebang': {
    patterns: LANGUAGES.filter((language) => language.commands).map((language) => ({
      begin: String.raw`^(#!)(.*[/\s](?:${language.commands})(?:\s.*)?)$\n?`,
      beginCaptures: {
        0: { name: 'comment.line.shebang.dockerfile' },
        1: { name: 'punctuation.definition.comment.shebang.dockerfile' },
      },
      end: '(?!)',
      contentName: bodyScope(language),
      patterns: bodyPatterns(language),
    })),
  },

  ...Object.fromEntries(
    LANGUAGES.flatMap((language) => [
      [
        `heredoc-body-${language.id}`,
        { begin: '^', end: '(?!)', contentName: bodyScope(language), patterns: bodyPatterns(language) },
      ],
      [`heredoc-${language.id}`, { patterns: holders(include('heredoc-shebang', `heredoc-body-${language.id}`)) }],
    ]),
  ),
  'heredoc-body-plain': {
    begin: '^',
    end: '(?!)',
    contentName: 'string.unquoted.heredoc.dockerfile',
    patterns: include('heredoc-expansion'),
  },
  'heredoc-plain': { patterns: holders(include('heredoc-shebang', 'heredoc-body-plain')) },

  // `COPY <<app.py <<app.json /srv/`: the delimiters are the names of the files.
  'heredoc-by-name': {
    patterns: LANGUAGES.map((language) =>
      frame(String.raw`\d*<<-?${nameEndingIn(language.file)}`, `heredoc-${language.id}`),
    ),
  },
  'heredoc-inner': { patterns: [...include('heredoc-by-name'), frame(ANY, 'heredoc-plain')] },
  'heredoc-inner-2': severalHeredocs(2),
  'heredoc-several': { patterns: [severalHeredocs(3), ...include('heredoc-inner-2')] },

  // `COPY <<EOF /etc/app.yaml`: else the destination says what it is.
  'heredoc-copy': {
    patterns: [
      ...include('heredoc-several', 'heredoc-by-name'),
      ...LANGUAGES.map((language) =>
        frame(String.raw`${ANY}[ \t]+['"]?[^\s"']*${language.file}['"]?[ \t]*$`, `heredoc-${language.id}`),
      ),
      frame(ANY, 'heredoc-plain'),
    ],
  },

  // `RUN <<EOF`: a script for the shell, unless a command follows that reads it: `RUN <<EOF python3`.
  'heredoc-script': {
    patterns: [
      ...include('heredoc-several'),
      ...LANGUAGES.filter((language) => language.commands).map((language) =>
        frame(
          String.raw`${ANY}[ \t]+(?:\S*/)?(?:env[ \t]+)?(?:${language.commands})(?:\s|$)`,
          `heredoc-${language.id}`,
        ),
      ),
      frame(String.raw`${ANY}[ \t]*(?:[\\\x60][ \t]*)?$`, 'heredoc-shellscript'),
      frame(ANY, 'heredoc-plain'),
    ],
  },
  'heredoc-script-powershell': { patterns: [frame(ANY, 'heredoc-powershell')] },

  // The heredoc of a command that is no interpreter, or writes a file of no known kind.
  'heredoc-input': { patterns: [...include('heredoc-several'), frame(ANY, 'heredoc-plain')] },
  ...Object.fromEntries(
    LANGUAGES.map((language) => [
      `heredoc-input-${language.id}`,
      { patterns: [...include('heredoc-several'), frame(ANY, `heredoc-${language.id}`)] },
    ]),
  ),
};

/** Several heredocs on one line: of two, the second body has the language of its name. */
function severalHeredocs(count) {
  const line = `${ANY}${GAP}`.repeat(count - 1);
  const enclosing = (condition, language) => ({
    begin: `${WORD_START}(?=${line}${condition})`,
    end: '$',
    patterns: [
      ...outerHolders(count - 1, include('heredoc-shebang', `heredoc-body-${language}`)),
      ...include('heredoc-terminator'),
    ],
  });
  const named = count === 2 ? LANGUAGES : [];
  return {
    patterns: [
      ...named.map((language) => enclosing(String.raw`\d*<<-?${nameEndingIn(language.file)}`, language.id)),
      enclosing(ANY, 'plain'),
    ],
  };
}
