import * as l10n from '@vscode/l10n';
import type { ChoiceProblem } from '../../../answers/run.ts';

/** What the reader decides about a container; everything else is read from the Dockerfile. Absent or empty: the default. */
export interface Choices {
  /** What the image is called. */
  readonly image?: string;
  readonly name?: string;
  readonly network?: string;
  /** `512m`, `1.5g`. */
  readonly memory?: string;
  /** `0.5`, `2`. */
  readonly cpus?: string;
  readonly restart?: Restart;
  readonly readOnly?: boolean;
  /** For each port (`80/tcp`) where it is published: `8080`, `127.0.0.1:8080`; `-`: not at all. */
  readonly ports?: Readonly<Record<string, string>>;
  /** For each path the name of its volume; `-`: none. */
  readonly volumes?: Readonly<Record<string, string>>;
  /** Values for environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

export const restarts = ['no', 'on-failure', 'always', 'unless-stopped'] as const;
export type Restart = (typeof restarts)[number];

const textFields = ['image', 'name', 'network', 'memory', 'cpus'] as const;
const mapFields = ['ports', 'volumes', 'env'] as const;
const longest = 200;

/** The choices in anything that a client may send; what is of another shape is left out. */
export function toChoices(raw: unknown): Choices {
  const given = isRecord(raw) ? raw : {};
  const found: Record<string, unknown> = {};
  for (const field of textFields) {
    const value = given[field];
    if (typeof value === 'string' && value.trim() !== '' && value.length <= longest) found[field] = value.trim();
  }
  for (const field of mapFields) {
    const value = given[field];
    if (isRecord(value)) found[field] = textEntries(value);
  }
  if (typeof given.readOnly === 'boolean') found.readOnly = given.readOnly;
  if (restarts.some((one) => one === given.restart)) found.restart = given.restart;
  return found;
}

function textEntries(value: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 2000,
  );
  return Object.fromEntries(entries.slice(0, 500));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A number of bytes as each tool writes it. */
export interface Memory {
  readonly docker: string;
  readonly compose: string;
  readonly kubernetes: string;
}

/** Checks choices one by one and collects what is wrong with them. */
export class Checked {
  readonly problems: ChoiceProblem[] = [];

  #refuse(field: string, message: string): undefined {
    this.problems.push({ field, message });
    return undefined;
  }

  image(text: string | undefined): string | undefined {
    if (text === undefined || /^[\w][\w./:@-]*$/.test(text)) return text;
    return this.#refuse('image', l10n.t('This is no name of an image.'));
  }

  /** A name for a container, a volume or a network. */
  objectName(field: string, text: string | undefined): string | undefined {
    if (text === undefined || text === '' || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text)) return text || undefined;
    return this.#refuse(
      field,
      l10n.t(
        'A name has letters, digits, `_`, `.` and `-`, begins with a letter or digit and has at least two characters.',
      ),
    );
  }

  memory(text: string | undefined): Memory | undefined {
    if (text === undefined) return undefined;
    const match = /^(\d+(?:\.\d+)?)\s*([bkmg]?)i?b?$/i.exec(text);
    const unit = (match?.[2] || 'b').toLowerCase();
    const bytes = Number(match?.[1]) * 1024 ** 'bkmg'.indexOf(unit);
    if (!match) return this.#refuse('memory', l10n.t('Write a number with `m` or `g`: `512m`, `1.5g`.'));
    if (bytes < 6 * 1024 ** 2) return this.#refuse('memory', l10n.t('The engine gives no container less than `6m`.'));
    const amount = match[1] as string;
    return unit === 'b'
      ? { docker: amount, compose: amount, kubernetes: amount }
      : {
          docker: amount + unit,
          compose: amount + unit.toUpperCase(),
          kubernetes: `${amount}${unit === 'k' ? 'K' : unit.toUpperCase()}i`,
        };
  }

  cpus(text: string | undefined): string | undefined {
    if (text === undefined || (/^\d{1,4}(?:\.\d{1,3})?$/.test(text) && Number(text) >= 0.01)) return text;
    return this.#refuse('cpus', l10n.t('Write a number of processors: `0.5`, `2`.'));
  }

  /** `8080`, `127.0.0.1:8080`, `8080-8085`; empty where the port is not to be published. */
  published(port: string, text: string, size: number): string | undefined {
    if (text === '-') return '';
    const match = /^(?:(\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:]+\]):)?(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
    const [first, last] = [Number(match?.[2]), Number(match?.[3] ?? match?.[2])];
    if (match && first >= 1 && last <= 65535 && last - first === size - 1) return text;
    const message =
      size === 1
        ? l10n.t('Write a port of the host, with an address if you like: `8080`, `127.0.0.1:8080`.')
        : l10n.t('Write a range of {count} ports.', { count: size });
    return this.#refuse(`ports.${port}`, message);
  }
}
