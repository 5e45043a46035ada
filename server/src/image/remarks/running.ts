import * as l10n from '@vscode/l10n';
import type { CommandFact, ImageConfig, Remark, Remarks } from '../../../../answers/image.ts';
import { history } from '../../dockerfile/facts.ts';
import { plain, type Subject } from './subject.ts';

/** What can be said of the process: how it starts, whether it is one, whether anybody sees how it is. */

const inits = new Set(['tini', 'dumb-init', 'catatonit']);
const managers = new Set([
  'supervisord',
  's6-svscan',
  'runsvdir',
  'systemd',
  'init',
  'pm2-runtime',
  'pm2',
  'foreman',
  'honcho',
]);

function programOf(argv: readonly string[] | undefined): string {
  return argv?.[0]?.split('/').at(-1) ?? '';
}

/** The instruction that says what runs. */
function processLine({ config }: Subject): CommandFact | undefined {
  return config.entrypoint ?? config.cmd;
}

export function oneProcess(subject: Subject): Partial<Remarks> {
  const line = processLine(subject);
  if (!line) {
    return {
      elsewhere: [
        { text: l10n.t('What runs is decided by the base image: this file has neither `ENTRYPOINT` nor `CMD`.') },
      ],
    };
  }
  const { range } = line;
  const program = plain(programOf(subject.config.argv));
  if (managers.has(program)) {
    const text = l10n.t(
      '`{program}` runs several processes in one container: in containers of their own each can be scaled, limited and updated alone.',
      { program },
    );
    return { could: [{ text, range }] };
  }
  if (line.isShell) return backgroundRemark(subject, range);
  const text = inits.has(program)
    ? l10n.t('`{program}` passes signals on and collects children that have ended.', { program })
    : l10n.t('`{program}` is process 1 and gets the stop signal itself.', { program });
  return { good: [{ text, range }] };
}

function backgroundRemark({ config }: Subject, range: Remark['range']): Partial<Remarks> {
  const script = config.argv?.at(-1) ?? '';
  if (!/(?:^|[^&>])&(?:[^&>]|$)/.test(script) && !/\bservice\s+[\w-]+\s+start\b/.test(script)) return {};
  const text = l10n.t('More than one process is started: nobody notices when the one in the background ends.');
  return { could: [{ text, ...(range && { range }) }] };
}

const preparing =
  /\b(?:npm (?:ci|install|i|run build)|yarn (?:install|build)|pnpm (?:install|build)|pip3? install|apt-get install|apk add|bundle install|composer install|go (?:run|build)|cargo (?:run|build)|mvn|gradle|dotnet (?:run|build))\b/;
const developing =
  /\b(?:npm run (?:dev|start:dev)|yarn dev|pnpm dev|nodemon|flask run|manage\.py runserver|next dev|ng serve|vite(?: dev)?|webpack-dev-server|php artisan serve|uvicorn .*--reload)(?= |$)/;

export function startUp(subject: Subject): Partial<Remarks> {
  const { config } = subject;
  const line = processLine(subject);
  const good: Remark[] = [];
  const could: Remark[] = [];
  const said = config.argv?.join(' ') ?? '';
  const [work, server] = [preparing.exec(said)?.[0], developing.exec(said)?.[0]];
  const { range } = config.cmd ?? line ?? {};
  if (work) {
    const text = l10n.t('`{work}` runs at each start: done in the build, it is done once.', { work: plain(work) });
    could.push({ text, ...(range && { range }) });
  }
  if (server) {
    const text = l10n.t('`{server}` is for development: it watches files and serves slowly.', {
      server: plain(server),
    });
    could.push({ text, ...(range && { range }) });
  }
  if (line && !line.isShell && could.length === 0) {
    good.push({ text: l10n.t('No shell stands between the engine and the program.'), range: line.range });
  }
  const check = config.healthcheck;
  if (check?.test && check.startPeriod > 0) {
    good.push({ text: l10n.t('The health check gives the program time to start.'), range: check.range });
  }
  return { good, could };
}

export function monitoring({ stage, config }: Subject): Partial<Remarks> {
  const { good, could, elsewhere } = healthcheck(config);
  const linked = history(stage).find(
    (one) => one.is('RUN') && /\/dev\/std(?:out|err)/.test(one.raw) && /\bln\b/.test(one.raw),
  );
  if (linked) {
    good.push({
      text: l10n.t('Log files lead to standard output, where `docker logs` finds them.'),
      range: linked.range,
    });
  }
  const line = config.cmd ?? config.entrypoint;
  if (line && />>?\s*\/(?!dev\/)/.test(config.argv?.join(' ') ?? '')) {
    could.push({
      text: l10n.t('Output goes to a file in the container: `docker logs` does not see it, and the file grows.'),
      range: line.range,
    });
  }
  const text = l10n.t('The default log driver, `json-file`, never rotates unless `max-size` is set.');
  return { good, could, elsewhere: [...elsewhere, { text }] };
}

/** A check is missed only where something answers: a tool that runs and ends needs none. */
function healthcheck({
  healthcheck: check,
  ports,
  argv,
  isFromScratch,
  inherited,
}: ImageConfig): Record<keyof Remarks, Remark[]> {
  const said: Record<keyof Remarks, Remark[]> = { good: [], could: [], elsewhere: [] };
  if (check?.test) {
    said.good.push({ text: l10n.t('A health check says whether the program still answers.'), range: check.range });
  } else if (check) {
    said.could.push({ text: l10n.t('`HEALTHCHECK NONE` turns the check off.'), range: check.range });
  } else {
    const text =
      isFromScratch || inherited
        ? l10n.t('There is no `HEALTHCHECK`: Docker sees that a process runs, not that it answers.')
        : l10n.t(
            'There is no `HEALTHCHECK`, unless the base image has one: Docker sees that a process runs, not that it answers.',
          );
    (ports.length > 0 && argv ? said.could : said.elsewhere).push({ text });
  }
  return said;
}
