import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';
import type { CheckDocument } from '../subgraphs/oversight/check-document.ts';
import { type CheckUnderTest, startCheckUnderTest } from './setup/check-under-test.ts';
import { createGateRandom } from './setup/processes/gate-random.ts';
import { startMortal } from './setup/processes/mortal.ts';
import { RUNS_HERE } from './setup/processes/mortal-federation.ts';

/** Checks that are killed, stopped, cut off and denied in the middle find what a check finds that runs through. */

const KILLS = 10;
const random = createGateRandom();
const PREFIX = 'check_cut_';
/** Small pages, so that there is much to be interrupted. */
const SMALL = { pageSize: 5, concurrency: 4 };

let under: CheckUnderTest;
let whole: Outcome;
beforeAll(async () => {
  under = await startCheckUnderTest(PREFIX, 1_000, 5);
  const { check } = await under.run(SMALL);
  whole = await outcomeOf(check._id);
});
afterAll(async () => {
  await under.stop();
});
afterEach(() => {
  under.gateway.onExchange = undefined;
  under.gateway.become('up');
  under.kpu.become('up');
});

/** What a check came to, without what differs from one check to another. */
interface Outcome {
  readonly check: Partial<CheckDocument>;
  readonly findings: readonly unknown[];
}

async function outcomeOf(id: string, database?: string): Promise<Outcome> {
  const { checks, findings } = under.models(database);
  const check = await checks
    .findById(id, { state: 1, rules: 1, votersInAll: 1, votersChecked: 1, _id: 0 })
    .lean();
  const found = await findings
    .find({ check: id }, { check: 0, firstCheck: 0, foundAt: 0 })
    .sort({ _id: 1 })
    .lean();
  return { check: check ?? {}, findings: found };
}

describe.runIf(RUNS_HERE)('a check that is killed', () => {
  it(`${KILLS} times at random and resumed finds and counts what one finds that runs through`, async () => {
    const database = `${PREFIX}killed`;
    const { settings } = under;
    const environment = {
      PATH: process.env.PATH,
      GATEWAY: settings.gateway.href,
      MONGODB_URI: settings.mongodbUri,
      DATABASE: database,
      DATA_DIR: settings.dataFolder,
      TOKEN_FILE: settings.tokenFile,
    };
    const program = join(findProjectRoot(), 'dist', 'tools', 'check', 'main.js');
    const start = (...scope: readonly string[]) =>
      startMortal([program, ...scope, '--page-size', '5', '--concurrency', '4', '--no-open'], {
        env: environment,
      });
    let id = '';
    let kills = 0;
    for (;;) {
      const running = start(...(id === '' ? ['--all'] : ['--resume', id]));
      const [, found = ''] = await running.printed(/^Check (\S+) of/m);
      id = found;
      if (kills === KILLS) {
        expect(await running.ended).toBe(0);
        break;
      }
      await sleep(random() * 500);
      // One that was quicker is not interrupted any more.
      const { state } = (await under.models(database).checks.findById(id).lean()) ?? {};
      await running.kill();
      kills += 1;
      expect(state).toBe('RUNNING');
    }
    expect(kills).toBe(KILLS);
    expect(await outcomeOf(id, database)).toEqual(whole);
  }, 240_000);

  it('by Ctrl-C ends with 130, and says how to go on', async () => {
    const { settings } = under;
    const program = join(findProjectRoot(), 'dist', 'tools', 'check', 'main.js');
    const environment = {
      PATH: process.env.PATH,
      GATEWAY: settings.gateway.href,
      MONGODB_URI: settings.mongodbUri,
      DATABASE: `${PREFIX}interrupted`,
      DATA_DIR: settings.dataFolder,
      TOKEN_FILE: settings.tokenFile,
    };
    const running = startMortal([program, '--all', '--page-size', '1', '--concurrency', '1'], {
      env: environment,
    });
    await running.printed(/^Check \S+ of/m);
    running.signal('SIGINT');
    expect(await running.ended).toBe(130);
    expect(running.output()).toMatch(/check: The check was stopped\.\n.*npm run check -- --resume \S+/);
    under.models(environment.DATABASE);
  }, 60_000);

  it('with a signal ends after the pages that are in work, and says how to go on', async () => {
    const database = `${PREFIX}stopped`;
    const stopping = new AbortController();
    let pages = 0;
    under.gateway.onExchange = ({ asked }) => {
      if (asked.includes('CheckVoters') && ++pages === 40)
        stopping.abort(new Error('The check was stopped.'));
    };
    const stopped = under.run(SMALL, { database }, stopping.signal);
    await expect(stopped).rejects.toThrow(
      /The check was stopped\.\n\d+ of \d+ voters are checked.*--resume \S+/s,
    );
    const { check } = await under.run({ scope: { kind: 'resume', check: undefined } }, { database });
    expect(await outcomeOf(check._id, database)).toEqual(whole);
  }, 60_000);
});

