import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { history } from '../dockerfile/facts.ts';
import type { ShellWord } from '../dockerfile/shell.ts';
import { copyArguments } from '../lint/copies.ts';
import { listNames, type PackageCall, packageCalls, type UnpinnedOptions, unpinnedOptions } from '../lint/packages.ts';
import { remember } from '../lint/remember.ts';
import type { Rule } from '../lint/rule.ts';

interface Options extends UnpinnedOptions {
  /** Report a package without a version also where a `go.mod` may say which one it is. */
  inModule: boolean;
}

const rule: Rule<Options> = {
  id: 'go-install-unpinned',
  category: 'reproducibility',
  severity: 'info',
  recommended: true,
  aliases: ['DL3062'],
  presets: { hadolint: { severity: 'warning', options: { variables: true, inModule: true } } },
  options: { ...unpinnedOptions, inModule: { type: 'boolean', default: false } },

  *check(file, { options }) {
    const calls = (run: Instruction): boolean =>
      remember(run, 'calls go', () => file.only([run]).commands('go').length > 0);
    const runs = file.runsWhere((run) => /\bgo\b/.test(run.lines) && calls(run));
    for (const call of packageCalls(runs, 'go')) {
      const unpinned = packagesOf(call).filter(
        ({ outline }) => !isPinned(outline) && (options.variables || !outline.includes('${}')),
      );
      if (!unpinned[0]) continue;
      const hasVersions = unpinned.some(({ outline }) => outline.includes('@'));
      if (!hasVersions && call.verb?.text !== 'get' && !options.inModule && hasModule(call.command.instruction))
        continue;
      yield {
        range: unpinned[0].range,
        message: l10n.t('No version is given for {names}: each build installs what is newest at that moment.', {
          names: listNames(unpinned),
        }),
      };
    }
  },
};

export default rule;

/** What `go install` and `go get` are given, and the package that `go run` runs. */
function packagesOf({ verb, operands }: PackageCall): readonly ShellWord[] {
  if (verb?.text === 'run') return operands.slice(0, 1).filter(({ text }) => !text.endsWith('.go'));
  return verb?.text === 'install' || verb?.text === 'get' ? operands : [];
}

/** `host/tool@v1.2.3`; a folder, or a path without a host: Go's own packages and those of the module at hand. */
function isPinned(word: string): boolean {
  if (/^[./]|^\w[^./$]*(?:\/|$)/.test(word) && !word.includes('@')) return true;
  return word.includes('@') && !/@(?:latest|none)$/.test(word);
}

/** Whether sources were copied before: inside a module, its `go.mod` names the versions. */
function hasModule(run: Instruction): boolean {
  if (!run.stage) return false;
  if (run.mounts.some((mount) => mount.type === 'bind' && !mount.get('from'))) return true;
  return history(run.stage, run).some(
    (one) =>
      one.is('COPY', 'ADD') &&
      !one.flag('from') &&
      copyArguments(one)?.sources.some(({ text }) => /^\.{0,2}\/?$|\*|\/$|(?:^|\/)(?:go\.\w+|[^./]+)$/.test(text)),
  );
}
