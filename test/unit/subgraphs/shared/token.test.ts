import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../../subgraphs/shared/grant-claims.ts';
import { createTokenMaker } from '../../../../subgraphs/shared/token.ts';

const secret = randomBytes(32);
const createToken = createTokenMaker('electoral', secret);
const grantOf = (agency: string) => ({ agency }) as Grant;
const values = fc.array(fc.string(), { minLength: 1, maxLength: 5 });

describe('a token', () => {
  it('is the same for the same value and of one form', () => {
    fc.assert(
      fc.property(values, (value) => {
        const token = createToken('Voter.sameNik', grantOf('bawaslu'), value);
        expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/);
        expect(createToken('Voter.sameNik', grantOf('bawaslu'), [...value])).toBe(token);
      }),
    );
  });

  it('is another one for another value, however its parts are cut', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const [a, b] = [one, other].map((value) => createToken('Voter.sameNik', grantOf('bawaslu'), value));
        expect(a === b).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('is another one for another agency, field, subgraph and secret', () => {
    const tokens = [
      createToken('Voter.sameNik', grantOf('bawaslu'), ['1']),
      createToken('Voter.sameNik', grantOf('kpu'), ['1']),
      createToken('Voter.samePassport', grantOf('bawaslu'), ['1']),
      createTokenMaker('civil', secret)('Voter.sameNik', grantOf('bawaslu'), ['1']),
      createTokenMaker('electoral', randomBytes(32))('Voter.sameNik', grantOf('bawaslu'), ['1']),
    ];
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});
