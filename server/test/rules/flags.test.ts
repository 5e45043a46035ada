import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM alpine:3.22\n';

describe('unknown-flag', () => {
  const rule = 'unknown-flag';

  test('offers the nearest flag of the instruction, else to delete it', () => {
    expectFix(rule, `${from}COPY «--form»=a b c\n`, `${from}COPY --from=a b c\n`, { safe: false });
    expectFix(rule, `FROM «--Platform»=x alpine:3.22\n`, `FROM --platform=x alpine:3.22\n`);
    expectFix(rule, `${from}RUN «--nope» x\n`, `${from}RUN x\n`);
    expectFix(rule, `${from}COPY --link \\\n  «--nope»=1 \\\n  a b\n`, `${from}COPY --link \\\n  a b\n`);
  });

  test('instructions without flags take none, but `--` ends them', () => {
    expectFix(rule, `${from}CMD «--help»\n`, `${from}CMD -- --help\n`);
    const [first] = expectFindings(
      rule,
      `${from}EXPOSE «--x» 80\nUSER «--x»\nONBUILD «--x» RUN y\nENTRYPOINT «--a» «--b»=c\n`,
    );
    expect(first?.message).toContain('EXPOSE');
    expectFindings(rule, `${from}CMD -- --help\nCOPY --link -- --x /y\nRUN echo --x\nENV A --x\n`);
  });

  test('not where the builder does not look: ARG, STOPSIGNAL, HEALTHCHECK NONE, triggers', () => {
    expectFindings(rule, `ARG --x A\n${from}STOPSIGNAL --x 9\nHEALTHCHECK --x NONE\nONBUILD COPY --form=a b c\n`);
    expectFindings(rule, '# syntax=example.com/frontend\nFROM alpine:3.22\nCOPY --form=a b c\n');
  });

  test('the escape character of the file is taken off a flag', () => {
    expectFindings(rule, '# escape=`\nFROM scratch\nCOPY --li`nk a b\nCOPY «--li\\nk» a b\n');
  });

  test('every flag that there is', () => {
    expectFindings(
      rule,
      `FROM --platform=x alpine:3.22\nRUN --mount=type=ssh --network=none --security=sandbox --device=x y\n`,
    );
    expectFindings(
      rule,
      `${from}ADD --chown=1 --chmod=1 --link --keep-git-dir --checksum=x --unpack --exclude=y a b\n`,
    );
    expectFindings(rule, `${from}COPY --from=x --chown=1 --chmod=1 --link --parents --exclude=y a b\n`);
    expectFindings(
      rule,
      `${from}HEALTHCHECK --interval=1s --timeout=1s --start-period=1s --start-interval=1s --retries=1 CMD x\n`,
    );
  });
});

describe('duplicate-flag', () => {
  const rule = 'duplicate-flag';

  test('deletes one of the two, unseen only where they are equal', () => {
    expectFix(rule, `${from}COPY --from=a «--from=a» b c\n`, `${from}COPY --from=a b c\n`, { safe: true });
    expectFix(rule, `${from}COPY --from=a «--from=b» b c\n`, `${from}COPY --from=a b c\n`, { safe: false });
    expectFix(rule, `${from}COPY --from=a «--from=b» b c\n`, `${from}COPY --from=b b c\n`, {
      title: 'Delete the first `--from`',
    });
  });

  test('not for flags that may be repeated, or that nobody knows', () => {
    expectFindings(
      rule,
      `${from}RUN --mount=type=ssh --mount=type=ssh --device=a --device=b x\nCOPY --exclude=a --exclude=b a b\nCOPY --x --x a b\n`,
    );
  });
});

describe('flag-missing-value', () => {
  const rule = 'flag-missing-value';

  test('the next word may be the value', () => {
    expectFix(rule, `${from}COPY «--from» build /a /b\n`, `${from}COPY --from=build /a /b\n`, { safe: false });
    expectFix(rule, `FROM «--platform» linux/amd64 alpine:3.22\n`, `FROM --platform=linux/amd64 alpine:3.22\n`);
    expectFix(rule, `${from}HEALTHCHECK «--interval»  5s CMD x\n`, `${from}HEALTHCHECK --interval=5s CMD x\n`);
    expectFix(rule, `${from}COPY «--link=» a b\n`, `${from}COPY --link a b\n`);
  });

  test('not where the rest would be wrong', () => {
    for (const line of ['COPY «--from» a b', 'RUN «--network» x', 'RUN «--mount» x', 'HEALTHCHECK «--retries» CMD x']) {
      const [finding] = expectFindings(rule, `${from}${line}\n`);
      expect(finding?.fixes ?? []).toEqual([]);
    }
  });

  test('an empty value is one, and switches need none', () => {
    expectFindings(rule, `${from}COPY --chown= --link a b\nHEALTHCHECK --interval= CMD x\nARG --x\n`);
  });
});

test('flag-not-boolean: true or false in any case, no variables', () => {
  const rule = 'flag-not-boolean';
  expectFindings(rule, `${from}COPY --link=«yes» --parents=«$X» a b\nADD --unpack=«1» --keep-git-dir=TRUE a b\n`);
  expectFindings(rule, `${from}COPY --link=False --parents a b\nCOPY --link= a b\nCOPY --chown=yes a b\n`);
});

test('run-network-invalid: one of three, as written', () => {
  const rule = 'run-network-invalid';
  expectFix(rule, `${from}RUN --network=«None» x\n`, `${from}RUN --network=none x\n`, { safe: false });
  expectFindings(rule, `${from}RUN --network=«my-net» x\nRUN «--network=» x\nRUN --network=«$N» x\n`);
  expectFindings(rule, `${from}RUN --network=default x\nRUN --network=none x\nRUN --network=host x\nRUN --network x\n`);
});

test('run-security-invalid: one of two', () => {
  const rule = 'run-security-invalid';
  expectFix(rule, `${from}RUN --security=«insecur» x\n`, `${from}RUN --security=insecure x\n`, { safe: false });
  expectFindings(rule, `${from}RUN «--security=» x\n`);
  expectFindings(rule, `${from}RUN --security=sandbox x\nRUN --security=insecure x\nONBUILD RUN --security=x y\n`);
});
