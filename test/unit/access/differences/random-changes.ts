import fc from 'fast-check';
import {
  AGREEMENT_STATUSES,
  type Agreement,
  type Clause,
  HOLDERS,
  MASKS,
  PURPOSES,
  type RowRule,
} from '../../../../gateway/access/agreement.ts';

const FIELDS = [
  'Citizen.id',
  'Citizen.nik',
  'Citizen.life',
  'Citizen.fullName',
  'Query.citizen',
  'Worker.status',
];
const INPUTS = ['Query.citizen(id:)', 'Query.citizen(nik:)', 'CitizenFilter.nik', 'CitizenFilter.sex'];
const DAYS = ['2026-01-01', '2026-06-14', '2026-06-15', '2026-06-16', '2026-12-31', '2027-01-01'];
const day = fc.constantFrom(...DAYS);
/** Records as a file gives them: fast-check may make them without a prototype. */
const record = <Parts>(parts: { [Part in keyof Parts]: fc.Arbitrary<Parts[Part]> }) =>
  fc.record<Parts>(parts, { noNullPrototype: true }) as fc.Arbitrary<Parts>;
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const rule: fc.Arbitrary<RowRule> = fc.oneof(
  fc.constant('all' as const),
  fc.array(
    record({
      attribute: fc.constantFrom('links', 'person'),
      op: fc.constantFrom('eq' as const, 'startsWith' as const),
      value: fc.constantFrom('$consumer', '$unit', '31'),
    }),
    { minLength: 1, maxLength: 2 },
  ),
);

/** Parts of a clause that are drawn apart from each other, so that one of them can be drawn anew. */
const CLAUSE_PARTS = {
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  holder: fc.constantFrom(...HOLDERS),
  purposes: fc.subarray([...PURPOSES].slice(0, 3), { minLength: 1 }),
  during: optional(
    fc.array(record({ name: fc.constantFrom('one', 'two'), from: day, until: day }), {
      minLength: 1,
      maxLength: 2,
    }),
  ),
  allow: fc.subarray(FIELDS.slice(0, 4)).map(byOwner),
  mask: fc
    .tuple(fc.subarray(FIELDS.slice(2), { minLength: 1 }), fc.constantFrom(...MASKS.slice(0, 6)))
    .map(([fields, mask]) => {
      const types = [...byOwner(fields)];
      return new Map(types.map(([type, names]) => [type, new Map(names.map((name) => [name, mask]))]));
    }),
  inputs: fc.subarray(INPUTS).map(byInputOwner),
  rows: fc
    .tuple(fc.subarray(['Citizen', 'Worker']), rule)
    .map(([types, each]) => new Map(types.map((type) => [type, each]))),
  limits: optional(record({ pageSize: fc.constantFrom(10, 20) })),
  retention: optional(fc.constantFrom('P1Y', 'P30D')),
  shownToPersonFrom: optional(day),
} as const;

const AGREEMENT_PARTS = {
  title: fc.constantFrom('One title', 'Another title'),
  provider: fc.constantFrom('dukcapil', 'kp2mi'),
  consumer: fc.constantFrom('kemlu', 'pemda', 'bontang'),
  basis: fc.array(
    record({ instrument: fc.constantFrom('A law', 'A decree'), article: fc.constantFrom('1', '2') }),
    { minLength: 1, maxLength: 3 },
  ),
  status: fc.constantFrom(...AGREEMENT_STATUSES),
  validFrom: day,
  validUntil: day,
  contact: fc.constantFrom('a@dukcapil.example', 'b@dukcapil.example'),
} as const;

const clause = record(CLAUSE_PARTS).map(withoutNothing) as unknown as fc.Arbitrary<Clause>;

/** Any agreement. Most are signed and of one pair of agencies, so that the clauses of two of them are compared. */
export const randomAgreement: fc.Arbitrary<Agreement> = record({
  ...AGREEMENT_PARTS,
  status: fc.oneof({ weight: 3, arbitrary: fc.constant('signed' as const) }, AGREEMENT_PARTS.status),
  provider: fc.oneof({ weight: 3, arbitrary: fc.constant('dukcapil') }, AGREEMENT_PARTS.provider),
  consumer: fc.oneof({ weight: 3, arbitrary: fc.constant('kemlu') }, AGREEMENT_PARTS.consumer),
  clauses: fc.uniqueArray(clause, { selector: ({ id }) => id, maxLength: 3 }),
}).map((parts) => ({ id: 'X1', version: '0'.repeat(64), ...parts }));

/** An agreement, and another that differs from it in one part, by whatever was drawn for that. */
export const changedAgreement: fc.Arbitrary<readonly [before: Agreement, after: Agreement]> = randomAgreement
  .chain((before) =>
    fc.tuple(
      fc.constant(before),
      fc.oneof(
        ...Object.entries(AGREEMENT_PARTS).map(([part, value]) =>
          (value as fc.Arbitrary<unknown>).map((drawn) => ({ ...before, [part]: drawn }) as Agreement),
        ),
        fc
          .nat(2)
          .map((place) => ({ ...before, clauses: before.clauses.filter((_, index) => index !== place) })),
        clause.map((added) => ({
          ...before,
          clauses: [...before.clauses, { ...added, id: 'e' }],
        })),
        fc.constant({ ...before, clauses: before.clauses.toReversed() }),
        ...Object.entries(CLAUSE_PARTS).map(([part, value]) =>
          fc.tuple(fc.nat(2), value as fc.Arbitrary<unknown>).map(([place, drawn]) => ({
            ...before,
            clauses: before.clauses.map((each, index) =>
              index === place ? (withoutNothing({ ...each, [part]: drawn }) as unknown as Clause) : each,
            ),
          })),
        ),
      ),
    ),
  )
  // Two clauses of one id are no agreement.
  .filter(([, { clauses }]) => new Set(clauses.map(({ id }) => id)).size === clauses.length);

/** The same agreement, written down in another order wherever order decides nothing. */
export function turnedAround(agreement: Agreement): Agreement {
  return {
    ...agreement,
    basis: agreement.basis.toReversed(),
    clauses: agreement.clauses.map((each) => ({
      ...each,
      purposes: each.purposes.toReversed(),
      allow: new Map([...each.allow].reverse().map(([type, fields]) => [type, fields.toReversed()])),
      mask: new Map([...each.mask].reverse().map(([type, masks]) => [type, new Map([...masks].reverse())])),
      inputs: new Map([...each.inputs].reverse().map(([owner, names]) => [owner, names.toReversed()])),
      rows: new Map([...each.rows].reverse()),
    })),
  };
}

function byOwner(coordinates: readonly string[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const coordinate of coordinates) {
    const [owner = '', name = ''] = coordinate.split('.');
    grouped.set(owner, [...(grouped.get(owner) ?? []), name]);
  }
  return grouped;
}

function byInputOwner(coordinates: readonly string[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const coordinate of coordinates) {
    const [, owner = '', name = ''] = /^(.+)[.(](\w+):?\)?$/.exec(coordinate) ?? [];
    grouped.set(owner, [...(grouped.get(owner) ?? []), name]);
  }
  return grouped;
}

function withoutNothing(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
