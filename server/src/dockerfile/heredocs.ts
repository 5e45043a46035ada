import { type Heredoc, isSpace, type LogicalLine } from './logicalline.ts';
import { type Source, Span } from './source.ts';

const startsInstruction =
  /^\s*(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s/;

interface Marker {
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly start: number;
  readonly end: number;
}

/** Finds the `<<NAME` words of a logical line: words of their own, not inside quotes (BuildKit `heredocsFromLine`). */
export function heredocMarkers(text: string): Marker[] {
  const markers: Marker[] = [];
  let i = 0;
  while (i < text.length) {
    while (i < text.length && isSpace(text.charCodeAt(i))) i++;
    const start = i;
    i = skipShellWord(text, i);
    const marker = markerAt(text, start, i);
    if (!marker) continue;
    markers.push(marker);
    i = marker.end;
  }
  return markers;
}

function markerAt(text: string, start: number, end: number): Marker | undefined {
  const match = /^\d*<<(-?)/.exec(text.slice(start, end));
  if (!match) return undefined;
  let nameStart = start + match[0].length;
  if (nameStart === end) {
    while (nameStart < text.length && (text[nameStart] === ' ' || text[nameStart] === '\t')) nameStart++;
    if (nameStart === end) return undefined;
  }
  const nameEnd = nameStart < end ? end : skipShellWord(text, nameStart);
  const written = text.slice(nameStart, nameEnd);
  if (written === '' || written.includes('<')) return undefined;
  const name = unquote(written);
  return { name, expand: name === written, chomp: match[1] === '-', start, end: nameEnd };
}

function skipShellWord(text: string, from: number): number {
  let i = from;
  let quote = '';
  for (; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '\\' && quote !== "'") i++;
    else if (quote) quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (isSpace(text.charCodeAt(i))) break;
  }
  return Math.min(i, text.length);
}

/** Takes quotes and backslashes off a word, as a POSIX shell does. */
export function unquote(text: string): string {
  if (!/["'\\]/.test(text)) return text;
  let out = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '\\' && quote !== "'" && i + 1 < text.length) out += text[++i];
    else if (quote ? c === quote : c === '"' || c === "'") quote = quote ? '' : c;
    else out += c;
  }
  return out;
}

/**
 * Reads the heredocs of a logical line into it. `missing` holds the terminators that the rest of the file is known not to have: no line is
 * searched twice for one.
 */
export function readHeredocs(logical: LogicalLine, missing: Set<string>): void {
  const { source } = logical;
  const heredocs: Heredoc[] = [];
  logical.heredocs = heredocs;
  for (const marker of heredocMarkers(logical.text)) {
    const bodyStart = source.lineStart(logical.lastLine + 1);
    const key = (marker.chomp ? '-' : ' ') + marker.name;
    const found = missing.has(key) ? undefined : findTerminator(source, logical.lastLine + 1, marker);
    if (found === undefined) missing.add(key);
    const lastBodyLine = found ?? lastPlausibleBodyLine(source, logical.lastLine + 1);
    const bodyEnd = found === undefined ? source.lineEnd(Math.max(lastBodyLine, 0)) : source.lineStart(found);
    heredocs.push({
      name: marker.name,
      expand: marker.expand,
      chomp: marker.chomp,
      marker: logical.word(marker.start, marker.end),
      body: new Span(source, Math.min(bodyStart, bodyEnd), bodyEnd),
      ...(found !== undefined && { terminator: new Span(source, source.lineStart(found), source.lineEnd(found)) }),
    });
    logical.lastLine = found ?? Math.max(logical.lastLine, lastBodyLine);
    if (found === undefined) return;
  }
}

function findTerminator(source: Source, from: number, marker: Marker): number | undefined {
  for (let line = from; line < source.lineCount; line++) {
    const text = source.lineText(line);
    if ((marker.chomp ? text.replace(/^\t+/, '') : text) === marker.name) return line;
  }
  return undefined;
}

/** Without a terminator the builder takes the rest of the file; we stop where the next instruction seems to start. */
function lastPlausibleBodyLine(source: Source, from: number): number {
  let line = from;
  while (line < source.lineCount && !startsInstruction.test(source.lineText(line))) line++;
  return line - 1;
}
