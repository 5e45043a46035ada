import { createServer } from 'node:http';
import { answer } from './answer.js';

const server = createServer((request, response) => response.end(answer(request.url)));
server.listen(3000);

// Node.js does not stop by itself when it is process 1.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close(() => process.exit(0)));
