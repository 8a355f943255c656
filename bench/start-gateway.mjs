import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'undici';
import { ask } from './load.mjs';
import { findFreePorts, startProcess } from './processes.mjs';

const START_SECONDS = 60;

/**
 * Starts a gateway and waits until it answers.
 *
 * @param prepared what its `start` takes, beside the port
 * @param headers of every request
 * @param body of a request that it must answer
 */
export async function startGateway({ name, start }, prepared, headers, body) {
  const [port] = await findFreePorts(1);
  const { parameters, environment } = start({ ...prepared, port });
  const gateway = startProcess([...(prepared.nodeOptions ?? []), ...parameters], environment, {
    isGateway: true,
  });
  const origin = `http://127.0.0.1:${port}`;
  const client = new Client(origin);
  const deadline = performance.now() + START_SECONDS * 1000;
  let last = 'it did not listen';
  while (performance.now() < deadline && !gateway.hasEnded()) {
    const answer = await ask(client, headers, body).catch(() => undefined);
    if (answer?.status === 200 && !answer.text.includes('"errors"')) {
      await client.destroy();
      return { ...gateway, name, origin, headers };
    }
    last = answer?.text.slice(0, 500) ?? last;
    await sleep(50);
  }
  await client.destroy();
  const output = gateway.output();
  await gateway.stop();
  throw new Error(`${name} did not start: ${last}\n${output}`);
}
