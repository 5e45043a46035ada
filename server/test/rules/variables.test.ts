import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from '../harness.ts';

const buildkit = { settings: { preset: 'buildkit' } } as const;

describe('undefined-variable', () => {
  const rule = 'undefined-variable';

  test('in everything that the builder expands', () => {
    expectFindings(
      rule,
      [
        'FROM alpine:3.22',
        'WORKDIR «$A»/x',
        'COPY --chown=«$B» «${C}» «${D%/*}»',
        'ADD ["«$E»", "/x/"]',
        'ENV X=«$F» Y="«$G» \\$no" Z=\'$no\'',
        'LABEL a.«$H»=«$I»',
        'USER «$J»',
        'VOLUME «$K»',
        'STOPSIGNAL «$L»',
        'ARG M=«$N»',
        'RUN --mount=type=cache,target=«$O» echo $no',
        'CMD echo $no',
        'ENTRYPOINT ["$no"]',
        'HEALTHCHECK CMD echo $no',
        'EXPOSE $no',
        'ONBUILD ENV X=$no',
        'COPY --from=x --exclude=$no a b',
        '',
      ].join('\n'),
    );
  });

  test('ARG and ENV count from the line below, in stages built on theirs, but not in others', () => {
    expectFindings(rule, 'FROM alpine:3.22\nENV A=«$B»\nARG B\nENV C=$B D=$A\nUSER «$E»\nENV E=1\n');
    expectFindings(
      rule,
      'FROM alpine:3.22 AS x\nARG A=1\nENV B=1\nFROM x\nUSER $A:$B\nFROM alpine:3.22\nUSER «$A»:«$B»\n',
    );
    expectFindings(rule, 'FROM alpine:3.22\nARG A=1 B=$A C=«$D» D=2\n');
    expectFindings(rule, 'FROM alpine:3.22 AS x\nONBUILD ARG A\nFROM x AS y\nUSER $A\nFROM y\nUSER $A\n');
    expectFindings(rule, 'FROM alpine:3.22\nARG A=«$A»\n');
  });

  test('automatic arguments have to be declared in the stage', () => {
    const source = 'FROM acme/base:1\nCOPY bin-«$TARGETARCH» /app\nARG TARGETOS\nCOPY $TARGETOS /app\n';
    expectFix(rule, source, source.replace(/[«»]/g, '').replace('COPY bin', 'ARG TARGETARCH\nCOPY bin'), {
      safe: false,
    });
  });

  test('the base image may set it: only what is known of it is reported', () => {
    expectFindings(rule, 'FROM golang:1.25\nWORKDIR $GOPATH/src\nENV A=«$NODE_VERSION» B=$PATH\n');
    expectFindings(rule, 'FROM acme/base:1\nUSER $ACME_USER\n');
    expectFindings(rule, 'FROM golang:1.25\nWORKDIR $GOPATH/src\nUSER «$ACME_USER»\n', buildkit);
    // What a stage above declares with ARG is not what the base image would set, unless well-known images do.
    expectFindings(rule, 'FROM acme/a:1\nARG V=1\nARG JAVA_HOME\nFROM acme/b:1\nLABEL v=«$V» j=$JAVA_HOME\n');
    expectFindings(rule, 'FROM acme/a:1\nLABEL v=$V\nARG V=1\nFROM acme/a:1\nARG V=1\n');
    expectFindings(rule, 'FROM scratch\nUSER «$ACME_USER»\n');
    expectFix(
      rule,
      'FROM acme/base:1\nENV APP_HOME=/app\nWORKDIR «$APP_HOEM»\n',
      'FROM acme/base:1\nENV APP_HOME=/app\nWORKDIR $APP_HOME\n',
      { safe: false },
    );
  });

  test('defaults, own values and what other rules say are silent, but not in BuildKit', () => {
    const source = 'ARG G=1\nFROM alpine:3.22\nENV A=${X:-1} B=${Y+2} C=$C:/c\nENV D=1 E=$D\nUSER $G\n';
    expectFindings(rule, source);
    expectFindings(
      rule,
      'ARG G=1\nFROM alpine:3.22\nENV A=«${X:-1}» B=«${Y+2}» C=«$C»:/c\nENV D=1 E=«$D»\nUSER «$G»\nENV P=$PATH:«$HOME»\n',
      buildkit,
    );
  });

  test('the text of a heredoc, each name once; quotes around the delimiter keep it', () => {
    expectFix(
      rule,
      "FROM alpine:3.22\nARG K=1\nCOPY <<EOF /run.sh\necho '«$A»' $A $K \\$no\nEOF\n",
      "FROM alpine:3.22\nARG K=1\nCOPY <<'EOF' /run.sh\necho '$A' $A $K \\$no\nEOF\n",
      { safe: false },
    );
    expectFindings(rule, 'FROM alpine:3.22\nCOPY <<\'EOF\' <<"B" /x/\n$A\nEOF\n$B\nB\nRUN <<EOF\necho $A\nEOF\n');
  });
});

