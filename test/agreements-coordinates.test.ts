import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ConstDirectiveNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import { describe, expect, it } from 'vitest';
import { PURPOSES, TEXT_MASKS } from '../gateway/access/agreement.ts';
import { reducedFields } from '../gateway/access/deny-under-mask.ts';
import {
  clausesFor,
  givenOf,
  readProjectAgencies,
  readProjectAgreements,
  schemaFolder,
} from './project-agreements.ts';
import { policy } from './setup/project-views.ts';

const directory = await readProjectAgencies();
const agreements = await readProjectAgreements(directory);

/** What one provider's schema has: output fields, and inputs as agreements name them, with what each one reads. */
interface ProviderSchema {
  readonly fields: ReadonlySet<string>;
  /** `Query.workers first` or `WorkerFilter statusIn` to the coordinates that it is compared with. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  readonly structures: ReadonlySet<string>;
}

const schemas = new Map(
  [...directory.participants.providers].flatMap(([subgraph, provider]) => {
    const file = join(dirname(schemaFolder), 'subgraphs', subgraph, 'schema.graphql');
    return existsSync(file) ? [[provider, readProviderSchema(readFileSync(file, 'utf8'))] as const] : [];
  }),
);

function readProviderSchema(text: string): ProviderSchema {
  const fields = new Set<string>();
  const inputs = new Map<string, readonly string[]>();
  const structures = new Set<string>();
  for (const definition of parse(text).definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION
    )
      continue;
    const type = definition.name.value;
    if (definition.directives?.some(({ name }) => name.value === 'structure')) structures.add(type);
    for (const field of definition.fields ?? []) {
      if (field.kind === Kind.INPUT_VALUE_DEFINITION) {
        inputs.set(`${type} ${field.name.value}`, readsOf(field.directives));
        continue;
      }
      fields.add(`${type}.${field.name.value}`);
      for (const argument of field.arguments ?? []) {
        inputs.set(`${type}.${field.name.value} ${argument.name.value}`, readsOf(argument.directives));
      }
    }
  }
  return { fields, inputs, structures };
}

function readsOf(directives: readonly ConstDirectiveNode[] = []): readonly string[] {
  const reads = directives.find(({ name }) => name.value === 'reads');
  const value = reads?.arguments?.[0]?.value;
  return value ? (valueFromASTUntyped(value) as readonly string[]) : [];
}

it('every provider has a schema', () => {
  expect([...schemas.keys()].toSorted()).toEqual(
    [...new Set(directory.participants.providers.values())].toSorted(),
  );
});

describe.each(agreements.map((agreement) => [agreement.id, agreement] as const))('%s', (_, agreement) => {
  const schema = schemas.get(agreement.provider);

  it('names only what its provider has', () => {
    const given = agreement.clauses.flatMap(({ allow, mask }) => [
      ...[...allow].flatMap(([type, fields]) => fields.map((field) => `${type}.${field}`)),
      ...[...mask].flatMap(([type, fields]) => [...fields.keys()].map((field) => `${type}.${field}`)),
    ]);
    const inputs = agreement.clauses.flatMap((clause) =>
      [...clause.inputs].flatMap(([owner, names]) => names.map((name) => `${owner} ${name}`)),
    );
    expect(given.filter((coordinate) => !schema?.fields.has(coordinate))).toEqual([]);
    expect(inputs.filter((input) => !schema?.inputs.has(input))).toEqual([]);
  });

  it('names no structure, which needs no grant', () => {
    const types = agreement.clauses.flatMap(({ allow, mask, inputs }) => [
      ...allow.keys(),
      ...mask.keys(),
      ...inputs.keys(),
    ]);
    expect(types.filter((type) => schema?.structures.has(type.split('.')[0] ?? ''))).toEqual([]);
  });

  it('lets nobody compare with what they may not read whole', () => {
    if (agreement.status !== 'signed') return expect(agreement.status).toBe('proposed');
    const { participants } = directory;
    const consumers = participants.groups.get(agreement.consumer)?.members ?? [agreement.consumer];
    const leaks: string[] = [];
    for (const clause of agreement.clauses) {
      for (const [owner, names] of clause.inputs) {
        for (const name of names) {
          for (const read of schema?.inputs.get(`${owner} ${name}`) ?? []) {
            const [type = '', field = ''] = read.split('.');
            for (const agency of consumers) {
              for (const purpose of clause.purposes) {
                const clauses = clausesFor(agreements, directory, { agency, holder: clause.holder, purpose });
                if (givenOf(clauses, type, field) !== 'ALLOW')
                  leaks.push(`${agency} ${purpose} ${owner} ${name}: ${read}`);
              }
            }
          }
        }
      }
    }
    expect(leaks).toEqual([]);
  });
});

describe('a mask that changes the type of a value', () => {
  const masked = agreements.flatMap(({ id, clauses }) =>
    clauses.flatMap((clause) =>
      [...clause.mask].flatMap(([type, fields]) =>
        [...fields]
          .filter(([, mask]) => !TEXT_MASKS.some((each) => each === mask))
          .map(([field, mask]) => ({
            title: `${id} ${clause.id}: ${type}.${field}`,
            type,
            field,
            mask,
            clause,
          })),
      ),
    ),
  );

  it.each(masked)('stands beside its reduced field in $title', ({ type, field, mask, clause }) => {
    const reduced = reducedFields(policy.graph, `${type}.${field}`, mask);
    expect(reduced.length).toBeGreaterThan(0);
    for (const each of reduced) {
      const [owner = '', name = ''] = each.split('.');
      expect(clause.allow.get(owner), each).toContain(name);
    }
  });
});

describe.each([...schemas])('the schema of %s', (provider, schema) => {
  const owners = directory.participants.groups.get(provider)?.members ?? [provider];

  it.each(owners)('has no field that %s may not read of its own data', (agency) => {
    const clauses = PURPOSES.flatMap((purpose) =>
      clausesFor(agreements, directory, { agency, holder: 'agency', purpose }),
    );
    const own = clauses.filter(({ agreement }) => agreement.provider === provider);
    const hidden = [...schema.fields].filter((coordinate) => {
      const [type = '', field = ''] = coordinate.split('.');
      return !schema.structures.has(type) && givenOf(own, type, field) !== 'ALLOW';
    });
    // A person asks as themself, Imigrasi works one person at a time, KPU answers what Bawaslu finds, and the operator
    // keeps the ledger for others.
    const exceptions = new Map([
      ['bawaslu', ['Mutation.answerFinding', 'Mutation.correctFinding']],
      ['dukcapil', ['Query.me']],
      ['imigrasi', ['Query.passports']],
      ['operator', ['Query.accesses', 'Query.accessCounts', 'Citizen.id', 'Citizen.accesses']],
    ]);
    expect(hidden).toEqual(exceptions.get(agency) ?? []);
  });
});

describe('a reduced field', () => {
  const fullFields: readonly (readonly [string, string])[] = [
    ['Citizen.birthYear', 'Citizen.birthDate'],
    ['Citizen.ageOn', 'Citizen.birthDate'],
    ['Citizen.everMarried', 'Citizen.maritalStatus'],
    ['Citizen.originDistrict', 'Citizen.originAddress'],
    ['Worker.placed', 'Worker.status'],
    ['Worker.placementState', 'Worker.status'],
    ['Placement.returnMonth', 'Placement.returnDate'],
    ['Repatriation.month', 'Repatriation.date'],
    ['Contract.wageBand', 'Contract.wage'],
    ['Complaint.narrativeForPerson', 'Complaint.narrative'],
    ['ConsularCase.narrativeForPerson', 'ConsularCase.narrative'],
    ['Voter.addressCity', 'Voter.addressAbroad'],
    ['Voter.addressQuality', 'Voter.addressAbroad'],
  ];

  it.each(fullFields)('%s is given only where %s is given, whole or masked', (reduced, full) => {
    const [type = '', field = ''] = reduced.split('.');
    const fullField = full.split('.')[1] ?? '';
    const givers = agreements
      .filter(({ status }) => status === 'signed')
      .flatMap(({ id, clauses }) =>
        clauses.filter(({ allow }) => allow.get(type)?.includes(field)).map((clause) => ({ id, clause })),
      );
    expect(givers.length).toBeGreaterThan(1);
    for (const { id, clause } of givers) {
      const isGiven = clause.allow.get(type)?.includes(fullField) || clause.mask.get(type)?.has(fullField);
      expect(isGiven, `${id} ${clause.id}`).toBe(true);
    }
  });
});
