import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAudit } from './setup/processes/audit.ts';
import { expectWrittenDown } from './setup/processes/expect-written-down.ts';
import { createGateRandom } from './setup/processes/gate-random.ts';
import type { GatewayProcess } from './setup/processes/gateway-process.ts';
import { type Load, startLoad } from './setup/processes/load.ts';
import {
  type MortalFederation,
  RUNS_HERE,
  startMortalFederation,
} from './setup/processes/mortal-federation.ts';
import type { StoreProcess } from './setup/processes/store-process.ts';

/**
 * A gateway whose store is stopped, late, full or gone gives no data, says so to everybody who asks, and goes on by
 * itself once the store is back.
 */

const CLIENTS = 8;
const SOON = { timeout: 60_000, interval: 20 };

// Processes start and recover slowly where few cores are shared by many.
vi.setConfig({ testTimeout: 240_000 });

let federation: MortalFederation;
let gateway: GatewayProcess;
let store: StoreProcess;
beforeAll(async () => {
  federation = await startMortalFederation(['gateway']);
  store = federation.store;
  gateway = federation.gateways[0] as GatewayProcess;
});
afterAll(() => federation.end());

/** Ids of all requests that were refused up to now. */
const refused = new Set<string>();

const TROUBLES: Readonly<Record<string, readonly [begin: () => unknown, end: () => unknown]>> = {
  stopped: [() => store.freeze(), () => store.thaw()],
  late: [() => store.become('is late'), () => store.become('passes')],
  'losing its answers': [() => store.become('loses answers'), () => store.become('passes')],
  full: [() => store.become('is full'), () => store.become('passes')],
  'out of reach': [() => store.become('is down'), () => store.become('passes')],
  killed: [() => store.kill(), () => store.start()],
};

describe.runIf(RUNS_HERE).each(Object.entries(TROUBLES))('a store that is %s', (trouble, [begin, end]) => {
  it('lets no data out and is told to everybody, and all goes on when it is back', async () => {
    const name = `trouble-${trouble.replaceAll(' ', '-')}`;
    const load = startLoad(name, CLIENTS, () => [gateway.url()], createGateRandom());
    await expectMore(load, 'answered');
    await begin();
    const underway = [...load.underway];
    const before = new Set([...underway, ...load.answered, ...load.refused]);
    await expect.poll(gateway.health, SOON).toEqual({ status: 503, reasons: ['LEDGER_UNAVAILABLE'] });
    expect(await gateway.live()).toBe(200);
    await expectMore(load, 'refused');
    await expect.poll(() => underway.filter((id) => load.underway.has(id)), SOON).toEqual([]);
    expect([...load.answered].filter((id) => !before.has(id))).toEqual([]);
    expect((await gateway.health()).status).toBe(503);

    await end();
    await gateway.becomeReady();
    await expectMore(load, 'answered');
    await load.stop();
    expect(load.surprises).toEqual([]);
    expect([...load.lost]).toEqual([]);
    const audit = createAudit(store.uri, ['gateway']);
    await expectWrittenDown(audit, load, federation.agencies.passed);
    await expectCounted(load);
  });
});

/** Waits until more requests went that way than now. */
async function expectMore(load: Load, way: 'answered' | 'refused'): Promise<void> {
  const least = load[way].size + 5 * CLIENTS;
  await expect.poll(() => load[way].size, SOON).toBeGreaterThan(least);
}

/**
 * Expects that the ledger tells how many requests were refused: those without an entry at least, and no more than were
 * told so.
 */
async function expectCounted(load: Load): Promise<void> {
  for (const id of load.refused) refused.add(id);
  await expect
    .poll(async () => {
      const audit = createAudit(store.uri, ['gateway']);
      await audit.goOn();
      const told = sumOf(audit.chains.get('gateway')?.entries.map(({ event }) => event.refused ?? 0) ?? []);
      const untold = [...refused].filter((id) => !audit.operations.has(id)).length;
      return told >= untold && told <= refused.size ? 'counted' : `${told} of ${untold} to ${refused.size}`;
    }, SOON)
    .toBe('counted');
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
