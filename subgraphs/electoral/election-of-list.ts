import { ALL_ROWS } from '../shared/condition.ts';
import type { MaybePromise } from '../shared/maybe-promise.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import type { ElectionDocument } from './models.ts';

/** Gives the election whose list is kept, at once where it was asked for before; undefined while no list was fixed. */
export type ElectionOfList = () => MaybePromise<ElectionDocument | undefined>;

/** Makes what tells one request the election whose list is kept: of those with a fixed list, the one that was fixed last. */
export function createElectionOfList({ find }: Pick<VisibleRows<ElectionDocument>, 'find'>): ElectionOfList {
  let election: MaybePromise<ElectionDocument | undefined>;
  let isAsked = false;
  return () => {
    if (!isAsked) {
      isAsked = true;
      election = find(ALL_ROWS).then((elections) => {
        election = lastFixed(elections);
        return election;
      });
    }
    return election;
  };
}

/** The election whose list was fixed last. Pure. */
export function lastFixed(elections: readonly ElectionDocument[]): ElectionDocument | undefined {
  return elections.reduce<ElectionDocument | undefined>((last, each) => {
    return (each.listFixedOn ?? '') > (last?.listFixedOn ?? '') ? each : last;
  }, undefined);
}
