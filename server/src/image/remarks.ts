import * as l10n from '@vscode/l10n';
import type { Base, CommandFact, ImageConfig, Remark, Remarks, TopicId } from '../../../answers/image.ts';
import type { Instruction, Stage } from '../dockerfile/dockerfile.ts';
import { history, neededStages, stageUses } from '../dockerfile/facts.ts';
import { parseImageName } from '../dockerfile/image.ts';
import type { Command } from '../dockerfile/shell.ts';
import type { RunningService } from './services.ts';

/** What a report looks at. */
export interface Subject {
  readonly stage: Stage;
  readonly config: ImageConfig;
  readonly hasIgnoreFile: boolean;
  /** The services of Compose files that run the image. */
  readonly services: readonly RunningService[];
}

/** What can be told of a point from the file itself; problems that a rule reports are not said again. */
export function remarksOn(id: TopicId, subject: Subject): Remarks {
  return { good: [], could: [], elsewhere: [], ...readers[id](subject) };
}

const readers: Readonly<Record<TopicId, (subject: Subject) => Partial<Remarks>>> = {
  'small-base-image': baseImage,
  'cache-order': cacheOrder,
  'one-process': oneProcess,
  'resource-limits': resourceLimits,
  'volumes-for-data': volumes,
  'start-up-time': startUp,
  network,
  'multi-stage': multiStage,
  'monitoring-and-logs': monitoring,
  'scanning-and-updates': updates,
};

/** A text between backticks of a message. */
function plain(text: string): string {
  return text.replaceAll('`', "'").replace(/\s+/g, ' ');
}

function rootOf({ config }: Subject): Base | undefined {
  return config.bases.at(-1);
}

const smallVariant =
  /(?:^|[/:-])(?:alpine|slim|distroless|busybox|minimal|micro|wolfi-base|nanoserver)(?:[\d.:/@-]|$)|^cgr\.dev\//;
const withSlimVariant = /^(?:docker\.io\/)?(?:library\/)?(?:node|python|ruby|perl|rust|debian)(?:$|[:@])/;

function baseImage(subject: Subject): Partial<Remarks> {
  const base = rootOf(subject);
  if (!base) return {};
  const { range } = base;
  const image = plain(base.image);
  if (base.kind === 'scratch') {
    return { good: [{ text: l10n.t('`scratch`: nothing is in the image but what you put there.'), range }] };
  }
  if (smallVariant.test(base.image)) {
    return { good: [{ text: l10n.t('`{image}` is a small variant.', { image }), range }] };
  }
  if (withSlimVariant.test(base.image)) {
    const text = l10n.t('`{image}` also comes as `-slim`, without what most programs never use.', { image });
    return { could: [{ text, range }] };
  }
  if (/[:-]jdk|-jdk/.test(base.image)) {
    const text = l10n.t('`{image}` brings a compiler: to run Java, a JRE is enough.', { image });
    return { could: [{ text, range }] };
  }
  return { elsewhere: [{ text: l10n.t('How large `{image}` is, the file does not say.', { image }), range }] };
}

const manifest =
  /(?:^|\/)(?:package(?:-lock|\*)?\.json|package\*\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|requirements[^/]*\.txt|pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(?:\.lock)?|go\.(?:mod|sum)|Cargo\.(?:toml|lock)|pom\.xml|build\.gradle(?:\.kts)?|Gemfile(?:\.lock)?|composer\.(?:json|lock)|mix\.(?:exs|lock)|[^/]*\.csproj)\*?$/;

function cacheOrder({ stage, hasIgnoreFile }: Subject): Partial<Remarks> {
  const good: Remark[] = [];
  const could: Remark[] = [];
  const instructions = [...neededStages(stage)].flatMap((one) => one.instructions);
  const early = instructions.find(isManifestFirst);
  if (early) {
    const text = l10n.t(
      'The list of dependencies is copied before the sources: a change of the sources installs nothing anew.',
    );
    good.push({ text, range: early.range });
  }
  const mount = instructions.find((one) => one.mounts.some(({ type }) => type === 'cache'));
  if (mount) {
    good.push({ text: l10n.t('A cache mount keeps downloads from one build to the next.'), range: mount.range });
  }
  const whole = instructions.find((one) => copiesWholeContext(one));
  if (whole && hasIgnoreFile) {
    good.push({ text: l10n.t('An ignore file keeps out what the build does not need.'), range: whole.range });
  } else if (whole) {
    const text = l10n.t(
      'All of the folder is copied and there is no `.dockerignore`: a change of any file, even in `.git`, runs all that follows again.',
    );
    could.push({ text, range: whole.range });
  }
  return { good, could };
}

