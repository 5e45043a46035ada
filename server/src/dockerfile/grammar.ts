/**
 * The one table of the language: instructions, flags, mount types, options, values and the version of the
 * docker/dockerfile frontend that each needs (Dockerfile reference; Dockerfile release notes).
 * Completion, checks and hovers read it; what each thing means is in `docs/<locale>/instructions`.
 */

export const keywords = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;

export type Keyword = (typeof keywords)[number];

const known: ReadonlySet<string> = new Set(keywords);

export function isKeyword(text: string): text is Keyword {
  return known.has(text);
}

export const directiveNames = ['syntax', 'escape', 'check'] as const;

/** A flag of an instruction. */
export interface FlagGrammar {
  readonly name: string;
  readonly kind: 'text' | 'boolean' | 'duration' | 'integer' | 'mount';
  /** The values, where they are a closed set or a useful beginning. */
  readonly values?: readonly string[];
  /** The only values that the builder takes. */
  readonly closed?: boolean;
  readonly repeatable?: boolean;
  /** The first docker/dockerfile version (major.minor) with it, where that is not 1.0. */
  readonly since?: string;
  /** The first labs version with it, where that is an earlier one. */
  readonly labsSince?: string;
}

const booleans = { kind: 'boolean', values: ['true', 'false'], closed: true } as const;
const chown: FlagGrammar = { name: 'chown', kind: 'text' };
const chmod: FlagGrammar = { name: 'chmod', kind: 'text', values: ['755', '644', 'u=rwX,go=rX'], since: '1.2' };
const link: FlagGrammar = { name: 'link', ...booleans, since: '1.4' };
const exclude: FlagGrammar = { name: 'exclude', kind: 'text', repeatable: true, since: '1.19', labsSince: '1.7' };

export const flags: Readonly<Partial<Record<Keyword, readonly FlagGrammar[]>>> = {
  FROM: [
    {
      name: 'platform',
      kind: 'text',
      values: ['$BUILDPLATFORM', '$TARGETPLATFORM', 'linux/amd64', 'linux/arm64', 'linux/arm/v7', 'windows/amd64'],
    },
  ],
  RUN: [
    { name: 'mount', kind: 'mount', repeatable: true, since: '1.2' },
    { name: 'network', kind: 'text', values: ['default', 'none', 'host'], closed: true, since: '1.3' },
    { name: 'security', kind: 'text', values: ['sandbox', 'insecure'], closed: true, since: '1.20', labsSince: '1.2' },
    { name: 'device', kind: 'text', repeatable: true, since: '1.27', labsSince: '1.14' },
  ],
  COPY: [
    { name: 'from', kind: 'text' },
    chown,
    chmod,
    link,
    { name: 'parents', ...booleans, since: '1.20', labsSince: '1.7' },
    exclude,
  ],
  ADD: [
    chown,
    chmod,
    link,
    { name: 'keep-git-dir', ...booleans, since: '1.1' },
    { name: 'checksum', kind: 'text', values: ['sha256:'], since: '1.6' },
    { name: 'unpack', ...booleans, since: '1.17' },
    exclude,
  ],
  HEALTHCHECK: [
    { name: 'interval', kind: 'duration', values: ['30s', '5s', '10s', '1m', '5m'] },
    { name: 'timeout', kind: 'duration', values: ['30s', '3s', '5s', '10s'] },
    { name: 'start-period', kind: 'duration', values: ['0s', '10s', '30s', '1m'] },
    { name: 'start-interval', kind: 'duration', values: ['5s', '1s', '2s'] },
    { name: 'retries', kind: 'integer', values: ['3', '1', '5', '10'] },
  ],
};

/** The flags of an instruction; none for most. */
export function flagsOf(keyword: string): readonly FlagGrammar[] {
  return isKeyword(keyword) ? (flags[keyword] ?? []) : [];
}

export const mountTypes = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
export type MountType = (typeof mountTypes)[number];

/** An option of a `--mount`, by its canonical name. */
export interface MountOptionGrammar {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly kind: 'text' | 'boolean' | 'integer' | 'mode' | 'path' | 'stage' | 'size';
  readonly values?: readonly string[];
  readonly closed?: boolean;
}

