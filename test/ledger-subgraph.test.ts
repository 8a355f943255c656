import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  askForAll,
  askOfPerson,
  asOfficer,
  asPerson,
  sequencesOf,
  startLedgerSubgraph,
} from './setup/ledger-subgraph.ts';
import { type AccessWish, sealedStub, storedAccess, versionOf } from './setup/stored-entries.ts';
import type { TestSubgraph } from './setup/subgraph.ts';

/** The ledger subgraph over entries written by hand. */

const SITI = `${'S'.repeat(21)}A`;
const BUDI = `${'B'.repeat(21)}A`;
const NOBODY = `${'N'.repeat(21)}A`;
const TODAY = new Date('2026-11-22T03:15:00.000Z');
/** The first instant of 23 November in Jakarta. */
const TOMORROW = new Date('2026-11-22T17:00:00.000Z');

const ACCESSES: readonly AccessWish[] = [
  {
    sequence: 1,
    time: '2026-11-20T16:59:59.999Z',
    agency: 'kp2mi',
    agreements: ['L2-dukcapil-kp2mi', 'O-kp2mi', 'K-kp2mi-dukcapil'],
    given: [
      {
        provider: 'dukcapil',
        coordinates: ['Citizen.id', 'Citizen.fullName', 'Citizen.phone', 'Region.name'],
        about: [SITI, BUDI],
      },
      { provider: 'kp2mi', coordinates: ['Worker.status'], about: [BUDI] },
      { provider: 'kp2mi', recipient: 'dukcapil', coordinates: ['Citizen.id'], about: [SITI, BUDI] },
    ],
  },
  {
    sequence: 2,
    time: '2026-11-20T17:00:00.000Z',
    agency: 'kemlu',
    unit: 'KBRI-KUALA-LUMPUR',
    given: [{ provider: 'imigrasi', coordinates: ['Passport.number'], about: [BUDI] }],
  },
  {
    sequence: 4,
    time: '2026-11-21T05:00:00.000Z',
    agency: 'bawaslu',
    purpose: 'VOTER_LIST_OVERSIGHT',
    shownFrom: '2026-11-23',
    given: [{ provider: 'kpu', coordinates: ['Voter.listStage'], about: [SITI] }],
  },
  {
    sequence: 5,
    time: '2026-11-22T03:15:00.000Z',
    agency: 'citizen',
    purpose: 'SUBJECT_ACCESS',
    shownFrom: '2026-11-22',
    given: [{ provider: 'kpu', coordinates: ['Voter.listStage'], about: [SITI] }],
  },
  // The same instant from two gateways.
  ...['gateway-2', 'gateway-3'].map((chain) => ({
    chain,
    sequence: 6,
    time: '2026-11-22T03:15:00.000Z',
    agency: 'kp2mi',
    given: [{ provider: 'pemda', coordinates: ['Training.result'], about: [BUDI] }],
  })),
];

let subgraph: TestSubgraph;
let now = TODAY;
beforeAll(async () => {
  subgraph = await startLedgerSubgraph(
    [...ACCESSES.map(storedAccess), sealedStub('gateway-1', 3)],
    () => now,
    [{ _id: versionOf('L2-dukcapil-kp2mi'), text: 'title: KP2MI reads identities\nprovider: dukcapil\n' }],
  );
});
afterAll(() => subgraph.stop());
beforeEach(() => {
  now = TODAY;
});

const ofPerson = (...[person, grant, wishes]: [string, Parameters<typeof askOfPerson>[2], object?]) =>
  askOfPerson(subgraph, person, grant, wishes);
const ofAll = (...[grant, wishes]: [Parameters<typeof askForAll>[1], object?]) =>
  askForAll(subgraph, grant, wishes);
const codesOf = ({ errors }: { errors: readonly { extensions: { code: string } }[] }) =>
  errors.map(({ extensions }) => extensions.code);