/** A copy of nothing but manifests, before any copy of everything, and an installation behind it. */
function isManifestFirst(copy: Instruction): boolean {
  const sources = copy.is('COPY', 'ADD') && !copy.flag('from') ? copy.args.slice(0, -1) : [];
  if (sources.length === 0 || !sources.every(({ text }) => manifest.test(text))) return false;
  const own = copy.stage?.instructions ?? [];
  const isTooLate = own.some((one) => one.index < copy.index && copiesWholeContext(one));
  return !isTooLate && own.some((one) => one.index > copy.index && one.is('RUN'));
}

function copiesWholeContext(instruction: Instruction): boolean {
  if (!instruction.is('COPY', 'ADD') || instruction.flag('from')) return false;
  return instruction.args.slice(0, -1).some(({ text }) => /^(?:\.\/?|\/|\*|\.\/\*)$/.test(text));
}

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

function oneProcess(subject: Subject): Partial<Remarks> {
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

const memoryHints = /max-old-space-size|GOMEMLIMIT|MaxRAMPercentage|MALLOC_ARENA_MAX/;

function resourceLimits({ config, services }: Subject): Partial<Remarks> {
  const good = config.env
    .filter(({ name, value }) => memoryHints.test(`${name}=${value ?? ''}`))
    .map(({ name, range }) => ({
      text: l10n.t('`{name}` tells the program how much memory it may use.', { name: plain(name) }),
      range,
    }));
  const limited = services.map((service) => ({ isGood: service.memory !== undefined, remark: limitsOf(service) }));
  const text = l10n.t(
    'A Dockerfile cannot limit memory and CPUs: `docker run --memory` and `--cpus` do, and so does what the view Run it writes.',
  );
  return {
    good: [...good, ...limited.flatMap(({ isGood, remark }) => (isGood ? remark : []))],
    could: limited.flatMap(({ isGood, remark }) => (isGood ? [] : remark)),
    elsewhere: services.length > 0 ? [] : [{ text }],
  };
}

function limitsOf({ name, memory, cpus, uri, range }: RunningService): Remark {
  const said = { service: plain(name), memory: plain(memory ?? ''), cpus: plain(cpus ?? '') };
  const text = memory
    ? cpus
      ? l10n.t('The Compose service `{service}` may use {memory} of memory and {cpus} CPUs.', said)
      : l10n.t('The Compose service `{service}` may use {memory} of memory.', said)
    : cpus
      ? l10n.t(
          'The Compose service `{service}` may use {cpus} CPUs, but all of the memory: `deploy.resources.limits.memory` limits it.',
          said,
        )
      : l10n.t(
          'The Compose service `{service}` has no limits: `deploy.resources.limits` says how much memory and how many CPUs it may use.',
          said,
        );
  return { text, uri, range };
}

function volumes({ config }: Subject): Partial<Remarks> {
  const good = config.volumes.map(({ path, range }) => ({
    text: l10n.t(
      '`{path}` is on a volume: writing there goes past the layers, and the data is not lost with the container if the volume has a name.',
      {
        path: plain(path),
      },
    ),
    range,
  }));
  if (good.length > 0) return { good };
  const text = l10n.t(
    'No `VOLUME` here, which is usually right: whoever starts the container says with `--mount` what is kept.',
  );
  return { elsewhere: [{ text }] };
}

const preparing =
  /\b(?:npm (?:ci|install|i|run build)|yarn (?:install|build)|pnpm (?:install|build)|pip3? install|apt-get install|apk add|bundle install|composer install|go (?:run|build)|cargo (?:run|build)|mvn|gradle|dotnet (?:run|build))\b/;
const developing =
  /\b(?:npm run (?:dev|start:dev)|yarn dev|pnpm dev|nodemon|flask run|manage\.py runserver|next dev|ng serve|vite(?: dev)?|webpack-dev-server|php artisan serve|uvicorn .*--reload)(?= |$)/;

function startUp(subject: Subject): Partial<Remarks> {
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

function network({ config }: Subject): Partial<Remarks> {
  const good = config.ports.map(({ port, protocol, range }) => ({
    text: l10n.t('`{port}` is documented, so that others know what to publish.', { port: `${port}/${protocol}` }),
    range,
  }));
  const elsewhere = [
    config.ports.length > 0
      ? l10n.t('Which network, and which address of the host: that is decided where the container is started.')
      : l10n.t('No `EXPOSE` here: if the program listens, the line tells others on which port.'),
  ];
  return { good, elsewhere: elsewhere.map((text) => ({ text })) };
}

const compiling: Readonly<Record<string, RegExp>> = {
  go: /^(?:build|install)$/,
  cargo: /^(?:build|install)$/,
  mvn: /^(?:package|install|verify)$/,
  mvnw: /^(?:package|install|verify)$/,
  gradle: /^(?:build|assemble|bootJar|shadowJar)$/,
  gradlew: /^(?:build|assemble|bootJar|shadowJar)$/,
  dotnet: /^(?:publish|build)$/,
  gcc: /./,
  'g++': /./,
  javac: /./,
  make: /.*/,
  tsc: /.*/,
};

function multiStage({ stage }: Subject): Partial<Remarks> {
  const compiled = history(stage)
    .flatMap((one) => one.script?.commands ?? [])
    .find(compiles);
  const copies = stageUses(stage.file).filter(({ from, how }) => how === 'copy' && stage.lineage.includes(from));
  const good = copies.slice(0, 5).map(({ to, instruction }) => ({
    text: l10n.t('Only the files that are copied from `{stage}` get into the image, not its tools.', {
      stage: plain(to.name?.text ?? String(to.index)),
    }),
    range: instruction.range,
  }));
  if (!compiled) {
    const text = l10n.t('Nothing is compiled in this stage: one stage is enough.');
    return good.length > 0 ? { good } : { elsewhere: [{ text }] };
  }
  const command = plain(compiled.raw.split('\n', 1)[0] ?? '').slice(0, 60);
  const text = l10n.t(
    '`{command}` runs in the image itself, so the tools and the sources stay in it: compile in a stage of its own and copy the result.',
    { command },
  );
  return { good, could: [{ text, range: compiled.range }] };
}

function compiles({ program, args, instruction }: Command): boolean {
  if (!instruction.is('RUN')) return false;
  const verbs = Object.hasOwn(compiling, program) ? compiling[program] : undefined;
  const verb = args.find((word) => !word.isFlag)?.text ?? '';
  return verbs?.test(verb) ?? false;
}

function monitoring({ stage, config }: Subject): Partial<Remarks> {
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

function updates(subject: Subject): Partial<Remarks> {
  const { config } = subject;
  const good: Remark[] = [];
  const could: Remark[] = [];
  const base = rootOf(subject);
  const name = base?.kind === 'image' ? parseImageName(base.image) : undefined;
  if (base && name?.digest) {
    good.push({
      text: l10n.t(
        'The digest makes every build begin with the same bytes; let a tool raise it, or fixes never arrive.',
      ),
      range: base.range,
    });
  } else if (base && name?.tag && name.tag !== 'latest') {
    const image = plain(base.image);
    good.push({
      text: l10n.t('`{image}` names a version; `docker build --pull` brings its fixes.', { image }),
      range: base.range,
    });
  }
  const user = config.user?.value;
  if (config.user && user !== undefined && !/^(?:root|0)(?::|$)/.test(user)) {
    good.push({
      text: l10n.t('The process runs as `{user}`, not as root.', { user: plain(user) }),
      range: config.user.range,
    });
  } else if (!config.user) {
    const text =
      config.isFromScratch || config.inherited
        ? l10n.t('No `USER` is set, so the process runs as root.')
        : l10n.t('No `USER` is set: the base image decides, and most run as root.');
    could.push({ text });
  }
  const label = config.labels.find((one) => /^org\.opencontainers\.image\.(?:source|revision|version)$/.test(one.name));
  if (label) {
    good.push({
      text: l10n.t('Labels say where the image comes from, which scanners and updaters read.'),
      range: label.range,
    });
  }
  const text = l10n.t('Known holes are found in the built image: `docker scout cves`, Trivy, Grype.');
  return { good, could, elsewhere: [{ text }] };
}
