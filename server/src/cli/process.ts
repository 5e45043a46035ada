import { buffer } from 'node:stream/consumers';
import { readDocs } from '../nodehost.ts';
import type { Io, Output } from './io.ts';

/** The process as the command line sees it. `script` can be started as a worker. */
export function processIo(script: string): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    out: outputTo(process.stdout),
    err: outputTo(process.stderr),
    readStdin: () => buffer(process.stdin),
    loadDocs: readDocs,
    workerScript: script,
  };
}

/** A stream whose reader may go away at any time (`… | head`): the rest is for nobody. */
function outputTo(stream: NodeJS.WriteStream): Output {
  let isOpen = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    isOpen = false;
    if (error.code === 'EPIPE') return;
    process.exitCode = 2;
    if (stream !== process.stderr) process.stderr.write(`dockerfile-mentor: ${error.message}\n`);
  });
  return {
    write: (text) => {
      if (isOpen) stream.write(text);
    },
    isTTY: stream.isTTY === true,
    columns: stream.columns,
  };
}
