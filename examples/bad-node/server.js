require('node:http')
  .createServer((_request, response) => response.end('hello\n'))
  .listen(3000);
