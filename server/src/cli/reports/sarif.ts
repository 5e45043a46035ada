import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Docs } from '../../docs/docs.ts';
import type { Severity } from '../../lint/rule.ts';
import { rules } from '../../rules/index.ts';
import type { ReportedDiagnostic } from '../check.ts';
import { homepage, version } from '../project.ts';
import type { ReportInput } from './report.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };
const root = '%SRCROOT%';

/** A log in SARIF 2.1.0 with the rules that found something, their pages as help. */
export function sarifReport({ files, complaints, cwd, docs }: ReportInput): string {
  const found = files.flatMap(({ diagnostics }) => diagnostics);
  const used = [...new Map(found.map((one) => [one.rule, one])).values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  const indexes = new Map(used.map(({ rule }, index) => [rule, index]));
  const run = {
    tool: {
      driver: {
        name: 'Dockerfile Mentor',
        version,
        semanticVersion: version,
        informationUri: homepage,
        language: docs.locale === 'en' ? 'en' : 'zh-CN',
        rules: used.map((one) => ruleDescriptor(one, docs)),
      },
    },
    invocations: [
      {
        executionSuccessful: complaints.length === 0,
        toolExecutionNotifications: complaints.map((text) => ({ level: 'error', message: { text } })),
      },
    ],
    originalUriBaseIds: { [root]: { uri: pathToFileURL(`${cwd}${sep}`).href } },
    artifacts: files.map(({ path }) => ({ location: location(path) })),
    columnKind: 'utf16CodeUnits',
    results: files.flatMap(({ path, diagnostics }, index) =>
      diagnostics.map((diagnostic) => ({
        ruleId: diagnostic.rule,
        ruleIndex: indexes.get(diagnostic.rule),
        level: levels[diagnostic.severity],
        message: { text: diagnostic.message },
        locations: [
          { physicalLocation: { artifactLocation: { ...location(path), index }, region: region(diagnostic) } },
        ],
      })),
    ),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleDescriptor({ rule, aliases, category, url }: ReportedDiagnostic, docs: Docs): object {
  const page = docs.rule(rule);
  const severity = rules.find(({ id }) => id === rule)?.severity ?? 'warning';
  return {
    id: rule,
    shortDescription: { text: page?.title ?? rule },
    fullDescription: { text: page?.summary ?? rule },
    help: { text: page?.markdown ?? url, markdown: page?.markdown ?? url },
    helpUri: url,
    defaultConfiguration: { level: levels[severity] },
    properties: { category, tags: [category, ...aliases] },
  };
}

/** A path relative to the working directory, or a URI of its own outside it. */
function location(path: string): { uri: string; uriBaseId?: string } {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: root };
}

/** Lines and columns from 1, the end exclusive. */
function region({ range: { start, end } }: ReportedDiagnostic): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
