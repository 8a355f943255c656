import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { createDoor, createSigner, kemlu, keyFolder, sign, writeJwks } from './token-office.ts';

afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => {
  rmSync(keyFolder, { recursive: true });
});

describe('keys in a file', () => {
  test('that are replaced while the gateway runs count within a second, and the old ones no longer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const jwks = { file: writeJwks('rotating.jwks.json', kemlu.jwk) };
    const door = createDoor({ issuers: [{ issuer: 'https://kemlu.example', jwks, agencies: 'all' }] });
    const oldToken = await sign();
    const successor = await createSigner('kemlu-2');
    const newToken = await sign({}, {}, successor);
    expect(await door(oldToken)).toMatchObject({ agency: 'kemlu' });
    expect(await door(newToken)).toMatchObject({ code: 'TOKEN_INVALID' });

    writeJwks('rotating.jwks.json', kemlu.jwk, successor.jwk);
    vi.setSystemTime(Date.now() + 1_100);
    expect(await door(newToken)).toMatchObject({ agency: 'kemlu' });
    expect(await door(oldToken)).toMatchObject({ agency: 'kemlu' });

    writeJwks('rotating.jwks.json', successor.jwk);
    vi.setSystemTime(Date.now() + 1_100);
    expect(await door(oldToken)).toMatchObject({ code: 'TOKEN_INVALID' });
    expect(await door(newToken)).toMatchObject({ agency: 'kemlu' });
  });

  test('that break while the gateway runs stay as they were, and the operator is told', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const file = writeJwks('breaking.jwks.json', kemlu.jwk);
    const unreadable: unknown[] = [];
    const jwks = { file };
    const door = createDoor({
      issuers: [{ issuer: 'https://kemlu.example', jwks, agencies: 'all' }],
      unreadable,
    });
    expect(await door(await sign())).toMatchObject({ agency: 'kemlu' });
    writeFileSync(file, '{"keys": [');
    vi.setSystemTime(Date.now() + 1_100);
    expect(await door(await sign())).toMatchObject({ agency: 'kemlu' });
    expect(unreadable).toHaveLength(1);
  });

  test('that are not there let nobody in, and are found once they are', async () => {
    const jwks = { file: join(keyFolder, 'late.jwks.json') };
    const door = createDoor({ issuers: [{ issuer: 'https://kemlu.example', jwks, agencies: 'all' }] });
    expect(await door(await sign())).toMatchObject({ code: 'KEYS_UNAVAILABLE', status: 503 });
    writeJwks('late.jwks.json', kemlu.jwk);
    expect(await door(await sign())).toMatchObject({ agency: 'kemlu' });
  });
});

describe('keys at an address', () => {
  test('are fetched once, refreshed in time, and serve no longer than five minutes without their issuer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    let keys: JWK[] | undefined = [kemlu.jwk];
    let fetched = 0;
    const server = createServer((_, response) => {
      fetched += 1;
      if (keys) response.end(JSON.stringify({ keys }));
      else response.writeHead(302, { location: '/other' }).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    const door = createDoor({
      issuers: [{ issuer: 'https://kemlu.example', jwks: { url }, agencies: 'all' }],
    });
    const token = await sign();
    const successor = await createSigner('kemlu-2');
    try {
      expect(await door(token)).toMatchObject({ agency: 'kemlu' });
      for (let index = 0; index < 20; index += 1) await door(await sign({}, { kid: `random-${index}` }));
      expect(fetched).toBe(1);

      keys = [successor.jwk];
      vi.setSystemTime(Date.now() + 61_000);
      await door(token);
      await expect.poll(() => door(token)).toMatchObject({ code: 'TOKEN_INVALID' });
      expect(await door(await sign({}, {}, successor))).toMatchObject({ agency: 'kemlu' });
      expect(fetched).toBe(2);

      keys = undefined;
      vi.setSystemTime(Date.now() + 200_000);
      expect(await door(await sign({}, {}, successor))).toMatchObject({ agency: 'kemlu' });
      vi.setSystemTime(Date.now() + 101_000);
      expect(await door(await sign({}, {}, successor))).toMatchObject({ code: 'KEYS_UNAVAILABLE' });
    } finally {
      server.close();
    }
  });

  test('must be at an https address', () => {
    const jwks = { url: 'http://issuer.example/jwks' };
    expect(() => createDoor({ issuers: [{ issuer: 'i', jwks, agencies: 'all' }] })).toThrow(/https/);
  });
});
