import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

describe('check-directive-invalid', () => {
  const rule = 'check-directive-invalid';
  const from = 'FROM a:1\n';

  test('names that BuildKit does not know, in another case or misspelt', () => {
    expectFix(
      rule,
      `# check=skip=«stagenamecasing»,JSONArgsRecommended\n${from}`,
      `# check=skip=StageNameCasing,JSONArgsRecommended\n${from}`,
      {
        safe: false,
      },
    );
    expectFix(
      rule,
      `# check=experimental=«InvalidDefinitionDescripton»\n${from}`,
      `# check=experimental=InvalidDefinitionDescription\n${from}`,
    );
    expectFindings(rule, `# check=skip=«DL3008»,«all»,StageNameCasing\n${from}# check=skip=«Foo» x\nRUN a\n`);
    expectFindings(rule, `# check=skip=all;experimental=all;error=true\n${from}`);
  });

  test('what fails the build: unknown options, no `=`, no boolean, nothing behind a semicolon', () => {
    expectFix(rule, `# check=skip=all;«eror»=true\n${from}`, `# check=skip=all;error=true\n${from}`);
    expectFix(rule, `# check=«StageNameCasing»\n${from}`, `# check=skip=StageNameCasing\n${from}`);
    expectFix(rule, `# check=error=«yes»\n${from}`, `# check=error=true\n${from}`);
    expectFix(rule, `# check=skip=all«;»\n${from}`, `# check=skip=all\n${from}`);
    for (const value of ['true', 'T', '0', 'False']) expectFindings(rule, `# check=error=${value} // x\n${from}`);
  });

  test('what stands behind a blank', () => {
    expectFix(
      rule,
      `# check=skip=StageNameCasing, «FromAsCasing»\n${from}`,
      `# check=skip=StageNameCasing,FromAsCasing\n${from}`,
    );
    expectFindings(rule, `# check=skip=StageNameCasing # theirs\n${from}`);
  });

  test('only what fails the build in the presets of other tools', () => {
    expectFindings(rule, `# check=skip=Foo;«x»=1\n${from}# check=skip=Foo\nRUN a\n`, {
      options: { unknownNames: false },
    });
  });

  test('not for other frontends, and not for prose', () => {
    expectFindings(rule, `# syntax=example/frontend\n# check=foo\n${from}`);
    expectFindings(rule, `${from}# check = the next line\nRUN a\n`);
  });
});

describe('directive-after-first-line', () => {
  const rule = 'directive-after-first-line';

  test('below a comment, an empty line or an instruction', () => {
    expectFix(
      rule,
      '# My image\n«# syntax=docker/dockerfile:1»\nFROM a:1\n',
      '# syntax=docker/dockerfile:1\n# My image\nFROM a:1\n',
      { safe: false },
    );
    expectFix(rule, '\n«# escape=`»\nFROM a:1\n', '# escape=`\n\nFROM a:1\n');
    expectFix(
      rule,
      '\uFEFF# x\r\n«#check=error=true»\r\nFROM a:1\r\n',
      '\uFEFF#check=error=true\r\n# x\r\nFROM a:1\r\n',
    );
  });

  test('not where BuildKit reads it', () => {
    expectFindings(
      rule,
      '# syntax=docker/dockerfile:1\n# escape=`\nFROM a:1\n# check=skip=JSONArgsRecommended\nCMD a\n',
    );
    expectFindings(rule, '#!/usr/bin/env x\n# syntax=docker/dockerfile:1\nFROM a:1\n');
    expectFindings(rule, '#!/usr/bin/env x\n«# escape=`»\nFROM a:1\n');
  });

  test('not for prose', () => {
    expectFindings(
      rule,
      '# x\n# syntax = see the manual\n# escape=the backslash\n# check=later\n# syntax=foo\nFROM a:1\n',
    );
    expectFindings(rule, 'FROM a:1\nRUN <<EOF\n# syntax=docker/dockerfile:1\nEOF\n');
  });

  test('no second directive of one name', () => {
    const findings = expectFindings(
      rule,
      '# syntax=docker/dockerfile:1\n\n«# syntax=docker/dockerfile:1.20»\nFROM a:1\n',
    );
    expect(findings[0]?.fixes).toEqual([]);
  });
});

describe('syntax-directive-typo', () => {
  const rule = 'syntax-directive-typo';

  test('a name close to that of Docker’s frontend', () => {
    const typos = {
      'docker/dokerfile:1': 'docker/dockerfile:1',
      'dockerfile/dockerfile': 'docker/dockerfile',
      'docker/Dockerfile:1.4': 'docker/dockerfile:1.4',
      'dockerfile:1': 'docker/dockerfile:1',
      'docker/dockerfile1.4': 'docker/dockerfile:1.4',
      'docker/dockerfile/1.4': 'docker/dockerfile:1.4',
      'docker.io/docker/dockerfil:1': 'docker.io/docker/dockerfile:1',
    };
    for (const [typo, meant] of Object.entries(typos)) {
      expectFix(rule, `# syntax=«${typo}»\nFROM a:1\n`, `# syntax=${meant}\nFROM a:1\n`, { safe: false });
    }
  });

  test('more than one word', () => {
    expectFix(rule, '# syntax=docker/dockerfile:1« # x»\nFROM a:1\n', '# syntax=docker/dockerfile:1\nFROM a:1\n');
  });

  test('not for Docker’s own frontends, their mirrors, and others', () => {
    for (const image of [
      'docker/dockerfile',
      'docker/dockerfile:1.20',
      'docker.io/docker/dockerfile:1-labs',
      'index.docker.io/docker/dockerfile:1',
      'docker/dockerfile-upstream:master',
      'docker/dockerfile@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      'registry.example:5000/docker/dockerfile:1',
      'edrevo/dockerfile-plus',
      'r2d4/mocker',
    ])
      expectFindings(rule, `# syntax=${image}\nFROM a:1\n`);
  });
});

describe('directive-casing', () => {
  test('the name in small letters', () => {
    expectFix(
      'directive-casing',
      '# «SYNTAX»=docker/dockerfile:1\n#«Escape» = `\nFROM a:1\n# CHECK=skip=all\nRUN a\n',
      '# syntax=docker/dockerfile:1\n#escape = `\nFROM a:1\n# CHECK=skip=all\nRUN a\n',
      { safe: true },
    );
  });
});