describe('a person', () => {
  it('sees every access to their own data, newest first, and of each what was about them', async () => {
    const { page, errors } = await ofPerson(BUDI, asPerson(BUDI));
    expect(errors).toEqual([]);
    expect(page.totalCount).toBe(4);
    expect(page.nodes.map(({ id }) => id)).toEqual([
      'gateway-3/000000000006',
      'gateway-2/000000000006',
      'gateway-1/000000000002',
      'gateway-1/000000000001',
    ]);
    expect((await ofPerson(SITI, asPerson(SITI))).page.nodes[1]).toEqual({
      id: 'gateway-1/000000000001',
      at: '2026-11-20T16:59:59.999Z',
      consumer: { id: 'kp2mi' },
      unit: null,
      purpose: 'PROTECTION_CASE',
      persons: 2,
      data: [
        {
          provider: { id: 'dukcapil' },
          recipient: { id: 'kp2mi' },
          onTheWay: false,
          rows: 3,
          persons: 2,
          coordinates: ['Citizen.fullName', 'Citizen.id', 'Citizen.phone', 'Region.name'].map(
            (coordinate) => ({
              coordinate,
            }),
          ),
        },
        {
          provider: { id: 'kp2mi' },
          recipient: { id: 'dukcapil' },
          onTheWay: true,
          rows: 3,
          persons: 2,
          coordinates: [{ coordinate: 'Citizen.id' }],
        },
      ],
    });
  });

  it('sees the same in the list of all, and nothing more', async () => {
    for (const person of [SITI, BUDI, NOBODY]) {
      const [own, all] = [await ofPerson(person, asPerson(person)), await ofAll(asPerson(person))];
      expect(all.page.nodes).toEqual(own.page.nodes);
      expect(all.page.totalCount).toBe(own.page.totalCount);
    }
  });

  it('sees nothing about another, whether there is anything or not', async () => {
    const answers = [
      await ofPerson(BUDI, asPerson(SITI)),
      await ofPerson(NOBODY, asPerson(SITI)),
      await ofPerson(`dukcapil/${SITI}`, asPerson(SITI)),
      await ofAll(asPerson(SITI), { filter: { person: BUDI } }),
    ];
    for (const { page, errors } of answers) {
      expect(errors).toEqual([]);
      expect([page.totalCount, page.nodes]).toEqual([0, []]);
    }
  });

  it('sees an access of an investigation from its day in Jakarta on, and in no way before', async () => {
    const before = await ofPerson(SITI, asPerson(SITI), { first: 1 });
    expect(sequencesOf(before.page)).toEqual([5]);
    expect(before.page.totalCount).toBe(2);
    const next = await ofPerson(SITI, asPerson(SITI), { first: 1, after: before.page.pageInfo.endCursor });
    expect(sequencesOf(next.page)).toEqual([1]);
    expect(next.page.pageInfo.hasNextPage).toBe(false);
    for (const filter of [{ consumer: 'bawaslu' }, { purpose: 'VOTER_LIST_OVERSIGHT' }]) {
      expect((await ofPerson(SITI, asPerson(SITI), { filter })).page.totalCount).toBe(0);
    }

    now = new Date(TOMORROW.getTime() - 1);
    expect(sequencesOf((await ofPerson(SITI, asPerson(SITI))).page)).toEqual([5, 1]);
    now = TOMORROW;
    const after = await ofPerson(SITI, asPerson(SITI));
    expect(sequencesOf(after.page)).toEqual([5, 4, 1]);
    expect(after.page.totalCount).toBe(3);
  });

  it('has counts of nobody', async () => {
    expect(await countsOf(asPerson(SITI), '2026-11-01', '2026-11-30')).toEqual([]);
  });
});

