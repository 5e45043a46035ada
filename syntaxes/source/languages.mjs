// The languages of heredoc bodies: by the command that reads the heredoc, or by the file it becomes.
//
// Some grammars exist only where an extension brings them (TOML, nginx): a few rules of our own follow them.

import { include, r } from './words.mjs';

/** The id is VS Code's language id: `meta.embedded.block.<id>` is what `embeddedLanguages` in package.json maps. */
export const LANGUAGES = [
  {
    id: 'shellscript',
    grammar: 'source.shell',
    commands: '(?:ba|da|z|k|a)?sh',
    file: r`\.(?:sh|bash|zsh|ash|bashrc|profile)`,
  },
  {
    id: 'python',
    grammar: 'source.python',
    commands: r`(?:python|pypy)[\d.]*|uv[ \t]+run[ \t]+(?:--[^\s]+[ \t]+)*(?:python[\d.]*|-)`,
    file: r`\.pyi?`,
  },
  {
    id: 'javascript',
    grammar: 'source.js',
    commands: r`node(?:js)?|bun[ \t]+(?:run[ \t]+)?-`,
    file: r`\.[cm]?jsx?`,
  },
  { id: 'typescript', grammar: 'source.ts', commands: r`deno[ \t]+run|tsx`, file: r`\.[cm]?ts` },
  {
    id: 'ruby',
    grammar: 'source.ruby',
    commands: r`j?ruby[\d.]*`,
    file: r`(?:\.(?:rb|gemspec|rake)|(?:^|/|\s)(?:Gem|Rake)file)`,
  },
  { id: 'perl', grammar: 'source.perl', commands: r`perl[\d.]*`, file: r`\.p[lm]` },
  { id: 'php', grammar: 'text.html.php', commands: r`php[\d.]*`, file: r`\.php` },
  {
    id: 'sql',
    grammar: 'source.sql',
    commands: r`psql|mysql|mariadb|sqlite3|sqlcmd|clickhouse(?:[ -]client)?`,
    file: r`\.sql`,
  },
  { id: 'powershell', grammar: 'source.powershell', commands: r`(?:pwsh|powershell)(?:\.exe)?`, file: r`\.psm?1` },
  { id: 'json', grammar: 'source.json', commands: 'jq', file: r`\.(?:jsonc?|webmanifest)` },
  { id: 'yaml', grammar: 'source.yaml', file: r`\.ya?ml` },
  { id: 'toml', grammar: 'source.toml', file: r`\.toml`, own: ['settings'] },
  {
    id: 'nginx',
    grammar: 'source.nginx',
    file: r`(?:nginx[^\s]*\.(?:conf|template|conf\.template)|nginx/[^\s]+)`,
    own: ['nginx'],
  },
  {
    id: 'ini',
    grammar: 'source.ini',
    file: r`\.(?:ini|cfg|cnf|desktop|service|socket|timer|sources|repo|list)`,
    own: ['settings'],
  },
  { id: 'properties', grammar: 'source.ini', file: r`\.(?:conf|properties|env)`, own: ['settings'] },
  { id: 'html', grammar: 'text.html.basic', file: r`\.html?` },
  { id: 'xml', grammar: 'text.xml', file: r`\.(?:xml|svg|csproj|props|targets)` },
  { id: 'css', grammar: 'source.css', file: r`\.css` },
  {
    id: 'dockerfile',
    grammar: 'source.dockerfile',
    file: r`(?:(?:^|/|\s)(?:Docker|Container)file(?:\.[\w-]+)?|\.(?:dockerfile|containerfile))`,
  },
];

/** Small grammars for bodies whose real one may not be installed. */
export const ownLanguages = {
  settings: {
    patterns: [
      { name: 'comment.line.number-sign.settings.dockerfile', match: r`^[ \t]*[#;].*$\n?` },
      { name: 'entity.name.section.settings.dockerfile', match: r`^[ \t]*\[[^\]\n]*\]+` },
      {
        match: r`^[ \t]*([\w.-]+)[ \t]*([=:])`,
        captures: {
          1: { name: 'support.type.property-name.settings.dockerfile' },
          2: { name: 'punctuation.separator.key-value.settings.dockerfile' },
        },
      },
      { name: 'string.quoted.double.settings.dockerfile', match: r`"(?:[^"\\\n]|\\.)*"` },
      { name: 'string.quoted.single.settings.dockerfile', match: r`'[^'\n]*'` },
      { name: 'constant.language.settings.dockerfile', match: r`\b(?:true|false|on|off|yes|no|null)\b` },
      { name: 'constant.numeric.settings.dockerfile', match: r`(?<![\w.-])\d+(?:\.\d+)*(?![\w.-])` },
    ],
  },
  nginx: {
    patterns: [
      { name: 'comment.line.number-sign.nginx.dockerfile', match: '#.*$' },
      { name: 'variable.other.nginx.dockerfile', match: r`\$\w+|\$\{\w+\}` },
      { name: 'string.quoted.double.nginx.dockerfile', match: r`"(?:[^"\\\n]|\\.)*"` },
      { name: 'string.quoted.single.nginx.dockerfile', match: r`'(?:[^'\\\n]|\\.)*'` },
      {
        name: 'keyword.control.block.nginx.dockerfile',
        match: r`(?:^|(?<=[;{}]))[ \t]*(?:http|events|stream|server|location|upstream|map|geo|if|limit_except|types|mail)\b`,
      },
      { name: 'keyword.other.directive.nginx.dockerfile', match: r`(?:^|(?<=[;{}]))[ \t]*[a-z][a-z_]+\b` },
      { name: 'keyword.operator.nginx.dockerfile', match: r`(?<=\s)(?:=|~\*?|\^~|!~\*?|!=)(?=\s)` },
      { name: 'constant.language.nginx.dockerfile', match: r`\b(?:on|off|default_server|ssl|any|all)\b` },
      { name: 'constant.numeric.nginx.dockerfile', match: r`(?<![\w./-])\d+(?:[smhdkKMG]|ms)?\b` },
      { name: 'punctuation.terminator.nginx.dockerfile', match: '[;{}]' },
    ],
  },
};

/** What stands between a heredoc's first line and its terminator, from a `^` that nothing but the terminator undoes. */
export const bodyScope = ({ id }) =>
  `meta.embedded.block.${id}.dockerfile${id === 'shellscript' ? ' source.shell' : ''}`;

export const bodyPatterns = ({ grammar, own = [] }) => [{ include: grammar }, ...include(...own)];
