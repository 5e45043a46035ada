import { expect, test } from 'vitest';
import { refactored, titles } from './refactored.ts';

test('an image without a tag gets a usual one, the variant of `latest` first', () => {
  expect(titles('Pin', 'FROM pyth<|>on\n')).toEqual([
    'Pin to `python:3.14`: the base is not whatever `latest` is any more',
    'Pin to `python:3.14-slim`: the base is this variant, and not whatever `latest` is any more',
    'Pin to `python:3.13-slim`: the base is this variant, and not whatever `latest` is any more',
    'Pin to `python:3.14-alpine`: the base is this variant, and not whatever `latest` is any more',
  ]);
  expect(refactored('Pin to `python:3.13-slim`', 'FROM --platform=$X pyth<|>on AS a\nFROM python\n')).toBe(
    'FROM --platform=$X python:3.13-slim AS a\nFROM python\n',
  );
  expect(refactored('Pin', 'FROM docker.io/library/alpine:la<|>test\n')).toBe('FROM docker.io/library/alpine:3.24\n');
});

test('no tag for what has one, is not known, or is a stage', () => {
  for (const text of [
    'FROM node:<|>20\n',
    'FROM my/im<|>age\n',
    'FROM scr<|>atch\n',
    'FROM no<|>de:$V\n',
    'FROM no<|>de:latest@sha256:0123456789012345678901234567890123456789012345678901234567890123\n',
    'FROM a AS node\nFROM no<|>de\n',
    'FR<|>OM node\n',
    'FROM cgr.dev/chainguard/sta<|>tic\n',
  ])
    expect(titles('Pin', text), text).toEqual([]);
});
