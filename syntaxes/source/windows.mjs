// PowerShell and cmd inside RUN and its like, for files with the escape character of Windows or a SHELL that says so.
// Like the POSIX shell of shell.mjs they are ours, because the Dockerfile joins the lines.

import { captures, include, r, WORD_START } from './words.mjs';

const OPERATORS =
  'eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split|join|and|or|not|xor|band|bor|bnot|bxor|shl|shr|is|isnot|as|f';

const KEYWORDS =
  'if|elseif|else|foreach|for|while|do|until|switch|default|function|filter|param|begin|process|end|try|catch|finally|throw|trap|return|break|continue|exit|in';

const COMMANDS =
  'assoc|attrib|call|cd|chdir|cls|copy|curl|del|dir|echo|endlocal|erase|icacls|md|mkdir|mklink|move|msiexec|net|path|pause|popd|powershell|pushd|rd|reg|ren|rename|rmdir|robocopy|sc|set|setlocal|setx|shift|start|tar|title|type|ver|vol|xcopy';

export function powershell(dialect) {
  const id = `${dialect}-powershell`;
  const continuation = include(`${dialect}-continuation`);
  const own = (...names) => include(...names.map((name) => `${id}-${name}`));
  const string = (name, quote, patterns) => ({
    name,
    begin: quote,
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.powershell' } },
    end: `${quote}(?!${quote})|(?=$)`,
    endCaptures: { 0: { name: 'punctuation.definition.string.end.powershell' } },
    patterns: [
      ...continuation,
      { name: 'constant.character.escape.powershell', match: `${quote}${quote}` },
      ...patterns,
    ],
  });

  return {
    [`${id}-list`]: {
      patterns: [...continuation, ...include('heredoc-script-powershell'), ...own('words')],
    },
    [`${id}-words`]: {
      patterns: [
        ...continuation,
        {
          name: 'comment.block.powershell',
          begin: '<#',
          end: '#>|(?=$)',
          patterns: continuation,
        },
        {
          name: 'comment.line.powershell',
          begin: r`(?<![^\s;{}()|])(#)`,
          beginCaptures: captures('punctuation.definition.comment.powershell'),
          end: '(?=$)',
          patterns: continuation,
        },
        ...own('variable'),
        string('string.quoted.double.powershell', '"', [
          { name: 'constant.character.escape.powershell', match: r`\x60\S` },
          ...own('variable'),
        ]),
        string('string.quoted.single.powershell', "'", []),
        { name: 'constant.character.escape.powershell', match: r`\x60\S` },
        {
          match: r`(\[)([A-Za-z_][\w.]*(?:\[\])?)(\])`,
          captures: captures(
            'punctuation.definition.type.powershell',
            'storage.type.powershell',
            'punctuation.definition.type.powershell',
          ),
        },
        {
          match: r`(::|\.)([A-Za-z_]\w*)(?=\()`,
          captures: captures('keyword.operator.member.powershell', 'entity.name.function.method.powershell'),
        },
        { name: 'support.function.powershell', match: r`(?<![\w$.:-])[A-Za-z]+-[A-Za-z]\w*(?![\w-])` },
        { name: 'keyword.operator.comparison.powershell', match: `${WORD_START}(?i:-[ci]?(?:${OPERATORS}))(?![\\w-])` },
        { name: 'constant.other.option.powershell', match: `${WORD_START}--?[A-Za-z][\\w-]*:?` },
        { name: 'keyword.control.powershell', match: String.raw`(?<![\w$.:/\\-])(?i:${KEYWORDS})(?![\w.:/\\-])` },
        { name: 'constant.numeric.powershell', match: r`(?<![\w.:/\\-])\d+(?:\.\d+)?(?:[KMGT]B)?(?![\w.:/\\-])` },
        { name: 'markup.underline.link.powershell', match: r`\bhttps?://[^\s"'$;|<>()\x60]+` },
        { name: 'keyword.operator.pipe.powershell', match: r`\|\|?|&&` },
        { name: 'punctuation.terminator.statement.powershell', match: ';' },
        { name: 'keyword.operator.redirect.powershell', match: r`(?:[\d*])?>>?(?:&\d)?` },
        { name: 'keyword.operator.assignment.powershell', match: r`(?<=\s)[-+*/%]?=(?=\s|["'$@(\[])` },
        { name: 'keyword.operator.call.powershell', match: r`&(?=\s)` },
      ],
    },
    [`${id}-variable`]: {
      patterns: [
        {
          match: r`(\$)(?i:(true|false|null|_)(?!\w)|((?:env|global|local|script|private|using|function|alias|variable):)?([A-Za-z_]\w*|[?^$]))`,
          captures: captures(
            'punctuation.definition.variable.powershell',
            'constant.language.powershell',
            'support.variable.drive.powershell',
            'variable.other.readwrite.powershell',
          ),
        },
        { name: 'variable.other.readwrite.powershell', match: r`\$\{[^}\n]*\}` },
        {
          name: 'meta.embedded.substatement.powershell',
          begin: r`([$@]\()`,
          beginCaptures: captures('punctuation.section.embedded.begin.powershell'),
          end: r`(\))|(?=$)`,
          endCaptures: captures('punctuation.section.embedded.end.powershell'),
          patterns: own('nested'),
        },
      ],
    },
    // Parentheses are counted only where a closing one means something.
    [`${id}-nested`]: {
      patterns: [{ begin: r`\(`, end: r`\)|(?=$)`, patterns: own('nested') }, ...own('words')],
    },
  };
}