describe('a check that ends between its findings and its place', () => {
  it('finds again what it had stored, and counts it as new once', async () => {
    const database = `${PREFIX}rewound`;
    const { check: first } = await under.run(SMALL, { database });
    const { checks, parts } = under.models(database);
    // As if the last write of each part had never come: its findings are there, its place is not.
    await checks.updateOne({ _id: first._id }, { $set: { state: 'RUNNING' }, $unset: { finishedAt: 1 } });
    const beginning = { isDone: false, rows: 0, findings: {}, newFindings: {} };
    await parts.updateMany({ check: first._id }, { $set: beginning, $unset: { after: 1, byCountry: 1 } });
    const { check } = await under.run(
      { ...SMALL, scope: { kind: 'resume', check: first._id } },
      { database },
    );
    expect(await outcomeOf(check._id, database)).toEqual(whole);
  }, 60_000);
});

describe('a check whose gateway or provider goes away', () => {
  it('waits, says so, and finds what one finds that was not disturbed', async () => {
    const database = `${PREFIX}away`;
    const outages = [under.gateway, under.kpu, under.gateway];
    let voters = 0;
    under.gateway.onExchange = ({ asked }) => {
      if (!asked.includes('CheckVoters') || ++voters % 60 !== 0) return;
      const gone = outages.shift();
      gone?.become('down');
      setTimeout(() => gone?.become('up'), 1_500);
    };
    const before = under.said.length;
    const { check } = await under.run(SMALL, { database });
    expect(outages).toEqual([]);
    expect(await outcomeOf(check._id, database)).toEqual(whole);
    const said = under.said.slice(before).join('\n');
    expect(said).toMatch(/The gateway at http:\S+ does not answer\. It is tried again/);
    expect(said).toContain('The provider kpu cannot be reached just now.');
    expect(said).toContain('The gateway answers again.');
  }, 120_000);
});

describe('an agreement that is suspended in the middle', () => {
  it('stops the check with its name, and the check goes on when it holds again', async () => {
    const database = `${PREFIX}suspended`;
    const file = join(under.agreements, 'L4-kpu-bawaslu.yaml');
    const text = await readFile(file, 'utf8');
    const replace = async (content: string) => {
      await writeFile(`${file}.new~`, content);
      await rename(`${file}.new~`, file);
    };
    let isSuspended = false;
    under.gateway.onExchange = ({ asked }) => {
      if (isSuspended || !asked.includes('CheckVoters')) return;
      isSuspended = true;
      void replace(text.replace('status: signed', 'status: suspended'));
    };
    // One row at a time, so that it is not over before the gateway has read the file.
    const slow = { pageSize: 1, concurrency: 1 };
    await expect(under.run(slow, { database })).rejects.toThrow(/Agreement: L4-kpu-bawaslu\.[\s\S]*--resume/);
    await replace(text);
    const resume = () =>
      under.run({ scope: { kind: 'resume', check: undefined }, concurrency: 4 }, { database });
    let resumed = await resume().catch(() => undefined);
    for (let tries = 0; resumed === undefined && tries < 50; tries++) {
      await sleep(200);
      resumed = await resume().catch(() => undefined);
    }
    const outcome = await outcomeOf(resumed?.check._id ?? '', database);
    expect(outcome).toEqual(whole);
  }, 120_000);
});
