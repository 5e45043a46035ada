import { expect, test } from 'vitest';
import { refactored } from './refactored.ts';

const title = 'Download in a stage';

test('an archive that the next RUN unpacks is mounted from a stage of its own', () => {
  expect(
    refactored(
      title,
      `# syntax=docker/dockerfile:1
ARG A
# The program.
FROM debian:13-slim
A<|>DD --checksum=sha256:0 https://example.com/a/b-1.2.tar.gz?x=1 /tmp/
RUN tar -xzf /tmp/b-1.2.tar.gz -C /opt \\
    && rm -rf /tmp/b-1.2.tar.gz \\
    && rm -rf /opt/doc
`,
    ),
  ).toBe(`# syntax=docker/dockerfile:1
ARG A
FROM scratch AS download
ADD --checksum=sha256:0 https://example.com/a/b-1.2.tar.gz?x=1 /b-1.2.tar.gz

# The program.
FROM debian:13-slim
RUN --mount=type=bind,from=download,source=/b-1.2.tar.gz,target=/tmp/b-1.2.tar.gz tar -xzf /tmp/b-1.2.tar.gz -C /opt \\
    && rm -rf /opt/doc
`);
  expect(
    refactored(
      title,
      '# syntax=docker/dockerfile:1\nFROM download\nWORKDIR /src\nADD <|>http://a.b/x.zip y.zip\nRUN --network=none unzip y.zip && rm y.zip\n',
    ),
  ).toBe(
    '# syntax=docker/dockerfile:1\nFROM scratch AS download-2\nADD http://a.b/x.zip /x.zip\n\nFROM download\nWORKDIR /src\nRUN --network=none --mount=type=bind,from=download-2,source=/x.zip,target=/src/y.zip unzip y.zip\n',
  );
});

test('nothing where the archive, or what it is called, means more', () => {
  const url = 'https://a.b/x.tgz';
  for (const lines of [
    [`A<|>DD ${url} /tmp/`],
    [`A<|>DD ${url} /tmp/`, 'RUN make'],
    [`A<|>DD ${url} /tmp/`, 'USER x', 'RUN tar xf /tmp/x.tgz'],
    [`A<|>DD ${url} /srv`, 'RUN tar xf /srv/x.tgz'],
    [`A<|>DD ${url} tmp/`, 'RUN tar xf tmp/x.tgz'],
    [`A<|>DD ${url} ${url} /tmp/`, 'RUN tar xf /tmp/x.tgz'],
    [`A<|>DD --unpack=true ${url} /tmp/`, 'RUN tar xf /tmp/x.tgz'],
    [`A<|>DD https://a.b/$V.tgz /tmp/x.tgz`, 'RUN tar xf /tmp/x.tgz'],
    [`A<|>DD ${url} /tmp/`, 'RUN tar xf /tmp/x.tgz; rm /tmp/x.tgz'],
    [`A<|>DD ${url} /tmp/`, 'RUN tar xf /tmp/x.tgz && rm -rf /tmp/*'],
    [`A<|>DD ${url} /tmp/`, 'RUN tar xf /tmp/x.tgz && rm -rf /tmp'],
    [`A<|>DD ${url} /tmp/`, 'RUN tar xf /tmp/x.tgz && rm /tmp/x.tgz /a'],
    [`A<|>DD ${url} /tmp/`, 'RUN tar xf /tmp/x.tgz', 'RUN cp /tmp/x.tgz /'],
    [`A<|>DD ${url} /tmp/`, 'RUN tar xf /tmp/x.tgz', 'FROM b', 'COPY --from=0 /a /b'],
    ['A<|>DD https://a.b/x.txt /tmp/', 'RUN tar xf /tmp/x.txt'],
  ])
    expect(refactored(title, `FROM a\n${lines.join('\n')}\n`), lines.join()).toBe(undefined);
});
