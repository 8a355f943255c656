import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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

/** Gateways that were started under one name by mistake: the last one writes the chain, and no chain has two ends. */

const NAME = 'twin';
const TAKEN = { status: 503, reasons: ['LEDGER_INSTANCE_TAKEN'] };
const SOON = { timeout: 60_000, interval: 20 };

// Processes start and recover slowly where few cores are shared by many.
vi.setConfig({ testTimeout: 240_000 });

let federation: MortalFederation;
beforeAll(async () => {
  federation = await startMortalFederation([NAME]);
});
afterAll(() => federation.end());

it.runIf(RUNS_HERE)('the older one answers nobody any more, and says why', async () => {
  const { agencies, store, gateways, prepareGateway } = federation;
  const older = gateways[0] as MortalFederation['gateways'][number];
  const younger = prepareGateway(NAME);
  const random = createGateRandom();
  const load = startLoad('twin', 8, () => [older.url(), younger.url()], random);
  await expect.poll(() => load.answered.size, SOON).toBeGreaterThan(100);

  await younger.start();
  await expect.poll(older.health, SOON).toEqual(TAKEN);
  await younger.becomeReady();
  expect(await older.live()).toBe(200);
  expect(older.output()).toContain('Give each gateway a LEDGER_INSTANCE of its own');
  const before = load.answered.size;
  await expect.poll(() => load.answered.size, SOON).toBeGreaterThan(before + 100);

  // Whatever becomes of the younger one, the older does not come back by itself: nobody knows what it has missed.
  await younger.kill();
  await younger.start();
  await younger.becomeReady();
  expect(await older.health()).toEqual(TAKEN);
  await load.stop();
  expect(load.surprises).toEqual([]);
  await younger.stop();
  await older.stop();

  const audit = createAudit(store.uri, [NAME]);
  await expectWrittenDown(audit, load, agencies.passed);
  expect(await auditCheckpoints(store.uri, audit, agencies.publicKey, agencies.checkpoints)).toEqual([]);
  expect(await runVerify(federation)).toContain(NAME);
});

it.runIf(RUNS_HERE)('of two that start at once, one is left', async () => {
  const { agencies, store, prepareGateway } = federation;
  const pair = [prepareGateway(NAME), prepareGateway(NAME)];
  const load = startLoad('pair', 8, () => pair.map(({ url }) => url()), createGateRandom());
  await Promise.all(pair.map((gateway) => gateway.start()));
  const healths = () => Promise.all(pair.map(async (gateway) => (await gateway.health()).status));
  await expect.poll(async () => (await healths()).sort(), SOON).toEqual([200, 503]);
  const before = load.answered.size;
  await expect.poll(() => load.answered.size, SOON).toBeGreaterThan(before + 100);
  await load.stop();
  expect(load.surprises).toEqual([]);
  await expectWrittenDown(createAudit(store.uri, [NAME]), load, agencies.passed);
  const { reasons } = (await Promise.all(pair.map(({ health }) => health()))).find(
    ({ status }) => status === 503,
  ) ?? { reasons: [] };
  expect(reasons).toEqual(TAKEN.reasons);
});
