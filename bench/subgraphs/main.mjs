import { createServer } from 'node:http';
import { createData } from '../graph/data.mjs';
import { SUBGRAPHS } from '../graph/read-schema.mjs';
import { agencyOf } from '../simpul/agreements.mjs';
import { createTranslateIds } from '../simpul/ids.mjs';
import { createAnswer } from './answer.mjs';

/**
 * The four demo subgraphs in one process. Environment: PORTS (one for each, in the order of SUBGRAPHS); ROOT and ID_KEYS,
 * when each is to store ids in the form of its own agency.
 */
const { ROOT, ID_KEYS } = process.env;
const translateIds = ID_KEYS && (await createTranslateIds(ROOT, ID_KEYS));
const data = createData(translateIds && ((ids, subgraph) => translateIds(ids, agencyOf(subgraph))));
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
