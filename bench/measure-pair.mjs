import { createRequestSource, runLoad } from './load.mjs';
import { readCpuSeconds, readPeakMegabytes, resetPeak } from './processes.mjs';
import { median, quantile, summarise } from './statistics.mjs';

const WARM_REQUESTS = 400;

/**
 * Loads two gateways in turn, round after round, while no other is alive: whatever slows the machine slows both.
 *
 * @param gateways the one that the ratio is to, then the other; both started and checked
 * @returns the figures of each, and the ratios of the second to the first
 */
export async function measurePair(gateways, { clients, rounds, seconds, warmUpSeconds }) {
  const load = (gateway, duration) =>
    runLoad({
      origin: gateway.origin,
      headers: gateway.headers,
      clients,
      seconds: duration,
      nextRequest: createRequestSource(gateway.makeBody, gateway.known),
    });
  for (const gateway of gateways) {
    resetPeak(gateway.pid);
    await warmUp((seconds) => load(gateway, seconds), warmUpSeconds);
  }
  const results = gateways.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, gateway] of gateways.entries()) {
      const before = readCpuSeconds(gateway.pid);
      const { requests, seconds: took, latencies } = await load(gateway, seconds);
      const cpuSeconds = readCpuSeconds(gateway.pid) - before;
      results[index].push({
        rate: requests / took,
        cpuPerThousand: (cpuSeconds / requests) * 1000,
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
      });
    }
  }
  const [base, other] = results;
  return {
    figures: results.map((each, index) => ({
      rate: median(each.map(({ rate }) => rate)),
      cpuPerThousand: median(each.map(({ cpuPerThousand }) => cpuPerThousand)),
      p50: median(each.map(({ p50 }) => p50)),
      p99: median(each.map(({ p99 }) => p99)),
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
