import * as l10n from '@vscode/l10n';
import type { Keyword } from '../dockerfile/grammar.ts';

/** What a part of an instruction is. */
export type ParameterName =
  | 'options'
  | 'image'
  | 'tag'
  | 'digest'
  | 'as'
  | 'stage'
  | 'name'
  | 'default'
  | 'variable'
  | 'value'
  | 'key'
  | 'command'
  | 'executable'
  | 'argument'
  | 'delimiter'
  | 'source'
  | 'destination'
  | 'port'
  | 'protocol'
  | 'check'
  | 'none'
  | 'author'
  | 'trigger'
  | 'shell'
  | 'signal'
  | 'user'
  | 'group'
  | 'path';

/** How an instruction is written: its text, in which `{name|TEXT}` is a parameter. */
export type Form = string;

const options = '{options|[OPTIONS]}';
const exec = '["{executable|EXECUTABLE}", "{argument|ARGUMENT}", …]';
const sources = `${options} {source|SOURCE …} {destination|DESTINATION}`;
const heredoc = `${options} <<{delimiter|NAME}`;
const sourceStrings = `${options} ["{source|SOURCE}", … "{destination|DESTINATION}"]`;

/** The forms of every instruction, behind its keyword: plain words first, then JSON, then what is special. */
export const signatureForms: Readonly<Record<Keyword, readonly Form[]>> = {
  ADD: [sources, sourceStrings, `${heredoc} {destination|DESTINATION}`],
  ARG: ['{name|NAME}[={default|DEFAULT}] …'],
  CMD: ['{command|COMMAND}', exec, '["{argument|ARGUMENT}", …]'],
  COPY: [sources, sourceStrings, `${heredoc} {destination|DESTINATION}`],
  ENTRYPOINT: ['{command|COMMAND}', exec],
  ENV: ['{variable|NAME}={value|VALUE} …'],
  EXPOSE: ['{port|PORT}[/{protocol|PROTOCOL}] …'],
  FROM: [`${options} {image|IMAGE}[:{tag|TAG}][@{digest|DIGEST}] [{as|AS} {stage|NAME}]`],
  HEALTHCHECK: [`${options} {check|CMD} {command|COMMAND}`, `${options} {check|CMD} ${exec}`, '{none|NONE}'],
  LABEL: ['{key|KEY}={value|VALUE} …'],
  MAINTAINER: ['{author|NAME}'],
  ONBUILD: ['{trigger|INSTRUCTION}'],
  RUN: [`${options} {command|COMMAND}`, `${options} ${exec}`, heredoc],
  SHELL: ['["{shell|SHELL}", "{argument|ARGUMENT}", …]'],
  STOPSIGNAL: ['{signal|SIGNAL}'],
  USER: ['{user|USER}[:{group|GROUP}]'],
  VOLUME: ['{path|PATH} …', '["{path|PATH}", …]'],
  WORKDIR: ['{path|PATH}'],
};

/** How the value of a flag is written; those of `--mount` are its options. */
export const flagForms: Readonly<Record<string, string>> = {
  platform: 'OS/ARCHITECTURE[/VARIANT]',
  network: 'default|none|host',
  security: 'sandbox|insecure',
  device: 'NAME[,required]',
  from: 'STAGE|IMAGE|CONTEXT',
  chown: 'USER[:GROUP]',
  chmod: 'MODE',
  link: 'true|false',
  parents: 'true|false',
  exclude: 'PATTERN',
  'keep-git-dir': 'true|false',
  checksum: 'sha256:DIGEST|COMMIT',
  unpack: 'true|false',
  interval: 'DURATION',
  timeout: 'DURATION',
  'start-period': 'DURATION',
  'start-interval': 'DURATION',
  retries: 'NUMBER',
};

/** What a parameter means, in one sentence. */
export function parameterMeaning(name: ParameterName, keyword: string): string {
  switch (name) {
    case 'options':
      return l10n.t('Flags of the form `--name=value`, before everything else.');
    case 'image':
      return l10n.t('An image or an earlier stage.');
    case 'tag':
      return l10n.t('The tag of the image; without one it is `latest`.');
    case 'digest':
      return l10n.t('The checksum of one exact image, such as `sha256:…`.');
    case 'as':
      return l10n.t('Gives the stage a name.');
    case 'stage':
      return l10n.t('The name of the stage, for `COPY --from`, later `FROM` lines and `--target`.');
    case 'name':
      return l10n.t('The name of the build argument, set by `docker build --build-arg`.');
    case 'default':
      return l10n.t('The value where the build gives none.');
    case 'variable':
      return l10n.t('The name of the environment variable.');
    case 'value':
      return l10n.t('The value; quotes keep blanks together.');
    case 'key':
      return l10n.t('The name of the label, such as `org.opencontainers.image.source`.');
    case 'command':
      return l10n.t('A command line that a shell runs.');
    case 'executable':
      return l10n.t('The program, which runs without a shell.');
    case 'argument':
      return l10n.t('An argument, passed on as it is.');
    case 'delimiter':
      return keyword === 'RUN'
        ? l10n.t('The word that ends the script, alone on a line.')
        : l10n.t('The word that ends the text, alone on a line.');
    case 'source':
      return keyword === 'ADD'
        ? l10n.t('A file, folder or pattern of the build context, a URL or a Git repository.')
        : l10n.t('A file, folder or pattern of the build context, or of what `--from` names.');
    case 'destination':
      return l10n.t(
        'Where it goes in the image; with a slash at the end it is a folder. A relative path begins at WORKDIR.',
      );
    case 'port':
      return l10n.t('A port or a range that the program listens on.');
    case 'protocol':
      return l10n.t('`tcp`, which it is without one, `udp` or `sctp`.');
    case 'check':
      return l10n.t('What follows is run in the container to see whether it is healthy.');
    case 'none':
      return l10n.t('Turns off the check of the base image.');
    case 'author':
      return l10n.t('Who maintains the image. Deprecated: use a label.');
    case 'trigger':
      return l10n.t('An instruction that runs when another build starts from this image.');
    case 'shell':
      return l10n.t('The program that runs shell forms from here on.');
    case 'signal':
      return l10n.t('The signal that `docker stop` sends, by name or number.');
    case 'user':
      return l10n.t('The user that later instructions and containers run as, by name or number.');
    case 'group':
      return l10n.t('The group, by name or number.');
    case 'path':
      return keyword === 'WORKDIR'
        ? l10n.t('The folder for later instructions and containers; it is made where it is missing.')
        : l10n.t('A folder whose content lives in a volume.');
  }
}
