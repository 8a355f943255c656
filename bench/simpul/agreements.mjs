import { parse } from 'graphql';
import { readSchema, SUBGRAPHS } from '../graph/read-schema.mjs';

/** Who asks, and for what. */
export const CONSUMER = 'dashboard';
export const PURPOSE = 'TRAINING_MATCH';

/** What the agreements give under a mask: `Type`, field, mask. */
export const MASKED = { type: 'User', field: 'phone', mask: 'last4' };

/** What one agency's subgraph is sent of another's on the way: provider, recipient, type and fields. */
const JOINS = [
  ['accounts', 'reviews', { User: ['id'] }],
  ['reviews', 'accounts', { User: ['id'] }],
  ['products', 'reviews', { Product: ['upc'] }],
  ['products', 'inventory', { Product: ['upc', 'price', 'weight'] }],
  ['reviews', 'products', { Product: ['upc'] }],
  ['reviews', 'inventory', { Product: ['upc'] }],
];

/** The agency whose data a subgraph holds. */
export function agencyOf(subgraph) {
  return `${subgraph}-office`;
}

/** Agreements that give everybody everything, by a wildcard, which only a gateway that is told to takes. */
export function createAllowAll() {
  const everything = { '*': ['*'] };
  return SUBGRAPHS.map((subgraph) =>
    createAgreement(`all-${subgraph}`, subgraph, 'everybody', [
      { id: 'all', holder: 'agency', allow: everything, inputs: everything },
      { id: 'joins', holder: 'subgraph', allow: everything },
    ]),
  );
}

/** Agreements as agencies write them: each field by name, one masked, rows by a filter, and what subgraphs are sent. */
export function createNamedAgreements() {
  return [
    ...SUBGRAPHS.map((subgraph) =>
      createAgreement(`own-${subgraph}`, subgraph, CONSUMER, [
        { id: 'rows', holder: 'agency', ...listGiven(subgraph) },
      ]),
    ),
    ...JOINS.map(([provider, recipient, allow]) =>
      createAgreement(`join-${provider}-${recipient}`, provider, agencyOf(recipient), [
        { id: 'keys', holder: 'subgraph', allow },
      ]),
    ),
  ];
}

function createAgreement(id, subgraph, consumer, clauses) {
  return {
    id,
    title: `What the benchmark's ${subgraph} subgraph gives`,
    provider: agencyOf(subgraph),
    consumer,
    basis: [{ instrument: 'A benchmark' }],
    status: 'signed',
    validFrom: '2020-01-01',
    validUntil: '2099-12-31',
    contact: 'bench@simpul.example',
    clauses: clauses.map((clause) => ({ ...clause, purposes: [PURPOSE] })),
  };
}

/** Everything that a subgraph has itself, for a clause. */
function listGiven(subgraph) {
  const [allow, mask, inputs, rows] = [{}, {}, {}, {}];
  for (const { name, fields } of parse(readSchema(subgraph)).definitions) {
    const type = name.value;
    const own = fields.filter(({ directives }) => !directives.some((each) => each.name.value === 'external'));
    const isMasked = (field) => type === MASKED.type && field.name.value === MASKED.field;
    allow[type] = own.filter((field) => !isMasked(field)).map((field) => field.name.value);
    if (own.some(isMasked)) mask[type] = { [MASKED.field]: MASKED.mask };
    for (const field of own.filter(({ arguments: given }) => given.length > 0)) {
      inputs[`${type}.${field.name.value}`] = field.arguments.map((each) => each.name.value);
    }
    if (type !== 'Query') rows[type] = [{ attribute: 'links', op: 'eq', value: '$consumer' }];
  }
  const parts = Object.entries({ allow, mask, inputs, rows });
  return Object.fromEntries(parts.filter(([, names]) => Object.keys(names).length > 0));
}
