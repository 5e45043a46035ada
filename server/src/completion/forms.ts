import type { Keyword } from '../dockerfile/grammar.ts';

/** A way to write an instruction: how it looks in a list, and as a snippet, both without the keyword. */
export interface Form {
  readonly label: string;
  readonly body: string;
}

/** The forms of the instructions that are worth a choice of their own; what they mean is on the instruction's page. */
export const forms: Readonly<Partial<Record<Keyword, readonly Form[]>>> = {
  FROM: [
    { label: 'image:tag', body: '${1:alpine:3.22}' },
    { label: 'image:tag AS stage', body: '${1:debian:13-slim} AS ${2:build}' },
  ],
  ARG: [{ label: 'NAME=default', body: '${1:NAME}=${2:default}' }],
  ENV: [{ label: 'NAME=value', body: '${1:NAME}=${2:value}' }],
  LABEL: [{ label: 'key="value"', body: '${1:org.opencontainers.image.title}="${2:value}"' }],
  RUN: [
    { label: 'command', body: '${1:command}' },
    { label: '<<EOF', body: '<<EOF\nset -eu\n${1:command}\nEOF' },
    { label: '--mount=type=cache', body: '--mount=type=cache,target=${1:/root/.cache} ${2:command}' },
  ],
  COPY: [
    { label: 'source destination', body: '${1:source} ${2:destination}' },
    { label: '--from=stage source destination', body: '--from=${1:build} ${2:/out/app} ${3:/usr/local/bin/}' },
  ],
  ADD: [
    { label: '--checksum=… url destination', body: '--checksum=sha256:${1:digest} ${2:https://} ${3:destination}' },
  ],
  CMD: [{ label: '["executable", "argument"]', body: '["${1:executable}", "${2:argument}"]' }],
  ENTRYPOINT: [{ label: '["executable"]', body: '["${1:executable}"]' }],
  EXPOSE: [{ label: 'port', body: '${1:8080}' }],
  HEALTHCHECK: [
    { label: '--interval=30s CMD command', body: '--interval=${1:30s} --timeout=${2:5s} CMD ${3:command}' },
    { label: 'NONE', body: 'NONE' },
  ],
  SHELL: [{ label: '["/bin/bash", "-o", "pipefail", "-c"]', body: '["${1:/bin/bash}", "-o", "pipefail", "-c"]' }],
  STOPSIGNAL: [{ label: 'signal', body: '${1:SIGTERM}' }],
  USER: [{ label: 'user', body: '${1:user}' }],
  VOLUME: [{ label: '["/path"]', body: '["${1:/data}"]' }],
  WORKDIR: [{ label: '/path', body: '${1:/app}' }],
};
