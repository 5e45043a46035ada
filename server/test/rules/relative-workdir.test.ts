import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'relative-workdir';
const hadolint = { settings: { preset: 'hadolint' } } as const;
const buildkit = { settings: { preset: 'buildkit' } } as const;

describe(rule, () => {
  test('the first of a stage and of what it builds on', () => {
    expectFix(rule, 'FROM a:1\nWORKDIR «app/x»\nWORKDIR y\n', 'FROM a:1\nWORKDIR /app/x\nWORKDIR y\n', { safe: false });
    expectFindings(rule, 'FROM a:1 AS x\nWORKDIR /w\nFROM x\nWORKDIR y\nFROM a:1\nWORKDIR «z»\n');
  });

  test('a WORKDIR that the stage below has behind ONBUILD counts', () => {
    expectFindings(
      rule,
      'FROM a:1 AS x\nONBUILD WORKDIR /w\nWORKDIR «v»\nFROM a:1 AS y\nONBUILD WORKDIR /w\nFROM y\nWORKDIR z\n',
    );
    expectFindings(rule, 'FROM a:1 AS x\nONBUILD WORKDIR /w\nFROM x AS y\nRUN a\nFROM y\nWORKDIR z\n');
  });

  test('on scratch the path is known', () => {
    expectFix(rule, 'FROM scratch\nWORKDIR «./app/»\n', 'FROM scratch\nWORKDIR /app\n', { safe: true });
  });

  test('absolute paths, drives and unknown variables are silent', () => {
    expectFindings(rule, 'FROM a:1\nWORKDIR "/app"\nFROM a:1\nWORKDIR C:\\app\nFROM a:1\nWORKDIR $X/y\n');
    expectFindings(rule, 'FROM a:1\nWORKDIR «app/$X»\nFROM a:1\nWORKDIR «"./$X"»\nFROM a:1\nWORKDIR C:\\$X\n');
    expectFindings(rule, '# escape=`\nFROM a:1\nWORKDIR \\x\n');
    expectFindings(rule, 'FROM a:1\nARG D=app\nWORKDIR «$D»\nFROM a:1\nARG D=/app\nWORKDIR $D\n');
  });

  test('BuildKit takes a variable without a value for empty', () => {
    expectFindings(rule, '# escape=`\nFROM a:1\nWORKDIR «C:\\x»\nFROM acme/nanoserver:1\nWORKDIR C:\\x\n', buildkit);
    expectFindings(rule, 'FROM a:1\nARG D\nWORKDIR «$D»\nFROM a:1\nWORKDIR «${D}x»\n', buildkit);
  });

  test('hadolint looks at what is written, not at what a variable holds', () => {
    expectFindings(rule, 'FROM a:1\nENV D=app\nWORKDIR $D\nWORKDIR "${D}/x"\nWORKDIR «x/$D»\n', hadolint);
  });

  test('every relative one in the preset hadolint, with the path where it is known', () => {
    expectFix(
      rule,
      'FROM a:1\nWORKDIR /srv\nWORKDIR «app»\nWORKDIR «../lib»\n',
      'FROM a:1\nWORKDIR /srv\nWORKDIR /srv/app\nWORKDIR /srv/lib\n',
      { safe: true, ...hadolint },
    );
  });
});