describe("a provider's officer", () => {
  it('sees the entries that gave data of the provider, and of each those data alone', async () => {
    const { page } = await ofAll(asOfficer('kp2mi'));
    expect(page.totalCount).toBe(1);
    expect(page.nodes[0]?.data.map(({ provider, recipient }) => [provider.id, recipient.id])).toEqual([
      ['kp2mi', 'kp2mi'],
      ['kp2mi', 'dukcapil'],
    ]);
    expect(sequencesOf((await ofPerson(BUDI, asOfficer('imigrasi'))).page)).toEqual([2]);
  });

  it('sees of a person what was given of the provider about them', async () => {
    const { page } = await ofPerson(SITI, asOfficer('kp2mi'));
    expect(page.nodes[0]?.data.map(({ recipient }) => recipient.id)).toEqual(['dukcapil']);
    expect((await ofPerson(SITI, asOfficer('imigrasi'))).page.totalCount).toBe(0);
    const all = await ofAll(asOfficer('kp2mi'), { filter: { person: SITI } });
    expect(all.page.nodes).toEqual(page.nodes);
  });

  it('sees an investigation before its day', async () => {
    expect(sequencesOf((await ofAll(asOfficer('kpu'))).page)).toEqual([5, 4]);
    expect(sequencesOf((await ofPerson(SITI, asOfficer('kpu'))).page)).toEqual([5, 4]);
  });

  it('learns nothing by filters of what others gave in the same operation', async () => {
    for (const filter of [
      { coordinate: 'Citizen.fullName' },
      { provider: 'dukcapil' },
      { coordinate: 'Worker.biometricRef' },
    ]) {
      const { page } = await ofAll(asOfficer('kp2mi'), { filter });
      expect([page.totalCount, page.nodes], JSON.stringify(filter)).toEqual([0, []]);
    }
    expect((await ofAll(asOfficer('kp2mi'), { filter: { coordinate: 'Citizen.id' } })).page.totalCount).toBe(
      1,
    );
  });

  it('sees the agreements of the provider alone, with a title where the text was kept', async () => {
    const query = '{ accesses { nodes { agreements { id version title } } } }';
    const agreementsOf = async (provider: string) =>
      (await subgraph.ask(query, asOfficer(provider))).data.accesses.nodes[0].agreements;
    const given = (id: string, title: string | null) => ({ id, version: versionOf(id), title });
    expect(await agreementsOf('dukcapil')).toEqual([given('L2-dukcapil-kp2mi', 'KP2MI reads identities')]);
    expect(await agreementsOf('kp2mi')).toEqual([given('O-kp2mi', null), given('K-kp2mi-dukcapil', null)]);
  });
});

describe('both conditions of a grant together', () => {
  it('open what was given of the data of that provider about that person', async () => {
    const grant = (person: string, provider: string) => ({
      ...asPerson(person),
      rows: {
        Access: {
          where: [
            { attribute: 'person', op: 'eq', value: person },
            { attribute: 'provider', op: 'eq', value: provider },
          ],
        },
      },
    });
    expect(sequencesOf((await ofAll(grant(SITI, 'kpu'))).page)).toEqual([5]);
    // The entry is about Siti and of KP2MI's data; but of these only Budi's reached anybody but Dukcapil.
    const { page } = await ofAll(grant(SITI, 'kp2mi'));
    expect(page.nodes.map(({ data }) => data.map(({ recipient }) => recipient.id))).toEqual([['dukcapil']]);
    expect((await ofAll(grant(SITI, 'imigrasi'))).page.totalCount).toBe(0);
  });
});

describe('nobody else', () => {
  const person = { attribute: 'person', op: 'eq', value: SITI };
  it.each([
    ['no rule', undefined],
    ['another attribute', [{ attribute: 'agency', op: 'eq', value: 'kp2mi' }]],
    ['another attribute beside a good one', [person, { attribute: 'links', op: 'eq', value: 'kp2mi' }]],
    ['a list', [{ attribute: 'provider', op: 'in', value: ['kpu', 'kp2mi'] }]],
    ['a beginning', [{ attribute: 'provider', op: 'startsWith', value: 'k' }]],
    ['an empty value', [{ attribute: 'provider', op: 'eq', value: '' }]],
    ['two persons', [person, { ...person, value: BUDI }]],
  ])('sees anything: with %s', async (_, where) => {
    const rows: Readonly<Record<string, { where: typeof where & object }>> = where
      ? { Access: { where } }
      : {};
    const grant = { agency: 'kp2mi', rows };
    for (const answer of [await ofAll(grant), await ofPerson(SITI, grant)]) {
      expect(answer.errors).toEqual([]);
      expect([answer.page.totalCount, answer.page.nodes]).toEqual([0, []]);
    }
    expect(await countsOf(grant, '2026-11-01', '2026-11-30')).toEqual([]);
  });
});

