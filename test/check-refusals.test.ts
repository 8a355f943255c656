import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { openGatewayClient } from '../tools/check/gateway/client.ts';
import { openTokenSource } from '../tools/check/gateway/token-source.ts';
import { writeOperations } from '../tools/check/operations.ts';
import type { Rule } from '../tools/check/rules/rule.ts';
import { RULES } from '../tools/check/rules/rules.ts';
import { tryOperations } from '../tools/check/run/try-operations.ts';
import { openStore } from '../tools/check/store/open-store.ts';
import { type CheckUnderTest, startCheckUnderTest } from './setup/check-under-test.ts';

/** What a check that cannot be made says, before it has begun. */

const PREFIX = 'check_no_';
const KUALA_LUMPUR = { kind: 'committees', typed: ['990501'] } as const;

let under: CheckUnderTest;
beforeAll(async () => {
  under = await startCheckUnderTest(PREFIX, 300, 1);
});
afterAll(async () => {
  await under.stop();
});

/** Tries rules as a check does before it begins. */
async function tryRules(rules: readonly Rule[]): Promise<void> {
  const client = openGatewayClient(
    under.settings.gateway,
    openTokenSource(under.settings),
    1,
    () => {},
    new AbortController().signal,
  );
  await tryOperations(client, writeOperations(rules), rules, '990501', '2024-02-14').finally(client.close);
}

const about = { code: 'B99', name: 'CURIOUS', version: 1 } as const;
const find = () => null;
const curious = (voter: string): Rule => ({ ...about, about: 'VOTER', voter, find });

describe('the rules of Bawaslu', () => {
  it.each(RULES.filter((rule) => rule.about !== 'NOBODY_HOLDS_IT').map((rule) => [rule.code, rule] as const))(
    '%s asks for nothing that is not agreed, alone',
    async (_, rule) => {
      await expect(tryRules([rule])).resolves.toBeUndefined();
    },
  );

  it('ask for nothing that is not agreed, together', async () => {
    await expect(tryRules(RULES)).resolves.toBeUndefined();
  });
});

describe('a rule that asks for what no agreement gives', () => {
  it.each([
    ['disabilityCode', ['Voter.disabilityCode', 'B99 CURIOUS', 'kpu', 'L4-kpu-bawaslu']],
    ['addressAbroad', ['Voter.addressAbroad', 'B99 CURIOUS', 'kpu', 'Ask for Voter.addressCity']],
    ['citizen { crossings { at } }', ['Citizen.crossings', 'B99 CURIOUS', 'imigrasi']],
    ['citizen { selfReport { status } }', ['Citizen.selfReport', 'B99 CURIOUS', 'kemlu']],
    ['citizen { worker { status } }', ['Worker.status', 'B99 CURIOUS', 'kp2mi', 'A3-kp2mi-bawaslu']],
  ])('%s ends the check, which names rule, field, provider and agreement', async (voter, named) => {
    const said = await tryRules([...RULES, curious(voter)]).catch((error: Error) => error.message);
    expect(said).toMatch(/^The check cannot be made, because not all that it needs is agreed\./);
    for (const name of named) expect(said).toContain(name);
    expect(said).not.toContain('B01');
  });

  it('of a worker ends it too: nobody sends the workers of KP2MI to KPU', async () => {
    const rule: Rule = { ...about, about: 'WORKER', worker: 'citizen { voters { id } }', find };
    const said = await tryRules([rule]).catch((error: Error) => error.message);
    expect(said).toContain('sent to kpu');
    expect(said).toContain('Provider: kp2mi.');
  });

  it('is told of a field that the graph does not have', async () => {
    await expect(tryRules([curious('shoeSize')])).rejects.toThrow(/Cannot query field "shoeSize"/);
  });
});

describe('what a check tries before it begins', () => {
  it('is asked for by the same conditions as the rows are read', async () => {
    const before = under.gateway.exchanges.length;
    await under.run({ scope: KUALA_LUMPUR });
    const filters = under.gateway.exchanges.slice(before).flatMap(({ asked }) => {
      const { query, variables } = JSON.parse(asked);
      return query.includes('query CheckVoters') ? [Object.keys(variables.filter)] : [];
    });
    expect(filters.length).toBeGreaterThan(1);
    expect(filters).toEqual(filters.map(() => filters.at(-1)));
  });
});

