import * as l10n from '@vscode/l10n';
import { parseImageName } from '../../dockerfile/image.ts';
import { lineBelow } from '../../lint/edits.ts';
import type { Refactoring, Selection } from '../../lint/refactoring.ts';

/** Ports of SSH, mail, name servers, databases, queues and caches: nothing there speaks HTTP. */
const others: ReadonlySet<string> = new Set(
  '21 22 25 53 110 143 389 465 554 587 636 993 995 1433 1521 1883 2181 3306 3389 5432 5672 6379 9042 9092 11211 27017'.split(
    ' ',
  ),
);

/** A HEALTHCHECK that asks the port of an EXPOSE. */
export function* healthcheck({ file, instruction }: Selection): Generator<Refactoring> {
  const stage = file.finalStage;
  if (!instruction?.is('EXPOSE') || !stage || instruction.stage !== stage || stage.isWindows) return;
  if (stage.lineage.some((one) => one.last('HEALTHCHECK'))) return;
  const text = instruction.args[0] && file.expand(instruction.args[0].text, instruction);
  const port = /^(\d+)(?:\/tcp)?$/i.exec(text ?? '')?.[1];
  const root = stage.root.imageText;
  const image = root === undefined ? undefined : parseImageName(root);
  // There is no program in an empty image that could ask.
  if (!port || !image || stage.root.isScratch || /distroless|static/.test(image.path)) return;
  if (others.has(port)) return;
  // By name BusyBox asks IPv6, where many do not listen. A certificate is for another name than that of the container.
  const isSecure = /443$/.test(port);
  const isAlpine = image.path === 'alpine' || /alpine/.test(image.tag ?? '');
  const program = isAlpine ? 'wget' : 'curl';
  const url = `${isSecure ? 'https' : 'http'}://${isAlpine ? '127.0.0.1' : 'localhost'}:${port}/`;
  const command = isAlpine
    ? `wget -q${isSecure ? ' --no-check-certificate' : ''} -O /dev/null ${url}`
    : `curl -${isSecure ? 'k' : ''}fsS -o /dev/null ${url}`;
  const keywords = instruction.keywordWord.text === 'expose' ? 'healthcheck cmd' : 'HEALTHCHECK CMD';
  yield {
    title: l10n.t('Add a HEALTHCHECK of port {port}: `{program}` must be in the image', { port, program }),
    kind: 'refactor.rewrite',
    edits: [lineBelow(instruction, `${keywords} ${command} || exit 1`)],
  };
}
