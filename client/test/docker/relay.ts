/** Another door to the engine: a socket or a port that leads to it and can be taken away, without stopping the one that others may use. */
import { rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** The socket of the engine that the suites use. */
const engine = /^unix:\/\/(.+)$/.exec(process.env.DOCKER_HOST ?? '')?.[1] ?? '/var/run/docker.sock';

export class Relay {
  private readonly path: string | undefined;
  private readonly tls: TlsOptions | undefined;
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  /** At a path; without one at a port of this machine, with TLS where there are certificates. */
  constructor(path?: string, tls?: TlsOptions) {
    this.path = path;
    this.tls = tls;
  }

  get address(): string {
    if (this.path !== undefined) return `unix://${this.path}`;
    const { port } = (this.server as Server).address() as AddressInfo;
    return `tcp://127.0.0.1:${port}`;
  }

  start(): Promise<void> {
    const lead = (near: Socket): void => {
      const far = connect(engine);
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
    };
    this.server = this.tls === undefined ? createServer(lead) : createTlsServer(this.tls, lead);
    return new Promise((resolve) => {
      if (this.path === undefined) this.server?.listen(0, '127.0.0.1', resolve);
      else this.server?.listen(this.path, resolve);
    });
  }

  async stop(): Promise<void> {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    if (this.path !== undefined) await rm(this.path, { force: true });
  }
}
