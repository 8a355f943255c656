import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AskedAccess,
  askForAll,
  askOfPerson,
  asOfficer,
  asPerson,
  type ListWishes,
  startLedgerSubgraph,
} from './setup/ledger-subgraph.ts';
import { type AccessWish, type GivenWish, sealedStub, storedAccess } from './setup/stored-entries.ts';
import type { TestSubgraph } from './setup/subgraph.ts';

/** Random questions to the ledger subgraph over random entries, against answers worked out from the entries themselves. */

const NOW = new Date('2026-11-22T16:30:00.000Z');
const TODAY = '2026-11-22';
const PERSONS = ['A', 'B', 'C', 'D'].map((letter) => `${letter.repeat(21)}A`);
const PROVIDERS = ['dukcapil', 'kp2mi', 'kpu', 'pemda'];
const CONSUMERS = ['kp2mi', 'kemlu', 'citizen'];
const PURPOSES = ['PROTECTION_CASE', 'SUBJECT_ACCESS'];
// Each a part of another, and given by several providers.
const COORDINATES = ['Citizen.id', 'Citizen.nik', 'Xitizen.nik', 'Citizen.nikX', 'Worker.status'];
const DAYS = ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'];
/** Around midnight in Jakarta, and the same for many. */
const TIMES = ['16:59:59.999', '17:00:00.000', '17:00:00.001', '05:00:00.000'];

const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1 });
const given = fc.record({
  provider: fc.constantFrom(...PROVIDERS),
  recipient: fc.option(fc.constantFrom(...PROVIDERS), { nil: undefined }),
  coordinates: some(COORDINATES),
  about: fc.subarray([...PERSONS]),
});
const entry = fc.record({
  chain: fc.constantFrom('gateway-1', 'gateway-2'),
  time: fc.tuple(fc.constantFrom(...DAYS), fc.constantFrom(...TIMES)).map(([day, time]) => `${day}T${time}Z`),
  agency: fc.constantFrom(...CONSUMERS),
  purpose: fc.constantFrom(...PURPOSES),
  shownFrom: fc.option(fc.constantFrom('2026-11-21', TODAY, '2026-11-23'), { nil: undefined, freq: 3 }),
  given: fc.uniqueArray(given, {
    minLength: 1,
    maxLength: 4,
    selector: ({ provider, recipient }) => `${provider} ${recipient}`,
  }),
});
const maybe = (values: readonly string[]) =>
  fc.option(fc.constantFrom(...values, 'nobody'), { nil: undefined, freq: 2 });
const question = fc.record({
  asker: fc.oneof(
    fc.constantFrom(...PERSONS).map((person) => ({ person, provider: undefined })),
    fc.constantFrom(...PROVIDERS).map((provider) => ({ person: undefined, provider })),
  ),
  of: fc.option(fc.constantFrom(...PERSONS, 'nobody'), { nil: undefined }),
  filter: fc.record({
    consumer: maybe(CONSUMERS),
    provider: maybe(PROVIDERS),
    purpose: maybe(PURPOSES),
    coordinate: fc.option(fc.constantFrom(...COORDINATES, 'Region.name'), { nil: undefined, freq: 2 }),
    period: fc.option(
      fc
        .tuple(fc.constantFrom(...DAYS), fc.constantFrom(...DAYS))
        .map((days) => ({ from: days.toSorted()[0], until: days.toSorted()[1] })),
      { nil: undefined, freq: 2 },
    ),
    person: maybe(PERSONS),
  }),
  first: fc.integer({ min: 1, max: 30 }),
});
type Question = typeof question extends fc.Arbitrary<infer Value> ? Value : never;

let subgraph: TestSubgraph;
let entries: readonly (AccessWish & { readonly id: string })[];
beforeAll(async () => {
  const [drawn = []] = fc.sample(fc.array(entry, { minLength: 240, maxLength: 240, size: 'max' }), 1);
  const wishes = drawn.map(
    (each, index): AccessWish =>
      ({
        ...each,
        sequence: index + 1,
        given: each.given.map(
          ({ recipient, ...rest }): GivenWish => ({ ...rest, ...(recipient && { recipient }) }),
        ),
        ...(each.shownFrom ? { shownFrom: each.shownFrom } : {}),
      }) as AccessWish,
  );
  entries = wishes.map((wish) => ({ ...wish, id: storedAccess(wish)._id }));
  const stubs = Array.from({ length: 40 }, (_, index) => sealedStub('gateway-1', 1_000 + index));
  subgraph = await startLedgerSubgraph([...wishes.map(storedAccess), ...stubs], () => NOW);
});
afterAll(() => subgraph.stop());

const jakartaDay = (time: string) => new Date(Date.parse(time) + 7 * 3_600_000).toISOString().slice(0, 10);

