export const answer = (url) => (url === '/health' ? 'ok\n' : 'hello\n');
