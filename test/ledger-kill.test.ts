import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditCheckpoints, createAudit } from './setup/processes/audit.ts';
import { expectWrittenDown } from './setup/processes/expect-written-down.ts';
import { createGateRandom } from './setup/processes/gate-random.ts';
import { startLoad } from './setup/processes/load.ts';
import {
  type MortalFederation,
  RUNS_HERE,
  startMortalFederation,
} from './setup/processes/mortal-federation.ts';
import { runVerify } from './setup/processes/verify-command.ts';

/**
 * Two gateways write their chains into one store, and any of the three is killed at any moment. What a client has seen
 * is written down, and what has passed between agencies was so before it passed.
 */

const KILLS = 54;
const CLIENTS = 12;
const NAMES = ['north', 'south'];

let federation: MortalFederation;
beforeAll(async () => {
  federation = await startMortalFederation(NAMES);
});
afterAll(() => federation.end());

it.runIf(RUNS_HERE)(
  `no answer is without its entry, and no chain is broken, after ${KILLS} kills`,
  async () => {
    const { agencies, store, gateways } = federation;
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
      await expectWrittenDown(audit, load, agencies.passed);
    }
    for (const gateway of gateways) await gateway.becomeReady();
    await load.stop();
    for (const gateway of gateways) expect(await gateway.stop()).toBe(0);

    const whole = createAudit(store.uri, NAMES);
    await expectWrittenDown(whole, load, agencies.passed);
    expect(await auditCheckpoints(store.uri, whole, agencies.publicKey, agencies.checkpoints)).toEqual([]);
    expect(await runVerify(federation)).toContain('south');
    expect(load.surprises).toEqual([]);
    expect(load.answered.size).toBeGreaterThan(10 * KILLS);
    expect([...killed.keys()].sort()).toEqual([...NAMES, store.name].sort());
  },
  900_000,
);
