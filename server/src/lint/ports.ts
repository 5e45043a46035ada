import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Word } from '../dockerfile/source.ts';

/** A word of EXPOSE, taken apart as the builder does: `[[ip:]host:]port[-end][/protocol]`. */
export interface PortWord {
  readonly word: Word;
  /** What the word says once its variables are known. A variable may hold several of them. */
  readonly text: string;
  readonly host: string;
  readonly port: string;
  readonly protocol: string;
}

/** The words of every EXPOSE whose variables have known values; those behind ONBUILD are read where they run. */
export function portWords(file: Dockerfile): PortWord[] {
  const instructions = file.all('EXPOSE').filter(({ outer }) => !outer);
  return instructions.flatMap((instruction) =>
    instruction.args.flatMap((word) => {
      const value = file.expand(word.text, instruction);
      if (value === undefined) return [];
      // Only what a variable brings in is split again; quotes keep blanks together.
      const texts = word.text.includes('$') ? value.split(/\s+/).filter((text) => text !== '') : [value];
      return texts.map((text) => ({ word, text, ...splitPort(text) }));
    }),
  );
}

function splitPort(text: string): Pick<PortWord, 'host' | 'port' | 'protocol'> {
  const colon = text.lastIndexOf(':');
  const container = text.slice(colon + 1);
  const slash = container.indexOf('/');
  return {
    host: colon < 0 ? '' : text.slice(0, colon),
    port: slash < 0 ? container : container.slice(0, slash),
    protocol: slash < 0 ? '' : container.slice(slash + 1),
  };
}

export type PortRangeError = 'empty' | 'not-a-number' | 'out-of-range' | 'reversed';

/** What is wrong with a port or range of ports; undefined where it is right. */
export function portRangeError(text: string): PortRangeError | undefined {
  if (text === '') return 'empty';
  const split = text.indexOf('-', 1);
  const [first, last] = split < 0 ? [text, text] : [text.slice(0, split), text.slice(split + 1)];
  for (const number of [first, last]) {
    if (!/^[+-]?\d+$/.test(number)) return 'not-a-number';
    if (Number(number) < 0 || Number(number) > 65535) return 'out-of-range';
  }
  return Number(last) < Number(first) ? 'reversed' : undefined;
}

export type HostError = PortRangeError | 'address' | 'unequal';

/** What is wrong with the `[ip:]host` before a valid container port; an empty host port is any. */
export function hostError(host: string, port: string): HostError | undefined {
  const colon = host.lastIndexOf(':');
  const address = host.slice(0, Math.max(colon, 0));
  const hostPort = host.slice(colon + 1);
  if (address !== '' && !isAddress(address)) return 'address';
  if (hostPort === '') return undefined;
  const length = rangeLength(port);
  return portRangeError(hostPort) ?? (length > 1 && length !== rangeLength(hostPort) ? 'unequal' : undefined);
}

/** `127.0.0.1`, `::1` or `[::1]`; of IPv6 only the characters are looked at. */
function isAddress(text: string): boolean {
  if (/^\d+(?:\.\d+){3}$/.test(text))
    return text.split('.').every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && +part < 256);
  return text.includes(':') && /^(?:[0-9a-f:.]+|\[[0-9a-f:.]+\])$/i.test(text);
}

function rangeLength(text: string): number {
  const [first, last = first] = text.split('-').map(Number);
  return Number(last) - Number(first) + 1;
}

/** Whether EXPOSE knows a protocol; none is `tcp`. */
export function isProtocol(text: string): boolean {
  return text === '' || /^(?:tcp|udp|sctp)$/i.test(text);
}
