import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ArgumentCursor } from '../dockerfile/cursor.ts';
import { type Suggestion, type Surroundings, targetOf } from './suggestion.ts';

/** What variables with a meaning are usually set to, the first choice first. */
const usual: Readonly<Record<string, readonly string[]>> = {
  PATH: ['/app/bin:$PATH', '/opt/venv/bin:$PATH'],
  LANG: ['C.UTF-8', 'en_US.UTF-8'],
  LC_ALL: ['C.UTF-8', 'en_US.UTF-8'],
  TZ: ['UTC'],
  DEBIAN_FRONTEND: ['noninteractive'],
  NODE_ENV: ['production', 'development'],
  NPM_CONFIG_LOGLEVEL: ['warn', 'error', 'silent', 'info'],
  PYTHONUNBUFFERED: ['1'],
  PYTHONDONTWRITEBYTECODE: ['1'],
  PIP_NO_CACHE_DIR: ['1'],
  VIRTUAL_ENV: ['/opt/venv'],
  UV_COMPILE_BYTECODE: ['1'],
  UV_LINK_MODE: ['copy'],
  JAVA_TOOL_OPTIONS: ['-XX:MaxRAMPercentage=75'],
  CGO_ENABLED: ['0', '1'],
  GOFLAGS: ['-mod=readonly', '-mod=vendor', '-trimpath'],
  ASPNETCORE_URLS: ['http://+:8080'],
  PORT: ['8080', '3000'],
  BUILDKIT_INLINE_CACHE: ['1'],
  BUILDKIT_CONTEXT_KEEP_GIT_DIR: ['1'],
  SOURCE_DATE_EPOCH: ['0'],
};

/** What a variable can be set to, behind `NAME=` in ENV and ARG; undefined where no name is set at the cursor. */
export function setValueSuggestions({ typed }: ArgumentCursor, around: Surroundings): Suggestion[] | undefined {
  const match = /^(\w+)=["']?(.*)$/s.exec(typed);
  if (!match) return undefined;
  const [, name = '', value = ''] = match;
  const target = targetOf(around, value, /^[^\s"']*/);
  const doc = { page: 'values/variables', entry: name };
  return (usual[name] ?? []).map((label, rank) => ({ label, kind: CompletionItemKind.Value, target, rank, doc }));
}
