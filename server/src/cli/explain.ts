import { resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Service } from '../service.ts';
import type { Call } from './arguments.ts';
import { CallError, type Io, status } from './io.ts';
import { renderMarkdown } from './markdown.ts';
import type { Project } from './project.ts';
import { decodeText, readText } from './reading.ts';
import { painter } from './terminal.ts';
import { findTopics } from './topics.ts';

/** `explain`: prints what the editor would show. */
export async function runExplain(call: Call, project: Project, io: Io): Promise<number> {
  const paint = painter(io.out, io.env);
  const path = call.value('file');
  if (path !== undefined && call.words.length > 0) throw new CallError(l10n.t('With `--file` there can be no TOPIC.'));
  if (path === undefined && call.words.length === 0) {
    const help = 'dockerfile-mentor explain --help';
    throw new CallError(l10n.t('Say what to explain; `{help}` shows examples.', { help }));
  }
  const pages = path === undefined ? findTopics(call.words, project.service) : [await explainPath(path, project, io)];
  io.out.write(pages.map((page) => renderMarkdown(page, paint)).join(`\n${'─'.repeat(40)}\n\n`));
  const complaints = project.takeComplaints();
  for (const complaint of complaints) io.err.write(`${complaint}\n`);
  return complaints.length > 0 ? status.unusable : status.clean;
}

async function explainPath(given: string, project: Project, io: Io): Promise<string> {
  const path = resolve(io.cwd, given === '-' ? 'Dockerfile' : given);
  const { service, settings, inputs, context } = await project.setup(path);
  const read = given === '-' ? decodeText(await io.readStdin()) : readText(path);
  if ('reason' in read) throw new CallError(`${project.displayName(path)}: ${read.reason}`);
  const file = Service.parse(read.text);
  await service.look(file, settings, context);
  const findings = service.lint(file, settings, inputs);
  return service.explain(file, findings);
}
