import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAgencies } from '../../../gateway/registry/load-agencies.ts';

const GOOD = `
agencies:
  register: { name: Register, dataProtectionContact: dpo@register.example, aliases: [Reg] }
  north: { name: North, dataProtectionContact: dpo@north.example, regions: ["31"] }
  persons: { name: Persons, dataProtectionContact: dpo@register.example, subjectAccess: true }
groups:
  regions: { name: Regions, members: [north] }
  everyone: { name: Everyone, members: all }
providers: { civil: register, training: regions }
issuers:
  - { issuer: https://login.register.example, jwks: https://login.register.example/jwks, agencies: [register] }
  - { issuer: north, jwks: keys/north.json, agencies: [north] }
`;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agencies-'));
  file = join(folder, 'agencies.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

async function read(text: string) {
  await writeFile(file, text);
  return await loadAgencies(file);
}

describe('an agencies file', () => {
  it('says who takes part, and whose tokens count', async () => {
    const reading = await read(GOOD);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const { participants, issuers, aliases, dataProtectionContacts, purposes } = reading.directory;
    expect(participants.agencies.get('persons')).toEqual({
      id: 'persons',
      name: 'Persons',
      isSubjectAccess: true,
    });
    expect(participants.agencies.get('north')?.regions).toEqual(['31']);
    expect(participants.groups.get('everyone')?.members).toEqual(['register', 'north', 'persons']);
    expect([...participants.providers]).toEqual([
      ['civil', 'register'],
      ['training', 'regions'],
    ]);
    expect(issuers.map(({ jwks }) => jwks)).toEqual([
      { url: 'https://login.register.example/jwks' },
      { file: join(folder, 'keys/north.json') },
    ]);
    expect(aliases.get('Reg')).toBe('register');
    expect(dataProtectionContacts.get('north')).toBe('dpo@north.example');
    expect(purposes.size).toBe(0);
  });

  it.each([
    [
      'a region code that YAML takes for a number',
      'regions: ["31"]',
      'regions: [31]',
      { path: 'agencies.north.regions[0]', remedy: 'Put it in quotes.' },
    ],
    [
      'a member that nobody is',
      'members: [north]',
      'members: [south]',
      { path: 'groups.regions.members[0]', came: '"south"' },
    ],
    ['a group with the id of an agency', 'regions: { name', 'north: { name', { path: 'groups.north' }],
    [
      'a subgraph of nobody',
      'civil: register',
      'civil: nobody',
      { path: 'providers.civil', came: '"nobody"' },
    ],
    [
      'an alias that is an agency',
      'aliases: [Reg]',
      'aliases: [North]',
      { path: 'agencies.register.aliases[0]' },
    ],
    ['an issuer for nobody', 'agencies: [north]', 'agencies: [south]', { path: 'issuers[1].agencies[0]' }],
    [
      'an issuer that stands there twice',
      'issuer: north',
      'issuer: https://login.register.example',
      { path: 'issuers[1].issuer' },
    ],
    ['the development issuer', 'issuer: north', 'issuer: simpul-development', { path: 'issuers[1].issuer' }],
    [
      'keys that anybody on their way could change',
      'jwks: https:',
      'jwks: http:',
      { path: 'issuers[0].jwks' },
    ],
    ['keys by a protocol that is none', 'jwks: https:', 'jwks: gopher:', { path: 'issuers[0].jwks' }],
    [
      'a misspelt key',
      'subjectAccess',
      'subject_access',
      { path: 'agencies.persons', came: '"subject_access"' },
    ],
    [
      'no agencies',
      'agencies:\n  register',
      'offices:\n  register',
      { path: '', expected: expect.stringContaining('"agencies"') },
    ],
  ])('is refused for %s', async (_, from, to, problem) => {
    expect(GOOD).toContain(from);
    const reading = await read(GOOD.replace(from, to));
    expect(reading.ok ? [] : reading.problems).toContainEqual(expect.objectContaining({ file, ...problem }));
  });

  it('may fetch keys without TLS from this machine', async () => {
    const reading = await read(
      GOOD.replace('https://login.register.example/jwks', 'http://127.0.0.1:9000/jwks'),
    );
    expect(reading.ok).toBe(true);
  });

  it('must be there', async () => {
    expect(await loadAgencies(join(folder, 'none.yaml'))).toMatchObject({
      ok: false,
      problems: [{ came: 'ENOENT' }],
    });
  });
});