describe('a filter', () => {
  it.each([
    [{ consumer: 'kp2mi' }, [6, 6, 1]],
    [{ consumer: 'kp2m' }, []],
    [{ provider: 'pemda' }, [6, 6]],
    [{ provider: 'nobody' }, []],
    [{ purpose: 'PROTECTION_CASE', provider: 'imigrasi' }, [2]],
    [{ coordinate: 'Passport.number' }, [2]],
    [{ coordinate: 'Passport.numbe' }, []],
    [{ period: { until: '2026-11-20' } }, [1]],
    [{ period: { from: '2026-11-21', until: '2026-11-21' } }, [2]],
    [{ period: { from: '2026-11-22' } }, [6, 6]],
    [{ consumer: null, provider: null, coordinate: null, period: null }, [6, 6, 2, 1]],
  ])('%o finds what it says', async (filter, sequences) => {
    const { page, errors } = await ofPerson(BUDI, asPerson(BUDI), { filter });
    expect(errors).toEqual([]);
    expect(sequencesOf(page)).toEqual(sequences);
    expect(page.totalCount).toBe(sequences.length);
  });

  it.each([
    [{ consumer: '' }, 'filter.consumer'],
    [{ purpose: 'P'.repeat(101) }, 'filter.purpose'],
    [{ provider: 'p'.repeat(101) }, 'filter.provider'],
    [{ coordinate: '.*' }, 'filter.coordinate'],
    [{ coordinate: 'Citizen.nik"]' }, 'filter.coordinate'],
    [{ coordinate: 'Citizen.nik\n' }, 'filter.coordinate'],
    [{ coordinate: '__proto__' }, 'filter.coordinate'],
    [{ period: {} }, 'filter.period'],
    [{ period: { from: '2026-11-22', until: '2026-11-21' } }, 'filter.period'],
    [{ person: BUDI }, 'filter.person'],
  ])('%o is refused, and named', async (filter, field) => {
    const { errors } = await ofPerson(BUDI, asPerson(BUDI), { filter });
    expect(errors.map(({ extensions }) => [extensions.code, extensions.field])).toEqual([
      ['BAD_USER_INPUT', field],
    ]);
    expect(JSON.stringify(errors)).not.toContain('.*');
  });

  it.each(['.*', '$ne', 'kpu|kp2mi', '\\', '(', '"', 'a/b', '\u0000', '__proto__'])(
    'of the provider %s finds nothing, and breaks nothing',
    async (provider) => {
      const filter = { provider, coordinate: 'Voter.listStage' };
      const { page, errors } = await ofPerson(SITI, asPerson(SITI), { filter });
      expect(errors).toEqual([]);
      expect(page.nodes).toEqual([]);
    },
  );

  it('takes no operators', async () => {
    for (const filter of [{ consumer: { $ne: 'x' } }, { person: { $ne: 'x' } }, { $where: '1' }]) {
      expect(codesOf(await ofAll(asOfficer('kpu'), { filter }))).toEqual(['BAD_USER_INPUT']);
    }
  });
});

