import { serveLanguage } from './cli.ts';

/** The language server as a Node program: `--stdio`, `--node-ipc`, `--pipe=…` or `--socket=…`. Its code is in `cli.js`. */
void serveLanguage();
