import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type CanaryPerson, createCanaryData } from './setup/canary-data.ts';
import { type Answer, type Ask, type Federation, startFederation } from './setup/federation.ts';
import { policy, TODAY } from './setup/project-views.ts';
import { createCallRecorder } from './setup/record-calls.ts';
import { idAt, OWNERS, spineOf, storedId, translateId } from './setup/test-ids.ts';

/**
 * No two agencies know the same id of a person or of a record, and none can use another's: over the wire, between
 * all subgraphs, in their databases and in the log.
 */

const { persons, documents } = createCanaryData();
const [jakarta = nobody(), bontang = nobody()] = persons;
const databasePrefix = 'pairwise_';
const recorder = createCallRecorder();
const answers: { readonly agency: string; readonly text: string }[] = [];

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix,
    documents,
    ledger: true,
    through: recorder.through,
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(async () => {
  await federation.stop();
  await recorder.stop();
});

const kp2mi = { agency: 'kp2mi', purpose: 'PROTECTION_CASE' } as const;
const kemlu = { agency: 'kemlu', purpose: 'PROTECTION_CASE' } as const;
const province = { agency: 'dki-jakarta', purpose: 'TRAINING_MATCH' } as const;
const bawaslu = { agency: 'bawaslu', purpose: 'VOTER_LIST_OVERSIGHT' } as const;
const ASKERS = [kp2mi, kemlu, province, bawaslu] as const;

const BY_ID = 'query ($id: ID) { citizen(id: $id) { id sex } }';

async function ask(asked: Ask): Promise<Answer> {
  const answer = await federation.ask(asked);
  answers.push({ agency: asked.agency, text: answer.text });
  return answer;
}

function nobody(): CanaryPerson {
  throw new Error('The data set has nobody.');
}

/** Ids that an agency sends to its own subgraph though they are another's: they come there as it sent them. */
const misused = new Map<string, string[]>();
function misuse(agency: string, id: string): string {
  misused.set(agency, [...(misused.get(agency) ?? []), id]);
  return id;
}

/** A canonical id that no person and no record has. */
function unknownId(): string {
  return randomBytes(16).toString('base64url');
}

/** The id of a record of a person as an agency knows it. */
function recordAt(agency: string, subgraph: string, collection: string, person: CanaryPerson): string {
  const rows = documents.get(subgraph)?.get(collection) as readonly { _id: string; citizenId: string }[];
  const row = rows.find(({ citizenId }) => citizenId === storedId(subgraph, person));
  return translateId(row?._id ?? '', OWNERS.get(subgraph) ?? '', agency);
}

/** All but what differs from request to request. */
function tellsOf({ status, data, errors }: Answer): unknown {
  return { status, data, errors };
}

