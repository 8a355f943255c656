import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTraining } from '../subgraphs/training/subgraph.ts';
import { canaryRows, fillCanary } from './setup/fill-canary.ts';
import type { GrantWishes } from './setup/grants.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

const { _id: id = '' } = canaryRows('training', 'trainings')[0] ?? {};

let training: TestSubgraph;
beforeAll(async () => {
  training = await startTestSubgraph(createTraining());
});
afterAll(() => training.stop());
beforeEach(async () => {
  await fillCanary(training.connection, 'training');
  await trainings().updateOne({ _id: id }, { $unset: { result: '' } });
});

interface StoredTraining {
  readonly _id: string;
  readonly result?: string;
}
const trainings = () => training.connection.collection<StoredTraining>('trainings');

const RECORD =
  'mutation($id: ID!, $result: TrainingResult!) { recordTrainingResult(id: $id, result: $result) { id result } }';
const jakarta: GrantWishes = {
  agency: 'dki-jakarta',
  rows: { Training: { where: [{ attribute: 'originRegency', op: 'startsWithAny', value: ['31'] }] } },
};
const associated = (agency: string): GrantWishes => ({
  agency,
  rows: {
    Training: {
      where: [
        { attribute: 'association', op: 'eq', value: agency },
        { attribute: 'consent', op: 'eq', value: 'true' },
      ],
    },
  },
});
const record = (result: string, wishes = jakarta) => training.ask(RECORD, wishes, { id, result });
const resultOf = async () => (await trainings().findOne({ _id: id }))?.result;

describe('recording a training result', () => {
  it('is done once, and again for who was not yet competent', async () => {
    for (const result of ['NOT_YET_COMPETENT', 'NOT_YET_COMPETENT', 'COMPETENT', 'COMPETENT']) {
      const { data } = await record(result);
      expect(data.recordTrainingResult).toEqual({ id, result });
      expect(await resultOf()).toBe(result);
    }
    const { errors } = await record('DROPPED');
    expect(errors?.[0]).toMatchObject({
      message: 'result: DROPPED is reached from a record without result only.',
      extensions: { code: 'CONFLICT', field: 'result' },
    });
    expect(await resultOf()).toBe('COMPETENT');
  });

  it('is open to the association of the institution, and to no other', async () => {
    const foreign = await record('COMPETENT', associated('pelita'));
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const own = await record('COMPETENT', associated('hipki'));
    expect(own.data.recordTrainingResult).toEqual({ id, result: 'COMPETENT' });
  });

  it('treats a training outside the rows as one that does not exist', async () => {
    const jember: GrantWishes = {
      agency: 'jember',
      rows: { Training: { where: [{ attribute: 'originRegency', op: 'startsWithAny', value: ['35.09'] }] } },
    };
    const { errors } = await record('COMPETENT', jember);
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await resultOf()).toBeUndefined();
  });

  it('is refused to agencies that train nobody, whatever rows they have', async () => {
    for (const agency of ['kp2mi', 'kemlu', 'citizen', 'pemda']) {
      const { errors } = await record('COMPETENT', { agency, rows: { Training: { all: true } } });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect(await resultOf()).toBeUndefined();
  });
});
