import { CANDIDATES } from '../candidates.mjs';
import { runLoad } from '../load.mjs';
import { createPlaces } from '../places.mjs';
import { readPeakMegabytes, resetPeak } from '../processes.mjs';
import { createDraw, QUERIES } from '../queries.mjs';
import { startGateway } from '../start-gateway.mjs';
import { quantile } from '../statistics.mjs';

const [CLIENTS, WARM_UP_SECONDS, SECONDS] = [16, 4, 10];

/**
 * Loads a gateway that writes an empty ledger, and one that goes on where the filled one ends: what it holds and how fast it
 * is does not depend on what was written before.
 *
 * @param options `scratch`, a folder to delete afterwards; `ledger`, the variables of the filled one; and `say`
 */
export async function measureGateway(root, { scratch, ledger, say }) {
  const [candidate] = CANDIDATES.filter(({ hasLedger }) => hasLedger);
  const [query] = QUERIES;
  const places = await createPlaces(root, scratch);
  try {
    const empty = await places.of(candidate);
    const filled = { ...empty, simpul: { ...empty.simpul, ...ledger } };
    for (const [name, place] of Object.entries({ empty, filled })) {
      const draw = createDraw(1);
      const nextRequest = () => ({
        body: JSON.stringify({ query: query.text, variables: query.variables(draw, place.translateId) }),
      });
      const headers = { 'content-type': 'application/json', ...(await place.createHeaders()) };
      const gateway = await startGateway(candidate, place, headers, nextRequest().body);
      try {
        const load = { origin: gateway.origin, headers, clients: CLIENTS, nextRequest };
        await runLoad({ ...load, seconds: WARM_UP_SECONDS });
        resetPeak(gateway.pid);
        const { requests, seconds, latencies } = await runLoad({ ...load, seconds: SECONDS });
        const [rate, p50] = [requests / seconds, quantile(latencies, 0.5)].map((each) => each.toFixed(1));
        say(
          `gateway on the ${name} ledger: at most ${readPeakMegabytes(gateway.pid).toFixed(0)} MB; ${query.name} ${rate}/s, p50 ${p50} ms, ${CLIENTS} clients`,
        );
      } finally {
        await gateway.stop();
      }
    }
  } finally {
    await places.stop();
  }
}
