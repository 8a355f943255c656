import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCursorMaker, type ListIdentity } from '../../../../subgraphs/shared/cursor.ts';
import { findSubgraphError } from '../../../../subgraphs/shared/errors.ts';
import type { Grant } from '../../../../subgraphs/shared/grant-claims.ts';

const secret = randomBytes(32);
const createCursors = createCursorMaker('civil', secret);
const grant: Grant = {
  agency: 'kpu',
  unit: '990501',
  purpose: 'VOTER_LIST_BUILD',
  agreements: [],
  documentHash: 'x',
  rows: new Map(),
  expiresAt: 0,
};
const list: ListIdentity = { field: 'Query.citizens', filter: { sex: 'F' }, grant };
const cursors = createCursors(list);

function codeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return findSubgraphError(error)?.extensions.code;
  }
}

describe('a cursor', () => {
  it('gives back the id it hides, and hides it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (id) => {
        const cursor = cursors.encode(id);
        expect(cursors.decode(cursor)).toBe(id);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
    expect(Buffer.from(cursors.encode('person-1'), 'base64url').includes('person')).toBe(false);
  });

  it('is the same for the same row and list', () => {
    expect(createCursors({ ...list, filter: { sex: 'F' } }).encode('a')).toBe(cursors.encode('a'));
    expect(cursors.encode('b')).not.toBe(cursors.encode('a'));
  });

  it.each<[string, ListIdentity]>([
    ['field', { ...list, field: 'Query.workers' }],
    ['filter', { ...list, filter: { sex: 'M' } }],
    ['missing filter', { ...list, filter: undefined }],
    ['agency', { ...list, grant: { ...grant, agency: 'kemlu' } }],
    ['unit', { ...list, grant: { ...grant, unit: '990502' } }],
    ['person', { ...list, grant: { ...grant, subject: 'person-1' } }],
  ])('is refused by a list with another %s', (_, other) => {
    expect(codeOf(() => createCursors(other).decode(cursors.encode('a')))).toBe('BAD_CURSOR');
  });

  it('is refused by another subgraph and under another secret', () => {
    for (const create of [
      createCursorMaker('ministry', secret),
      createCursorMaker('civil', randomBytes(32)),
    ]) {
      expect(codeOf(() => create(list).decode(cursors.encode('a')))).toBe('BAD_CURSOR');
    }
  });

  it('is refused when anything in it was changed, and when it is no cursor at all', () => {
    const bytes = Buffer.from(cursors.encode('person-1'), 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(codeOf(() => cursors.decode(changed.toString('base64url')))).toBe('BAD_CURSOR');
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(codeOf(() => cursors.decode(text))).toBe('BAD_CURSOR');
      }),
    );
  });
});