describe('pages', () => {
  it('of one row each make up the list, entries of one instant included', async () => {
    const rows: number[] = [];
    let after: string | null = null;
    do {
      const { page }: Awaited<ReturnType<typeof ofPerson>> = await ofPerson(BUDI, asPerson(BUDI), {
        first: 1,
        after,
      });
      rows.push(...sequencesOf(page));
      expect(page.totalCount).toBe(4);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(rows).toEqual([6, 6, 2, 1]);
  });

  it('begin after no cursor of another list, person, filter or agency, and none that was changed', async () => {
    const { page } = await ofPerson(BUDI, asPerson(BUDI), { first: 1 });
    const cursor = page.edges[0]?.cursor ?? '';
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('gateway');
    const answers = [
      await ofPerson(SITI, asPerson(SITI), { after: cursor }),
      await ofPerson(SITI, asPerson(BUDI), { after: cursor }),
      await ofPerson(BUDI, asOfficer('pemda'), { after: cursor }),
      await ofPerson(BUDI, asPerson(BUDI), { after: cursor, filter: { consumer: 'kp2mi' } }),
      await ofAll(asPerson(BUDI), { after: cursor }),
      await ofPerson(BUDI, asPerson(BUDI), { after: `${cursor.slice(0, -2)}AA` }),
      await ofPerson(BUDI, asPerson(BUDI), { after: '' }),
    ];
    for (const answer of answers) expect(codesOf(answer)).toEqual(['BAD_CURSOR']);
  });

  it.each([0, -1, 101])('of %i rows are refused', async (first) => {
    expect(codesOf(await ofAll(asOfficer('kpu'), { first }))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('an access', () => {
  it('can be found in the proof', async () => {
    const query = '{ accesses(first: 1) { nodes { id chain sequence hash operation } } }';
    const { data } = await subgraph.ask(query, asOfficer('imigrasi'));
    const stored = storedAccess(ACCESSES[1] as AccessWish);
    expect(data.accesses.nodes).toEqual([
      { id: stored._id, chain: 'gateway-1', sequence: '2', hash: stored.hash, operation: 'a'.repeat(64) },
    ]);
  });

  it('is told in both languages', async () => {
    const told = async (grant: Parameters<typeof askForAll>[1]) => {
      const query =
        '{ accesses { nodes { id: summary en: summary(language: EN) purposeWords consumer { name } data { coordinates { words en: words(language: EN) } } } } }';
      return (await subgraph.ask(query, grant)).data.accesses.nodes;
    };
    const [own, first] = await told(asPerson(SITI));
    expect(own.id).toBe(
      'Pada 22 November 2026 pukul 10.15 WIB, Anda, atau seseorang dengan akun Anda, membaca tahap daftar pemilih Anda dari daftar pemilih luar negeri, untuk melihat data diri sendiri.',
    );
    expect(first.id).toBe(
      'Pada 20 November 2026 pukul 23.59 WIB, Kementerian P2MI membaca nama lengkap dan nomor telepon Anda dari data kependudukan, untuk melindungi atau membantu seseorang dalam perkara hak, keselamatan, dokumen, atau keadaan darurat (kesepakatan L2-dukcapil-kp2mi, O-kp2mi, dan K-kp2mi-dukcapil); untuk itu kode pengenal Anda diteruskan dari data pekerja migran kepada Ditjen Dukcapil.',
    );
    expect(first.en).toBe(
      'On 20 November 2026 at 23:59 (Jakarta time) the ministry for migrant workers (KP2MI) read your full name and telephone number from the population register, to protect or help a person in a case of rights, safety, documents or distress (agreements L2-dukcapil-kp2mi, O-kp2mi and K-kp2mi-dukcapil); for that, your identifying code was handed on from the register of migrant workers to the population register office (Dukcapil).',
    );
    expect(first.purposeWords).toMatch(/^Untuk melindungi/);
    expect(first.consumer.name).toMatch(/^Kementerian Pelindungan/);
    expect(first.data[0].coordinates).toEqual([
      { words: 'nama lengkap', en: 'full name' },
      { words: 'kode pengenal', en: 'identifying code' },
      { words: 'nomor telepon', en: 'telephone number' },
      { words: 'Region.name', en: 'Region.name' },
    ]);
    const [mission] = await told(asOfficer('imigrasi'));
    expect(mission.en).toBe(
      'On 21 November 2026 at 00:00 (Jakarta time) the Ministry of Foreign Affairs (KBRI-KUALA-LUMPUR) read the passport number of one person from the immigration records, to protect or help a person in a case of rights, safety, documents or distress.',
    );
  });
});

async function countsOf(grant: Parameters<typeof askForAll>[1], from: string, until: string) {
  const query =
    'query ($period: DateRangeInput!) { accessCounts(period: $period) { day consumer { id } provider { id } purpose count } }';
  const { data, errors } = await subgraph.ask(query, grant, { period: { from, until } });
  expect(errors).toBeUndefined();
  return data.accessCounts.map(
    (each: {
      day: string;
      consumer: { id: string };
      provider: { id: string };
      purpose: string;
      count: number;
    }) => `${each.day} ${each.consumer.id} ${each.provider.id} ${each.purpose} ${each.count}`,
  );
}

describe('counts', () => {
  it('are by day in Jakarta, of the own provider alone', async () => {
    expect(await countsOf(asOfficer('kpu'), '2026-11-01', '2026-11-30')).toEqual([
      '2026-11-21 bawaslu kpu VOTER_LIST_OVERSIGHT 1',
      '2026-11-22 citizen kpu SUBJECT_ACCESS 1',
    ]);
    // A millisecond before midnight, and midnight.
    expect(await countsOf(asOfficer('dukcapil'), '2026-11-20', '2026-11-20')).toEqual([
      '2026-11-20 kp2mi dukcapil PROTECTION_CASE 1',
    ]);
    expect(await countsOf(asOfficer('dukcapil'), '2026-11-21', '2026-11-22')).toEqual([]);
    expect(await countsOf(asOfficer('imigrasi'), '2026-11-20', '2026-11-20')).toEqual([]);
    expect(await countsOf(asOfficer('imigrasi'), '2026-11-21', '2026-11-21')).toHaveLength(1);
  });

  it('of days that are over are made once and kept, an hour after their end; today’s are as they are', async () => {
    const days = subgraph.connection.collection<{ _id: string; counts: object[] }>('access-days');
    await countsOf(asOfficer('kpu'), '2026-11-20', '2026-11-22');
    expect(await days.findOne({ _id: '2026-11-21' })).toMatchObject({
      counts: [{ consumer: 'bawaslu' }, { consumer: 'kemlu' }],
    });
    expect(await days.findOne({ _id: '2026-11-22' })).toBeNull();
    const late = {
      chain: 'gateway-4',
      sequence: 7,
      agency: 'kemlu',
      given: [{ provider: 'kpu', coordinates: ['Voter.method'], about: [NOBODY] }],
    };
    const entries = subgraph.connection.collection<{ _id: string }>('entries');
    await entries.insertOne(storedAccess({ ...late, time: '2026-11-22T04:00:00.000Z' }));
    expect(await countsOf(asOfficer('kpu'), '2026-11-22', '2026-11-22')).toContain(
      '2026-11-22 kemlu kpu PROTECTION_CASE 1',
    );
    now = new Date(TOMORROW.getTime() + 3_599_999);
    await countsOf(asOfficer('kpu'), '2026-11-22', '2026-11-22');
    expect(await days.findOne({ _id: '2026-11-22' })).toBeNull();
    now = new Date(TOMORROW.getTime() + 3_600_000);
    const kept = await countsOf(asOfficer('kpu'), '2026-11-22', '2026-11-22');
    await entries.deleteOne({ _id: 'gateway-4/000000000007' });
    expect(await countsOf(asOfficer('kpu'), '2026-11-22', '2026-11-22')).toEqual(kept);
    await days.deleteMany({});
  });

  it('of days before the first entry are none, and nothing of what was asked is kept', async () => {
    const days = subgraph.connection.collection<{ _id: string }>('access-days');
    expect(await countsOf(asOfficer('kpu'), '1990-03-01', '1990-03-31')).toEqual([]);
    expect(await days.countDocuments({ _id: { $lt: '2000-01-01' } })).toBe(0);
  });

  it.each([
    [{ from: '2026-11-01' }],
    [{ until: '2026-11-01' }],
    [{ from: '2026-11-02', until: '2026-11-01' }],
    [{ from: '2025-11-01', until: '2026-11-02' }],
    [{ from: '0001-01-01', until: '9999-12-31' }],
  ])('of %o are refused', async (period) => {
    const query = 'query ($period: DateRangeInput!) { accessCounts(period: $period) { count } }';
    const { errors } = await subgraph.ask(query, asOfficer('kpu'), { period });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it('of a year are not refused', async () => {
    expect(await countsOf(asOfficer('kpu'), '2025-11-22', '2026-11-22')).toHaveLength(2);
  });
});

describe('the store', () => {
  it('has its entries read, and none written', async () => {
    const commands = new Set<string>();
    const stop = subgraph.onCommand((command, collection) => {
      if (collection === 'entries') commands.add(command);
    });
    await ofAll(asOfficer('kpu'), { filter: { coordinate: 'Voter.listStage' } });
    await ofPerson(SITI, asPerson(SITI));
    await countsOf(asOfficer('kpu'), '2026-11-01', '2026-11-30');
    stop();
    expect([...commands].toSorted()).toEqual(['aggregate', 'countDocuments', 'find', 'findOne']);
  });
});
