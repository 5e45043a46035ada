/** The only globals of the hosts (Node and web worker) that the core uses. The core's own library is ES2023. */
declare function setTimeout(callback: () => void, milliseconds?: number): number;
declare function clearTimeout(timeout: number | undefined): void;
/** Node's; absent in web workers. */
declare const setImmediate: ((callback: () => void) => unknown) | undefined;
declare function atob(base64: string): string;
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
interface AbortSignal {
  readonly aborted: boolean;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
}
declare function fetch(
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<FetchResponse>;
