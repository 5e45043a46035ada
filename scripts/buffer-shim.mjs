// What dockerfile-ast uses of Node's Buffer, for the web worker.
export const Buffer = {
  from: (text) => new TextEncoder().encode(text),
  byteLength: (text) => new TextEncoder().encode(text).length,
};