describe('the id of a person', () => {
  it('is another for each agency, and each finds the person by its own', async () => {
    for (const asker of ASKERS) {
      const id = idAt(asker.agency, jakarta);
      const answer = await ask({ ...asker, query: BY_ID, variables: { id } });
      expect(answer.data, answer.text).toEqual({ citizen: { id, sex: 'F' } });
    }
    expect(new Set(ASKERS.map(({ agency }) => idAt(agency, jakarta))).size).toBe(ASKERS.length);
  });

  it('of another agency, in the spine form, or no id at all, is answered as one that nobody has', async () => {
    for (const asker of ASKERS) {
      const unknown = await ask({ ...asker, query: BY_ID, variables: { id: unknownId() } });
      expect(unknown.data).toEqual({ citizen: null });
      const foreign = [...policy.participants.agencies.keys(), 'pemda']
        .filter((agency) => agency !== asker.agency)
        .map((agency) => idAt(agency, jakarta));
      const spine = Buffer.from(jakarta.spine, 'latin1').toString('base64url');
      for (const id of [...foreign, spine, jakarta.spine, 'developer', '', 'x'.repeat(22), 3_171]) {
        const answer = await ask({ ...asker, query: BY_ID, variables: { id } });
        expect(tellsOf(answer), String(id)).toEqual(tellsOf(unknown));
      }
    }
  });

  it('stays null where null is sent, which says that another key is meant', async () => {
    const query = 'query ($id: ID, $nik: NIK) { citizen(id: $id, nik: $nik) { id } }';
    const answer = await ask({ ...kp2mi, query, variables: { id: null, nik: nikOf(jakarta) } });
    expect(answer.data, answer.text).toEqual({ citizen: { id: idAt('kp2mi', jakarta) } });
  });

  it('leads to what all agencies know of the person who asks', async () => {
    const query = `{ me { id sex worker { id status } selfReport { id status } consularCases { id status } trainings { id programme }
      voters { id method citizen { id } } passports { id kind } crossings { direction } deferredApplications { reason } findings { id voterRef response { code } }
      accesses { nodes { consumer { id } data { provider { id } } } } } }`;
    const me = (officer: string) => ask({ agency: 'citizen', officer, purpose: 'SUBJECT_ACCESS', query });
    const answer = await me(idAt('citizen', jakarta));
    expect(answer.errors, answer.text).toEqual([]);
    const at = (subgraph: string, collection: string) => recordAt('citizen', subgraph, collection, jakarta);
    expect(answer.data.me).toMatchObject({
      id: idAt('citizen', jakarta),
      sex: 'F',
      worker: { id: at('ministry', 'workers'), status: 'RETURNED' },
      selfReport: { id: at('consular', 'selfreports'), status: 'VERIFIED' },
      consularCases: [{ id: at('consular', 'consularcases'), status: 'OPEN' }],
      trainings: [{ id: at('training', 'trainings'), programme: expect.stringContaining('canary') }],
      voters: [{ id: at('electoral', 'voters'), method: 'TPSLN', citizen: { id: idAt('citizen', jakarta) } }],
      passports: [{ id: at('immigration', 'passports'), kind: 'ELECTRONIC_48' }],
      crossings: [{ direction: 'OUT' }],
      deferredApplications: [{ reason: 'SUSPECTED_NON_PROCEDURAL' }],
      findings: [
        {
          id: at('oversight', 'findings'),
          voterRef: at('electoral', 'voters'),
          response: [{ code: 'UNDER_INQUIRY' }],
        },
      ],
      accesses: { nodes: expect.arrayContaining([expect.objectContaining({ consumer: { id: 'kp2mi' } })]) },
    });
    for (const officer of [idAt('dukcapil', jakarta), unknownId()]) {
      const other = await me(officer);
      expect(other.data, other.text).toEqual({ me: null });
    }
  });

  it('leads from a list of one agency to the persons and records of others', async () => {
    const query = `{ workers(first: 20) { nodes { id citizen { id sex selfReport { id citizen { id } } trainings { id } } } } }`;
    const { data, errors, text } = await ask({ ...kp2mi, query });
    expect(errors, text).toEqual([]);
    const rows: readonly {
      id: string;
      citizen: { id: string; selfReport: { id: string; citizen: { id: string } } };
    }[] = data.workers.nodes;
    expect(rows.length).toBeGreaterThan(4);
    for (const { id, citizen } of rows) {
      const person = persons.find(({ spine }) => spine === spineOf('kp2mi', citizen.id)) ?? nobody();
      expect(id).toBe(recordAt('kp2mi', 'ministry', 'workers', person));
      if (person.links.length === 0) continue;
      expect(citizen.selfReport).toEqual({
        id: recordAt('kp2mi', 'consular', 'selfreports', person),
        citizen: { id: idAt('kp2mi', person) },
      });
    }
  });
});

