import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import { cutOperation } from '../../../gateway/access/cut-operation.ts';
import { ERRORS } from '../../../gateway/errors.ts';
import { createDenialProblem, explainDecisions } from '../../../gateway/execution/explain-decisions.ts';
import { agreementOf, viewOf } from '../../setup/small-graph.ts';

const agreements: readonly Agreement[] = [
  agreementOf([
    {
      allow: { Query: ['citizen', 'citizens'], Citizen: ['id'] },
      mask: { Citizen: { fullName: 'last3', life: 'year' } },
      inputs: { 'Query.citizens': ['filter'] },
      limits: { pageSize: 50 },
    },
    { id: 'c2', allow: { Citizen: ['sex'] }, purposes: ['STATISTICS'] },
  ]),
];
const view = viewOf(agreements);

function decide(text: string) {
  return cutOperation(view, parse(text), new Map());
}

function problems(text: string) {
  return decide(text).denials.map((denial) => createDenialProblem(denial, view));
}

describe('the error of a denied coordinate', () => {
  test('names coordinate, provider, purpose, agreement, clause, reason and remedy', () => {
    expect(problems('{ citizen { sex } }')).toEqual([
      {
        code: 'FIELD_NOT_AGREED',
        message: 'No agreement gives Citizen.sex for the purpose PROTECTION_CASE.',
        status: 403,
        extensions: {
          code: 'FIELD_NOT_AGREED',
          fault: 'consumer',
          retryable: false,
          remedy: 'Given only for STATISTICS: state that purpose if it is yours.',
          coordinate: 'Citizen.sex',
          provider: 'dukcapil',
          purpose: 'PROTECTION_CASE',
          agreement: 'X1',
          clause: 'c2',
          reason: 'OTHER_PURPOSE',
        },
      },
    ]);
  });

  test('names no agreement where none concerns the consumer', () => {
    const [problem] = problems('{ workers { totalCount } }');
    expect(problem?.extensions).toMatchObject({ provider: 'kp2mi', reason: 'NO_AGREEMENT' });
    expect(problem?.extensions).not.toHaveProperty('agreement');
    expect(problem?.extensions).not.toHaveProperty('clause');
  });

  test('says of an argument or input field that it may not be used', () => {
    const text = '{ a: citizens(first: 1) { totalCount } b: citizens(filter: { limit: 1 }) { totalCount } }';
    expect(problems(text).map(({ message }) => message)).toEqual([
      'No agreement lets Query.citizens(first:) be used for the purpose PROTECTION_CASE.',
      'No agreement lets CitizenFilter.limit be used for the purpose PROTECTION_CASE.',
    ]);
  });

  test('says of a field that is given reduced what to ask for instead', () => {
    const [problem] = problems('{ citizen { life { from } } }');
    expect(problem).toMatchObject({
      code: 'FIELD_REDUCED',
      message: 'Citizen.life is given reduced only for the purpose PROTECTION_CASE.',
      extensions: {
        reason: 'REDUCED',
        reduced: ['Citizen.lifeYears'],
        remedy: 'Ask for Citizen.lifeYears instead.',
        agreement: 'X1',
        clause: 'c1',
      },
    });
  });

  test('is not made for a field that is given masked', () => {
    expect(problems('{ citizen { fullName } }')).toEqual([]);
  });

  test('is of the table', () => {
    for (const problem of problems('{ citizen { sex life { from } nik } workers { totalCount } }')) {
      expect(Object.hasOwn(ERRORS, problem.code)).toBe(true);
    }
  });
});

describe('what X-Explain shows', () => {
  test('is who asked, for what, when, and every decision', () => {
    const { decisions } = decide('{ citizen { id sex } citizens(filter: { limit: 1 }) { totalCount } }');
    const explained = explainDecisions(view, decisions);
    expect(explained).toMatchObject({
      consumer: 'kemlu',
      holder: 'agency',
      purpose: 'PROTECTION_CASE',
      today: '2026-06-15',
      agreementsVersion: 'v1',
    });
    expect(explained.decisions).toEqual([
      {
        coordinate: 'Query.citizen',
        decision: 'allowed',
        provider: 'dukcapil',
        agreement: 'X1',
        clause: 'c1',
        limits: { pageSize: 50 },
      },
      {
        coordinate: 'Citizen.id',
        decision: 'allowed',
        provider: 'dukcapil',
        agreement: 'X1',
        clause: 'c1',
        limits: { pageSize: 50 },
      },
      expect.objectContaining({ coordinate: 'Citizen.sex', decision: 'denied', reason: 'OTHER_PURPOSE' }),
      expect.objectContaining({ coordinate: 'Query.citizens', decision: 'allowed' }),
      expect.objectContaining({ coordinate: 'Query.citizens(filter:)', decision: 'allowed' }),
      expect.objectContaining({
        coordinate: 'CitizenFilter.limit',
        decision: 'denied',
        reason: 'NO_AGREEMENT',
      }),
    ]);
  });

  test('is the mask of what is given masked', () => {
    const { decisions } = decide('{ citizen { fullName } }');
    expect(explainDecisions(view, decisions).decisions).toContainEqual({
      coordinate: 'Citizen.fullName',
      decision: 'masked',
      mask: 'last3',
      provider: 'dukcapil',
      agreement: 'X1',
      clause: 'c1',
      limits: { pageSize: 50 },
    });
  });

  test('is nothing of a connection around a field that was denied', () => {
    const { decisions } = decide('{ citizens { nodes { sex } totalCount pageInfo { endCursor } } }');
    expect([...decisions.keys()]).toEqual(['Query.citizens', 'Citizen.sex']);
  });
});
