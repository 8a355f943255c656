import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSubgraphConfig, SUBGRAPH_VARIABLES } from '../../../../subgraphs/shared/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'simpul-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const good = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017',
  PORT: '4001',
  GRANT_JWKS: file('keys.json', '{"keys":[{"kty":"OKP"}]}'),
  SECRET_FILE: file('secret', `${'0a'.repeat(32)}\n`),
};

describe('the configuration of a subgraph', () => {
  it('has defaults for all that is not required', () => {
    const reading = readSubgraphConfig('civil', good);
    expect(reading).toEqual({
      isValid: true,
      config: {
        mongodbUri: 'mongodb://127.0.0.1:27017',
        database: 'simpul_civil',
        host: '127.0.0.1',
        port: 4001,
        grantKeys: { keys: [{ kty: 'OKP' }] },
        secret: Buffer.alloc(32, 10),
        logLevel: 'info',
        statisticsMaxAgeMs: 600_000,
      },
    });
    expect(reading.isValid && Object.isFrozen(reading.config)).toBe(true);
  });

  it('says everything that is wrong together, and repeats no value', () => {
    const reading = readSubgraphConfig('civil', {
      MONGODB_URI: 'http://user:hush@host',
      DATABASE: 'a/b',
      PORT: '65536',
      GRANT_JWKS: file('no-keys.json', '{"keys":[]}'),
      SECRET_FILE: file('short', '0a0a'),
      LOG_LEVEL: 'loud',
      STATISTICS_MAX_AGE: '0',
    });
    const problems = reading.isValid ? [] : reading.problems;
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'MONGODB_URI',
      'DATABASE',
      'PORT',
      'GRANT_JWKS',
      'SECRET_FILE',
      'LOG_LEVEL',
      'STATISTICS_MAX_AGE',
    ]);
    expect(problems.join()).not.toMatch(/hush|65536|loud/);
  });

  it('names every required variable that is missing', () => {
    const reading = readSubgraphConfig('civil', {});
    const required = Object.entries(SUBGRAPH_VARIABLES).filter(([, text]) => text.includes('Required'));
    expect(reading.isValid ? [] : reading.problems).toHaveLength(required.length);
  });
});
