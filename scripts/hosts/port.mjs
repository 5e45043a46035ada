/** TCP ports for the hosts. */
import { createServer } from 'node:net';

/** `wanted` if it is free, else one the system chooses. */
export async function freePort(wanted = 0, host = 'localhost') {
  return (await tryPort(wanted, host)) ?? (await tryPort(0, host));
}

function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, host, () => {
      const { port: found } = server.address();
      server.close(() => resolve(found));
    });
  });
}
