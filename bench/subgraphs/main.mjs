import { createServer } from 'node:http';
import { createData } from '../graph/data.mjs';
import { SUBGRAPHS } from '../graph/read-schema.mjs';
import { createAnswer } from './answer.mjs';

/**
 * The four demo subgraphs in one process. Environment: PORTS (one for each, in the order of SUBGRAPHS), IDS (module
 * whose `translateIds` turns ids into those that a subgraph stores; unset, all store the same).
 */
const { translateIds } = process.env.IDS ? await import(process.env.IDS) : {};
const data = createData(translateIds);
const ports = process.env.PORTS.split(',').map(Number);

SUBGRAPHS.forEach((subgraph, index) => {
  const answer = createAnswer(subgraph, data[subgraph]);
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const text = chunks.length === 1 ? chunks[0].toString() : Buffer.concat(chunks).toString();
      const body = Buffer.from(answer(JSON.parse(text)));
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
        .end(body);
    });
  });
  server.keepAliveTimeout = 120_000;
  server.listen(ports[index], '127.0.0.1');
});
process.once('disconnect', () => process.exit(0));
