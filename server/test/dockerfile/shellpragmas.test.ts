import { describe, expect, test } from 'vitest';
import { parse } from '../../src/dockerfile/dockerfile.ts';

/** The language of every RUN's script. */
const languages = (text: string): (string | undefined)[] =>
  parse(text)
    .all('RUN')
    .map(({ script }) => script?.language);

describe('comments that name the shell', () => {
  test('# hadolint shell= before the first FROM is for every stage', () => {
    expect(languages('# hadolint shell=/bin/bash\nFROM a\nRUN x\nFROM b\nRUN y\n')).toEqual(['bash', 'bash']);
  });

  test('in a stage it is for what follows, and for stages that build on it', () => {
    expect(
      languages('FROM a AS b\nRUN x\n# hadolint shell=bash\nRUN y\nRUN z\nFROM c\nRUN x\nFROM b\nRUN y\n'),
    ).toEqual(['sh', 'bash', 'bash', 'sh', 'bash']);
  });

  test('the later of the comment and SHELL wins', () => {
    expect(languages('FROM a\n# hadolint shell=bash\nSHELL ["/bin/sh", "-c"]\nRUN x\n')).toEqual(['sh']);
    expect(languages('FROM a\nSHELL ["/bin/sh", "-c"]\n# hadolint shell = bash\nRUN x\n')).toEqual(['bash']);
    expect(languages('# hadolint shell=bash\nFROM a\nSHELL ["pwsh", "-c"]\nRUN x\n')).toEqual(['powershell']);
  });

  test('# shellcheck shell= is for the next instruction alone, or in a heredoc for its script', () => {
    expect(languages('FROM a\n# shellcheck shell=bash\nRUN x\nRUN y\n')).toEqual(['bash', 'sh']);
    expect(languages('FROM a\nRUN <<EOF\n# shellcheck shell=bash\nx\nEOF\nRUN y\n')).toEqual(['bash', 'sh']);
  });

  test('inside a RUN it has no effect', () => {
    expect(languages('FROM a\nRUN x && \\\n# hadolint shell=bash\n y\nRUN z\n')).toEqual(['sh', 'sh']);
  });

  test('a stage of Windows is known by its image', () => {
    const isWindows = (image: string): boolean | undefined => parse(`ARG V=1\nFROM ${image}\n`).stages[0]?.isWindows;
    for (const image of [
      'mcr.microsoft.com/windows/servercore:ltsc2022',
      'python:3.13-windowsservercore-ltsc2022',
      'mcr.microsoft.com/dotnet/framework/sdk:4.8',
      'winamd64/python:3.13',
      'acme/helper:servercore1809',
    ]) {
      expect(isWindows(image), image).toBe(true);
    }
    for (const image of ['windowsill/app:1', 'debian:13', '$V']) expect(isWindows(image), image).toBe(false);
  });

  test('without SHELL, Windows and files with its escape character run cmd; distributions of Linux never do', () => {
    expect(languages('FROM acme/nanoserver:1 AS a\nRUN x\nFROM a\nRUN y\nFROM b\nRUN z\n')).toEqual([
      'cmd',
      'cmd',
      'sh',
    ]);
    expect(languages('FROM --platform=windows/amd64 golang:1\nRUN x\nFROM golang:1\nRUN x\n')).toEqual(['cmd', 'sh']);
    expect(languages('# escape=`\nFROM golang:1\nRUN x\nFROM docker.io/library/debian:13\nRUN x\n')).toEqual([
      'cmd',
      'sh',
    ]);
    const linux = [
      'node:22',
      'ghcr.io/a/php:8-fpm',
      'registry.access.redhat.com/ubi9/ubi-minimal',
      'opensuse/leap:15.6',
    ];
    for (const image of [...linux, 'python:3.13-slim', 'golang:1.24-bookworm', 'a:1-alpine3.22']) {
      expect(languages(`# escape=\`\nFROM ${image}\nRUN x\n`)).toEqual(['sh']);
    }
    for (const image of ['a/node-agent:1', 'a:1', 'openjdk:21-nanoserver']) {
      expect(languages(`# escape=\`\nFROM ${image}\nRUN x\n`)).toEqual(['cmd']);
    }
  });
});
