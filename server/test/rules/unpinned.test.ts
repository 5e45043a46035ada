import { describe, expect, test } from 'vitest';
import { expectFindings } from '../harness.ts';

describe('gem-unpinned', () => {
  const rule = 'gem-unpinned';
  const from = 'FROM ruby:3.4\n';

  test('marks the first gem', () => {
    const [finding] = expectFindings(rule, `${from}RUN gem update && gem i -N -i /x \\\n  rake:13.3.0 «rails» puma\n`);
    expect(finding?.message).toContain('`rails`, `puma`');
    expectFindings(rule, `${from}ONBUILD RUN ["gem", "install", «"rake"»]\n`);
  });

  test('every kind of version, files, and what stands behind `--`', () => {
    for (const words of [
      'a -v 1',
      '-v1 a',
      '--version 1 a',
      'a --version=1',
      "a:'~> 1'",
      './a.gem',
      'a:1 -- --with-x',
    ]) {
      expectFindings(rule, `${from}RUN gem install ${words}\n`);
    }
    expectFindings(rule, `${from}RUN gem install --verbose --source https://x «a»\n`);
  });

  test('words that only the build knows with the option', () => {
    expectFindings(rule, `${from}RUN gem install $GEMS\n`);
    expectFindings(rule, `${from}RUN gem install «$GEMS»\n`, { settings: { preset: 'hadolint' } });
  });
});

describe('go-install-unpinned', () => {
  const rule = 'go-install-unpinned';
  const from = 'FROM golang:1.25\n';

  test('no version, or the newest', () => {
    expectFindings(
      rule,
      `${from}RUN go install -v «a.org/x@latest» b.org/y@v1 \\\n && go get «c.org/z» && go run -mod=mod «d.org/w» install\n`,
    );
    expectFindings(rule, `${from}RUN CGO_ENABLED=0 /usr/local/go/bin/go install -ldflags "-s -w" «a.org/x/...»\n`);
  });

  test('versions, folders, packages of Go and of the module at hand', () => {
    expectFindings(
      rule,
      `${from}RUN go install a.org/x@v1.2.3 b.org/y@$V && go get -d -v ./... && go install . /src/x\n`,
    );
    expectFindings(rule, `${from}RUN go install std cmd/vet mymodule/cmd/x && go run main.go && go run ./gen\n`);
    expectFindings(rule, `${from}RUN go build a.org/x && go install tool && go mod download\n`);
  });

  test('a copied module names the versions, but go get asks for the newest', () => {
    for (const above of ['COPY . .', 'COPY go.mod go.sum ./', 'ADD tools/ /tools/']) {
      expectFindings(rule, `${from}${above}\nRUN go install a.org/x && go run b.org/y\nRUN go get «c.org/z»\n`);
    }
    expectFindings(rule, `${from}RUN --mount=type=bind,target=. go install a.org/x\n`);
    expectFindings(rule, `${from}COPY . .\nRUN go install «a.org/x@latest»\n`);
    expectFindings(rule, `${from}COPY . .\nRUN go install «a.org/x»\n`, { settings: { preset: 'hadolint' } });
  });
});
