// The file: directives, instructions and what each of them takes.

import { heredocs } from './heredoc.mjs';
import { shell } from './shell.mjs';
import { cmd, powershell } from './windows.mjs';
import { captures, DIALECTS, include, KEYWORDS, r, sharedWords, WORD_START, words } from './words.mjs';

const KEYWORD = 'keyword.other.special-method.dockerfile';
const STAGE = 'entity.name.function.stage.dockerfile';
const OPTION = 'entity.other.attribute-name.option.dockerfile';
const EQUALS = 'keyword.operator.assignment.dockerfile';
const COLON = 'punctuation.separator.dockerfile';

const KEYWORDS_ALONE = String.raw`(?i:${KEYWORDS})(?=\s|$|[\\\x60][ \t]*$)`;
const DIRECTIVE = r`[ \t]*#[ \t]*(?i:syntax|escape|check)[ \t]*=`;
const POWERSHELL = r`"(?:[^"\n]*[\\/])?(?i:powershell|pwsh)(?:\.exe)?"`;
const CMD = r`"(?:[^"\n]*[\\/])?(?i:cmd)(?:\.exe)?"`;

function instructions({ id, escape, shell: defaultShell }) {
  const own = (...names) => include(...names.map((name) => `${id}-${name}`));
  const keyword = (name) => String.raw`${WORD_START}(?i:(${name}))(?=\s|$|${escape}[ \t]*$)`;

  const instruction = (name, patterns) => ({
    name: `meta.instruction.${name.toLowerCase()}.dockerfile`,
    begin: keyword(name),
    beginCaptures: captures(KEYWORD),
    end: r`$\n?`,
    patterns,
  });

  // Flags stand between the keyword and the first argument, nowhere else.
  const flags = (...kinds) => ({
    begin: String.raw`\G(?=[ \t]|${escape}[ \t]*$)`,
    end: r`(?=\S|$)`,
    applyEndPatternLast: 1,
    patterns: own('continuation', ...kinds.map((kind) => `flag-${kind}`), 'flag'),
  });

  const flag = (names, patterns) => ({
    name: 'meta.flag.dockerfile',
    begin: String.raw`${WORD_START}(--)(${names})(?:(=)|(?=\s|$))`,
    beginCaptures: captures(
      'punctuation.definition.flag.dockerfile',
      'entity.other.attribute-name.flag.dockerfile',
      EQUALS,
    ),
    // A value may go on in the next line, if nothing separates it there.
    end: r`(?<=\s)|(?=\s|$)`,
    patterns: [...own('continuation'), ...patterns, ...own('variable', 'string')],
  });

  const text = (name) => ({ name, match: r`[^\s"'$,\\\x60]+` });

  // `NAME=value NAME="value"`, as of ENV, LABEL and ARG.
  const pair = (begin, key) => ({
    begin,
    beginCaptures: captures(key, EQUALS),
    end: String.raw`(?<=\s)(?<!${escape}\s)(?=\S)|(?=\s|$)`,
    patterns: [
      ...own('continuation', 'variable', 'string'),
      { name: 'constant.character.escape.dockerfile', match: `${escape}.` },
      ...include('unquoted'),
    ],
  });
  const legacyPair = (key) => ({
    begin: r`\G[ \t]+([^\s="']+)(?=[ \t]+[^\s=])`,
    beginCaptures: captures(key),
    end: '(?=$)',
    patterns: [...own('continuation', 'variable', 'string'), ...include('unquoted')],
  });

  // The command of RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD, by the shell that will run it.
  const script = (kind, scope) => ({
    name: scope,
    begin: r`(?=\S)`,
    end: '(?=$)',
    patterns: own(kind),
  });
  const scripts = {
    sh: [
      script('sh-list', 'meta.embedded.inline.shellscript.dockerfile source.shell'),
      script('sh-plain-list', 'meta.embedded.inline.shellscript.dockerfile source.shell'),
    ],
    powershell: [
      script('powershell-list', 'meta.embedded.inline.powershell.dockerfile source.powershell'),
      script('powershell-words', 'meta.embedded.inline.powershell.dockerfile source.powershell'),
    ],
    cmd: [
      script('cmd-list', 'meta.embedded.inline.bat.dockerfile source.batchfile'),
      script('cmd-list', 'meta.embedded.inline.bat.dockerfile source.batchfile'),
    ],
  };

  const commands = (kind) => {
    const [build, run] = scripts[kind];
    return [
      instruction('RUN', [flags('mount', 'word'), ...own('continuation', 'exec-form'), build]),
      instruction('CMD', [...own('continuation', 'exec-form'), run]),
      instruction('ENTRYPOINT', [...own('continuation', 'exec-form'), run]),
      instruction('HEALTHCHECK', [
        flags('duration'),
        ...own('continuation'),
        { name: 'constant.language.none.dockerfile', match: String.raw`${WORD_START}(?i:NONE)(?=\s|$)` },
        {
          begin: keyword('CMD'),
          beginCaptures: captures(KEYWORD),
          end: '(?=$)',
          patterns: [...own('continuation', 'exec-form'), run],
        },
      ]),
    ];
  };

  // A SHELL holds until the next FROM or SHELL.
  const shellRegion = (kind, program) => ({
    begin: String.raw`^[ \t]*(?i:(SHELL))(?=\s+\[\s*${program})`,
    beginCaptures: captures(KEYWORD),
    end: String.raw`^(?=[ \t]*(?i:FROM|SHELL)(?:\s|$))`,
    patterns: [
      {
        name: 'meta.instruction.shell.dockerfile',
        begin: r`\G`,
        end: r`$\n?`,
        patterns: own('continuation', 'exec-form'),
      },
      ...own(`instructions-${kind}`),
    ],
  });

  const rules = {
    [`instructions-sh`]: { patterns: [...commands('sh'), ...own('onbuild-sh', 'instructions')] },
    [`instructions-powershell`]: {
      patterns: [...commands('powershell'), ...own('onbuild-powershell', 'instructions')],
    },
    [`instructions-cmd`]: { patterns: [...commands('cmd'), ...own('onbuild-cmd', 'instructions')] },
    ...Object.fromEntries(
      ['sh', 'powershell', 'cmd'].map((kind) => [
        `onbuild-${kind}`,
        {
          name: 'meta.instruction.onbuild.dockerfile',
          begin: keyword('ONBUILD'),
          beginCaptures: captures(`${KEYWORD} keyword.control.dockerfile`),
          end: r`$\n?`,
          patterns: [...own('continuation'), ...own(`instructions-${kind}`)],
        },
      ]),
    ),
    file: {
      patterns: [
        ...include('comment'),
        shellRegion('powershell', POWERSHELL),
        shellRegion('cmd', CMD),
        ...(defaultShell === 'sh' ? [] : [shellRegion('sh', '"')]),
        ...own(`instructions-${defaultShell}`),
      ],
    },

    instructions: {
      patterns: [
        ...include('comment'),
        instruction('FROM', [
          flags('word'),
          ...own('continuation'),
          {
            begin: String.raw`${WORD_START}(?i:(AS))(?=\s|$|${escape}[ \t]*$)`,
            beginCaptures: captures(KEYWORD),
            end: '(?=$)',
            patterns: [...own('continuation'), { name: STAGE, match: r`[A-Za-z][\w.-]*(?=\s|$)` }],
          },
          ...own('image'),
        ]),
        instruction('COPY', [flags('from', 'word'), ...own('files')]),
        instruction('ADD', [flags('word'), ...own('files')]),
        instruction('ENV', [
          legacyPair('variable.other.readwrite.env.dockerfile'),
          ...own('continuation'),
          pair(
            String.raw`${WORD_START}([A-Za-z_][^\s=]*|"[^"\n]*"|'[^'\n]*')(=)`,
            'variable.other.readwrite.env.dockerfile',
          ),
          { name: 'variable.other.readwrite.env.dockerfile', match: String.raw`${WORD_START}[A-Za-z_]\w*(?=[ \t]*$)` },
          ...own('variable', 'string'),
        ]),
        instruction('LABEL', [
          legacyPair('entity.other.attribute-name.label.dockerfile'),
          ...own('continuation'),
          pair(
            String.raw`${WORD_START}([^\s="'$]+|"[^"\n]*"|'[^'\n]*')(=)`,
            'entity.other.attribute-name.label.dockerfile',
          ),
          ...own('variable', 'string'),
        ]),
        instruction('ARG', [
          ...own('continuation'),
          pair(String.raw`${WORD_START}([A-Za-z_]\w*)(=)`, 'variable.parameter.arg.dockerfile'),
          { name: 'variable.parameter.arg.dockerfile', match: String.raw`${WORD_START}[A-Za-z_]\w*(?=\s|$)` },
          ...own('variable', 'string'),
        ]),
        instruction('EXPOSE', [
          ...own('continuation', 'variable', 'string'),
          {
            match: r`(\d+)(?:(-)(\d+))?(?:(/)(?i:(tcp|udp|sctp)))?(?![\w/])`,
            captures: captures(
              'constant.numeric.port.dockerfile',
              'keyword.operator.range.dockerfile',
              'constant.numeric.port.dockerfile',
              COLON,
              'constant.language.protocol.dockerfile',
            ),
          },
          {
            match: r`(/)(?i:(tcp|udp|sctp))(?!\w)`,
            captures: captures(COLON, 'constant.language.protocol.dockerfile'),
          },
          { name: 'keyword.operator.range.dockerfile', match: '-' },
        ]),
        instruction('USER', [
          ...own('continuation', 'variable', 'string'),
          { name: 'constant.numeric.user.dockerfile', match: r`(?<=[\s:])\d+(?=[\s:]|$)` },
          { name: COLON, match: ':' },
          { name: 'string.unquoted.user.dockerfile', match: r`[^\s:$"'\\\x60]+(?:\\[^\s:$"']+)?` },
        ]),
        instruction('WORKDIR', [
          ...own('continuation', 'variable', 'string'),
          { name: 'string.unquoted.path.dockerfile', match: r`[^\s$"'\\\x60]+|[\\\x60]` },
        ]),
        instruction('VOLUME', [
          ...own('continuation', 'path-array', 'variable', 'string'),
          { name: 'string.unquoted.path.dockerfile', match: r`[^\s$"'\\\x60]+|[\\\x60]` },
        ]),
        instruction('STOPSIGNAL', [
          ...own('continuation', 'variable', 'string'),
          { name: 'constant.numeric.signal.dockerfile', match: String.raw`${WORD_START}\d+(?=\s|$)` },
          {
            name: 'constant.language.signal.dockerfile',
            match: String.raw`${WORD_START}(?i:SIG)?[A-Za-z][A-Za-z0-9+-]*(?=\s|$)`,
          },
        ]),
        instruction('SHELL', own('continuation', 'exec-form')),
        instruction('MAINTAINER', [
          ...own('continuation', 'string'),
          { name: 'string.unquoted.value.dockerfile', match: r`[^\s"'\\\x60]+|[\\\x60]` },
        ]),
        // Whatever else: half a keyword, or one that another frontend knows.
        {
          name: 'meta.instruction.unknown.dockerfile',
          begin: String.raw`${WORD_START}(?!${KEYWORDS_ALONE})(?=[^\s#])(?!${escape}[ \t]*$)`,
          end: r`$\n?`,
          patterns: own('continuation', 'variable', 'string'),
        },
        ...own('continuation'),
      ],
    },

    // Sources and destination of ADD and COPY. The last word is where it goes.
    files: {
      patterns: [
        ...own('continuation'),
        ...include('heredoc-copy'),
        ...own('path-array'),
        ...include('url'),
        {
          name: 'string.unquoted.path.destination.dockerfile',
          begin: String.raw`(?<=\s)(?=[^\s"'\[]+[ \t]*$)(?![^\n]*${escape}[ \t]*$)`,
          end: r`(?=\s|$)`,
          patterns: own('variable'),
        },
        ...own('variable', 'string'),
        { name: 'constant.character.escape.dockerfile', match: `${escape}.` },
        { name: 'keyword.operator.glob.dockerfile', match: r`[*?]|(?<=\S)\[[^\]\s"]*\]` },
        { name: 'string.unquoted.path.source.dockerfile', match: r`[^\s$"'\\\x60*?\[]+` },
      ],
    },

    // `registry/namespace/name:tag@digest`, any part of which may come from an ARG.
    image: {
      name: 'meta.image.dockerfile',
      begin: r`(?=[^\s,"'])`,
      end: r`(?=[\s,"']|$)`,
      patterns: [
        { name: 'constant.language.scratch.dockerfile', match: r`\Gscratch(?=\s|$)` },
        {
          match: r`\G(localhost(?::\d+)?|[\w-]+(?:\.[\w-]+)+(?::\d+)?|[\w-]+:\d+)(/)`,
          captures: captures('entity.name.namespace.registry.dockerfile', 'punctuation.separator.path.dockerfile'),
        },
        {
          match: r`(:\d+)(/)`,
          captures: captures('entity.name.namespace.registry.dockerfile', 'punctuation.separator.path.dockerfile'),
        },
        {
          begin: r`(@)(?:(sha256|sha384|sha512)(:))?`,
          beginCaptures: captures(COLON, 'constant.language.digest.dockerfile', COLON),
          end: r`(?=[\s,"']|$)`,
          patterns: [...own('variable'), { name: 'constant.numeric.digest.dockerfile', match: r`[0-9A-Fa-f]+` }],
        },
        {
          begin: '(:)',
          beginCaptures: captures(COLON),
          end: r`(?=[\s@,"']|$)`,
          patterns: [...own('variable'), { name: 'string.unquoted.tag.dockerfile', match: r`[^\s@$,"'\\\x60]+` }],
        },
        { name: 'punctuation.separator.path.dockerfile', match: '/' },
        ...own('variable'),
        { name: 'entity.name.namespace.image.dockerfile', match: r`[A-Za-z0-9._-]+(?=/)` },
        { name: 'entity.name.type.image.dockerfile', match: '[A-Za-z0-9._-]+' },
      ],
    },
    // What `--from` names: a stage by name or number, or an image.
    source: {
      patterns: [
        { name: 'constant.numeric.stage.dockerfile', match: r`(?<==)\d+(?=[\s,"']|$)` },
        { name: STAGE, match: r`(?<==)[A-Za-z][\w.-]*(?=[\s,"']|$)` },
        ...own('image'),
      ],
    },

    flag: flag('[A-Za-z][A-Za-z0-9-]*', [
      { name: 'punctuation.separator.dockerfile', match: '[,:]' },
      text('string.unquoted.flag.dockerfile'),
    ]),
    'flag-from': flag('from', own('source')),
    'flag-duration': flag('interval|timeout|start-period|start-interval|retries', [
      ...include('duration'),
      { name: 'constant.numeric.dockerfile', match: r`\d+(?=\s|$)` },
      text('string.unquoted.flag.dockerfile'),
    ]),
    'flag-word': {
      patterns: [
        flag('platform', [
          { name: 'punctuation.separator.platform.dockerfile', match: '/' },
          { name: 'string.unquoted.platform.dockerfile', match: '[A-Za-z0-9_.-]+' },
        ]),
        flag('chown', [
          { name: COLON, match: ':' },
          { name: 'constant.numeric.user.dockerfile', match: r`\d+(?=[\s:]|$)` },
          { name: 'string.unquoted.user.dockerfile', match: r`[^\s:$"'\\\x60]+` },
        ]),
        flag('chmod', [
          { name: 'constant.numeric.mode.dockerfile', match: r`[0-7]+(?=\s|$)` },
          { name: 'string.unquoted.flag.dockerfile', match: r`[^\s$"'\\\x60]+` },
        ]),
        flag('checksum', [
          {
            match: r`([a-z0-9]+)(:)([0-9A-Fa-f]+)`,
            captures: captures('constant.language.digest.dockerfile', COLON, 'constant.numeric.digest.dockerfile'),
          },
        ]),
        flag('network|security', [{ name: 'constant.language.flag.dockerfile', match: '[a-z]+' }]),
        flag('link|parents|keep-git-dir|unpack', [
          { name: 'constant.language.boolean.dockerfile', match: '(?i:true|false)|[01]' },
        ]),
      ],
    },

    // `--mount=type=cache,target=/root/.npm`
    'flag-mount': flag('mount', [
      { name: 'punctuation.separator.mount.dockerfile', match: ',' },
      {
        match: r`(?<=[=,"])(type)(=)([a-z]+)`,
        captures: captures(OPTION, EQUALS, 'storage.type.mount.dockerfile'),
      },
      {
        begin: r`(?<=[=,"])(from)(=)(?=[^\s,])`,
        beginCaptures: captures(OPTION, EQUALS),
        end: r`(?=[\s,"]|$)`,
        patterns: [...own('variable', 'source')],
      },
      {
        match: r`(?<=[=,"])(mode|uid|gid|size)(=)(\d+[kmgtbKMGTB]*)`,
        captures: captures(OPTION, EQUALS, 'constant.numeric.mount.dockerfile'),
      },
      {
        match: r`(?<=[=,"])([a-z]+)(=)(?i:(true|false|shared|private|locked)(?=[\s,"]|$))`,
        captures: captures(OPTION, EQUALS, 'constant.language.mount.dockerfile'),
      },
      { match: r`(?<=[=,"])([a-z]+)(=)`, captures: captures(OPTION, EQUALS) },
      { name: OPTION, match: r`(?<=[=,"])(?:ro|rw|readonly|readwrite|required)(?=[\s,"]|$)` },
      text('string.unquoted.flag.dockerfile'),
    ]),
  };
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [`${id}-${name}`, rule]));
}

