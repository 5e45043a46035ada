import * as l10n from '@vscode/l10n';
import type { ImageFacts } from '../../../answers/image.ts';
import type { Section } from './messages.ts';
import {
  createNetwork,
  networkName,
  objectName,
  runOnNetwork,
  runWithMounts,
  runWithPorts,
  runWithVolumes,
} from './run.ts';

/** What the final stage declares. */
export interface DeclaredFacts extends Pick<ImageFacts, 'stage' | 'name'> {
  readonly ports: readonly Declared<ImageFacts['ports'][number]>[];
  readonly volumes: readonly Declared<ImageFacts['volumes'][number]>[];
}

/** A link leads to a line; the rest of the range is of no matter. */
type Declared<T> = Omit<T, 'range'> & { readonly range: { readonly start: { readonly line: number } } };

/** The Dockerfile that is open: its name, and what the server found in it. */
export interface OpenFile {
  readonly name: string;
  readonly facts: DeclaredFacts | null;
}

export function volumesSection(file: OpenFile | undefined): Section {
  if (file === undefined) {
    return lesson(
      l10n.t('Your Dockerfile'),
      l10n.t('Open a Dockerfile, and its `VOLUME` lines become the `docker run` line that keeps their data.'),
    );
  }
  const { name, facts } = file;
  if (facts === null || facts.volumes.length === 0) {
    return lesson(
      name,
      l10n.t(
        'This file declares no `VOLUME`. That is usually right: whoever runs the image decides what to keep, with `-v` or `--mount`.',
      ),
    );
  }
  return {
    title: titleOf(name, facts),
    lines: facts.volumes.map(({ path, range }) => lineOf(`VOLUME ${path}`, range.start.line)),
    text: l10n.t(
      'A `VOLUME` line gives every new container a fresh anonymous volume, unless you mount something there. With a name, the next container finds the data again.',
    ),
    commands: [
      ...commandOf(l10n.t('Named volumes, with `-v`'), runWithVolumes(facts.name, facts.volumes)),
      ...commandOf(
        l10n.t('The same with `--mount`, which says what each part is'),
        runWithMounts(facts.name, facts.volumes),
      ),
    ],
    note: nameNote(facts.name),
  };
}

export function networksSection(file: OpenFile | undefined): Section {
  if (file === undefined) {
    return lesson(
      l10n.t('Your Dockerfile'),
      l10n.t('Open a Dockerfile, and its `EXPOSE` lines become the `docker run` line that publishes those ports.'),
    );
  }
  const { name, facts } = file;
  if (facts === null || facts.ports.length === 0) {
    return lesson(
      name,
      l10n.t(
        'This file has no `EXPOSE` line. Its ports can be published all the same: `EXPOSE` only documents them, `-p` publishes them.',
      ),
    );
  }
  const network = networkName(facts.name);
  return {
    title: titleOf(name, facts),
    lines: facts.ports.map(({ text, range }) => lineOf(`EXPOSE ${text}`, range.start.line)),
    text: l10n.t('`EXPOSE` only documents a port. `-p` is what publishes it on an address of your machine.'),
    commands: [
      ...commandOf(l10n.t('For every machine that can reach yours'), runWithPorts(facts.name, facts.ports)),
      ...commandOf(l10n.t('For this machine alone'), runWithPorts(facts.name, facts.ports, '127.0.0.1')),
      {
        caption: l10n.t('For containers on the same network, which find it as `{name}`, without `-p`', {
          name: objectName(facts.name),
        }),
        text: `${createNetwork(facts.name)}\n${runOnNetwork(facts.name)}`,
      },
    ],
    note: `${nameNote(facts.name)} ${l10n.t('`{network}` is a name you are free to choose.', { network })}`,
  };
}

function lesson(title: string, text: string): Section {
  return { title, text, lines: [], commands: [] };
}

function titleOf(name: string, { stage }: DeclaredFacts): string {
  return stage === undefined ? name : l10n.t('{name}, stage {stage}', { name, stage });
}

function lineOf(text: string, line: number): Section['lines'][number] {
  return { text, line, label: l10n.t('line {line}', { line: line + 1 }) };
}

function commandOf(caption: string, text: string | undefined): Section['commands'][number][] {
  return text === undefined ? [] : [{ caption, text }];
}

function nameNote(image: string): string {
  return l10n.t('`{image}` stands for the name you gave the image with `docker build -t`.', { image });
}