export function cmd(dialect) {
  const id = `${dialect}-cmd`;
  const continuation = include(`${dialect}-continuation`);
  const own = (...names) => include(...names.map((name) => `${id}-${name}`));

  return {
    [`${id}-list`]: {
      patterns: [
        ...continuation,
        {
          name: 'comment.line.rem.batchfile',
          begin: r`(?<![^\s@&|(])(?i:rem)(?=\s|$)`,
          end: '(?=$)',
          patterns: continuation,
        },
        {
          name: 'keyword.control.batchfile',
          match: r`(?<![^\s@&|()])(?i:if|else|for|in|do|not|exist|defined|errorlevel|goto|exit)(?=[\s()]|$)`,
        },
        { name: 'keyword.operator.conditional.batchfile', match: r`&&|\|\|` },
        { name: 'keyword.operator.pipe.batchfile', match: '[&|]' },
        ...own('powershell'),
        {
          name: 'meta.command.batchfile',
          begin: r`(?=[^\s&|()@<>])`,
          end: r`(?=[&|()]|$)`,
          patterns: [
            { name: 'keyword.command.batchfile', match: String.raw`\G(?i:${COMMANDS})(?:\.exe)?(?=[\s&|()\x60]|$)` },
            { name: 'entity.name.function.call.batchfile', match: r`\G[^\s&|()<>"'%$\x60]+(?=[\s&|()<>]|$)` },
            ...own('words'),
          ],
        },
      ],
    },
    // `powershell -Command …` from cmd.
    [`${id}-powershell`]: {
      name: 'meta.embedded.inline.powershell.dockerfile',
      begin: r`(?<![^\s@&|("])(?i:(powershell|pwsh)(?:\.exe)?)(?=\s|$)`,
      beginCaptures: captures('entity.name.function.call.batchfile'),
      end: r`(?=&&|\|\||$)`,
      patterns: [
        {
          name: 'meta.string.powershell',
          begin: '"',
          beginCaptures: { 0: { name: 'punctuation.definition.string.begin.batchfile' } },
          end: '"|(?=$)',
          endCaptures: { 0: { name: 'punctuation.definition.string.end.batchfile' } },
          patterns: [
            { name: 'constant.character.escape.batchfile', match: r`\\"|""` },
            { name: 'punctuation.definition.group.powershell', match: r`[()]` },
            ...include(`${dialect}-powershell-words`),
          ],
        },
        ...include(`${dialect}-powershell-words`),
      ],
    },
    [`${id}-words`]: {
      patterns: [
        ...continuation,
        {
          name: 'string.quoted.double.batchfile',
          begin: '"',
          beginCaptures: { 0: { name: 'punctuation.definition.string.begin.batchfile' } },
          end: '"|(?=$)',
          endCaptures: { 0: { name: 'punctuation.definition.string.end.batchfile' } },
          patterns: [...continuation, ...own('variable')],
        },
        ...own('variable'),
        { name: 'constant.character.escape.batchfile', match: r`\^\S` },
        {
          name: 'constant.other.option.batchfile',
          match: String.raw`${WORD_START}(?:/[A-Za-z?][\w:-]*|--?[A-Za-z][\w-]*)(?=[\s=:]|$)`,
        },
        { name: 'keyword.operator.redirect.batchfile', match: r`\d?(?:>>?|<)(?:&\d)?` },
        { name: 'markup.underline.link.batchfile', match: r`\bhttps?://[^\s"'%&|<>()\x60]+` },
        { name: 'constant.numeric.batchfile', match: r`(?<![\w.:/\\=-])\d+(?![\w.:/\\-])` },
      ],
    },
    [`${id}-variable`]: {
      patterns: [
        {
          match: r`(%)([A-Za-z_][\w()]*)(?::[^%\n]*)?(%)`,
          captures: captures(
            'punctuation.definition.variable.batchfile',
            'variable.other.readwrite.batchfile',
            'punctuation.definition.variable.batchfile',
          ),
        },
        { name: 'variable.parameter.batchfile', match: '%%?~?[A-Za-z0-9]\\b' },
        { name: 'variable.other.readwrite.batchfile', match: '![A-Za-z_]\\w*!' },
      ],
    },
  };
}
