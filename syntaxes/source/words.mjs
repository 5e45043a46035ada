// What every part of the grammar is made of: line joining, comments, variables, strings, JSON arrays.
//
// A Dockerfile joins lines before any shell sees them: an escape character at the end of a line, then any number of
// comment lines and blank lines, then the rest. Every rule here that can be open at the end of a line therefore lists
// `continuation` among its patterns and ends at `$`: an instruction can never swallow the one after it.

export const r = String.raw;

/** A dialect is what the escape character makes of the file: its id is the prefix of the rules written for it. */
export const DIALECTS = [
  { id: 'unix', escape: r`\\`, shell: 'sh' },
  { id: 'windows', escape: '`', shell: 'cmd' },
];

export const KEYWORDS =
  'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR';

/** ARGs that BuildKit defines without being asked. */
const PREDEFINED =
  '(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT|OSVERSION|OSFEATURES)|TARGETSTAGE|(?:HTTPS?|FTP|NO|ALL)_PROXY|SOURCE_DATE_EPOCH|BUILDKIT_[A-Z_]+';

/** A word begins here: whitespace or nothing before it. */
export const WORD_START = r`(?<!\S)`;

/** A string of a JSON array. */
const ELEMENT = r`"(?:[^"\\\n]|\\.)*+"`;

export const include = (...names) => names.map((name) => ({ include: `#${name}` }));

export const captures = (...names) =>
  Object.fromEntries(names.flatMap((name, index) => (name === '' ? [] : [[String(index + 1), { name }]])));

/** A string, from one quote to the next or to the end of the line. */
const string = (quote, name, patterns) => ({
  name,
  begin: quote,
  beginCaptures: { 0: { name: 'punctuation.definition.string.begin.dockerfile' } },
  end: `${quote}|(?=$)`,
  endCaptures: { 0: { name: 'punctuation.definition.string.end.dockerfile' } },
  patterns,
});

/** The rules that do not depend on the escape character. */
export const sharedWords = {
  comment: {
    name: 'comment.line.number-sign.dockerfile',
    begin: r`^[ \t]*(#)`,
    beginCaptures: captures('punctuation.definition.comment.dockerfile'),
    end: r`$\n?`,
    patterns: [
      {
        match: r`\G[ \t]*(hadolint|dockerfile-mentor|dockerfile-utils|shellcheck|tally|checkov)(:)?[ \t]*(?=[a-z])(?:(global|stage|file)[ \t]+)?(ignore|skip|disable|shell|format)\b`,
        captures: captures(
          'keyword.other.pragma.dockerfile',
          'punctuation.separator.key-value.dockerfile',
          'storage.modifier.pragma.dockerfile',
          'keyword.control.pragma.dockerfile',
        ),
      },
      {
        match: r`\G[ \t]*(check)(=)(skip|error)\b`,
        captures: captures(
          'keyword.other.pragma.dockerfile',
          'punctuation.separator.key-value.dockerfile',
          'keyword.control.pragma.dockerfile',
        ),
      },
      { name: 'keyword.other.region.dockerfile', match: r`\G[ \t]*#?(?:end)?region\b` },
      { name: 'constant.other.rule.dockerfile', match: r`\b(?:DL|SC|CKV2?_DOCKER_)\d+\b` },
    ],
  },

  directive: {
    name: 'comment.line.number-sign.directive.dockerfile',
    begin: r`^[ \t]*(#)[ \t]*(?i:(syntax|escape|check))[ \t]*(=)[ \t]*`,
    beginCaptures: captures(
      'punctuation.definition.comment.dockerfile',
      'keyword.control.directive.dockerfile',
      'keyword.operator.assignment.dockerfile',
    ),
    end: r`$\n?`,
    patterns: [
      { name: 'keyword.operator.separator.dockerfile', match: '[;,=]' },
      { name: 'constant.character.escape.directive.dockerfile', match: '[\\\\`](?=[ \\t]*$)' },
      { name: 'string.unquoted.directive.dockerfile', match: '[^\\s;,=]+' },
    ],
  },

  'json-string-escape': {
    patterns: [
      { name: 'constant.character.escape.json.dockerfile', match: r`\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})` },
      { name: 'invalid.illegal.escape.json.dockerfile', match: r`\\[^\s"]` },
    ],
  },

  duration: {
    match: r`(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)`,
    captures: captures('constant.numeric.duration.dockerfile', 'keyword.other.unit.duration.dockerfile'),
  },

  url: {
    name: 'markup.underline.link.dockerfile',
    match: `${WORD_START}(?:https?|ftp|git|ssh)://[^\\s"'$]+|${WORD_START}git@[^\\s"'$]+`,
  },

  unquoted: { name: 'string.unquoted.value.dockerfile', match: r`[^\s"'$\\\x60]+|[\\\x60]` },
};

