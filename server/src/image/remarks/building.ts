import * as l10n from '@vscode/l10n';
import type { Remark, Remarks } from '../../../../answers/image.ts';
import type { Instruction } from '../../dockerfile/dockerfile.ts';
import { history, neededStages, stageUses } from '../../dockerfile/facts.ts';
import type { Command } from '../../dockerfile/shell.ts';
import { plain, rootOf, type Subject } from './subject.ts';

/** What can be said of how the image is built: what it begins with, what the cache keeps, what stays out of it. */

const smallVariant =
  /(?:^|[/:-])(?:alpine|slim|distroless|busybox|minimal|micro|wolfi-base|nanoserver)(?:[\d.:/@-]|$)|^cgr\.dev\//;
const withSlimVariant = /^(?:docker\.io\/)?(?:library\/)?(?:node|python|ruby|perl|rust|debian)(?:$|[:@])/;

export function baseImage(subject: Subject): Partial<Remarks> {
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

export function cacheOrder({ stage, hasIgnoreFile }: Subject): Partial<Remarks> {
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

export function multiStage({ stage }: Subject): Partial<Remarks> {
  const compiled = history(stage)
    .flatMap((one) => one.script?.commands ?? [])
    .find(compiles);
  const copies = stageUses(stage.file).filter(({ from, how }) => how === 'copy' && stage.descendsFrom(from));
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
