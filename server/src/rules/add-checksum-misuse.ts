import * as l10n from '@vscode/l10n';
import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { Flag } from '../dockerfile/words.ts';
import { type CopyArguments, copyArguments } from '../lint/copies.ts';
import { isGitSource, isHttpSource, isRemoteSource } from '../lint/remotes.ts';
import type { Problem, Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'add-checksum-misuse',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    if (file.usesOtherFrontend) return;
    for (const instruction of file.all('ADD')) {
      const flag = instruction.outer ? undefined : instruction.flag('checksum');
      const copy = flag?.value ? copyArguments(instruction) : undefined;
      const problem = flag && copy && misuse(file, instruction, flag, copy);
      if (problem) yield problem;
    }
  },
};

export default rule;

function misuse(file: Dockerfile, instruction: Instruction, flag: Flag, copy: CopyArguments): Problem | undefined {
  const [source, second] = copy.sources;
  if (!source || second || copy.count !== 1) {
    return { range: flag.word.range, message: l10n.t('`--checksum` needs exactly one source, so the build fails.') };
  }
  const text = file.expand(source.text, instruction);
  if (text === undefined) return undefined;
  if (!isRemoteSource(text)) {
    return {
      range: source.range,
      message: l10n.t('`--checksum` is for web and Git sources only: `{source}` comes from the build context.', {
        source: text,
      }),
    };
  }
  const checksum = file.expand(flag.value ?? '', instruction);
  if (isHttpSource(text) && checksum && !isDigest(checksum)) {
    return {
      range: (flag.valueWord ?? flag.word).range,
      message: l10n.t('`{checksum}` is no digest, so the build fails: write `sha256:` and 64 hexadecimal digits.', {
        checksum,
      }),
    };
  }
  const own = isGitSource(text) ? /[?&](?:checksum|commit)=([^&#]+)/.exec(text)?.[1] : undefined;
  if (own === undefined || checksum === undefined || own === checksum) return undefined;
  return {
    range: (flag.valueWord ?? flag.word).range,
    message: l10n.t('`--checksum` and the address name two different commits, so the build fails.'),
    related: [{ range: source.range, message: l10n.t('The other commit is here') }],
  };
}

/** What BuildKit takes for the digest of a file (opencontainers/go-digest). */
function isDigest(text: string): boolean {
  return /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/.test(text);
}
