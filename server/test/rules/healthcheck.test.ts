import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const from = 'FROM alpine:3.22\n';

describe('healthcheck-argument-missing', () => {
  const rule = 'healthcheck-argument-missing';

  test('no type, or no command', () => {
    expectFindings(
      rule,
      `${from}«HEALTHCHECK»\n«HEALTHCHECK» --interval=5s\nHEALTHCHECK «CMD»\nHEALTHCHECK «cmd» []\n`,
    );
    expectFindings(rule, `${from}HEALTHCHECK NONE\nHEALTHCHECK CMD x\nHEALTHCHECK CMD ["x"]\nONBUILD HEALTHCHECK\n`);
  });
});

describe('healthcheck-none-extra-arguments', () => {
  const rule = 'healthcheck-none-extra-arguments';

  test('deletes what follows', () => {
    expectFix(rule, `${from}HEALTHCHECK NONE «CMD x y»\n`, `${from}HEALTHCHECK NONE\n`, { safe: true });
    expectFix(rule, `${from}HEALTHCHECK none «["a", "b"]»\n`, `${from}HEALTHCHECK none\n`);
    expectFindings(rule, `${from}HEALTHCHECK NONE\nHEALTHCHECK NONE []\nHEALTHCHECK --interval=x NONE\n`);
  });

  test('with the continuation, so that the next instruction stays one', () => {
    expectFix(rule, `${from}HEALTHCHECK NONE \\\n  «CMD x \\\n  y»\nUSER 1\n`, `${from}HEALTHCHECK NONE\nUSER 1\n`);
  });
});

describe('healthcheck-unknown-type', () => {
  const rule = 'healthcheck-unknown-type';

  test('inserts CMD, or mends it', () => {
    expectFix(rule, `${from}HEALTHCHECK «curl» -f http://x\n`, `${from}HEALTHCHECK CMD curl -f http://x\n`, {
      safe: false,
    });
    expectFix(rule, `${from}HEALTHCHECK --interval=5s «["curl"]»\n`, `${from}HEALTHCHECK --interval=5s CMD ["curl"]\n`);
    expectFix(rule, `${from}HEALTHCHECK «CMDD» x\n`, `${from}HEALTHCHECK CMD x\n`);
  });

  test('the cause may be a flag without a value', () => {
    expectFindings(rule, `${from}HEALTHCHECK --interval 5s CMD x\nHEALTHCHECK cmd x\nHEALTHCHECK none\n`);
  });
});

describe('flag-invalid-duration', () => {
  const rule = 'flag-invalid-duration';
  const check = (value: string): string => `${from}HEALTHCHECK --interval=${value} CMD x\n`;

  test('what Go reads as a duration', () => {
    for (const value of ['5s', '1h30m', '1.5s', '.5s', '1.s', '100us', '100µs', '+5s', '0', '', '-3s', '2562047h']) {
      expectFindings(rule, check(value));
    }
    for (const value of ['5x', 's', 'abc', '-', '1h5', '$X', '5S', '1min', '"5 s"', '9999999h', '.s']) {
      expectFindings(rule, check(`«${value}»`));
    }
  });

  test('a number alone means seconds, most likely', () => {
    expectFix(rule, check('«5»'), check('5s'), { safe: false });
  });

  test('not behind NONE, which has its flags ignored', () => {
    expectFindings(rule, `${from}HEALTHCHECK --interval=5 NONE\n`);
  });
});

test('flag-duration-too-small: less than a millisecond, but for zero', () => {
  const rule = 'flag-duration-too-small';
  expectFindings(rule, `${from}HEALTHCHECK --interval=«999us» --timeout=«-5s» --start-period=«1ns» CMD x\n`);
  expectFindings(rule, `${from}HEALTHCHECK --interval=1ms --timeout=0 --start-period=0s --start-interval= CMD x\n`);
  expectFindings(rule, `${from}HEALTHCHECK --interval=x CMD x\n`);
});

test('healthcheck-retries-invalid: a number of 31 bits; zero is allowed', () => {
  const rule = 'healthcheck-retries-invalid';
  for (const value of ['0', '3', '+3', '-0', '', '2147483647']) {
    expectFindings(rule, `${from}HEALTHCHECK --retries=${value} CMD x\n`);
  }
  for (const value of ['-1', '3.0', 'x', '2147483648', '$N', '0x3']) {
    expectFindings(rule, `${from}HEALTHCHECK --retries=«${value}» CMD x\n`);
  }
});

describe('healthcheck-json-args', () => {
  const rule = 'healthcheck-json-args';

  test('in images without a shell', () => {
    expectFix(
      rule,
      'FROM scratch\nCOPY app /\nHEALTHCHECK --interval=5s CMD «/app "a b" \\\n  --check»\n',
      'FROM scratch\nCOPY app /\nHEALTHCHECK --interval=5s CMD ["/app", "a b", \\\n  "--check"]\n',
      { safe: false },
    );
    expectFindings(rule, 'FROM gcr.io/distroless/static-debian12 AS a\nFROM a\nHEALTHCHECK CMD «/app || exit 1»\n');
    expectFindings(rule, 'FROM scratch\nHEALTHCHECK CMD ["/app"]\nHEALTHCHECK NONE\nONBUILD HEALTHCHECK CMD /app\n');
  });

  test('not where there is one, or may be', () => {
    for (const above of [
      'FROM alpine:3.22',
      'FROM gcr.io/distroless/base-debian12:debug',
      'FROM cgr.dev/chainguard/node:latest-dev',
      'FROM scratch\nADD rootfs.tar.xz /',
      'FROM scratch\nCOPY --from=b / /',
      'FROM scratch\nCOPY --from=busybox:1.37 /bin/sh /bin/sh',
    ]) {
      expectFindings(rule, `${above}\nHEALTHCHECK CMD curl -f http://x || exit 1\n`);
    }
  });

  test('everywhere with the option, with the shell by its name', () => {
    const options = { everyImage: true };
    expectFix(
      rule,
      `${from}HEALTHCHECK CMD «curl -f "http://x" || exit 1»\n`,
      `${from}HEALTHCHECK CMD ["/bin/sh", "-c", "curl -f \\"http://x\\" || exit 1"]\n`,
      { options, safe: false },
    );
    expectFix(
      rule,
      `${from}SHELL ["/bin/bash", "-ec"]\nHEALTHCHECK CMD «x $Y»\n`,
      `${from}SHELL ["/bin/bash", "-ec"]\nHEALTHCHECK CMD ["/bin/bash", "-ec", "x $Y"]\n`,
      { options },
    );
  });
});
