/** What our server and others do for the same text, so that a person gets it twice. */
export type Shared = 'diagnostics' | 'formatting';

/** An extension as its manifest tells of it. */
export interface Installed {
  readonly id: string;
  /** The settings that it declares: name → schema. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Another extension that works on Dockerfiles. */
export interface Neighbour {
  readonly id: string;
  readonly name: string;
  readonly shares: readonly Shared[];
  /** Its own settings that silence its diagnostics, as far as it has any. */
  readonly silencers: readonly string[];
}

/** What is set at the moment. */
export interface Present {
  /** Our setting `neighbours`. */
  readonly withheld: readonly string[];
  /** The default formatter of Dockerfiles. */
  readonly formatter: string | undefined;
  /** The value of one of their settings. */
  valueOf(setting: string): unknown;
}

const ownId = 'dockerfile-mentor.dockerfile-mentor';

/** The severities of Microsoft's language server, which alone among these can be silenced. */
const severity = /^docker\.languageserver\.diagnostics\./;
export const silent = 'ignore';

/** Their names, in the order in which they are spoken of. */
const known: Readonly<Record<string, { name: string; hasLanguageServer: boolean }>> = {
  'ms-azuretools.vscode-containers': { name: 'Container Tools', hasLanguageServer: true },
  'ms-azuretools.vscode-docker': { name: 'Docker', hasLanguageServer: true },
  'docker.docker': { name: 'Docker DX', hasLanguageServer: false },
  'exiasr.hadolint': { name: 'hadolint', hasLanguageServer: false },
};

/** The neighbours among the extensions that are there. Newer versions of "Docker" only bring Container Tools along: none. */
export function neighboursAmong(extensions: readonly Installed[]): Neighbour[] {
  const found: Neighbour[] = [];
  for (const [id, { name, hasLanguageServer }] of Object.entries(known)) {
    const installed = extensions.find((extension) => extension.id.toLowerCase() === id);
    if (!installed) continue;
    const silencers = Object.entries(installed.settings).flatMap(([key, schema]) =>
      severity.test(key) && allowsSilence(schema) ? [key] : [],
    );
    if (!hasLanguageServer) found.push({ id, name, shares: ['diagnostics'], silencers: [] });
    else if (silencers.length > 0) found.push({ id, name, shares: ['diagnostics', 'formatting'], silencers });
  }
  return found;
}

function allowsSilence(schema: unknown): boolean {
  const words = (schema as { enum?: unknown } | null)?.enum;
  return Array.isArray(words) && words.includes(silent);
}

/** What a person gets twice now. */
export function doubled({ shares, silencers }: Neighbour, present: Present): Shared[] {
  return shares.filter((feature) => {
    if (present.withheld.includes(feature)) return false;
    if (feature === 'formatting') return present.formatter === undefined;
    return silencers.length === 0 || silencers.some((setting) => present.valueOf(setting) !== silent);
  });
}

/** The first neighbour that doubles something and was not spoken of. */
export function toOffer(
  neighbours: readonly Neighbour[],
  offered: readonly string[],
  present: Present,
): Neighbour | undefined {
  return neighbours.find((one) => !offered.includes(one.id) && doubled(one, present).length > 0);
}

/** The default formatter once the neighbour is quiet: ours, but for a third one that was chosen. */
export function formatterInstead(neighbour: Neighbour, formatter: string | undefined): string | undefined {
  const isFree = formatter === undefined || formatter.toLowerCase() === neighbour.id;
  return neighbour.shares.includes('formatting') && isFree ? ownId : formatter;
}

/** Our setting once we are quiet: what was withheld before stays so. */
export function withheldInstead(neighbour: Neighbour, withheld: readonly string[]): string[] {
  return [...new Set([...withheld, ...neighbour.shares])];
}

/** The features that every folder leaves to neighbours: only of these need the editor not know at all. */
export function withheldEverywhere(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = lists;
  return first.filter((feature) => others.every((list) => list.includes(feature)));
}
