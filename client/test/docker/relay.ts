/** A socket that leads to the engine, and can be taken away: an engine that stops, without stopping the one that others may use. */
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';

export class Relay {
  readonly address: string;
  private readonly path: string;
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  constructor(path: string) {
    this.path = path;
    this.address = `unix://${path}`;
  }

  start(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect('/var/run/docker.sock');
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.sockets.delete(one);
          other.end();
        });
        one.pipe(other);
      }
    });
    return new Promise((resolve) => this.server?.listen(this.path, resolve));
  }

  async stop(): Promise<void> {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    await rm(this.path, { force: true });
  }
}
