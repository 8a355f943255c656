import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createCanaryData } from './setup/canary-data.ts';
import { type Ask, type Federation, startFederation } from './setup/federation.ts';
import { canaryRow } from './setup/fill-canary.ts';
import { idAt, translateId } from './setup/test-ids.ts';

/** Who read what about whom: asked through the gateway that wrote it down. */

const { persons, documents } = createCanaryData();
const [jakarta, bontang] = persons as [(typeof persons)[0], (typeof persons)[0]];

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'ledger_accesses_',
    documents,
    ledger: true,
  });
  const answer = await ask({
    agency: 'kp2mi',
    purpose: 'PROTECTION_CASE',
    query: `query ($id: ID) { citizen(id: $id) { fullName phone worker { status } } }`,
    variables: { id: idAt('kp2mi', jakarta) },
  });
  expect(answer.data.citizen.worker.status).not.toBeNull();
});
afterAll(() => federation.stop());

async function ask(asked: Ask) {
  const answer = await federation.ask(asked);
  expect(answer.errors, answer.text).toEqual([]);
  return answer;
}

const ROWS =
  'totalCount nodes { id at consumer { id } purpose persons data { provider { id } recipient { id } coordinates { coordinate words(language: EN) } } summary(language: EN) }';

const asPerson = (person: { readonly spine: string }): Ask => ({
  agency: 'citizen',
  officer: idAt('citizen', person),
  purpose: 'SUBJECT_ACCESS',
  query: `{ me { accesses(first: 10) { ${ROWS} } } }`,
});

describe('a person', () => {
  it('reads who read what about them', async () => {
    const { data } = await ask(asPerson(jakarta));
    console.log(JSON.stringify(data, null, 1));
    expect(data.me.accesses.totalCount).toBe(1);
  });
  it('not about another', async () => {
    const { data } = await ask(asPerson(bontang));
    console.log(JSON.stringify(data, null, 1));
    const again = await ask(asPerson(jakarta));
    console.log(JSON.stringify(again.data, null, 1));
    expect(data.me.accesses.totalCount).toBe(0);
  });
});

describe('an officer', () => {
  it('of a provider', async () => {
    const voter = canaryRow('electoral', 'voters', jakarta)._id;
    const own = await ask({
      agency: 'kp2mi',
      purpose: 'DATA_PROTECTION',
      query: `query ($id: ID!) { worker(id: $id) { citizen { accesses { ${ROWS} } } } }`,
      variables: { id: canaryRow('ministry', 'workers', jakarta)._id },
    });
    console.log(JSON.stringify(own.data, null, 1));
    const all = await ask({
      agency: 'dukcapil',
      purpose: 'DATA_PROTECTION',
      query: `query ($person: ID) { accesses(filter: { person: $person }) { ${ROWS} } }`,
      variables: { person: idAt('dukcapil', jakarta) },
    });
    console.log(JSON.stringify(all.data, null, 1), translateId(voter, 'kpu', 'kpu'));
  });
});
