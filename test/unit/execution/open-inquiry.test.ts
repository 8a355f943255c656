import { describe, expect, test } from 'vitest';
import { openInquiry } from '../../../gateway/execution/open-inquiry.ts';
import type { Asker } from '../../../gateway/identity/identify.ts';
import { createPolicy } from '../../../gateway/registry/policy.ts';
import {
  agreementOf,
  expectAllowed,
  expectDenied,
  participants,
  smallGraph,
} from '../../setup/small-graph.ts';

const policy = createPolicy(smallGraph, participants, [
  agreementOf([{ allow: { Citizen: ['id'] } }, { id: 'unit', holder: 'unit', allow: { Citizen: ['sex'] } }], {
    validFrom: '2026-03-01',
    validUntil: '2026-03-31',
  }),
]);

function open(asker: Partial<Asker> = {}, now = '2026-03-15T05:00:00Z') {
  const signal = new AbortController().signal;
  return openInquiry(
    policy,
    {
      requestId: 'request-1',
      facts: {},
      account: {},
      onDenied: 'null',
      explain: false,
      signal,
      asker: { agency: 'kemlu', officer: 'officer-1', purpose: 'PROTECTION_CASE', ...asker },
    },
    new Date(now),
  );
}

describe('an inquiry', () => {
  test('is of the day in Jakarta, seven hours before the rest of us', () => {
    const id = (now: string) => open({}, now).view.field('Citizen.id');
    expectDenied(id('2026-02-28T16:59:59Z'), 'NOT_YET_BEGUN');
    expectAllowed(id('2026-02-28T17:00:00Z'));
    expectAllowed(id('2026-03-31T16:59:59Z'));
    expectDenied(id('2026-03-31T17:00:00Z'), 'ENDED');
    expect(open({}, '2026-02-28T17:00:00Z').view.question.today).toBe('2026-03-01');
  });

  test('of a token with a unit is held by the unit, one without by the agency', () => {
    expectAllowed(open().view.field('Citizen.id'));
    expectDenied(open().view.field('Citizen.sex'), 'OTHER_HOLDER');
    const unit = open({ unit: 'KBRI-ROMA' });
    expectAllowed(unit.view.field('Citizen.sex'));
    expectDenied(unit.view.field('Citizen.id'), 'OTHER_HOLDER');
    expect(unit.asker).toMatchObject({ unit: 'KBRI-ROMA' });
    expect(open().asker).not.toHaveProperty('unit');
  });

  test('has a subject where persons ask about themselves, and nowhere else', () => {
    expect(open({ agency: 'citizen', officer: 'P'.repeat(22) }).asker.subject).toBe('P'.repeat(22));
    expect(open().asker).not.toHaveProperty('subject');
  });

  test('of an agency that takes no part is not opened', () => {
    expect(() => open({ agency: 'nobody' })).toThrow('takes no part');
    expect(() => open({ agency: 'constructor' })).toThrow('takes no part');
  });
});
