import { execFileSync } from 'node:child_process';
import { Agent } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createAudit } from './setup/processes/audit.ts';
import { expectWrittenDown } from './setup/processes/expect-written-down.ts';
import type { GatewayProcess } from './setup/processes/gateway-process.ts';
import { post } from './setup/processes/load.ts';
import {
  type MortalFederation,
  RUNS_HERE,
  startMortalFederation,
} from './setup/processes/mortal-federation.ts';
import { ASK_ONE, GIVEN } from './setup/processes/two-agencies.ts';

/** What waits for a store that does not answer is bounded: further requests are refused, and cost no memory. */

const QUEUED = 50;
/** What was taken from the queue before the store stopped to answer is on its way, and makes room for as many again. */
const MOST_WAITING = 2 * QUEUED;
const AT_ONCE = 200;
const WARM_UP_ROUNDS = 10;
const ROUNDS = 25;
const SOON = { timeout: 60_000, interval: 20 };
/** Far less than the entries of all requests would take, far more than a process at rest changes. */
const MOST_GROWTH_MEBIBYTES = 48;

// Processes start and recover slowly where few cores are shared by many.
vi.setConfig({ testTimeout: 240_000 });

let federation: MortalFederation;
let gateway: GatewayProcess;
beforeAll(async () => {
  federation = await startMortalFederation(['gateway'], {
    LEDGER_QUEUE_ENTRIES: String(QUEUED),
    // Nothing is refused because it has waited for too long.
    LEDGER_DEADLINE_MS: '60000',
  });
  gateway = federation.gateways[0] as GatewayProcess;
});
afterAll(() => federation.end());

it.runIf(RUNS_HERE)(
  'requests beyond the bound are refused, and those that wait are answered once the store goes on',
  async () => {
    const agent = new Agent({ keepAlive: true });
    const answered = new Set<string>();
    const counts = { asked: 0, refused: 0 };
    const ask = async () => {
      const id = `memory-${++counts.asked}`;
      const response = await post(agent, gateway.url() ?? '', id, ASK_ONE);
      const text = (await response.setEncoding('utf8').toArray()).join('');
      if (response.statusCode === 200 && text.includes(GIVEN)) answered.add(id);
      else if (text.includes('"LEDGER_UNAVAILABLE"') && !text.includes(GIVEN)) counts.refused++;
      else throw new Error(text);
    };
    await ask();

    await federation.store.freeze();
    const waiting: Promise<void>[] = [];
    const askMany = async () => {
      const ended = counts.refused;
      waiting.push(...Array.from({ length: AT_ONCE }, ask));
      // Only as many wait as there is room for, in all rounds together.
      await expect.poll(() => counts.asked - counts.refused - 1, SOON).toBeLessThanOrEqual(MOST_WAITING);
      expect(counts.refused).toBeGreaterThanOrEqual(ended + AT_ONCE - MOST_WAITING);
    };
    for (let round = 0; round < WARM_UP_ROUNDS; round++) await askMany();
    const mebibytes = residentMebibytes(gateway.pid());
    for (let round = 0; round < ROUNDS; round++) await askMany();
    const grown = residentMebibytes(gateway.pid()) - mebibytes;
    expect(grown).toBeLessThan(MOST_GROWTH_MEBIBYTES);
    expect(answered.size).toBe(1);

    federation.store.thaw();
    await Promise.all(waiting);
    expect(answered.size).toBeGreaterThanOrEqual(QUEUED);
    expect(answered.size + counts.refused).toBe(counts.asked);
    const audit = createAudit(federation.store.uri, ['gateway']);
    await expectWrittenDown(audit, { answered }, federation.agencies.passed);
    agent.destroy();
  },
);

function residentMebibytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
