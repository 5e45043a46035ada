/** An operating system and a processor, as `--platform` names them (containerd/platforms). */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
}

const systems = new Set(
  'aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  ),
);
const architectures = new Set(
  '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm'.split(' '),
);
const otherNames: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  armel: 'arm',
  armhf: 'arm',
  i386: '386',
  macos: 'darwin',
  x86_64: 'amd64',
  'x86-64': 'amd64',
};

function normalize(text: string): string {
  const lower = text.toLowerCase();
  return otherNames[lower] ?? lower;
}

/** Reads `linux/arm64/v8`, `linux` or `arm64`; what is left out is that of the most common machine. */
export function parsePlatform(text: string): Platform | undefined {
  const parts = text.replace(/^([^/(]+)\([^)]*\)/, '$1').split('/');
  if (parts.length > 3 || !parts.every((part) => /^[A-Za-z0-9_.-]+$/.test(part))) return undefined;
  const [first = '', second] = parts.map(normalize);
  if (second !== undefined) return { os: first, architecture: second };
  if (systems.has(first)) return { os: first, architecture: 'amd64' };
  return architectures.has(first) ? { os: 'linux', architecture: first } : undefined;
}
