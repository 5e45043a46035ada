import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const rule = 'run-mount-invalid';
const run = (mount: string): string => `FROM alpine:3.22\nWORKDIR /w\nRUN --mount=${mount} x\n`;

describe(rule, () => {
  test('offers the nearest type, option and value', () => {
    expectFix(rule, run('type=«cash»,target=/a'), run('type=cache,target=/a'), { safe: false });
    expectFix(rule, run('type=cache,«tagret»=/a'), run('type=cache,target=/a'));
    expectFix(rule, run('type=cache,target=/a,sharing=«lock»'), run('type=cache,target=/a,sharing=locked'));
  });

  test('options need values, fields need options', () => {
    for (const mount of ['type=cache,«target»', 'type=cache,«z»,target=/a', '«type=cache,,target=/a»'])
      expectFindings(rule, run(mount));
    expectFindings(rule, 'FROM alpine:3.22\nRUN «--mount=» x\n');
  });

  test('values of the right kind', () => {
    for (const [option, value] of [
      ['uid', 'node'],
      ['gid', '-1'],
      ['mode', '0855'],
      ['ro', 'yes'],
      ['rw', ''],
      ['sharing', ''],
    ]) {
      expectFindings(
        rule,
        run(value ? `type=cache,target=/a,${option}=«${value}»` : `type=cache,target=/a,«${option}=»`),
      );
    }
    expectFindings(rule, run('type=tmpfs,target=/a,size=«64x»'));
    expectFindings(rule, run('type=tmpfs,target=/a,size=1.5GiB'));
    expectFindings(
      rule,
      run('type=cache,target=/a,uid=0,gid=4294967295,mode=0755,ro=T,SHARING=Locked,id=x,from=y,source=/z'),
    );
  });

  test('options of the type', () => {
    for (const mount of [
      'type=bind,target=/a,«uid=1»',
      'target=/a,«size=1»',
      'type=tmpfs,target=/a,«mode=1»',
      'type=ssh,«sharing=locked»',
    ])
      expectFindings(rule, run(mount));
    const [finding] = expectFindings(rule, run('«required»,type=secret,id=a'));
    expect(finding?.message).toContain('behind `type=secret`');
    expectFindings(rule, run('type=secret,id=a,required,env=B,mode=0400,uid=1,target=/c'));
  });

  test('secrets are named once', () => {
    for (const mount of [
      '«type=secret»',
      'type=secret,id=a,«source=b»',
      'type=secret,id=a,«from=b»',
      '«type=secret,required»',
    ])
      expectFindings(rule, run(mount));
    expectFindings(rule, run('type=secret,target=/a'));
    expectFindings(rule, run('type=secret,src=a'));
  });

  test('a mount cannot cover the root', () => {
    expectFindings(rule, run('type=cache,«target=/»'));
    expectFindings(rule, 'FROM alpine:3.22\nRUN --mount=«type=cache» x\nRUN --mount=target=. x\n');
    expectFindings(rule, 'FROM alpine:3.22 AS a\nWORKDIR /w\nFROM a\nRUN --mount=type=cache x\n');
  });

  test('from takes no variable; other values may come from one', () => {
    expectFindings(rule, run('from=«$BASE»,target=/a'));
    expectFindings(rule, run('type=$T,size=$S,uid=$U,target=$A'));
    expectFindings(rule, run('type=cache,id=a$,from=b$,target=/a'));
  });

  test('quotes, continuations, several mounts', () => {
    expectFindings(rule, run('type=cache,target="/a b"'));
    expectFindings(rule, run(`«'type=cache,"target=/a'»`));
    expectFindings(rule, run(`'type=cache,"target=/a,b"'`));
    expectFindings(rule, 'FROM alpine:3.22\nRUN --mount=type=ssh \\\n  --mount=type=cache,\\\ntarget=/a,«foo»=1 x\n');
  });

  test('not behind ONBUILD or with another frontend', () => {
    expectFindings(rule, 'FROM alpine:3.22\nONBUILD RUN --mount=type=cash x\n');
    expectFindings(rule, '# syntax=example.com/frontend\nFROM alpine:3.22\nRUN --mount=type=cash x\n');
  });
});
