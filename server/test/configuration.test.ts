import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { describeProblem, readConfiguration } from '../src/configuration.ts';
import { turnOffEdit } from '../src/configurationedit.ts';
import { Source } from '../src/dockerfile/source.ts';
import { applyEdits } from '../src/lint/fix.ts';
import { ruleNames } from '../src/lint/names.ts';
import type { AnyRule } from '../src/lint/rule.ts';
import { rules } from '../src/rules/index.ts';
import { Service } from '../src/service.ts';
import { mergeSettings } from '../src/settings.ts';
import { service } from './harness.ts';

const names = ruleNames(rules);
const own = '.dockerfile-mentor.yaml';
const hadolint = '.hadolint.yaml';

/** Every problem of a file: its severity, what stands in its range, what is said. */
function problems(name: string, text: string): string[] {
  const source = new Source(text);
  return readConfiguration(name, text, names).problems.map((problem) => {
    const { start, end } = problem.range;
    const marked = text.slice(source.offsetAt(start), source.offsetAt(end));
    return `${problem.severity} «${marked}» ${describeProblem(problem)}`;
  });
}

describe('.hadolint.yaml', () => {
  const settings = (text: string) => readConfiguration(hadolint, text, names).settings;

  test('levels: the highest wins, what is ignored is off', () => {
    const text = 'ignored: [DL3008, SC2086]\noverride:\n  error: [DL3003]\n  style:\n    - DL3003\n    - DL3008\n';
    expect(settings(text)).toEqual({
      preset: 'hadolint',
      rules: { DL3003: 'error', DL3008: 'off', SC2086: 'off' },
    });
    expect(problems(hadolint, text)).toEqual([]);
  });

  test('registries, labels, threshold and pragmas', () => {
    const text =
      'trustedRegistries:\n  - docker.io\nlabel-schema:\n  author: email\n  title:\nstrict-labels: true\nfailure-threshold: style\ndisable-ignore-pragma: true\nformat: tty\nno-color: true\n';
    expect(settings(text)).toEqual({
      preset: 'hadolint',
      rules: { 'untrusted-registry': { severity: 'error', trusted: ['docker.io'] } },
      labels: { schema: { author: 'email', title: 'text' }, strict: true },
      inlineIgnores: false,
      failOn: 'hint',
    });
    expect(problems(hadolint, text)).toEqual([]);
    expect(settings('trustedRegistries: docker.io\n').rules).toEqual({
      'untrusted-registry': { severity: 'error', trusted: ['docker.io'] },
    });
    expect(settings('no-fail: true\nfailure-threshold: error\n').failOn).toBe('never');
    expect(settings('')).toEqual({ preset: 'hadolint' });
  });

  test('what is wrong, where it is wrong', () => {
    const text =
      'ignored:\n  - dl3006\n  - DL30088\n  - DL3005 # retired, but still in many lists\noverride:\n  eror: [DL3003]\n  info: DL3003\ntrustedRegistries: { docker.io: yes }\nlabel-schema:\n  a: semantic\nstrict-labels: yes\nfailure-threshold: fatal\nformats: tty\n';
    expect(problems(hadolint, text)).toEqual([
      'error «dl3006» There is no rule `dl3006`: did you mean `DL3006`?',
      expect.stringMatching(/^error «DL30088» There is no rule `DL30088`/),
      'warning «eror» There is no setting `eror`: did you mean `error`?',
      'error «DL3003» `DL3003` cannot be used here; expected: a list',
      'error «{ docker.io: yes }» `{"docker.io":"yes"}` cannot be used here; expected: a list',
      'error «semantic» `semantic` cannot be used here; expected: text, url, semver, hash, rfc3339, spdx, email',
      'error «yes» `yes` cannot be used here; expected: true, false',
      'error «fatal» `fatal` cannot be used here; expected: style, info, warning, error, ignore, none',
      'warning «formats» There is no setting `formats`: did you mean `format`?',
    ]);
    expect(settings(text).rules).toEqual({ DL3005: 'off' });
  });

  test('a label schema turns on the rules about labels; levels still count', () => {
    const mentor = service();
    const read = settings('label-schema: { a: semver }\nignored: [DL3049]\noverride: { error: [DL3056] }\n');
    const found = mentor.lint(Service.parse('FROM x:1\nLABEL a=1 b=2\n'), mergeSettings(read));
    expect(
      found.filter(({ rule }) => rule.id.includes('label')).map(({ rule, severity }) => [rule.id, severity]),
    ).toEqual([['label-not-semver', 'error']]);
  });
});

describe('our own file', () => {
  test('what is wrong, where it is wrong', () => {
    const text =
      'preset: hadolin\nrules:\n  apt-get-missing-ye: off\n  DL3003: { everywher: true, everywhere: 5, severity: info }\nlabels:\n  schema: { a: foo }\n  strict: maybe\n  scheme: {}\ninlineIgnores: 1\nigore: []\n';
    expect(problems(own, text)).toEqual([
      'error «hadolin» `hadolin` cannot be used here; expected: recommended, buildkit, hadolint, all, none',
      'error «apt-get-missing-ye» There is no rule `apt-get-missing-ye`: did you mean `apt-get-missing-yes`?',
      'error «everywher» This rule has no option `everywher`: did you mean `everywhere`?',
      'error «5» `5` cannot be used here; expected: true, false',
      'error «foo» `foo` cannot be used here; expected: text, url, semver, hash, rfc3339, spdx, email',
      'error «maybe» `maybe` cannot be used here; expected: true, false',
      'error «scheme» There is no setting `scheme`: did you mean `schema`?',
      'error «1» `1` cannot be used here; expected: true, false',
      'error «igore» There is no setting `igore`: did you mean `ignore`?',
    ]);
  });

  test('labels for all rules at once, their own settings over it', () => {
    const mentor = service();
    const text =
      'preset: none\nlabels:\n  schema:\n    v: semver\n    u: url\nrules:\n  DL3052: off\n  label-not-semver: hint\n';
    const { settings } = readConfiguration(own, text, names);
    const found = mentor.lint(Service.parse('FROM x:1\nLABEL v=1 u=x\n'), mergeSettings(settings));
    expect(found.map(({ rule, severity }) => [rule.id, severity])).toEqual([['label-not-semver', 'hint']]);
  });

  test('a value that an option does not take is as if it were not there', () => {
    const mentor = service();
    const rule = { severity: 'on', everywhere: 'yes' } as const;
    const merged = mergeSettings({ preset: 'none', rules: { 'cd-instead-of-workdir': rule } });
    expect(mentor.active(merged)[0]?.options).toEqual({ everywhere: false });
  });
});

