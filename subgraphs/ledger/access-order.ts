import { trusted } from 'mongoose';
import { subgraphError } from '../shared/errors.ts';
import type { RowOrder } from '../shared/row-order.ts';
import type { EntryDocument } from './entry-document.ts';

/** Newest first, as the indexes of the entries have it. */
export const NEWEST_FIRST: RowOrder<EntryDocument> = {
  sort: { at: -1, _id: -1 },
  positionOf: ({ _id, at }) => `${at.getTime()} ${_id}`,
  after: (position) => {
    const [time = '', ...id] = position.split(' ');
    const at = new Date(Number(time));
    if (Number.isNaN(at.getTime())) throw subgraphError('BAD_CURSOR');
    // The first part bounds the reading of the index.
    return {
      at: trusted({ $lte: at }),
      $or: [{ at: trusted({ $lt: at }) }, { _id: trusted({ $lt: id.join(' ') }) }],
    };
  },
};
