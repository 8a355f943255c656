import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Audit, auditCheckpoints, createAudit } from './setup/processes/audit.ts';
import { createGateRandom } from './setup/processes/gate-random.ts';
import { type GatewayProcess, prepareGatewayProcess } from './setup/processes/gateway-process.ts';
import { type Load, startLoad } from './setup/processes/load.ts';
import { prepareStoreProcess, type StoreProcess } from './setup/processes/store-process.ts';
import { startTwoAgencies, type TwoAgencies } from './setup/processes/two-agencies.ts';

/**
 * Two gateways write their chains into one store, and any of the three is killed at any moment. What a client has seen
 * is written down, and what has passed between agencies was so before it passed.
 */

const KILLS = 54;
const CLIENTS = 12;
const NAMES = ['north', 'south'];

const ends: (() => void | Promise<void>)[] = [];
let agencies: TwoAgencies;
let store: StoreProcess;
let gateways: readonly GatewayProcess[];

beforeAll(async () => {
  agencies = await startTwoAgencies((end) => ends.unshift(end));
  store = await prepareStoreProcess(agencies.folder);
  ends.unshift(store.close);
  await store.start();
  gateways = NAMES.map((name) =>
    prepareGatewayProcess(name, { ...agencies.environment, LEDGER_URI: store.uri }),
  );
  for (const gateway of gateways) {
    ends.unshift(gateway.kill);
    await gateway.start();
  }
});
afterAll(async () => {
  for (const end of ends) await end();
});

it(`no answer is without its entry, and no chain is broken, after ${KILLS} kills`, async () => {
  const random = createGateRandom();
  const load = startLoad('kill', CLIENTS, () => gateways.map(({ url }) => url()), random);
  const audit = createAudit(store.uri, NAMES);
  const killed = new Map<string, number>();
  for (let kills = 0; kills < KILLS; kills++) {
    await sleep(random() * 500);
    // The store, which is back soonest, as often as both gateways together.
    const victims = [...gateways, store, store];
    const victim = victims[Math.floor(random() * victims.length)] ?? store;
    killed.set(victim.name, (killed.get(victim.name) ?? 0) + 1);
    await victim.kill();
    await sleep(random() * 100);
    await victim.start();
    // Now and then the next one comes before this one has recovered.
    if (random() < 0.3) continue;
    for (const gateway of gateways) await gateway.becomeReady();
    await expectWhole(load, audit);
  }
  for (const gateway of gateways) await gateway.becomeReady();
  await load.stop();
  for (const gateway of gateways) expect(await gateway.stop()).toBe(0);

  const whole = createAudit(store.uri, NAMES);
  await expectWhole(load, whole);
  expect(await auditCheckpoints(store.uri, whole, agencies.publicKey, agencies.checkpoints)).toEqual([]);
  expect(load.surprises).toEqual([]);
  expect([...killed.keys()].sort()).toEqual([...NAMES, store.name].sort());
  console.log(
    killed,
    load.answered.size,
    load.refused.size,
    load.lost.size,
    agencies.passed.size,
    [...whole.chains.values()].map((c) => c.entries.length),
  );
}, 900_000);

/** Whatever was seen up to now is written down, once, in chains without a fault. */
async function expectWhole({ answered }: Load, audit: Audit): Promise<void> {
  const seen = { answered: [...answered], passed: [...agencies.passed] };
  await audit.goOn();
  expect(audit.faults).toEqual([]);
  expect(seen.answered.filter((id) => !audit.operations.has(id))).toEqual([]);
  expect(seen.passed.filter((id) => !audit.intents.has(id))).toEqual([]);
}