describe('env-self-reference', () => {
  const rule = 'env-self-reference';

  test('marks the use, and splits the ENV behind what it uses', () => {
    expectFix(
      rule,
      'FROM alpine:3.22\r\nENV A=1 B=«$A»/x C=«${A}» D=$A_\r\n',
      'FROM alpine:3.22\r\nENV A=1\r\nENV B=$A/x C=${A} D=$A_\r\n',
      { safe: false },
    );
    expectFix(
      rule,
      'FROM alpine:3.22\n  ENV A=1 \\\n    # why\n    B="«$A»" \\\n    C=2\n',
      'FROM alpine:3.22\n  ENV A=1\n  # why\n  ENV B="$A" \\\n    C=2\n',
    );
    const [finding] = expectFindings(rule, 'FROM alpine:3.22\nENV B=«$A» A=1 C=2\n');
    expect(finding?.fixes).toBeUndefined();
  });

  test('a value from before, a pair of its own, defaults and escapes are silent', () => {
    expectFindings(rule, 'FROM alpine:3.22\nARG A\nENV A=1 B=$A\n');
    expectFindings(rule, 'FROM alpine:3.22 AS x\nENV A=1\nFROM x\nENV A=2 B=$A\n');
    expectFindings(rule, "FROM alpine:3.22\nENV P=$P:/x Q=1\nENV A=1 B=${A:-2} C=\\$A D='$A'\nENV A $A\n");
  });

  test('another stage counts for hadolint only', () => {
    const source = 'FROM alpine:3.22\nENV A=1\nFROM alpine:3.22\nENV A=2 B=$A\n';
    expectFindings(rule, source.replace('$A', '«$A»'));
    expectFindings(rule, source, { settings: { preset: 'hadolint' } });
  });
});

describe('arg-out-of-scope', () => {
  const rule = 'arg-out-of-scope';

  test('in RUN, in arguments, mounts and heredocs', () => {
    expectFindings(
      rule,
      'ARG V=1\nFROM alpine:3.22\nRUN echo «$V» "«${V}»"\nCOPY a-«$V» /x\nRUN --mount=type=cache,target=/«$V» ls\nCOPY <<EOF /v\n«$V»\nEOF\n',
    );
  });

  test('the fix declares it behind FROM', () => {
    expectFix(rule, 'arg V=1\nfrom alpine:3.22\nrun echo «$V»\n', 'arg V=1\nfrom alpine:3.22\narg V\nrun echo $V\n', {
      safe: false,
    });
  });

  test('not where it is declared, inherited, set by the script or the base image, or has a default', () => {
    expectFindings(rule, 'ARG V=1\nFROM alpine:3.22 AS x\nARG V\nRUN echo $V\nFROM x\nRUN echo $V\n');
    expectFindings(rule, 'ARG V=1\nFROM alpine:3.22\nRUN V=2; echo $V\nRUN for V in 1 2; do echo $V; done\n');
    expectFindings(rule, 'ARG NODE_VERSION=22\nFROM node:${NODE_VERSION}\nRUN echo $NODE_VERSION\n');
    expectFindings(rule, "ARG V=1\nFROM alpine:3.22\nRUN echo ${V:-2} '$V'\nENV A=${V:-2}\nCMD echo $V\n");
    expectFindings(rule, 'ARG V=1\nARG W=$V\nFROM alpine:$W\nRUN ["echo", "$V"]\n');
  });
});

describe('unsupported-variable-modifier', () => {
  const rule = 'unsupported-variable-modifier';

  test('what bash has and the builder has not', () => {
    const [finding] = expectFindings(rule, 'FROM a:«${V,,}»\nENV A=«${V^}» B="«${V:1:2}»" C=«${!V}» D=«${V:#x}»\n');
    expect(finding?.message).toContain('`,`');
    expectFindings(rule, 'ARG A=«${V@Q}»\nFROM a:1\nCOPY <<EOF /x\n«${V,,}»\nEOF\n');
  });

  test('what it has, and what the shell expands', () => {
    expectFindings(rule, 'FROM a:1\nENV A=${V:-x}${V-x}${V:+x}${V+x}${V#a}${V##a}${V%a}${V%%a}${V/a/b}${V//a/b}\n');
    expectFindings(
      rule,
      'FROM a:1\nRUN echo ${V,,}\nCMD echo ${V^^}\nHEALTHCHECK CMD echo ${V:1:2}\nONBUILD ENV A=${V,,}\n',
    );
    expectFindings(rule, "FROM a:1\nENV A='${V,,}' B=\\${V,,}\nCOPY <<'EOF' /x\n${V,,}\nEOF\n");
    expectFindings(rule, '# syntax=acme/frontend\nFROM a:1\nENV A=${V,,}\n');
  });
});

test('bad-substitution', () => {
  const rule = 'bad-substitution';
  expectFindings(rule, 'FROM a:1\nENV A=«${V»\nENV B=«${}»\nENV C=«${:-x}»\nENV D=«${V/x}»\nLABEL x="«${V"»\n');
  expectFindings(rule, "FROM a:1\nENV A=${V} B=${V/x/y} C=$ D=\\${ E='${' F=${V:-${W}}\nRUN echo ${\n");
});
