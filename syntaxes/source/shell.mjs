// The shell inside RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD.
//
// VS Code's own shell grammar cannot be embedded here: it knows nothing of the Dockerfile's line joining (comment and
// blank lines inside a quoted string, a comment that swallows the escape character), and what it leaves open at the
// end of a line would go on over the next instruction. So the shell of an instruction is ours, with the scopes that
// themes know; in heredoc bodies, where no lines are joined, the real grammar is used.

import { LANGUAGES } from './languages.mjs';
import { captures, include, r, WORD_START } from './words.mjs';

const KEYWORDS = 'if|then|elif|else|fi|while|until|do|done|esac|function|time|coproc|!';

const BUILTINS =
  'alias|bg|bind|break|builtin|caller|cd|command|compgen|complete|continue|declare|dirs|disown|echo|enable|eval|exec|exit|export|false|fc|fg|getopts|hash|help|history|jobs|kill|let|local|logout|mapfile|popd|printf|pushd|pwd|read|readarray|readonly|return|set|shift|shopt|source|suspend|test|times|trap|true|type|typeset|ulimit|umask|unalias|unset|wait';

const PREDEFINED = '(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)';

// A command that reads a heredoc in a language we know: `python3 <<EOF`, `cat <<EOF > /app.py`, `tee /app.py <<EOF`.
const HEREDOC = String.raw`[^\n]*(?:<<|[\\\x60][ \t]*$)`;
const reads = (commands) => String.raw`(?:\S*/)?(?:env[ \t]+)?(?:${commands})(?=[ \t])${HEREDOC}`;
const writes = (file) => String.raw`(?:sudo[ \t]+)?(?:cat|tee)[ \t](?=${HEREDOC})[^\n;&]*${file}(?:["'\s]|$)`;
const reader = ({ commands, file }) => (commands ? `${reads(commands)}|${writes(file)}` : writes(file));
const COMMANDS = LANGUAGES.flatMap(({ commands }) => commands ?? []).join('|');
const ANY_READER = `${reads(COMMANDS)}|${writes('')}`;

/**
 * The shell of one dialect. `id` is the prefix of its rules; `heredocs` is false where the builder reads none
 * (CMD, ENTRYPOINT, HEALTHCHECK), so that `CMD cat <<EOF` does not swallow the lines behind it.
 */
