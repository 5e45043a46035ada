// Measures Dockerfile Mentor next to its peers in one run, prints a table and keeps it in results.md:
// `npm run build && cd bench && npm ci && node bench.mjs [--quick]`. A folder with a corpus may be named: `--corpus DIR`.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { Client, percentile } from './client.mjs';
import { dockerfile } from './files.mjs';
import { linters, servers } from './peers.mjs';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, corpus: { type: 'string' } } });
const edits = values.quick ? 12 : 40;
const sizes = [20, 200, 1000, 5000];
const rows = [];

const round = (value) =>
  value === undefined || Number.isNaN(value) ? '–' : value < 10 ? value.toFixed(1) : Math.round(value).toString();

function add(title, goal, measured) {
  const own = measured.ours;
  const cells = servers.map(({ name }) => {
    const value = measured[name];
    if (value === undefined) return '–';
    return name === 'ours' || !own ? round(value) : `${round(value)} (×${(value / own).toFixed(1)})`;
  });
  rows.push([title, goal, ...cells]);
  console.log([title, goal, ...cells].join(' | '));
}

/** Times of `edits` repetitions: an edit, then what is measured right after it. */
async function measure(server, lines, after) {
  const client = new Client(server);
  try {
    await client.initialize();
    const uri = `file:///bench/${lines}/Dockerfile`;
    const text = dockerfile(lines);
    await client.open(uri, text);
    const runs = text.split('\n').flatMap((one, i) => (one.startsWith('RUN') ? [i] : []));
    const line = runs[runs.length >> 1];
    const position = { line, character: text.split('\n')[line].length };
    const places = { keyword: { line, character: 1 }, variable: variableIn(text) };
    const times = [];
    for (let i = 0; i < edits; i++) {
      const typed = await client.type(uri, i + 2, position);
      times.push(after ? await after(client, uri, places) : typed);
    }
    return percentile(times.slice(2), 0.95);
  } finally {
    client.stop();
  }
}

/** A variable in a RUN, in the middle of the file. */
function variableIn(text) {
  const lines = text.split('\n');
  const uses = lines.flatMap((one, line) => (one.includes('"$VERSION"') ? [line] : []));
  const line = uses[uses.length >> 1];
  return { line, character: lines[line].indexOf('VERSION') + 1 };
}

async function table(title, goals, after) {
  for (const [i, lines] of sizes.entries()) {
    const measured = {};
    for (const server of servers) measured[server.name] = await within(measure(server, lines, after));
    add(`${title}, ${lines} lines`, goals[i], measured);
  }
}

/** What takes longer than a minute, or is not supported, has no number. */
async function within(promise) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, 60_000);
  });
  const result = await Promise.race([promise.catch(() => undefined), late]);
  clearTimeout(timer);
  return result;
}

await table('edit → diagnostics, p95 ms', ['3', '5', '12', '60']);
/** What is asked right behind an edit: title, goals in ms, the server's capability, the request and its parameters. */
const fast = ['3', '3', '3', '15'];
const requests = [
  ['hover', fast, 'hoverProvider', 'textDocument/hover', at],
  ['completion', fast, 'completionProvider', 'textDocument/completion', at],
  ['signature help', fast, 'signatureHelpProvider', 'textDocument/signatureHelp', at],
  ['semantic tokens', ['8', '8', '8', '40'], 'semanticTokensProvider', 'textDocument/semanticTokens/full', whole],
  ['formatting', ['8', '8', '8', '45'], 'documentFormattingProvider', 'textDocument/formatting', formatting],
  ['symbols', fast, 'documentSymbolProvider', 'textDocument/documentSymbol', whole],
  ['folding', fast, 'foldingRangeProvider', 'textDocument/foldingRange', whole],
  ['definition', fast, 'definitionProvider', 'textDocument/definition', atVariable],
  ['references', fast, 'referencesProvider', 'textDocument/references', references],
];

function whole(uri) {
  return { textDocument: { uri } };
}

function at(uri, { keyword }) {
  return { textDocument: { uri }, position: keyword };
}

function atVariable(uri, { variable }) {
  return { textDocument: { uri }, position: variable };
}

function references(uri, places) {
  return { ...atVariable(uri, places), context: { includeDeclaration: true } };
}

function formatting(uri) {
  return { textDocument: { uri }, options: { tabSize: 4, insertSpaces: true } };
}

for (const [title, goals, capability, method, parameters] of requests) {
  await table(`${title} after an edit, p95 ms`, goals, (client, uri, places) => {
    if (!client.capabilities[capability]) throw new Error('not supported');
    return client.request(method, parameters(uri, places));
  });
}

const starts = { initialized: {}, first: {}, memory: {} };
for (const server of servers) {
  const runs = [];
  for (let i = 0; i < (values.quick ? 4 : 10); i++) {
    const client = new Client(server);
    const initialized = await client.initialize();
    const first = await client.open('file:///bench/start/Dockerfile', dockerfile(200));
    runs.push({ initialized, first, memory: client.memory() });
    client.stop();
  }
  for (const key of Object.keys(starts))
    starts[key][server.name] = percentile(
      runs.map((run) => run[key]),
      0.5,
    );
}
add('start → initialized, median ms', '85', starts.initialized);
add('start → first diagnostics, median ms', '100', starts.first);
add('memory after a 200-line file, MB', '85', starts.memory);

{
  const server = servers[0];
  const client = new Client(server);
  await client.initialize();
  const uri = 'file:///bench/queue/Dockerfile';
  await client.open(uri, dockerfile(200));
  client.published = 0;
  const last = client.diagnostics(uri, 51);
  for (let version = 2; version <= 51; version++) {
    client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '#' }],
    });
  }
  await last;
  add('fifty queued edits: computations', '3', { ours: client.published });
  client.stop();
}

for (const lines of [10_000, 20_000])
  add(`edit → diagnostics, p95 ms, ${lines} lines`, 'linear', { ours: await measure(servers[0], lines) });

if (values.corpus) {
  const files = readdirSync(values.corpus).length;
  const speed = {};
  for (const linter of linters) {
    // The first run of a new build compiles: the middle one of three counts.
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      spawnSync(linter.command, linter.args(values.corpus), { maxBuffer: 1 << 30 });
      return performance.now() - start;
    });
    speed[linter.name] = files / (percentile(times, 0.5) / 1000);
  }
  add('a folder, files per second', '1500', speed);
}

const head = ['measured', 'goal', ...servers.map(({ name }) => name)];
const markdown = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
writeFileSync(
  new URL('results.md', import.meta.url),
  `# The last run\n\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${new Date().toISOString().slice(0, 10)}. In brackets: how many times our number.\n\n${markdown}\n`,
);
process.exit(0);