describe('the id of a record', () => {
  it('is another for each agency too, and worthless at another', async () => {
    const query = 'query ($id: ID!) { worker(id: $id) { id status } }';
    const own = recordAt('kp2mi', 'ministry', 'workers', jakarta);
    const found = await ask({ ...kp2mi, query, variables: { id: own } });
    expect(found.data, found.text).toEqual({ worker: { id: own, status: 'RETURNED' } });
    for (const agency of ['kemlu', 'dki-jakarta', 'pemda']) {
      const id = misuse('kp2mi', recordAt(agency, 'ministry', 'workers', jakarta));
      expect((await ask({ ...kp2mi, query, variables: { id } })).data).toEqual({ worker: null });
    }
  });

  it('changes the record by the own id, and by the id of another agency nothing', async () => {
    const query = `mutation ($id: ID!) { moveConsularCase(id: $id, status: IN_PROGRESS) { id status citizen { id sex } } }`;
    const unknown = await ask({ ...kemlu, query, variables: { id: unknownId() } });
    expect(unknown.errors[0]?.extensions.code).toBe('RECORD_NOT_FOUND');
    for (const agency of ['kp2mi', 'kpu', 'citizen']) {
      const id = misuse('kemlu', recordAt(agency, 'consular', 'consularcases', jakarta));
      expect(tellsOf(await ask({ ...kemlu, query, variables: { id } }))).toEqual(tellsOf(unknown));
    }
    const id = recordAt('kemlu', 'consular', 'consularcases', jakarta);
    const moved = await ask({ ...kemlu, query, variables: { id } });
    expect(moved.data, moved.text).toEqual({
      moveConsularCase: { id, status: 'IN_PROGRESS', citizen: { id: idAt('kemlu', jakarta), sex: 'F' } },
    });
  });
});

describe('an id inside an input object', () => {
  const OPEN = `mutation ($input: OpenConsularCaseInput!) { openConsularCase(input: $input) { id citizen { id sex } } }`;
  const IN_PARTS = `mutation ($reference: ID!, $citizen: ID!, $mission: ID!, $narrative: String!) {
    openConsularCase(input: { reference: $reference, citizenId: $citizen, mission: $mission, category: EMPLOYMENT, narrative: $narrative })
      { id citizen { id sex } } }`;
  const details = { mission: 'KBRI-KUALA-LUMPUR', narrative: 'The employer keeps the passport.' };

  it.each([
    ['in a variable of its type', OPEN, false],
    ['in a variable of its own', IN_PARTS, true],
  ])('is that of the person whom the agency means: %s', async (_, query, inParts) => {
    const reference = unknownId();
    const citizenId = idAt('kemlu', bontang);
    const variables = inParts
      ? { reference, citizen: citizenId, ...details }
      : { input: { reference, citizenId, category: 'EMPLOYMENT', ...details } };
    const answer = await ask({ ...kemlu, query, variables });
    expect(answer.data, answer.text).toEqual({
      openConsularCase: { id: reference, citizen: { id: citizenId, sex: 'F' } },
    });
    expect(await storedCase(reference)).toMatchObject({ citizenId: storedId('consular', bontang) });
  });

  // A register of its own would be needed to refuse it: a person can be new to Kemlu.
  it('of another agency, or none at all, is about nobody', async () => {
    for (const citizenId of [
      'nobody',
      ...['kp2mi', 'kpu'].map((agency) => misuse('kemlu', idAt(agency, bontang))),
    ]) {
      const reference = unknownId();
      const input = { reference, citizenId, category: 'EMPLOYMENT', ...details };
      const { data, text } = await ask({ ...kemlu, query: OPEN, variables: { input } });
      expect(data.openConsularCase.citizen.sex, text).toBeNull();
      const stored = await storedCase(reference);
      const all = persons.map((person) => storedId('consular', person));
      expect(all).not.toContain(stored?.citizenId);
      expect(stored?.links).toEqual(['kemlu:KBRI-KUALA-LUMPUR']);
    }
  });

  it('does not stand in the text of the operation, nor in one variable with something else', async () => {
    const inline = OPEN.replace('$input: OpenConsularCaseInput!', '$r: ID!').replace(
      'input: $input',
      `input: { reference: $r, citizenId: "${idAt('kemlu', bontang)}", mission: "KBRI-KUALA-LUMPUR", category: EMPLOYMENT, narrative: "x" }`,
    );
    const refused = await ask({ ...kemlu, query: inline, variables: { r: unknownId() } });
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'INLINE_VALUE',
      coordinate: 'OpenConsularCaseInput.citizenId',
    });
    const twice = IN_PARTS.replace('citizenId: $citizen', 'citizenId: $reference').replace(
      '$citizen: ID!,',
      '',
    );
    const mixed = await ask({ ...kemlu, query: twice, variables: { reference: unknownId(), ...details } });
    expect(mixed.status, mixed.text).toBe(400);
    expect(mixed.errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(mixed.errors[0]?.message).toContain('declare two variables');
  });
});

