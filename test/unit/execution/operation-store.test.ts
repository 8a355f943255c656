import { Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Denial } from '../../../gateway/access/cut-operation.ts';
import { createOperationStore, type OperationName } from '../../../gateway/execution/operation-store.ts';
import type { Readiness, ReadyOperation } from '../../../gateway/execution/ready-operation.ts';
import { createProblem } from '../../../gateway/problem.ts';
import { ask, everythingFor, viewOf } from '../../setup/small-graph.ts';

const QUERY = 'query A($f: CitizenFilter) { citizens(filter: $f) { totalCount } }';
const agreements = everythingFor('kemlu');

function nameOf(details: Partial<OperationName> = {}): OperationName {
  return { view: viewOf(agreements), query: QUERY, operationName: undefined, denied: new Map(), ...details };
}

function readyWith(outcome: Readiness): ReadyOperation {
  const document = parse(QUERY);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.');
  return {
    valid: { document, operation, hash: '' },
    coerce: () => ({ kind: 'coerced', values: {} }),
    outcome,
  };
}

const refusedFor = (code: 'PLANNING_FAILED' | 'OVERLOADED') =>
  readyWith({ kind: 'refused', problem: createProblem(code) });

test('an operation is found under all that it depends on, and under nothing else', async () => {
  const store = createOperationStore(100);
  const denial: Denial = {
    coordinate: 'CitizenFilter.nik',
    decision: { kind: 'denied', reason: 'NOT_GRANTED', provider: 'dukcapil', remedy: 'Ask.' },
  };
  const names = [
    nameOf(),
    nameOf({ view: viewOf(agreements, ask({ purpose: 'STATISTICS' })) }),
    nameOf({ view: viewOf(agreements, ask({ today: '2026-06-16' })) }),
    nameOf({ view: viewOf(agreements, ask(), 'v2') }),
    nameOf({ operationName: 'A' }),
    nameOf({ query: `${QUERY} ` }),
    nameOf({ denied: new Map([['f', [denial]]]) }),
    nameOf({ denied: new Map([['g', [denial]]]) }),
    nameOf({ denied: new Map([['f', [{ ...denial, coordinate: 'CitizenFilter.sex' }]]]) }),
  ];
  const kept: ReadyOperation[] = [];
  for (const name of names) {
    expect(store.get(name)).toBeUndefined();
    kept.push(await store.keep(name, Promise.resolve(refusedFor('PLANNING_FAILED'))));
  }
  expect(names.map((name) => store.get(name))).toEqual(kept);
  for (const [index, name] of names.entries()) expect(store.get(name)).toBe(kept[index]);
  expect(store.get(nameOf())).toBe(kept[0]);
});

test('who asks while an operation is made ready gets the same one', async () => {
  const store = createOperationStore(100);
  const making = Promise.resolve(refusedFor('PLANNING_FAILED'));
  const first = store.keep(nameOf(), making);
  expect(store.get(nameOf())).toBe(making);
  await first;
});

test('what could not be made ready for the moment, or failed, is not kept', async () => {
  const store = createOperationStore(100);
  await store.keep(nameOf(), Promise.resolve(refusedFor('OVERLOADED')));
  expect(store.get(nameOf())).toBeUndefined();
  await expect(store.keep(nameOf(), Promise.reject(new Error('It broke.')))).rejects.toThrow();
  expect(store.get(nameOf())).toBeUndefined();
});

test('texts are kept up to so many characters, whatever their number', async () => {
  const store = createOperationStore(1_000);
  const long = (index: number) => nameOf({ query: `${QUERY} # ${String(index).padEnd(4_000_000, '.')}` });
  for (let index = 0; index < 20; index += 1) {
    await store.keep(long(index), Promise.resolve(refusedFor('PLANNING_FAILED')));
  }
  const found = Array.from({ length: 20 }, (_, index) => store.get(long(index))).filter(Boolean);
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(6);
});
