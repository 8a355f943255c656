import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** A gateway whose clock is put back and forth, as machines' clocks are. */

const SHIFTED_CLOCK = pathToFileURL(join(import.meta.dirname, 'setup/processes/shifted-clock.mjs')).href;
const HOUR_MS = 3_600_000;
const OFFSETS_MS = [-HOUR_MS, -48 * HOUR_MS, 0, 2 * HOUR_MS, -1, 0];

// Processes start and recover slowly where few cores are shared by many.
vi.setConfig({ testTimeout: 240_000 });

let federation: MortalFederation;
beforeAll(async () => {
  federation = await startMortalFederation([]);
});
afterAll(() => federation.end());

it.runIf(RUNS_HERE)('a clock that goes back changes neither answers nor the order of entries', async () => {
  const { agencies, store, prepareGateway } = federation;
  const gateway = prepareGateway('clock', ['--import', SHIFTED_CLOCK]);
  await gateway.start();
  const load = startLoad('clock', 8, () => [gateway.url()], createGateRandom());
  for (const offsetMs of OFFSETS_MS) {
    gateway.send({ offsetMs });
    const before = load.answered.size;
    // Long enough for a checkpoint or two.
    await expect
      .poll(() => load.answered.size, { timeout: 60_000, interval: 2_000 })
      .toBeGreaterThan(before + 100);
  }
  await load.stop();
  expect([load.surprises, [...load.refused]]).toEqual([[], []]);
  expect(await gateway.stop()).toBe(0);

  const audit = createAudit(store.uri, ['clock']);
  await expectWrittenDown(audit, load, agencies.passed);
  const times = audit.chains.get('clock')?.entries.map(({ time }) => time) ?? [];
  const backs = times.filter((time, place) => time < (times[place - 1] ?? ''));
  expect(backs.length).toBeGreaterThanOrEqual(3);
  expect(await auditCheckpoints(store.uri, audit, agencies.publicKey, agencies.checkpoints)).toEqual([]);
  expect(await runVerify(federation)).toMatch(/clock/i);
});
