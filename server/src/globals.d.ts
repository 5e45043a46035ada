/** The only globals of the hosts (Node and web worker) that the core uses. The core's own library is ES2023. */
declare function setTimeout(callback: () => void, milliseconds?: number): number;
declare function clearTimeout(timeout: number | undefined): void;
declare function atob(base64: string): string;
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
