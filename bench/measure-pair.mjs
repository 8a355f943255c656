import { createRequestSource, runLoad } from './load.mjs';
import { readCpuSeconds, readPeakMegabytes, resetPeak } from './processes.mjs';
import { median, quantile, summarise } from './statistics.mjs';

const WARM_REQUESTS = 400;
/** How much of a turn comes on top of it for one client alone. */
const SHARE_ALONE = 1 / 3;

/**
 * Loads two gateways in turn, round after round, while no other is alive: whatever slows the machine slows both.
 *
 * @param gateways the one that the ratio is to, then the other; both started and checked
 * @returns the figures of each, the ratios of the second to the first, and how many requests each answered
 */
export async function measurePair(gateways, { clients, rounds, seconds, warmUpSeconds }) {
  const requests = gateways.map(() => 0);
  const load = async (index, duration, clientsNow = clients) => {
    const { origin, headers, makeBody, known } = gateways[index];
    const nextRequest = createRequestSource(makeBody, known);
    const result = await runLoad({ origin, headers, clients: clientsNow, seconds: duration, nextRequest });
    requests[index] += result.requests;
    return result;
  };
  for (const [index, { pid }] of gateways.entries()) {
    resetPeak(pid);
    await warmUp((duration) => load(index, duration), warmUpSeconds);
  }
  const results = gateways.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { pid }] of gateways.entries()) {
      const before = readCpuSeconds(pid);
      const { requests: answered, seconds: took, latencies } = await load(index, seconds);
      const cpuSeconds = readCpuSeconds(pid) - before;
      const alone = await load(index, seconds * SHARE_ALONE, 1);
      results[index].push({
        rate: answered / took,
        cpuPerThousand: (cpuSeconds / answered) * 1000,
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
        p50Alone: quantile(alone.latencies, 0.5),
      });
    }
  }
  const [base, other] = results;
  return {
    requests,
    figures: results.map((each, index) => ({
      rate: median(each.map(({ rate }) => rate)),
      cpuPerThousand: median(each.map(({ cpuPerThousand }) => cpuPerThousand)),
      p50: median(each.map(({ p50 }) => p50)),
      p99: median(each.map(({ p99 }) => p99)),
      p50Alone: median(each.map(({ p50Alone }) => p50Alone)),
      peakMegabytes: readPeakMegabytes(gateways[index].pid),
    })),
    rate: summarise(other.map(({ rate }, round) => rate / base[round].rate)),
    perCpuSecond: summarise(
      other.map(({ cpuPerThousand }, round) => base[round].cpuPerThousand / cpuPerThousand),
    ),
  };
}

/** Until the code is compiled, and so until many requests were answered; no longer than three times as long. */
async function warmUp(load, seconds) {
  let requests = 0;
  for (let times = 0; times < 3 && requests < WARM_REQUESTS; times++)
    requests += (await load(seconds)).requests;
}
