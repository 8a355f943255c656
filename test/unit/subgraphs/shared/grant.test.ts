import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CheckGrant, createGrantCheck } from '../../../../subgraphs/shared/grant.ts';
import { type GrantOffice, grantClaims, openGrantOffice } from '../../../setup/grants.ts';

const OPERATION = '{ citizens { nodes { id } } }';

describe('the check of grants', () => {
  let office: GrantOffice;
  let check: CheckGrant;
  beforeAll(async () => {
    office = await openGrantOffice();
  });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    check = createGrantCheck('civil', office.keys);
  });
  afterEach(() => void vi.useRealTimers());

  it('gives what the grant says', async () => {
    const token = await office.grant('civil', OPERATION, {
      agency: 'kemlu',
      unit: 'KBRI-TOKYO',
      subject: 'p',
      rows: { Citizen: { where: [{ attribute: 'links', op: 'eq', value: 'kemlu' }] }, Region: { all: true } },
    });
    const checked = await check(token, OPERATION);
    expect(checked).toMatchObject({
      isValid: true,
      grant: {
        agency: 'kemlu',
        unit: 'KBRI-TOKYO',
        subject: 'p',
        purpose: 'PROTECTION_CASE',
        agreements: ['test'],
      },
    });
    expect(checked.isValid && [...checked.grant.rows.keys()]).toEqual(['Citizen', 'Region']);
  });

  it('remembers a grant, and still compares the operation and the end of its life', async () => {
    const token = await office.grant('civil', OPERATION);
    expect((await check(token, OPERATION)).isValid).toBe(true);
    expect((await check(token, OPERATION)).isValid).toBe(true);
    expect(await check(token, `${OPERATION} `)).toEqual({ isValid: false, code: 'GRANT_INVALID' });
    vi.setSystemTime(Date.now() + 36_000);
    expect(await check(token, OPERATION)).toEqual({ isValid: false, code: 'GRANT_INVALID' });
  });

  it('refuses what others signed, and what is no grant', async () => {
    const other = await openGrantOffice();
    const foreign = await other.grant('civil', OPERATION);
    const good = await office.grant('civil', OPERATION);
    const [header, payload, signature] = good.split('.');
    const changed = Buffer.from(JSON.stringify({ ...grantClaims('civil', OPERATION), agency: 'kpu' }));
    const forged = `${header}.${changed.toString('base64url')}.${signature}`;
    for (const token of [foreign, forged, `${header}.${payload}.`, `${good}x`, 'x.y.z', 'x'.repeat(20_000)]) {
      expect(await check(token, OPERATION)).toEqual({ isValid: false, code: 'GRANT_INVALID' });
    }
    for (const token of [undefined, '']) {
      expect(await check(token, OPERATION)).toEqual({ isValid: false, code: 'GRANT_REQUIRED' });
    }
  });

  it('takes names of every object for row types like any other name', async () => {
    const rows = JSON.parse('{"__proto__":{"all":true},"constructor":{"all":true}}');
    const checked = await check(await office.sign({ ...grantClaims('civil', OPERATION), rows }), OPERATION);
    expect(checked.isValid && checked.grant.rows.get('Citizen')).toBeUndefined();
    expect(checked.isValid && [...checked.grant.rows.keys()]).toEqual(['__proto__', 'constructor']);
  });
});
