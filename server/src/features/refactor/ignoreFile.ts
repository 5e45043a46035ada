import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile.ts';
import { parseImageName } from '../../dockerfile/image.ts';
import { copyArguments } from '../../lint/copies.ts';
import { isRemoteSource } from '../../lint/remotes.ts';

/** What a tool makes in a project, and a build makes anew. */
interface Ecosystem {
  readonly programs: RegExp;
  readonly images?: RegExp;
  readonly patterns: readonly string[];
}

const ecosystems: readonly Ecosystem[] = [
  { programs: /^(?:npm|yarn|pnpm|bun)$/, patterns: ['**/node_modules', 'npm-debug.log'] },
  {
    programs: /^(?:pip3?|python3?|uv|poetry)$/,
    images: /(?:^|\/)python$/,
    patterns: ['**/__pycache__', '**/*.pyc', '.venv', 'venv', '.pytest_cache'],
  },
  { programs: /^(?:cargo|mvn|mvnw)$/, patterns: ['target'] },
  { programs: /^(?:gradle|gradlew)$/, patterns: ['.gradle', 'build'] },
  { programs: /^dotnet$/, patterns: ['**/bin', '**/obj'] },
  { programs: /^(?:bundle|bundler)$/, patterns: ['.bundle', 'vendor/bundle'] },
  { programs: /^composer$/, patterns: ['vendor'] },
];

/**
 * The text of a `.dockerignore` for what a Dockerfile builds: nothing that one of its instructions takes by name, and
 * of what tools make only what is made in the build.
 */
export function ignoreFileText(file: Dockerfile): string {
  const sources = localSources(file);
  const lines = [
    ...commonPatterns(file),
    ...ecosystems.filter((one) => isUsed(file, one)).flatMap(({ patterns }) => patterns),
  ];
  const kept = lines.filter((line) => !sources.some((source) => mayName(source, line)));
  return kept.map((line) => `${line}\n`).join('');
}

/** Whether an instruction takes files from the build context. */
export function takesFiles(instruction: Instruction): boolean {
  return instruction.is('COPY', 'ADD') && contextSources(instruction).length > 0;
}

/** Version control, secrets, and what describes the build. A build that asks Git for its version needs `.git`. */
function commonPatterns(file: Dockerfile): string[] {
  const asksGit = file.commands('git').some(({ operands: [verb] }) => verb && !/^(?:clone|config)$/.test(verb.text));
  return [
    ...(asksGit || file.programs.includes('make') ? [] : ['.git']),
    '.env',
    '.dockerignore',
    'Dockerfile*',
    'compose*.yaml',
  ];
}

function isUsed(file: Dockerfile, { programs, images }: Ecosystem): boolean {
  if (file.programs.some((program) => programs.test(program))) return true;
  return file.stages.some(({ imageText }) => {
    const path = imageText === undefined ? undefined : parseImageName(imageText)?.path;
    return images !== undefined && path !== undefined && images.test(path);
  });
}

function localSources(file: Dockerfile): string[] {
  const copied = [...file.all('COPY'), ...file.all('ADD')].flatMap(contextSources);
  const mounted = file
    .all('RUN')
    .flatMap(({ mounts }) => mounts)
    .filter((mount) => mount.type === 'bind' && !mount.get('from'))
    .flatMap((mount) => mount.get('source', 'src')?.value ?? []);
  return [...copied, ...mounted];
}

/** The sources in the build context; a variable that only the build knows is a wildcard. */
function contextSources(instruction: Instruction): string[] {
  if (instruction.flag('from')) return [];
  const sources = copyArguments(instruction)?.sources ?? [];
  return sources
    .map(({ text }) => instruction.file.expand(text, instruction) ?? text.replace(/\$(?:\{[^}]*\}|\w+)/g, '?*'))
    .filter((text) => !isRemoteSource(text));
}

/** Whether a part of a source may be what a pattern is called by; `.` and `*` are all files, and name none. */
function mayName(source: string, pattern: string): boolean {
  const name = pattern.replace(/^\*\*\//, '').split('/')[0] as string;
  return source.split('/').some((part) => {
    if (part === '' || /^(?:\.|\*+)$/.test(part)) return false;
    return asExpression(part).test(name.replace(/\*/g, 'x')) || asExpression(name).test(part);
  });
}

function asExpression(glob: string): RegExp {
  const parts = glob.split(/([*?]+|\[[^\]]*\])/);
  return new RegExp(`^${parts.map((part, i) => (i % 2 ? '.*' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&'))).join('')}$`);
}