const target: MountOptionGrammar = { name: 'target', aliases: ['dst', 'destination'], kind: 'path' };
const source: MountOptionGrammar = { name: 'source', aliases: ['src'], kind: 'path' };
const from: MountOptionGrammar = { name: 'from', kind: 'stage' };
const id: MountOptionGrammar = { name: 'id', kind: 'text' };
const required: MountOptionGrammar = { name: 'required', kind: 'boolean', values: ['true', 'false'], closed: true };
const readonly: MountOptionGrammar = { name: 'readonly', aliases: ['ro'], kind: 'boolean' };
const readwrite: MountOptionGrammar = { name: 'readwrite', aliases: ['rw'], kind: 'boolean' };
const mode: MountOptionGrammar = { name: 'mode', kind: 'mode' };
const uid: MountOptionGrammar = { name: 'uid', kind: 'integer' };
const gid: MountOptionGrammar = { name: 'gid', kind: 'integer' };

export const mountOptions: Readonly<Record<MountType, readonly MountOptionGrammar[]>> = {
  bind: [target, source, from, readwrite, readonly],
  cache: [
    target,
    id,
    { name: 'sharing', kind: 'text', values: ['shared', 'private', 'locked'], closed: true },
    from,
    source,
    readonly,
    readwrite,
    mode,
    uid,
    gid,
  ],
  tmpfs: [target, { name: 'size', kind: 'size' }],
  secret: [id, target, { name: 'env', kind: 'text' }, source, required, mode, uid, gid],
  ssh: [id, target, required, mode, uid, gid],
};

export function isMountType(text: string): text is MountType {
  return (mountTypes as readonly string[]).includes(text);
}

/** ARGs that exist without a declaration before FROM, and inside a stage once declared there without a value. */
export const platformArgs = [
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETOSVERSION',
  'TARGETARCH',
  'TARGETVARIANT',
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDOSVERSION',
  'BUILDARCH',
  'BUILDVARIANT',
  'TARGETSTAGE',
] as const;

const automatic: ReadonlySet<string> = new Set(platformArgs);

/** Whether a name is one of the automatic platform arguments. */
export function isPlatformArg(name: string): boolean {
  return automatic.has(name);
}

/** ARGs that every RUN sees without a declaration. */
export const proxyArgs = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'FTP_PROXY',
  'ftp_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
] as const;

const proxies: ReadonlySet<string> = new Set(proxyArgs);

export function isProxyArg(name: string): boolean {
  return proxies.has(name);
}

/** Build arguments that the frontend itself reads. */
export const frontendArgs = [
  'BUILDKIT_BUILD_NAME',
  'BUILDKIT_CACHE_MOUNT_NS',
  'BUILDKIT_CONTEXT_KEEP_GIT_DIR',
  'BUILDKIT_DOCKERFILE_CHECK',
  'BUILDKIT_GIT_ADVICE',
  'BUILDKIT_INLINE_CACHE',
  'BUILDKIT_MULTI_PLATFORM',
  'BUILDKIT_SANDBOX_HOSTNAME',
  'BUILDKIT_SYNTAX',
  'SOURCE_DATE_EPOCH',
] as const;

/** The checks of BuildKit, as `# check=skip=` spells them. */
export const buildkitChecks = [
  'StageNameCasing',
  'FromAsCasing',
  'NoEmptyContinuation',
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ReservedStageName',
  'JSONArgsRecommended',
  'MaintainerDeprecated',
  'UndefinedArgInFrom',
  'WorkdirRelativePath',
  'UndefinedVar',
  'MultipleInstructionsDisallowed',
  'LegacyKeyValueFormat',
  'InvalidBaseImagePlatform',
  'RedundantTargetPlatform',
  'SecretsUsedInArgOrEnv',
  'InvalidDefaultArgInFrom',
  'FromPlatformFlagConstDisallowed',
  'CopyIgnoredFile',
  'InvalidDefinitionDescription',
  'ExposeProtoCasing',
  'ExposeInvalidFormat',
] as const;

/** Those that run only where `# check=experimental=` names them. */
export const experimentalChecks: ReadonlySet<string> = new Set(['InvalidDefinitionDescription']);
