import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, VARIABLES } from '../gateway/config.ts';
import type { Variable } from '../gateway/environment-variable.ts';
import { readGatewaySources } from './gateway-sources.ts';
import { readReadmeSection, renderTable } from './readme-table.ts';

function expectConfig(environment: Record<string, string>) {
  const reading = readConfig({
    GRANT_KEY: 'grant.jwk.json',
    ID_KEYS: 'ids.json',
    LEDGER: 'off',
    ...environment,
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  return reading.config;
}

function expectProblems(environment: Record<string, string>): readonly string[] {
  const reading = readConfig(environment);
  return reading.ok ? [] : reading.problems;
}

describe('the configuration of the gateway', () => {
  test('comes from the fallbacks when only the required variable is set', () => {
    const config = expectConfig({});
    expect(config).toMatchObject({ port: 4000, host: '127.0.0.1', explorer: 'off', maxBodyBytes: 262_144 });
    expect(config.anonymousAgency).toBeUndefined();
    expect(config.developmentKeyFile).toBeUndefined();
    expect(config.corsOrigins.size).toBe(0);
  });

  test('finds its own files from the project and given ones from the working folder', () => {
    const config = expectConfig({ AGREEMENTS: 'elsewhere' });
    expect(config.supergraphFile).toBe(resolve(import.meta.dirname, '../schema/supergraph.graphql'));
    expect(config.agreementsFolder).toBe(resolve('elsewhere'));
  });

  test('cannot be changed', () => {
    expect(Object.isFrozen(expectConfig({}))).toBe(true);
  });

  test('takes an empty variable as unset', () => {
    expect(expectConfig({ PORT: '', ANONYMOUS_AGENCY: '' })).toMatchObject({ port: 4000 });
  });

  test('reads lists of addresses and of origins', () => {
    const config = expectConfig({
      SUBGRAPH_URLS: 'civil=http://127.0.0.1:4101/graphql, ministry=https://ministry.example/graphql?a=b',
      CORS_ORIGINS: 'https://dashboard.example,http://127.0.0.1:8080',
    });
    expect([...config.subgraphUrls]).toEqual([
      ['civil', 'http://127.0.0.1:4101/graphql'],
      ['ministry', 'https://ministry.example/graphql?a=b'],
    ]);
    expect([...config.corsOrigins]).toEqual(['https://dashboard.example', 'http://127.0.0.1:8080']);
  });

  test('names every missing and malformed variable at once', () => {
    const problems = expectProblems({
      PORT: 'forty',
      EXPLORER: 'yes',
      MAX_BODY_BYTES: '1e9',
      SUBGRAPH_URLS: 'civil',
      CORS_ORIGINS: 'https://dashboard.example/path',
      SUBGRAPH_DEADLINE_MS: '20000',
    });
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual([
      'CORS_ORIGINS',
      'EXPLORER',
      'GRANT_KEY',
      'ID_KEYS',
      'LEDGER_KEY',
      'LEDGER_URI',
      'MAX_BODY_BYTES',
      'PORT',
      'SUBGRAPH_DEADLINE_MS',
      'SUBGRAPH_URLS',
    ]);
    expect(problems).toContain('PORT must be a whole number from 0 to 65535; it is "forty".');
  });

  test('refuses to hand out development tokens on an address that others reach', () => {
    const environment = { GRANT_KEY: 'g', ID_KEYS: 'i', LEDGER: 'off', DEVELOPMENT_KEY: 'd' };
    expect(expectProblems({ ...environment, HOST: '0.0.0.0' })).toHaveLength(1);
    expect(expectProblems({ ...environment, HOST: '127.0.0.2' })).toEqual([]);
  });

  test('takes no address that only looks like a loopback one', () => {
    const environment = {
      GRANT_KEY: 'g',
      ID_KEYS: 'i',
      LEDGER: 'off',
      DEVELOPMENT_KEY: 'd',
      HOST: '127.0.0.1.example',
    };
    expect(expectProblems(environment)).toHaveLength(1);
  });

  test('asks for a ledger, unless it is said by name that there is none', () => {
    const environment = { GRANT_KEY: 'g', ID_KEYS: 'i' };
    expect(expectProblems(environment)).toEqual([
      'LEDGER_URI must be set, or LEDGER to off: then nothing that is asked is written down.',
      'LEDGER_KEY must be set, or LEDGER to off: then nothing that is asked is written down.',
    ]);
    expect(expectProblems({ ...environment, LEDGER: 'off' })).toEqual([]);
    const ledger = { LEDGER_URI: 'mongodb://127.0.0.1/', LEDGER_KEY: 'l' };
    expect(expectProblems({ ...environment, ...ledger })).toEqual([]);
  });

  test('takes as second place of checkpoints a folder or an address that nobody can listen to', () => {
    const place = (LEDGER_CHECKPOINTS: string) => expectConfig({ LEDGER_CHECKPOINTS }).ledgerCheckpoints;
    expect(place('checkpoints')).toEqual({ folder: resolve('checkpoints') });
    expect(place('https://bssn.example/simpul')).toEqual({ url: 'https://bssn.example/simpul' });
    expect(place('http://127.0.0.1:9/')).toEqual({ url: 'http://127.0.0.1:9/' });
    for (const bad of ['http://bssn.example/', 'ftp://bssn.example/', 'https://user:secret@bssn.example/']) {
      const problems = expectProblems({
        GRANT_KEY: 'g',
        ID_KEYS: 'i',
        LEDGER: 'off',
        LEDGER_CHECKPOINTS: bad,
      });
      expect(problems).toHaveLength(1);
      expect(problems.join()).not.toContain('secret');
    }
  });

  test('has no variable that nothing uses', () => {
    const sources = readGatewaySources({ without: ['config.ts', 'limits.ts'] });
    const unused = Object.keys(VARIABLES).filter((key) => !new RegExp(`\\b${key}\\b`).test(sources));
    expect(unused).toEqual([]);
  });

  test('is the table of the README, variable for variable', () => {
    const rows = Object.values<Variable<unknown>>(VARIABLES).map((variable) => [
      `\`${variable.name}\``,
      variable.isRequired ? 'required' : variable.fallback ? `\`${variable.fallback}\`` : 'unset',
      variable.meaning,
    ]);
    expect(readReadmeSection('environment')).toBe(renderTable(['Variable', 'Default', 'Meaning'], rows));
  });
});
