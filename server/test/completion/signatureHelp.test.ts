import { describe, expect, test } from 'vitest';
import { keywords } from '../../src/dockerfile/grammar.ts';
import { Service } from '../../src/service.ts';
import { readMarks, service } from '../harness.ts';

const mentor = service();

/** The signature at `<|>` with its active parameter in «…»; null where there is none. */
function signatureAt(marked: string, isAsked = true): string | null {
  const { text, cursor } = readMarks(marked);
  const file = Service.parse(text);
  const help = mentor.signatureHelp(file, file.source.positionAt(cursor), undefined, isAsked);
  const signature = help?.signatures[help.activeSignature ?? 0];
  const parameter = signature?.parameters?.[help?.activeParameter ?? 0];
  if (!signature || !parameter) return null;
  const [start, end] = parameter.label as [number, number];
  return `${signature.label.slice(0, start)}«${signature.label.slice(start, end)}»${signature.label.slice(end)}`;
}

describe('signature help', () => {
  test.each([
    ['FROM <|>', 'FROM [OPTIONS] «IMAGE»[:TAG][@DIGEST] [AS NAME]'],
    ['FROM localhost:5000/a:<|>', 'FROM [OPTIONS] IMAGE[:«TAG»][@DIGEST] [AS NAME]'],
    ['FROM localhost:5000/a<|>', 'FROM [OPTIONS] «IMAGE»[:TAG][@DIGEST] [AS NAME]'],
    ['FROM a@<|>', 'FROM [OPTIONS] IMAGE[:TAG][@«DIGEST»] [AS NAME]'],
    ['FROM a AS <|>', 'FROM [OPTIONS] IMAGE[:TAG][@DIGEST] [AS «NAME»]'],
    ['from --<|>', 'from «[OPTIONS]» IMAGE[:TAG][@DIGEST] [AS NAME]'],
    ['FROM --platform=<|> a', '--platform=«OS/ARCHITECTURE[/VARIANT]»'],
    ['COPY a<|> b', 'COPY [OPTIONS] «SOURCE …» DESTINATION'],
    ['COPY a b <|>', 'COPY [OPTIONS] SOURCE … «DESTINATION»'],
    ['COPY a b<|> c', 'COPY [OPTIONS] «SOURCE …» DESTINATION'],
    ['COPY ["a", "<|>"]', 'COPY [OPTIONS] ["SOURCE", … "«DESTINATION»"]'],
    ['COPY --chown=<|>', '--chown=«USER[:GROUP]»'],
    ['RUN <|>', 'RUN [OPTIONS] «COMMAND»'],
    ['RUN ["a,b", "<|>', 'RUN [OPTIONS] ["EXECUTABLE", "«ARGUMENT»", …]'],
    ['RUN <<<|>', 'RUN [OPTIONS] <<«NAME»'],
    ['RUN --mount=<|>', '--mount=«type=bind»,target=PATH[,source=PATH][,from=STAGE][,readwrite][,readonly]'],
    ['RUN --mount=type=tmpfs,dst=/x,<|>', '--mount=type=tmpfs,target=PATH[,«size=SIZE»]'],
    ['RUN --mount=type=tmpfs,dst=<|>', '--mount=type=tmpfs,«target=PATH»[,size=SIZE]'],
    ['ENV A=<|>', 'ENV NAME=«VALUE» …'],
    ['ENV A=1 B<|>', 'ENV «NAME»=VALUE …'],
    ['ENV A b<|>', 'ENV NAME=«VALUE» …'],
    ['ARG A=<|>', 'ARG NAME[=«DEFAULT»] …'],
    ['EXPOSE 80/<|>', 'EXPOSE PORT[/«PROTOCOL»] …'],
    ['USER a:<|>', 'USER USER[:«GROUP»]'],
    ['HEALTHCHECK CMD <|>', 'HEALTHCHECK [OPTIONS] CMD «COMMAND»'],
    ['HEALTHCHECK NONE<|>', 'HEALTHCHECK «NONE»'],
    ['HEALTHCHECK --interval=<|>', '--interval=«DURATION»'],
    ['ONBUILD <|>', 'ONBUILD «INSTRUCTION»'],
    ['COPY <<EOF <|>', 'COPY [OPTIONS] <<NAME «DESTINATION»'],
    ['FROM a\nENTRYPOINT ["x"]\nCMD ["<|>"]', 'CMD ["«ARGUMENT»", …]'],
    ['ONBUILD COPY <|>', 'COPY [OPTIONS] «SOURCE …» DESTINATION'],
    ['SHELL ["a", <|>', 'SHELL ["SHELL", "«ARGUMENT»", …]'],
  ])('%s', (marked, expected) => {
    expect(signatureAt(marked)).toBe(expected);
  });

  test('nothing at keywords, in comments and heredocs; within commands only when asked', () => {
    expect(signatureAt('FR<|>OM a')).toBeNull();
    expect(signatureAt('# a <|>')).toBeNull();
    expect(signatureAt('FROM a\nRUN <<E\na <|>\nE')).toBeNull();
    expect(signatureAt('RUN echo a <|>', false)).toBeNull();
    expect(signatureAt('RUN echo a <|>')).toBe('RUN [OPTIONS] «COMMAND»');
  });

  test.each(['en', 'zh-cn'] as const)('every parameter says what it is: %s', (locale) => {
    const local = service(locale);
    for (const keyword of keywords) {
      const file = Service.parse(`${keyword} `);
      const help = local.signatureHelp(file, { line: 0, character: keyword.length + 1 });
      expect(help?.signatures.length, keyword).toBeGreaterThan(0);
      for (const { parameters, documentation } of help?.signatures ?? []) {
        expect(documentation).toBeDefined();
        for (const parameter of parameters ?? []) expect(parameter.documentation, keyword).toBeDefined();
      }
    }
  });
});
