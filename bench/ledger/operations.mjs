import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What is asked of the graph of this project, as entries of the ledger tell it: who asks, for what, under which agreements,
 * and what went from whom to whom. `share` is how often it is asked.
 */
const KINDS = [
  {
    share: 30,
    agency: 'kp2mi',
    purpose: 'PROTECTION_CASE',
    name: 'WorkersWithPersons',
    agreements: { 'K-kp2mi-dukcapil': ['join'], 'L2-dukcapil-kp2mi': ['identity'], 'O-kp2mi': ['workers'] },
    ways: [
      ['dukcapil', 'kp2mi', ['Citizen.birthDate', 'Citizen.fullName', 'Citizen.phone']],
      ['kp2mi', 'dukcapil', ['Citizen.id']],
      ['kp2mi', 'kp2mi', ['Query.workers', 'Worker.citizen', 'Worker.placements', 'Worker.status']],
    ],
  },
  {
    share: 15,
    agency: 'kp2mi',
    purpose: 'PLACEMENT_SERVICE',
    name: 'Passports',
    agreements: { 'A10-imigrasi-kp2mi': ['passports'], 'K-kp2mi-imigrasi': ['join'], 'O-kp2mi': ['workers'] },
    ways: [
      ['imigrasi', 'kp2mi', ['Citizen.passports', 'Passport.expiry', 'Passport.number', 'Passport.status']],
      ['kp2mi', 'imigrasi', ['Citizen.id']],
      ['kp2mi', 'kp2mi', ['Query.workers', 'Worker.citizen', 'Worker.status']],
    ],
  },
  {
    share: 15,
    agency: 'kemlu',
    purpose: 'PROTECTION_CASE',
    name: 'CasesOfWorkers',
    agreements: {
      'A1-kp2mi-kemlu': ['workers'],
      'K-kemlu-dukcapil': ['join'],
      'K-kemlu-kp2mi': ['join'],
      'L2-dukcapil-kemlu': ['identity'],
      'O-kemlu': ['records'],
    },
    ways: [
      ['dukcapil', 'kemlu', ['Citizen.fullName', 'Citizen.originRegency']],
      ['kemlu', 'dukcapil', ['Citizen.id']],
      ['kemlu', 'kemlu', ['ConsularCase.category', 'ConsularCase.citizen', 'Query.consularCases']],
      ['kp2mi', 'kemlu', ['Citizen.worker', 'Worker.placements', 'Worker.status']],
    ],
  },
  {
    share: 20,
    agency: 'dki-jakarta',
    purpose: 'TRAINING_MATCH',
    name: 'WorkersOfTheRegion',
    agreements: { 'A2-kp2mi-dki-jakarta': ['workers'] },
    ways: [['kp2mi', 'dki-jakarta', ['Query.workers', 'Worker.education', 'Worker.status']]],
  },
  {
    share: 8,
    agency: 'bawaslu',
    purpose: 'VOTER_LIST_OVERSIGHT',
    name: 'ListCheck',
    agreements: {
      'A3-kp2mi-bawaslu': ['list-checks'],
      'K-kpu-dukcapil': ['join'],
      'L4-dukcapil-bawaslu': ['identity'],
      'L4-kpu-bawaslu': ['list'],
    },
    ways: [
      ['dukcapil', 'bawaslu', ['Citizen.everMarried', 'Citizen.fullName']],
      ['kpu', 'bawaslu', ['Query.voters', 'Voter.citizen', 'Voter.listStage', 'Voter.ppln']],
      ['kpu', 'dukcapil', ['Citizen.id']],
    ],
  },
  {
    share: 7,
    agency: 'dukcapil',
    purpose: 'PLACEMENT_SERVICE',
    name: 'OwnRegister',
    agreements: { 'O-dukcapil': ['register'] },
    ways: [['dukcapil', 'dukcapil', ['Citizen.fullName', 'Citizen.nik', 'Query.citizens']]],
  },
  // Nothing reached anybody.
  { share: 5, agency: 'public', purpose: 'SOCIALISATION', name: 'Denied', agreements: {}, ways: [] },
];

const TICKETS = KINDS.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
const [FEWEST_PERSONS, MOST_PERSONS] = [2, 50];
/** Of a hundred operations so many are about one of the few persons who are looked up most. */
const SHARE_OF_SOUGHT = 5;
const SOUGHT = 20;
const OFFICERS = 200;
const EPOCH = 2 ** 30;

/**
 * Makes operations, each with the intent before it where it hands data from one agency's subgraph to another's.
 *
 * Of two persons are most, of fifty the fewest: how many an operation is about falls with the square.
 *
 * @param root of the project, for the versions of its agreements
 * @param persons ids of persons in the ledger
 * @param draw as of `createDraw`
 * @returns {(sequence: number) => readonly object[]} events of the next operation, the first of which gets the sequence
 */
export function createOperations(root, persons, draw) {
  const prepared = new Map(KINDS.map((kind) => [kind, prepare(root, kind)]));
  const spread = (FEWEST_PERSONS * MOST_PERSONS) / (MOST_PERSONS - FEWEST_PERSONS);
  const countPersons = () =>
    Math.floor(1 / (1 / FEWEST_PERSONS - draw(EPOCH) / EPOCH / spread)) || FEWEST_PERSONS;
  const drawPersons = () => {
    const drawn = new Set();
    if (draw(100) < SHARE_OF_SOUGHT) drawn.add(persons[draw(SOUGHT)]);
    for (const count = countPersons(); drawn.size < count; ) drawn.add(persons[draw(persons.length)]);
    return [...drawn];
  };

  return (sequence) => {
    const kind = TICKETS[draw(TICKETS.length)];
    const { agreements, planned, hash } = prepared.get(kind);
    const about = kind.ways.length > 0 ? drawPersons() : [];
    const asked = {
      agency: kind.agency,
      officer: createHash('sha256')
        .update(`officer ${draw(OFFICERS)}`)
        .digest('base64url'),
      operation: { hash, name: kind.name },
      policy: hash.slice(0, 16),
      purpose: kind.purpose,
      request: `${sequence.toString(16).padStart(12, '0')}${draw(EPOCH).toString(16).padStart(20, '0')}`,
      supergraph: hash,
      unit: null,
    };
    const intent = { kind: 'intent', ...asked, agreements, disclosures: planned };
    const operation = {
      kind: 'operation',
      ...asked,
      agreements,
      decision: kind.ways.length > 0 ? 'given' : 'refused',
      denied: kind.ways.length > 0 ? [] : [{ code: 'FIELD_DENIED', coordinate: 'Citizen.nik' }],
      disclosures: kind.ways.map(([provider, recipient, coordinates]) => ({
        coordinates,
        persons: about.length,
        provider,
        recipient,
        rows: about.length,
        who: [[0, about.length]],
      })),
      durationMs: 5 + draw(60),
      intent: planned.length > 0 ? sequence : null,
      outcome: { codes: [], status: 200 },
      persons: about,
      shownFrom: null,
    };
    return planned.length > 0 ? [intent, operation] : [operation];
  };
}

function prepare(root, { name, agency, agreements, ways }) {
  return {
    agreements: Object.entries(agreements).map(([id, clauses]) => ({
      clauses,
      id,
      version: sha256(readFileSync(join(root, 'schema', 'agreements', `${id}.yaml`))),
    })),
    planned: ways
      .filter(([, recipient]) => recipient !== agency)
      .map(([provider, recipient, coordinates]) => ({ coordinates, provider, recipient })),
    hash: sha256(name),
  };
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}