describe('turning a rule off in a file', () => {
  const rule = (id: string): AnyRule => names.find(id)[0] as AnyRule;

  /** The text after the edit, which is the text before it with pieces put in. */
  function turnOff(text: string, id = 'apt-get-missing-yes', name = own): string | undefined {
    const edit = turnOffEdit(name, text, rule(id), names);
    if (!edit) return undefined;
    const edited = applyEdits(new Source(text), [edit]);
    const { settings, problems: found } = readConfiguration(name, edited, names);
    expect(found).toEqual([]);
    expect(
      service()
        .active(mergeSettings(settings))
        .map((active) => active.rule.id),
    ).not.toContain(id);
    expect(parseDocument(edited).errors).toEqual([]);
    return edited;
  }

  test('rules that are there, as a block', () => {
    expect(turnOff('rules:\n  DL3024: off # mirrors\n\n# the end\n')).toBe(
      'rules:\n  DL3024: off # mirrors\n  apt-get-missing-yes: off\n\n# the end\n',
    );
    expect(turnOff('rules:\n    DL3003:\n        severity: info # x\n        everywhere: true\npreset: all')).toBe(
      'rules:\n    DL3003:\n        severity: info # x\n        everywhere: true\n    apt-get-missing-yes: off\npreset: all',
    );
    expect(turnOff('preset: all\r\nrules: # ours\r\n  DL3003: off\r\n')).toBe(
      'preset: all\r\nrules: # ours\r\n  DL3003: off\r\n  apt-get-missing-yes: off\r\n',
    );
  });

  test('rules in braces, empty or missing', () => {
    expect(turnOff('rules: {DL3003: off}\n')).toBe('rules: {apt-get-missing-yes: off, DL3003: off}\n');
    expect(turnOff('rules: {}\n')).toBe('rules: { apt-get-missing-yes: off }\n');
    expect(turnOff('rules: # none yet\npreset: all\n')).toBe(
      'rules: # none yet\n  apt-get-missing-yes: off\npreset: all\n',
    );
    expect(turnOff('preset: all')).toBe('preset: all\nrules:\n  apt-get-missing-yes: off\n');
    expect(turnOff('# a comment only\n')).toBe('# a comment only\nrules:\n  apt-get-missing-yes: off\n');
    expect(turnOff('')).toBe('rules:\n  apt-get-missing-yes: off\n');
    expect(turnOff('{ preset: all }\n')).toBe('{ rules: { apt-get-missing-yes: off }, preset: all }\n');
  });

  test('a rule that is there, by its name or an alias', () => {
    expect(turnOff('rules:\n  apt-get-missing-yes: error # x\n')).toBe('rules:\n  apt-get-missing-yes: off # x\n');
    expect(turnOff('rules: { DL3014: "error" }\n')).toBe('rules: { DL3014: off }\n');
    expect(turnOff('rules:\n  apt-get-missing-yes: off\n  DL3014: warning\n')).toBe(
      'rules:\n  apt-get-missing-yes: off\n  DL3014: off\n',
    );
    expect(turnOff('rules:\n  DL3003:\n    everywhere: true\n', 'cd-instead-of-workdir')).toBe(
      'rules:\n  DL3003:\n    severity: off\n    everywhere: true\n',
    );
    expect(turnOff('rules:\n  DL3003: { severity: info, everywhere: true }\n', 'cd-instead-of-workdir')).toBe(
      'rules:\n  DL3003: { severity: off, everywhere: true }\n',
    );
  });

  test('in hadolint’s file, where that has a code', () => {
    expect(turnOff('ignored:\n- DL3008\n- SC2086 # x\ntrustedRegistries: [a]\n', undefined, hadolint)).toBe(
      'ignored:\n- DL3008\n- SC2086 # x\n- DL3014\ntrustedRegistries: [a]\n',
    );
    expect(turnOff('ignored: [DL3008]\n', undefined, hadolint)).toBe('ignored: [DL3014, DL3008]\n');
    expect(turnOff('ignored: []\n', undefined, hadolint)).toBe('ignored: [DL3014]\n');
    expect(turnOff('ignored:\n', undefined, hadolint)).toBe('ignored:\n  - DL3014\n');
    expect(turnOff('override: { error: [DL3014] }\n', undefined, hadolint)).toBe(
      'override: { error: [DL3014] }\nignored:\n  - DL3014\n',
    );
    expect(turnOff('ignored: []\n', 'instruction-casing', hadolint)).toBeUndefined();
  });

  test('not in what is no such file', () => {
    expect(turnOff('rules: [a]\n')).toBeUndefined();
    expect(turnOff('- a\n')).toBeUndefined();
    expect(turnOff('a: [\n')).toBeUndefined();
    expect(turnOff('rules: {}\n---\nrules: {}\n')).toBeUndefined();
  });
});