export function shell({ dialect, id, heredocs }) {
  const own = (...names) => include(...names.map((name) => `${id}-${name}`));
  const continuation = include(`${dialect}-continuation`);
  const when = (condition, ...patterns) => (condition ? patterns : []);

  const enclosed = (name, begin, end, patterns) => ({
    name,
    begin: `(${begin})`,
    beginCaptures: captures('punctuation.definition.begin.shell'),
    end: `(${end})|(?=$)`,
    endCaptures: captures('punctuation.definition.end.shell'),
    patterns,
  });
  const string = (name, begin, end, patterns) => ({
    name,
    begin,
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.shell' } },
    end: `${end}|(?=$)`,
    endCaptures: { 0: { name: 'punctuation.definition.string.end.shell' } },
    patterns: [...continuation, ...patterns],
  });

  const COMMAND_START = r`(?<![^\s;&|(){}!])`;
  const END_OF_COMMAND = r`(?=[;|)]|&(?!>)|$)`;
  const command = (condition, patterns) => ({
    name: 'meta.command.shell',
    begin: `(?=${condition})`,
    end: END_OF_COMMAND,
    patterns: [...patterns, ...own('command-words')],
  });

  const rules = {
    // Where a command may begin.
    list: {
      patterns: [
        ...continuation,
        ...own('comment'),
        ...when(heredocs, ...include('heredoc-script')),
        ...own('case', 'for'),
        {
          name: 'keyword.control.shell',
          match: String.raw`(?<![^\s;&|(){}!$\x60])(?:${KEYWORDS})(?=[\s;&|()]|$)`,
        },
        ...own('test'),
        enclosed('meta.arithmetic.shell', r`\(\(`, r`\)\)`, own('arithmetic-words')),
        enclosed('meta.group.shell', r`\(`, r`\)`, own('list')),
        {
          match: r`([A-Za-z_][\w:.-]*)[ \t]*(\([ \t]*\))`,
          captures: captures('entity.name.function.shell', 'punctuation.definition.arguments.shell'),
        },
        ...own('assignment'),
        { name: 'keyword.operator.logical.shell', match: r`&&|\|\|` },
        { name: 'punctuation.terminator.case.shell', match: ';;&?|;&' },
        { name: 'keyword.operator.pipe.shell', match: r`\|&?` },
        { name: 'punctuation.terminator.statement.shell', match: ';' },
        ...own('redirection'),
        { name: 'keyword.operator.background.shell', match: '&' },
        { name: 'punctuation.definition.group.shell', match: r`[{}](?=[\s;&|)]|$)` },
        ...own('command'),
      ],
    },

    // The escape character still joins lines behind a `#`: what follows belongs to the comment.
    comment: {
      name: 'comment.line.number-sign.shell',
      begin: r`(?<![^\s;&|()])(#)`,
      beginCaptures: captures('punctuation.definition.comment.shell'),
      end: '(?=$)',
      patterns: continuation,
    },

    command: {
      patterns: [
        // One look ahead for all languages, and then one for each: most commands read no heredoc.
        ...when(heredocs, {
          begin: `${COMMAND_START}(?=${ANY_READER})`,
          end: END_OF_COMMAND,
          patterns: [
            ...LANGUAGES.map((language) => command(reader(language), include(`heredoc-input-${language.id}`))),
            command(r`\S`, []),
          ],
        }),
        command(r`[^\s;&|()]`, []),
      ],
    },

    // A command's name, and what follows it up to an operator.
    'command-words': {
      patterns: [
        { name: 'support.function.builtin.shell', match: String.raw`\G(?:${BUILTINS}|[.:])(?=[\s;&|()<>]|$)` },
        {
          name: 'entity.name.function.call.shell entity.name.command.shell',
          match: r`\G[^\s;&|()<>"'$\\\x60={}]+(?=[\s;&|()<>]|$)`,
        },
        ...when(heredocs, ...include('heredoc-input')),
        ...own('words', 'backtick'),
      ],
    },

    words: {
      patterns: [
        ...continuation,
        ...own('comment', 'expansion', 'string', 'redirection'),
        { name: 'constant.character.escape.shell', match: r`\\.` },
        {
          match: String.raw`${WORD_START}(--?[A-Za-z0-9?#@][\w.-]*)(=)?`,
          captures: captures('constant.other.option.shell', 'keyword.operator.assignment.shell'),
        },
        { name: 'constant.other.option.dash.shell', match: `${WORD_START}--?(?=\\s|$)` },
        {
          match: String.raw`${WORD_START}([A-Za-z_]\w*)(\+?=)`,
          captures: captures('variable.other.assignment.shell', 'keyword.operator.assignment.shell'),
        },
        { name: 'markup.underline.link.shell', match: r`\b(?:https?|ftp)://[^\s"'$\\;&|<>()\x60]+` },
        { name: 'constant.numeric.shell', match: r`(?<![\w.,:=/@%+-])\d+(?![\w./:@%+-])` },
        { name: 'keyword.operator.glob.shell', match: r`[*?]` },
        { name: 'keyword.operator.tilde.shell', match: `${WORD_START}~` },
        enclosed('meta.array.shell', r`\(`, r`\)`, own('words', 'backtick')),
        { name: 'string.unquoted.argument.shell', match: r`[^\s;&|()<>"'$\\\x60*?]+` },
      ],
    },

    expansion: {
      patterns: [
        enclosed('meta.arithmetic.shell', r`\$\(\(`, r`\)\)`, own('arithmetic-words')),
        enclosed('meta.embedded.command-substitution.shell', r`[$<>]\(`, r`\)`, own('list')),
        {
          name: 'meta.variable.bracketed.shell',
          begin: r`(\$\{)`,
          beginCaptures: captures('punctuation.definition.variable.begin.shell'),
          end: r`(\})|(?=$)`,
          endCaptures: captures('punctuation.definition.variable.end.shell'),
          patterns: [
            ...continuation,
            { name: 'keyword.operator.expansion.shell', match: r`\G[!#](?=\w)` },
            { name: 'variable.other.bracketed.shell', match: r`(?:\G|(?<=\{[!#]))(?:\w+|[@*#?$!-])` },
            { name: 'keyword.operator.expansion.shell', match: r`:?[-=?+]|##?|%%?|//?[#%]?|\^\^?|,,?|@[A-Za-z]|:` },
            { name: 'punctuation.section.brackets.shell', match: r`[\[\]]` },
            ...own('expansion', 'string', 'backtick'),
            { name: 'constant.character.escape.shell', match: r`\\.` },
            { name: 'keyword.operator.glob.shell', match: r`[*?]` },
          ],
        },
        {
          match: String.raw`(\$)(?:(${PREDEFINED})(?!\w)|([A-Za-z_]\w*)|(\d)|([@*#?$!-]))`,
          captures: captures(
            'punctuation.definition.variable.shell',
            'variable.language.predefined.dockerfile',
            'variable.other.normal.shell',
            'variable.parameter.positional.shell',
            'variable.language.special.shell',
          ),
        },
      ],
    },

    string: {
      patterns: [
        string('string.quoted.double.shell', r`\$?"`, '"', [
          { name: 'constant.character.escape.shell', match: r`\\.` },
          ...own('expansion', 'backtick'),
        ]),
        string('string.quoted.single.dollar.shell', r`\$'`, "'", [
          { name: 'constant.character.escape.shell', match: r`\\.` },
        ]),
        string('string.quoted.single.shell', "'", "'", []),
      ],
    },

    // No list inside: its commands would take the closing backtick for an opening one.
    backtick: {
      name: 'meta.embedded.command-substitution.backtick.shell',
      begin: r`(\x60)(?![ \t]*$)[ \t]*([\w./+-]+)?`,
      beginCaptures: captures(
        'punctuation.definition.begin.shell',
        'entity.name.function.call.shell entity.name.command.shell',
      ),
      end: r`(\x60)|(?=$)`,
      endCaptures: captures('punctuation.definition.end.shell'),
      patterns: [
        {
          match: r`(&&|\|\|?|;)[ \t]*([\w./+-]+)?`,
          captures: captures(
            'keyword.operator.logical.shell',
            'entity.name.function.call.shell entity.name.command.shell',
          ),
        },
        ...own('words'),
      ],
    },

    redirection: {
      patterns: [
        { name: 'keyword.operator.herestring.shell', match: '<<<' },
        {
          match: r`(\d*)(&>>?|>>|>&|<&|>\||<>|<<-?|[<>])([ \t]*\d+(?=[\s;&|)]|$)|-(?=\s|$))?`,
          captures: captures(
            'constant.numeric.file-descriptor.shell',
            'keyword.operator.redirect.shell',
            'constant.numeric.file-descriptor.shell',
          ),
        },
      ],
    },

    assignment: {
      name: 'meta.assignment.shell',
      begin: r`(?<![^\s;&|(){}\x60])([A-Za-z_]\w*)(\[[^\]\n]*\])?(\+?=)`,
      beginCaptures: captures(
        'variable.other.assignment.shell',
        'meta.subscript.shell',
        'keyword.operator.assignment.shell',
      ),
      end: r`(?=[\s;&|)]|$)`,
      patterns: [
        enclosed('meta.array.shell', r`\(`, r`\)`, own('words', 'backtick')),
        ...continuation,
        ...own('expansion', 'string', 'backtick'),
        { name: 'constant.character.escape.shell', match: r`\\.` },
        { name: 'constant.numeric.shell', match: r`(?<==)\d+(?=[\s;&|)]|$)` },
        { name: 'string.unquoted.argument.shell', match: r`[^\s;&|()<>"'$\\\x60]+` },
      ],
    },

    test: {
      name: 'meta.test.shell',
      begin: r`(?<![^\s;&|(!])(\[\[?)(?=\s)`,
      beginCaptures: captures('punctuation.definition.test.begin.shell'),
      end: r`(?<=\s)(\]\]?)(?=[\s;&|)]|$)|(?=$)`,
      endCaptures: captures('punctuation.definition.test.end.shell'),
      patterns: [
        ...continuation,
        {
          name: 'keyword.operator.logical.shell',
          match: r`(?<=\s)(?:-[a-zA-Z]{1,2}|==?|!=|=~|<|>|!)(?=\s)|&&|\|\|`,
        },
        ...own('words', 'backtick'),
      ],
    },

    for: {
      name: 'meta.for.shell',
      begin: r`(?<![^\s;&|(){}])(for|select)[ \t]+([A-Za-z_]\w*)(?:[ \t]+(in)(?=\s|$))?`,
      beginCaptures: captures('keyword.control.shell', 'variable.other.loop.shell', 'keyword.control.shell'),
      end: r`(?=[;|&)]|$)`,
      patterns: own('words', 'backtick'),
    },

    case: {
      name: 'meta.case.shell',
      begin: r`(?<![^\s;&|(){}])(case)(?=\s)`,
      beginCaptures: captures('keyword.control.shell'),
      end: r`(?<![\w-])(esac)(?=[\s;&|)]|$)|(?=$)`,
      endCaptures: captures('keyword.control.shell'),
      patterns: [
        {
          begin: r`\G(?=[ \t])`,
          end: r`(?<=\s)(in)(?=\s|$)|(?=$)`,
          endCaptures: captures('keyword.control.shell'),
          patterns: own('words', 'backtick'),
        },
        {
          name: 'meta.case.pattern.shell',
          match: r`(\()?((?:[^\s()|;&"'#]|"[^"\n]*"|'[^'\n]*')++(?:[ \t]*\|[ \t]*(?:[^\s()|;&"']|"[^"\n]*"|'[^'\n]*')++)*)[ \t]*(\))`,
          captures: {
            1: { name: 'punctuation.definition.case-pattern.shell' },
            2: {
              name: 'string.unquoted.case-pattern.shell',
              patterns: [
                { name: 'keyword.operator.glob.shell', match: '[*?]' },
                { name: 'keyword.operator.alternation.shell', match: r`\|` },
                ...own('expansion'),
              ],
            },
            3: { name: 'punctuation.definition.case-pattern.shell' },
          },
        },
        ...own('list'),
      ],
    },

    'arithmetic-words': {
      patterns: [
        ...continuation,
        ...own('expansion'),
        { name: 'constant.numeric.shell', match: r`\b(?:0[xX][0-9A-Fa-f]+|\d+)\b` },
        { name: 'keyword.operator.arithmetic.shell', match: r`<<|>>|[-+*/%<>=!&|^~?:]+` },
        { name: 'variable.other.normal.shell', match: r`\b[A-Za-z_]\w*\b` },
        enclosed('meta.group.shell', r`\(`, r`\)`, own('arithmetic-words')),
      ],
    },
  };
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [`${id}-${name}`, rule]));
}
