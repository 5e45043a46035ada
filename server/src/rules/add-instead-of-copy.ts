import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { copyArguments } from '../lint/copies.ts';
import { replace } from '../lint/edits.ts';
import { isRemoteSource } from '../lint/remotes.ts';
import type { Fix, Rule } from '../lint/rule.ts';

interface Options {
  /** Report also sources that only the build knows, such as `$FILE`, and nothing in ONBUILD, as hadolint does. */
  variables: boolean;
}

const rule: Rule<Options> = {
  id: 'add-instead-of-copy',
  category: 'maintainability',
  severity: 'warning',
  recommended: true,
  aliases: ['DL3020'],
  presets: { hadolint: { severity: 'error', options: { variables: true } } },
  options: { variables: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const add of file.all('ADD')) {
      const parts = copyArguments(add);
      if (!parts || needsAdd(add) || (options.variables && add.outer)) continue;
      const kinds = parts.sources.map(({ text }) => kindOf(add, text));
      const isPlain = (kind: Kind): boolean =>
        kind === 'plain' || kind === 'pattern' || (kind === 'unknown' && options.variables);
      if (kinds.length > 0 && !kinds.some(isPlain)) continue;
      const fix = kinds.every((kind) => kind === 'plain' || kind === 'pattern') && toCopy(add, kinds);
      yield {
        range: add.keywordWord.range,
        message: l10n.t(
          'ADD also downloads and unpacks: for local files and folders COPY does the same and cannot surprise anybody.',
        ),
        ...(fix && { fixes: [fix] }),
      };
    }
  },
};

export default rule;

type Kind = 'plain' | 'pattern' | 'archive' | 'remote' | 'unknown';

/** Flags that only ADD has. */
function needsAdd(add: Instruction): boolean {
  return ['checksum', 'keep-git-dir', 'unpack'].some((name) => add.flag(name) !== undefined);
}

const archiveName = /\.(?:tar|Z|bz2|gz|lz|lzma|tZ|tb2|tbz2?|taz|tgz|tlz|tpz|txz|tz2|tzst|xz|zst)$/;

function kindOf(add: Instruction, written: string): Kind {
  const known = add.file.expand(written, add);
  const text = (known ?? written).replace(/^(["'])(.*)\1$/, '$2');
  const kind = kindOfPath(text);
  const mayBeOther = known === undefined && /^\$|\}$|\$\w+$/.test(text);
  return mayBeOther && kind !== 'archive' && kind !== 'remote' ? 'unknown' : kind;
}

function kindOfPath(path: string): Kind {
  if (isRemoteSource(path)) return 'remote';
  if (archiveName.test(path)) return 'archive';
  const name = path.replace(/^.*\//, '');
  if (!/[*?[]/.test(name)) return 'plain';
  if (/\.t(?:ar|gz|xz|bz)/.test(name)) return 'archive';
  return /\.\w+$/.test(name) ? 'plain' : 'pattern';
}

/** What is a tar archive by another name, and so unpacked by ADD: packages of Alpine, Ruby and Rust, images of machines. */
const packedName = /\.(?:apk|gem|crate|ipk|ova|box)["']?$/;

/**
 * Safe but for patterns, which may match an archive, for other names of archives, and for a nameless thing on `/`, which
 * may be one.
 */
function toCopy(add: Instruction, kinds: readonly Kind[]): Fix {
  const { text } = add.keywordWord;
  const parts = copyArguments(add);
  const onRoot = parts?.destination.text.replace(/["']/g, '') === '/';
  const packed = parts?.sources.some(
    ({ text: source }) => packedName.test(source) || archiveName.test(source.toLowerCase()),
  );
  const nameless = parts?.sources.some((source) => !/[./]["']?$|\.\w+["']?$/.test(source.text));
  return {
    title: l10n.t('Replace with COPY'),
    edits: [replace(add.keywordWord, text === text.toLowerCase() ? 'copy' : 'COPY')],
    safe: kinds.every((kind) => kind === 'plain') && !packed && !(onRoot && nameless),
  };
}