/** The words of one dialect. */
export function words({ id, escape }) {
  const own = (...names) => include(...names.map((name) => `${id}-${name}`));
  const variable = (name, begin, patterns) => ({
    name,
    begin,
    beginCaptures: captures('punctuation.definition.variable.begin.dockerfile'),
    end: r`(\})|(?=$)`,
    endCaptures: captures('punctuation.definition.variable.end.dockerfile'),
    patterns,
  });

  const array = (string) => ({
    name: 'meta.array.json.dockerfile',
    // An array only if it can be one: `RUN [ -f x ]` is a command, and so is anything with text behind the bracket.
    begin: String.raw`(\[)(?=\s*(?:${ELEMENT}\s*(?:,\s*|(?=\])|(?=${escape}?\s*$)))*+(?:\]\s*$|${escape}?\s*$|"[^"\n]*$))`,
    beginCaptures: captures('punctuation.definition.array.begin.json.dockerfile'),
    end: r`(\])|(?=$)`,
    endCaptures: captures('punctuation.definition.array.end.json.dockerfile'),
    patterns: [
      ...own('continuation'),
      { name: 'punctuation.separator.array.json.dockerfile', match: ',' },
      string,
      { name: 'invalid.illegal.expected-string.json.dockerfile', match: r`[^\s",\[\]\\\x60]+` },
    ],
  });

  const rules = {
    continuation: {
      // An escaped escape (`\\` at the end of a line) joins nothing.
      begin: `(?<!${escape})(${escape})[ \\t]*$\\n?`,
      beginCaptures: captures('constant.character.escape.line-continuation.dockerfile'),
      end: r`(?=[^\s#])`,
      patterns: include('comment'),
    },

    variable: {
      patterns: [
        { name: 'constant.character.escape.dockerfile', match: `${escape}\\$` },
        variable('meta.variable.bracketed.dockerfile', r`(\$\{)`, [
          ...own('continuation'),
          { name: 'variable.language.predefined.dockerfile', match: `\\G(?:${PREDEFINED})(?=[:}#%/+?-])` },
          { name: 'variable.other.bracketed.dockerfile', match: r`\G[A-Za-z_0-9]+` },
          // The text behind the operator is a word with variables of its own.
          {
            begin: r`(:[-+?]|[-+?]|##?|%%?|//?)`,
            beginCaptures: captures('keyword.operator.expansion.dockerfile'),
            end: r`(?=\})|(?=$)`,
            patterns: [
              ...own('continuation', 'variable', 'string'),
              { name: 'constant.character.escape.dockerfile', match: `${escape}\\S` },
              { name: 'keyword.operator.expansion.dockerfile', match: '/' },
              { name: 'keyword.operator.glob.dockerfile', match: '[*?]' },
              { name: 'string.unquoted.value.dockerfile', match: r`[^\s{}"'$/*?\\\x60]+` },
            ],
          },
          { name: 'invalid.illegal.modifier.dockerfile', match: r`[^\s}]+` },
        ]),
        {
          match: `(\\$)(?:(${PREDEFINED})(?![A-Za-z0-9_])|([A-Za-z_][A-Za-z0-9_]*|\\d))`,
          captures: captures(
            'punctuation.definition.variable.dockerfile',
            'variable.language.predefined.dockerfile',
            'variable.other.normal.dockerfile',
          ),
        },
      ],
    },

    'double-quoted': string('"', 'string.quoted.double.dockerfile', [
      ...own('continuation', 'variable'),
      { name: 'constant.character.escape.dockerfile', match: `${escape}.` },
    ]),
    'single-quoted': string("'", 'string.quoted.single.dockerfile', own('continuation')),
    string: { patterns: own('double-quoted', 'single-quoted') },

    /** An exec form, and the same with variables, where the builder expands them (ADD, COPY, VOLUME). */
    'exec-form': array(
      string('"', 'string.quoted.double.json.dockerfile', [...own('continuation'), ...include('json-string-escape')]),
    ),
    'path-array': array(
      string('"', 'string.quoted.double.json.dockerfile', [
        ...own('continuation', 'variable'),
        ...include('json-string-escape'),
      ]),
    ),
  };
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [`${id}-${name}`, rule]));
}
