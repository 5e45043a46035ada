import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM alpine:3.22\n';

describe('onbuild-chaining', () => {
  const rule = 'onbuild-chaining';

  test('deletes the second', () => {
    expectFix(rule, `${from}ONBUILD «ONBUILD» RUN x\n`, `${from}ONBUILD RUN x\n`, { safe: true });
    expectFix(rule, `${from}onbuild \\\n  «onbuild» run x\n`, `${from}onbuild \\\n  run x\n`);
    expectFindings(rule, `${from}ONBUILD «ONBUILD» ONBUILD RUN x\nONBUILD RUN onbuild\nONBUILD\n`);
  });
});

test('onbuild-forbidden-trigger: FROM and MAINTAINER', () => {
  const rule = 'onbuild-forbidden-trigger';
  expectFindings(rule, `${from}ONBUILD «FROM» x\nONBUILD «maintainer» y\nONBUILD RUN from\nONBUILD ONBUILD FROM x\n`);
  expectFindings('maintainer-deprecated', `${from}ONBUILD MAINTAINER x\n«MAINTAINER y»\n`);
});

describe('onbuild-unknown-trigger', () => {
  const rule = 'onbuild-unknown-trigger';

  test('the nearest instruction, written alike', () => {
    expectFix(rule, `${from}ONBUILD «COPPY» . .\nONBUILD «runn» x\n`, `${from}ONBUILD COPY . .\nONBUILD run x\n`, {
      safe: false,
    });
    expectFindings(rule, `${from}ONBUILD «SOMETHING» x\nONBUILD ENV A=1\nSOMETHING x\n`);
  });

  test('not with another frontend', () => {
    expectFindings(rule, '# syntax=example.com/frontend\nFROM alpine:3.22\nONBUILD INCLUDE x\n');
  });
});
