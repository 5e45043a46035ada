import type { Instruction } from '../dockerfile/dockerfile.ts';

/** Where an instruction works. */
export interface WorkingFolder {
  /** Whether a WORKDIR above says so, in this stage or one that it builds on. */
  readonly written: boolean;
  /** The absolute path, where this file alone decides it. */
  readonly path?: string;
}

/** Where more relative WORKDIRs than this follow each other, nothing is said. */
const mostRelative = 100;

/** The folder in force just before an instruction. A base image other than `scratch` may set any. */
export function workingFolder(at: Instruction): WorkingFolder {
  const { file } = at;
  const lineage = at.stage?.lineage ?? [];
  const above = (at.stage ? lineage : [undefined]).flatMap((stage) =>
    (stage ? stage.all('WORKDIR') : file.all('WORKDIR'))
      .filter(({ outer, index }) => !outer && (stage !== at.stage || index < at.index))
      .reverse(),
  );
  const written = above.length > 0;
  const parts: string[] = [];
  for (const workdir of above.slice(0, mostRelative)) {
    const path = file.expand(workdir.args[0]?.text ?? '', workdir);
    if (path === undefined) return { written };
    parts.unshift(path);
    if (path.startsWith('/')) return { written, path: normalize(parts.join('/')) };
  }
  if (above.length > mostRelative) return { written };
  const isScratch = lineage.at(-1)?.isScratch === true;
  return isScratch ? { written, path: normalize(`/${parts.join('/')}`) } : { written };
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** A relative path joined to a folder; its last slash is kept. */
export function joinPath(folder: string, path: string): string {
  const joined = normalize(`${folder}/${path}`);
  return path.endsWith('/') && joined !== '/' ? `${joined}/` : joined;
}
