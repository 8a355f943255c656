import { expect, test } from 'vitest';
import { countSent } from '../../../../gateway/execution/program/sending.ts';
import { createTallyLayout, startTally } from '../../../../gateway/execution/program/tally.ts';

test('what was not fetched is not counted as sent, and neither is what is of another type', () => {
  const layout = createTallyLayout();
  const flow = layout.flow('civil', 'work');
  const values = [
    { mark: layout.mark(flow, 'Citizen.id'), property: 'a0' },
    { mark: layout.mark(flow, 'Citizen.nik'), property: 'a1' },
  ];
  const tally = startTally(layout.finish());
  const sending = new Map([['Citizen', [{ flow, isAboutSomebody: true, values }]]]);
  countSent(tally, sending, { t: 'Agent', a0: '1', a1: '2' }, 'ani');
  countSent(tally, sending, { t: 'Citizen', a0: undefined, a1: undefined }, 'ani');
  expect([...tally.marks, tally.counts[flow]?.rows]).toEqual([0, 0, 0]);
  countSent(tally, sending, { t: 'Citizen', a0: '1', a1: undefined }, 'ani');
  expect([...tally.marks, tally.counts[flow]?.rows]).toEqual([1, 0, 1]);
  countSent(tally, sending, { t: 'Citizen', a0: '1', a1: null }, 'budi');
  expect([...tally.marks, tally.counts[flow]?.rows]).toEqual([1, 1, 2]);
  expect(tally.counts[flow]?.persons).toEqual(['ani', 'budi']);
});
