import * as l10n from '@vscode/l10n';
import type { Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { parseImageName } from '../dockerfile/image.ts';
import type { Word } from '../dockerfile/source.ts';
import { copyArguments } from '../lint/copies.ts';
import { replace } from '../lint/edits.ts';
import type { Fix, Rule } from '../lint/rule.ts';
import { joinPath, workingFolder } from '../lint/workdirs.ts';

interface Options {
  /** Report also on base images that are known to set a WORKDIR. */
  everywhere: boolean;
}

const rule: Rule<Options> = {
  id: 'copy-relative-destination',
  category: 'correctness',
  severity: 'hint',
  recommended: true,
  aliases: ['DL3045'],
  presets: { hadolint: { severity: 'warning', options: { everywhere: true } } },
  options: { everywhere: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const instruction of file.all('COPY')) {
      const destination = copyArguments(instruction)?.destination;
      const text = destination?.text.replace(/^["']/, '');
      if (!destination || !text || instruction.outer || /^(?:[/$\\]|[A-Za-z]:)/.test(text)) continue;
      const folder = workingFolder(instruction);
      if (folder.written || (!options.everywhere && instruction.stage && setsWorkdir(instruction.stage))) continue;
      yield {
        range: destination.range,
        message: l10n.t(
          'No WORKDIR says what `{path}` is relative to, so it lands where the base image happens to work.',
          { path: destination.text },
        ),
        fixes: toAbsolute(instruction, destination, folder.path),
      };
    }
  },
};

export default rule;

/** `app/` → `/app/`. The same place only where the stage begins with `scratch`. */
function toAbsolute({ json }: Instruction, destination: Word, folder: string | undefined): Fix[] {
  const { text } = destination;
  if (!/^[\w./@+-]+$/.test(text)) return [];
  const name = joinPath(folder ?? '/', text.replace(/(^|\/)\.$/, '$1'));
  const edits = [replace(destination, json ? JSON.stringify(name) : name)];
  return [{ title: l10n.t('Change to `{name}`', { name }), edits, safe: folder !== undefined }];
}

/** Images of Docker Hub whose Dockerfiles set a WORKDIR that one is meant to use. */
const images: ReadonlySet<string> = new Set([
  'caddy',
  'composer',
  'drupal',
  'ghost',
  'golang',
  'gradle',
  'haproxy',
  'httpd',
  'jetty',
  'kong',
  'nextcloud',
  'php',
  'redis',
  'solr',
  'sonarqube',
  'tomcat',
  'wordpress',
]);

function setsWorkdir(stage: Stage): boolean {
  const image = stage.root.imageText;
  const name = image === undefined ? undefined : parseImageName(image);
  return name !== undefined && images.has(name.path.replace(/^library\//, ''));
}
