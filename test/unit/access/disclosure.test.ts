import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import { createDisclosurePolicy } from '../../../gateway/access/disclosure.ts';
import { agreementOf, ask, type ClauseSketch, participants, smallGraph } from '../../setup/small-graph.ts';

const KEY = { Citizen: ['id'] };

function letSend(consumer: string, clause: ClauseSketch = {}, details: Partial<Agreement> = {}): Agreement {
  return agreementOf([{ holder: 'subgraph', allow: KEY, ...clause }], { consumer, ...details });
}

/** What agreements say when Dukcapil's subgraph would have an id of a citizen sent to another's. */
function decide(agreements: readonly Agreement[], recipient: string, coordinate = 'Citizen.id') {
  const policy = createDisclosurePolicy(smallGraph, participants, agreements, ask());
  return policy({ provider: 'dukcapil', recipient, coordinate });
}

describe('a disclosure', () => {
  test('is free within one agency, and of what has nothing of its own', () => {
    expect(decide([], 'dukcapil')).toEqual({ kind: 'free' });
    expect(decide([], 'kp2mi', 'Period.from')).toEqual({ kind: 'free' });
  });

  test('is allowed by a clause for the subgraph, and by no other', () => {
    expect(decide([letSend('kp2mi')], 'kp2mi')).toEqual({ kind: 'allowed', agreement: 'X1', clause: 'c1' });
    for (const holder of ['agency', 'unit'] as const) {
      expect(decide([letSend('kp2mi', { holder })], 'kp2mi')).toMatchObject({ reason: 'NO_AGREEMENT' });
    }
    expect(decide([letSend('kp2mi', { allow: { Citizen: ['nik'] } })], 'kp2mi').kind).toBe('denied');
    expect(decide([letSend('kp2mi')], 'kemlu').kind).toBe('denied');
    expect(decide([letSend('kp2mi', {}, { provider: 'kemlu' })], 'kp2mi').kind).toBe('denied');
  });

  test('is not allowed by a mask: a subgraph is sent a value whole', () => {
    const masked = letSend('kp2mi', { allow: { Citizen: ['id'] }, mask: { Citizen: { nik: 'nik4' } } });
    expect(decide([masked], 'kp2mi', 'Citizen.nik').kind).toBe('denied');
  });

  test('holds for its purposes, on its days and while it is signed', () => {
    expect(decide([letSend('kp2mi', { purposes: ['STATISTICS'] })], 'kp2mi')).toMatchObject({
      reason: 'OTHER_PURPOSE',
    });
    const stage = { name: 'spring', from: '2026-03-01', until: '2026-05-31' };
    expect(decide([letSend('kp2mi', { during: [stage] })], 'kp2mi')).toMatchObject({
      reason: 'NOT_IN_STAGE',
    });
    for (const [details, reason] of [
      [{ status: 'suspended' }, 'SUSPENDED'],
      [{ status: 'proposed' }, 'PROPOSED'],
      [{ validFrom: '2026-06-16' }, 'NOT_YET_BEGUN'],
      [{ validUntil: '2026-06-14' }, 'ENDED'],
    ] as const) {
      expect(decide([letSend('kp2mi', {}, details)], 'kp2mi')).toMatchObject({ reason, agreement: 'X1' });
    }
  });
});

describe('a group that owns a subgraph', () => {
  test('is meant by its own name, and by that of a group that holds all of its members', () => {
    expect(decide([letSend('pemda')], 'pemda').kind).toBe('allowed');
    const everyone = { id: 'everyone', name: 'Everyone', members: [...participants.agencies.keys()] };
    const groups = new Map([...participants.groups, ['everyone', everyone]]);
    const policy = createDisclosurePolicy(
      smallGraph,
      { ...participants, groups },
      [letSend('everyone')],
      ask(),
    );
    for (const recipient of ['pemda', 'kp2mi']) {
      expect(policy({ provider: 'dukcapil', recipient, coordinate: 'Citizen.id' }).kind).toBe('allowed');
    }
  });

  test('is not meant by the name of one member, nor is one member by its name', () => {
    expect(decide([letSend('dki-jakarta')], 'pemda')).toMatchObject({ reason: 'NO_AGREEMENT' });
    expect(decide([letSend('nobody-knows')], 'nobody-else')).toMatchObject({ reason: 'NO_AGREEMENT' });
  });
});