export function grammar() {
  const [unix, windows] = DIALECTS;
  return {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    comment: 'Generated by `node syntaxes/build.mjs` from syntaxes/source. Edit there.',
    name: 'Dockerfile',
    scopeName: 'source.dockerfile',
    fileTypes: ['dockerfile', 'containerfile', 'Dockerfile', 'Containerfile'],
    patterns: include('directives', `${unix.id}-file`),
    repository: {
      // Only at the very top, and only until the first line that is none. An escape character given there rules the rest of the file.
      directives: {
        begin: String.raw`(?:\A|\G)(?=${DIRECTIVE})`,
        end: `^(?!${DIRECTIVE})`,
        patterns: [
          {
            begin: r`^[ \t]*(#)[ \t]*(?i:(escape))[ \t]*(=)[ \t]*(\x60)[ \t]*$\n?`,
            beginCaptures: {
              0: { name: 'comment.line.number-sign.directive.dockerfile' },
              1: { name: 'punctuation.definition.comment.dockerfile' },
              2: { name: 'keyword.control.directive.dockerfile' },
              3: { name: 'keyword.operator.assignment.dockerfile' },
              4: { name: 'constant.character.escape.directive.dockerfile' },
            },
            end: '(?!)',
            patterns: [
              {
                begin: String.raw`\G(?=${DIRECTIVE})`,
                end: `^(?!${DIRECTIVE})`,
                patterns: include('directive'),
              },
              ...include(`${windows.id}-file`),
            ],
          },
          ...include('directive'),
        ],
      },
      ...sharedWords,
      ...heredocs,
      ...Object.assign(
        {},
        ...DIALECTS.map((dialect) => ({
          ...words(dialect),
          ...instructions(dialect),
          ...powershell(dialect.id),
          ...cmd(dialect.id),
        })),
      ),
      ...shell({ dialect: unix.id, id: `${unix.id}-sh`, heredocs: true }),
      ...shell({ dialect: unix.id, id: `${unix.id}-sh-plain`, heredocs: false }),
      ...shell({ dialect: windows.id, id: `${windows.id}-sh`, heredocs: true }),
      ...shell({ dialect: windows.id, id: `${windows.id}-sh-plain`, heredocs: false }),
    },
  };
}
