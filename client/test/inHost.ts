/** Turns what a suite inside a host reports into tests of the runner outside. */
import { expect, test } from 'vitest';
import type { HostResult } from './host/result.ts';

export function reportAll({ version, tests, errors }: HostResult & { errors: string[] }, expected: RegExp): void {
  test(`this is VS Code ${version}`, () => {
    expect(version).toMatch(expected);
    expect(tests.length).toBeGreaterThan(0);
  });
  for (const { name, failure } of tests) {
    test(name, () => {
      if (failure !== undefined) expect.fail(failure);
    });
  }
  test('our code wrote no error to the console', () => expect(errors).toEqual([]));
}
