import { trusted } from 'mongoose';
import { subgraphError } from '../shared/errors.ts';
import type { RowOrder } from '../shared/row-order.ts';
import type { CheckDocument } from './check-document.ts';

/** Newest first, as the indexes of the checks have it. */
export const NEWEST_FIRST: RowOrder<CheckDocument> = {
  sort: { startedAt: -1, _id: -1 },
  positionOf: ({ _id, startedAt }) => `${startedAt.getTime()} ${_id}`,
  after: (position) => {
    const [time = '', ...id] = position.split(' ');
    const startedAt = new Date(Number(time));
    if (Number.isNaN(startedAt.getTime())) throw subgraphError('BAD_CURSOR');
    // The first part bounds the reading of the index.
    return {
      startedAt: trusted({ $lte: startedAt }),
      $or: [{ startedAt: trusted({ $lt: startedAt }) }, { _id: trusted({ $lt: id.join(' ') }) }],
    };
  },
};