describe('a check that cannot be made', () => {
  const lock = async () =>
    (await mongoose.createConnection(inject('mongodbUri')).asPromise()).useDb(under.settings.database);
  afterEach(async () => {
    const database = await lock();
    await database.collection('check-lock').deleteMany({});
    await database.destroy();
  });
  const writeLock = async (host: string, pid: number, untilMs: number) => {
    const database = await lock();
    const held = { holder: 'other', host, pid, until: new Date(Date.now() + untilMs) };
    await database.collection<{ _id: string }>('check-lock').insertOne({ _id: 'check', ...held } as never);
    await database.destroy();
  };

  it('says that another one is running', async () => {
    await writeLock(hostname(), process.pid, -1_000_000);
    const database = await lock();
    await database
      .collection<{ _id: string }>('check-lock')
      .updateOne({ _id: 'check' }, { $set: { until: new Date(Date.now() + 60_000) } });
    await database.destroy();
    await expect(under.run({ scope: KUALA_LUMPUR })).rejects.toThrow(
      `A check is running already, in process ${process.pid}`,
    );
  });

  it('is made when the process that held the lock is gone', async () => {
    await writeLock(hostname(), 4_194_304, 60_000);
    await expect(under.run({ scope: KUALA_LUMPUR })).resolves.toBeDefined();
  });

  it('is made when nobody on another machine has held on to the lock', async () => {
    await writeLock('elsewhere.example', 1, -1_000);
    await expect(under.run({ scope: KUALA_LUMPUR })).resolves.toBeDefined();
  });

  it('names the committees that are near what was typed', async () => {
    const typed = { kind: 'committees', typed: ['Kuala Lumpr', 'Penang'] } as const;
    await expect(under.run({ scope: typed })).rejects.toThrow(
      'No committee is called "Kuala Lumpr". Is it Kuala Lumpur (990501)?',
    );
  });

  it('says that nothing was interrupted, or why a check cannot be resumed', async () => {
    const resume = (check: string | undefined) => under.run({ scope: { kind: 'resume', check } });
    await expect(resume(undefined)).rejects.toThrow('No check was interrupted');
    await expect(resume('20260101T000000Z-0000')).rejects.toThrow('There is no check 20260101T000000Z-0000.');
    const { check } = await under.run({ scope: KUALA_LUMPUR });
    await expect(resume(check._id)).rejects.toThrow('it is complete');
    const { checks } = under.models();
    await checks.updateOne({ _id: check._id }, { $set: { state: 'RUNNING', 'rules.0.version': 0 } });
    await expect(resume(check._id)).rejects.toThrow('B01 finds something else now');
    await checks.deleteOne({ _id: check._id });
  });

  it('says where the store and the token are looked for', async () => {
    const nowhere = { ...under.settings, mongodbUri: undefined };
    const signal = new AbortController().signal;
    await expect(openStore(nowhere, () => {}, signal)).rejects.toThrow('run npm start in another terminal');
    const closed = { ...nowhere, mongodbUri: 'mongodb://user:secret@127.0.0.1:1/' };
    const said = await openStore(closed, () => {}, signal).catch((error: Error) => error.message);
    expect(said).toContain("Bawaslu's store does not answer: run npm start, or set MONGODB_URI");
    expect(said).not.toContain('secret');
    const tokenFile = join(under.settings.dataFolder, 'none');
    await expect(under.run({ scope: KUALA_LUMPUR }, { tokenFile })).rejects.toThrow('TOKEN_FILE names');
  });

  it('says what the gateway says of a token of another agency', async () => {
    const tokenFile = join(under.settings.dataFolder, 'token-of-kpu');
    await writeFile(tokenFile, await under.federation.token({ agency: 'kpu' }));
    await expect(under.run({ scope: KUALA_LUMPUR }, { tokenFile })).rejects.toThrow('No agreement gives');
  });

  it('says that the gateway does not run, and does not wait for it', async () => {
    const gateway = new URL('http://127.0.0.1:1');
    await expect(under.run({ scope: KUALA_LUMPUR }, { gateway })).rejects.toThrow(
      'The gateway at http://127.0.0.1:1 does not answer. Run npm start in another terminal, or set GATEWAY',
    );
  });
});
