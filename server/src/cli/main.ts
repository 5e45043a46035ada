import * as l10n from '@vscode/l10n';
import { Docs, type Locale, toLocale } from '../docs/docs.ts';
import { ruleNames } from '../lint/names.ts';
import { presets } from '../lint/presets.ts';
import { rules } from '../rules/index.ts';
import { Service } from '../service.ts';
import type { PartialSettings } from '../settings.ts';
import { type Call, localeArgument, readCall } from './arguments.ts';
import { runExplain } from './explain.ts';
import { runFix } from './fix.ts';
import { runFormat } from './format.ts';
import { helpText } from './help.ts';
import { CallError, type Io, status } from './io.ts';
import { runLint } from './lint.ts';
import { serveLanguage } from './lsp.ts';
import { homepage, Project, version } from './project.ts';
import { oneLine } from './reading.ts';
import { readRuleFlags } from './rulenames.ts';
import { folderOfCall } from './targets.ts';

/** The command line: does what the arguments say and returns the exit status. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const locale = localeArgument(argv) ?? environmentLocale(io.env);
  try {
    new Service(new Docs(locale, await io.loadDocs(locale)), homepage).speak();
    const call = readCall(argv);
    if (call.has('help')) io.out.write(helpText(call.command));
    else if (call.has('version')) io.out.write(`dockerfile-mentor ${version}\n`);
    else if (call.command) return await run(call, locale, io);
    else {
      io.err.write(helpText(undefined));
      return status.unusable;
    }
    return status.clean;
  } catch (error) {
    const isExpected = error instanceof CallError;
    const reason = isExpected ? error.message : l10n.t('internal error: {reason}', { reason: String(error) });
    io.err.write(`dockerfile-mentor: ${oneLine(reason)}\n`);
    if (!isExpected && io.env['DEBUG']) io.err.write(`${(error as Error).stack}\n`);
    return status.unusable;
  }
}

async function run(call: Call, locale: Locale, io: Io): Promise<number> {
  switch (call.command) {
    case 'lint':
      return runLint(call, await openProject(call, locale, io), io);
    case 'fix':
      return runFix(call, await openProject(call, locale, io), io);
    case 'explain':
      return runExplain(call, await openProject(call, locale, io), io);
    case 'lsp':
      if (!call.has('stdio')) throw new CallError(l10n.t('`lsp` needs `--stdio`.'));
      return serveLanguage(locale);
    default:
      return runFormat(call, await openProject(call, locale, io), io);
  }
}

function openProject(call: Call, locale: Locale, io: Io): Promise<Project> {
  const preset = presets.find((one) => one === call.value('preset'));
  const chosen = call.has('locale') ? locale : undefined;
  const flags: PartialSettings = {
    ...(preset && { preset }),
    ...(chosen && { locale: chosen }),
    ...ruleFlags(call),
  };
  const options = { cwd: io.cwd, locale, flags, configuration: call.value('config') };
  return Project.open(options, io.loadDocs, folderOfCall(call, io.cwd));
}

/** The rules that the flags set: `lint` gives severities, `fix` asks for rules whatever else is said of them. */
function ruleFlags(call: Call): PartialSettings {
  const given = call.values('rule');
  if (given.length === 0) return {};
  const names = ruleNames(rules);
  return { rules: readRuleFlags(call.command === 'fix' ? given.map((name) => `${name}=on`) : given, names) };
}

/** The language of the environment: the first of these variables that says anything. */
function environmentLocale(env: Io['env']): Locale {
  return toLocale(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']);
}