/** What the asker may be told of one entry: its disclosures, or undefined when the list does not have it. */
function answerOf(wish: AccessWish, { asker, of, filter }: Question): readonly GivenWish[] | undefined {
  const person = asker.person ?? of ?? filter.person;
  if ([of, filter.person].some((each) => each !== undefined && each !== person)) return undefined;
  const isHidden = asker.person !== undefined && wish.shownFrom !== undefined && wish.shownFrom > TODAY;
  const day = jakartaDay(wish.time);
  const { period } = filter;
  const holds =
    (filter.consumer === undefined || filter.consumer === wish.agency) &&
    (filter.purpose === undefined || filter.purpose === wish.purpose) &&
    (period === undefined || (day >= (period.from ?? '') && day <= (period.until ?? '')));
  if (isHidden || !holds) return undefined;
  const shown = wish.given.filter(
    ({ provider, about }) =>
      (asker.provider === undefined || provider === asker.provider) &&
      (person === undefined || about.includes(person)),
  );
  const holders = new Set(shown.map(({ provider }) => provider));
  const wanted = [...holders].filter(
    (provider) =>
      (filter.provider === undefined || provider === filter.provider) &&
      (filter.coordinate === undefined ||
        wish.given.some(
          (each) => each.provider === provider && each.coordinates.includes(filter.coordinate ?? ''),
        )),
  );
  return wanted.length > 0 ? shown : undefined;
}

function told(node: AskedAccess): unknown {
  const data = node.data.map(({ provider, recipient, coordinates }) =>
    JSON.stringify([provider.id, recipient.id, coordinates.map(({ coordinate }) => coordinate)]),
  );
  return { id: node.id, persons: node.persons, data: data.toSorted() };
}

function expected(wish: AccessWish & { readonly id: string }, shown: readonly GivenWish[]): unknown {
  const data = shown.map(({ provider, recipient = wish.agency, coordinates }) =>
    JSON.stringify([provider, recipient, coordinates.toSorted()]),
  );
  const persons = new Set(shown.flatMap(({ about }) => about)).size;
  return { id: wish.id, persons, data: data.toSorted() };
}

describe('every question', () => {
  it('is answered as the entries say, page by page', async () => {
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        const { asker, of, first } = asked;
        // A list of one person takes no second one.
        const { person, ...others } = asked.filter;
        const filter = of === undefined ? asked.filter : others;
        const all = { ...asked, filter: of === undefined ? asked.filter : { ...others, person: undefined } };
        const list = entries
          .flatMap((wish) => {
            const shown = answerOf(wish, all);
            return shown ? [{ wish, shown }] : [];
          })
          .toSorted(({ wish: a }, { wish: b }) =>
            a.time === b.time ? (a.id < b.id ? 1 : -1) : a.time < b.time ? 1 : -1,
          );
        const grant = asker.person === undefined ? asOfficer(asker.provider ?? '') : asPerson(asker.person);
        const found: AskedAccess[] = [];
        let after: string | null = null;
        do {
          const wishes: ListWishes = { first, after, filter };
          const { page, errors } = await (of === undefined
            ? askForAll(subgraph, grant, wishes)
            : askOfPerson(subgraph, of, grant, wishes));
          expect(errors).toEqual([]);
          expect(page.totalCount).toBe(list.length);
          expect(page.nodes.length).toBeLessThanOrEqual(first);
          found.push(...page.nodes);
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        } while (after !== null);
        rows += found.length;
        expect(found.map(told)).toEqual(list.map(({ wish, shown }) => expected(wish, shown)));
      }),
      { numRuns: 120 },
    );
    expect(rows).toBeGreaterThan(500);
  });

  it('for counts is answered as the entries say, day by day', async () => {
    const query =
      'query ($period: DateRangeInput!) { accessCounts(period: $period) { day consumer { id } provider { id } purpose count } }';
    const days = fc.tuple(fc.constantFrom(...DAYS), fc.constantFrom(...DAYS));
    await fc.assert(
      fc.asyncProperty(days, fc.constantFrom(...PROVIDERS), async (ends, provider) => {
        const [from = '', until = ''] = ends.toSorted();
        const counts = new Map<string, number>();
        for (const { time, agency, purpose, given: all } of entries) {
          const day = jakartaDay(time);
          if (day < from || day > until || !all.some((each) => each.provider === provider)) continue;
          const key = `${day} ${agency} ${provider} ${purpose}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        const { data } = await subgraph.ask(query, asOfficer(provider), { period: { from, until } });
        const answered = data.accessCounts.map(
          (each: {
            day: string;
            consumer: { id: string };
            provider: { id: string };
            purpose: string;
            count: number;
          }) => [`${each.day} ${each.consumer.id} ${each.provider.id} ${each.purpose}`, each.count],
        );
        expect(answered).toEqual([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      }),
      { numRuns: 40 },
    );
  });
});
