import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'undici';
import { SUBGRAPHS } from './graph/read-schema.mjs';
import { ask } from './load.mjs';
import { findFreePorts, startProcess } from './processes.mjs';

const START_SECONDS = 20;

/**
 * Starts the demo subgraphs, all in one process.
 *
 * @param environment what says how they store ids; see subgraphs/main.mjs
 * @returns subgraph name to address
 */
export async function startSubgraphs(environment = {}) {
  const ports = await findFreePorts(SUBGRAPHS.length);
  const child = startProcess([fileURLToPath(new URL('subgraphs/main.mjs', import.meta.url))], {
    PORTS: ports.join(','),
    ...environment,
  });
  const deadline = performance.now() + START_SECONDS * 1000;
  for (const port of ports) {
    const client = new Client(`http://127.0.0.1:${port}`);
    const body = JSON.stringify({ query: '{ __typename }' });
    while (
      (await ask(client, { 'content-type': 'application/json' }, body).catch(() => undefined))?.status !== 200
    ) {
      if (child.hasEnded() || performance.now() > deadline)
        throw new Error(`The subgraphs did not start.\n${child.output()}`);
      await sleep(20);
    }
    await client.destroy();
  }
  return {
    ...child,
    urls: Object.fromEntries(
      SUBGRAPHS.map((name, index) => [name, `http://127.0.0.1:${ports[index]}/graphql`]),
    ),
  };
}
