import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTokenSource } from '../../../../tools/check/gateway/token-source.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simpul-token-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('a file of a token', () => {
  it.each([
    ['is empty', ''],
    ['holds something else', 'not a token'],
    ['holds two', 'e30.e30.c2ln\ne30.e30.c2ln'],
  ])('that %s is named, and what stands in it is not said', async (_, text) => {
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, text);
    const said = await openTokenSource({ tokenFile, dataFolder: folder })
      .token()
      .catch((error: Error) => error.message);
    expect(said).toBe(`TOKEN_FILE names ${tokenFile}, which holds no token: put a token of Bawaslu there.`);
  });
});