describe('a cursor', () => {
  const query = `query ($after: String) { workers(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }`;
  const page = (asker: typeof kp2mi | typeof province, after?: string) =>
    ask({ ...asker, query, variables: { after } });

  it('of another agency is refused, and the own one goes on with own ids', async () => {
    const first = await page(kp2mi);
    const { endCursor } = first.data.workers.pageInfo;
    const second = await page(kp2mi, endCursor);
    expect(second.data.workers.nodes, second.text).toHaveLength(1);
    expect(second.data.workers.nodes).not.toEqual(first.data.workers.nodes);
    const foreign = await page(province, endCursor);
    expect(foreign.errors[0]?.extensions.code, foreign.text).toBe('BAD_CURSOR');
  });
});

describe('what passed over the wire in all of this', () => {
  /** Every person and record, by agency. */
  const spines = [...documents].flatMap(([subgraph, collections]) =>
    [...collections.values()].flat().flatMap((row) => {
      const { _id } = row as { readonly _id: string };
      return /^[\w-]{22}$/.test(_id) ? spineOf(OWNERS.get(subgraph) ?? '', _id) : [];
    }),
  );
  const agencies = [...policy.participants.agencies.keys(), 'pemda'];
  const idsBut = (own: string) =>
    agencies
      .flatMap((agency) => (agency === own ? [] : spines.map((spine) => idAt(agency, { spine }))))
      .filter((id) => !misused.get(own)?.includes(id));
  const spineTexts = spines.flatMap((spine) => {
    const bytes = Buffer.from(spine, 'latin1');
    return [spine, bytes.toString('base64url'), bytes.toString('base64'), bytes.toString('hex')];
  });
  const found = (texts: readonly string[], text: string) => texts.filter((each) => text.includes(each));

  it('is to and from each subgraph the ids of its own agency only, the grants included', () => {
    expect(new Set(recorder.calls.map(({ subgraph }) => subgraph)).size).toBe(8);
    for (const [subgraph, owner] of OWNERS) {
      const wire = [...recorder.calls, ...recorder.answers].filter((each) => each.subgraph === subgraph);
      const text = JSON.stringify(wire);
      expect(found([...idsBut(owner), ...spineTexts], text), subgraph).toEqual([]);
      expect(
        found(
          spines.map((spine) => idAt(owner, { spine })),
          text,
        ).length,
      ).toBeGreaterThan(0);
    }
  });

  it('is to each agency its own ids only', () => {
    for (const agency of new Set(answers.map((each) => each.agency))) {
      const text = JSON.stringify(answers.filter((each) => each.agency === agency));
      expect(found([...idsBut(agency), ...spineTexts], text), agency).toEqual([]);
    }
  });

  it('left neither ids nor spine forms in the log', () => {
    const log = federation.logLines.join('');
    expect(log).toContain('request answered');
    expect(found([...idsBut(''), ...spineTexts], log)).toEqual([]);
  });

  it('left in each database the ids of its own agency only', async () => {
    const connection = await mongoose.createConnection(inject('mongodbUri')).asPromise();
    for (const [subgraph, owner] of OWNERS) {
      const database = connection.useDb(`${databasePrefix}${subgraph}`);
      const collections = await database.listCollections();
      const rows = await Promise.all(
        collections.map(({ name }) => database.collection(name).find().toArray()),
      );
      const text = JSON.stringify(rows);
      expect(text.length).toBeGreaterThan(500);
      expect(found([...idsBut(owner), ...spineTexts], text), subgraph).toEqual([]);
    }
    await connection.close();
  });
});

async function storedCase(
  _id: string,
): Promise<{ readonly citizenId: string; readonly links: readonly string[] } | null> {
  const connection = await mongoose.createConnection(inject('mongodbUri')).asPromise();
  const cases = connection
    .useDb(`${databasePrefix}consular`)
    .collection<{ _id: string; citizenId: string; links: string[] }>('consularcases');
  const found = await cases.findOne({ _id });
  await connection.close();
  return found;
}

function nikOf(person: CanaryPerson): string {
  const rows = documents.get('civil')?.get('citizens') as readonly { _id: string; nik: string }[];
  return rows.find(({ _id }) => _id === storedId('civil', person))?.nik ?? '';
}
