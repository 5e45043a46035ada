import { describe, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

describe('invalid-port', () => {
  const rule = 'invalid-port';

  test('not a number, out of range, reversed, missing', () => {
    expectFindings(rule, 'FROM a:1\nEXPOSE «80,443» «http» «65536» «90-80» «8000-65536» «/tcp» «80:» «80-» 80\n');
    expectFindings(rule, 'FROM a:1\nONBUILD EXPOSE x\nEXPOSE «70000:80» «-1»\n');
  });

  test('defaults of variables are looked at, unknown values not', () => {
    expectFindings(rule, 'FROM a:1\nARG P=80\nARG Q=x\nARG R\nENV L="80 443"\nEXPOSE $P «$Q» $R $S ${P}-90 $L\n');
  });

  test('an address that is none, ranges of unequal length', () => {
    expectFindings(rule, 'FROM a:1\nEXPOSE «localhost:80:80» «300.0.0.1:80:80» «127.0.0.01:80:80» «[1]:80:80»\n');
    expectFindings(rule, 'FROM a:1\nEXPOSE «80:90-91» «8000-8001:90-92» 8000-8010:80 8000-8001:90-91\n');
  });

  test('silent for what is valid', () => {
    expectFindings(rule, 'FROM a:1\nEXPOSE 0 65535 80/tcp 8000-8010/udp "8080" 127.0.0.1:80:80 [::1]:80:80 80-80\n');
    expectFindings(rule, 'FROM a:1\nEXPOSE ::1:80:80 0.0.0.0::80 +80\n');
  });
});

test('invalid-expose-protocol', () => {
  const rule = 'invalid-expose-protocol';
  expectFindings(rule, 'FROM a:1\nARG P=http\nEXPOSE «80/http» «80:80/x» «80/$P» 80/TCP 80/sctp 80/ 80 80/$X\n');
  expectFix(rule, 'FROM a:1\nEXPOSE «53/upd»\n', 'FROM a:1\nEXPOSE 53/udp\n', { safe: false });
});

test('expose-protocol-casing', () => {
  const rule = 'expose-protocol-casing';
  expectFix(
    rule,
    'FROM a:1\nEXPOSE «80/TCP» 53/udp \\\n  «9/Sctp»\n',
    'FROM a:1\nEXPOSE 80/tcp 53/udp \\\n  9/sctp\n',
    {
      safe: true,
    },
  );
  expectFindings(rule, 'FROM a:1\nARG P=UDP\nEXPOSE «53/$P» 80/HTTP\nONBUILD EXPOSE 80/TCP\n');
});

test('expose-host-mapping', () => {
  const rule = 'expose-host-mapping';
  expectFix(
    rule,
    'FROM a:1\nEXPOSE «8080:80» 443 «127.0.0.1:53:53/udp» «[::1]:80:80» «127.0.0.1::80»\n',
    'FROM a:1\nEXPOSE 80 443 53/udp 80 80\n',
    { safe: true },
  );
  expectFindings(rule, 'FROM a:1\nENV P=80\nEXPOSE «$P:$P» :80\nONBUILD EXPOSE 8080:80\n');
});
