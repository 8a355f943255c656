import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  AGREEMENT_STATUSES,
  MASKS,
  PURPOSES,
  ROW_OPERATORS,
  type RowRule,
} from '../gateway/access/agreement.ts';
import { loadAgreements } from '../gateway/registry/load-agreements.ts';
import { readCommittees } from '../tools/generator/committees.ts';
import {
  clausesFor,
  readProjectAgencies,
  readProjectAgreements,
  schemaFolder,
} from './project-agreements.ts';
import { policy } from './setup/project-views.ts';

const directory = await readProjectAgencies();
const agreements = await readProjectAgreements(directory);
const byId = new Map(agreements.map((agreement) => [agreement.id, agreement]));

describe('the agreement files', () => {
  it('are all there', () => {
    const published = [
      'A1',
      'A2',
      'A3',
      'A4',
      'A5',
      'A6',
      'A7',
      'A8',
      'A9',
      'A10',
      'A11',
      'A12',
      'L1',
      'L2',
      'L3',
      'L4',
    ];
    const owners = [...new Set(directory.participants.providers.values())];
    const prefixes = [
      ...published.map((id) => `${id}-`),
      ...owners.flatMap((owner) => [`O-${owner}`, `S-${owner}-citizen`]),
      ...[...directory.participants.providers.keys()]
        // The ledger holds nothing that everyone may know.
        .filter((subgraph) => subgraph !== 'ledger')
        .map((subgraph) => `P-${subgraph}-everyone`),
    ];
    const missing = prefixes.filter((prefix) => ![...byId.keys()].some((id) => id.startsWith(prefix)));
    expect(missing).toEqual([]);
  });

  it('say of themselves that they are proposals', () => {
    const folder = join(schemaFolder, 'agreements');
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), 'utf8'), name).toMatch(/^# A proposal: /m);
    }
  });

  it('are in force except for the one without a signature', () => {
    const unsigned = agreements.filter(({ status }) => status !== 'signed').map(({ id }) => id);
    expect(unsigned).toEqual(['L3-kp2mi-kpu']);
    expect(byId.get('L3-kp2mi-kpu')?.clauses).not.toHaveLength(0);
  });

  it('give nothing where no exchange of data was published', () => {
    const empty = agreements.filter(({ clauses }) => clauses.length === 0).map(({ id }) => id);
    expect(empty).toEqual(['A11-kp2mi-perpukadesi', 'A12-kp2mi-komnas-anak']);
  });

  it('use the words that the code knows, and the code no others', () => {
    const schema = JSON.parse(readFileSync(join(schemaFolder, 'agreement.schema.json'), 'utf8'));
    expect(schema.$defs.purpose.enum).toEqual(PURPOSES);
    expect(schema.$defs.mask.enum).toEqual(MASKS);
    expect(schema.properties.status.enum).toEqual(AGREEMENT_STATUSES);
    expect(schema.$defs.condition.properties.op.enum).toEqual(ROW_OPERATORS);
    const agencies = JSON.parse(readFileSync(join(schemaFolder, 'agencies.schema.json'), 'utf8'));
    expect(agencies.$defs.purpose.enum).toEqual(PURPOSES);
  });

  it.each(['agreement', 'agencies'])('describe every part in %s.schema.json', (name) => {
    const schema = JSON.parse(readFileSync(join(schemaFolder, `${name}.schema.json`), 'utf8'));
    expect(undescribed(schema, name)).toEqual([]);
  });
});

/** Places that name a part of a file and neither describe it nor refer to a description. */
function undescribed(schema: Record<string, unknown>, path: string): readonly string[] {
  const own = 'description' in schema || '$ref' in schema ? [] : [path];
  const parts = [
    ...Object.entries((schema.properties ?? {}) as Record<string, Record<string, unknown>>),
    ...Object.entries((schema.$defs ?? {}) as Record<string, Record<string, unknown>>),
    ...(typeof schema.items === 'object'
      ? [['items', schema.items as Record<string, unknown>] as const]
      : []),
  ];
  return [...own, ...parts.flatMap(([key, part]) => undescribed(part, `${path}.${key}`))];
}

describe('schema/README.md', () => {
  const text = readFileSync(join(schemaFolder, 'README.md'), 'utf8');

  it('lists every agreement under its title', () => {
    const listed = [...text.matchAll(/^\| \[(.+)\]\(agreements\/.+\.yaml\) \| (.+) \|$/gm)].map(
      ([, id, title]) => [id, title],
    );
    expect(Object.fromEntries(listed)).toEqual(
      Object.fromEntries(agreements.map(({ id, title }) => [id, title])),
    );
  });

  it('tells every mask', () => {
    expect(MASKS.filter((mask) => !text.includes(`\`${mask}\``))).toEqual([]);
  });

  it('tells every reduced field, with the mask and the field that it stands for', () => {
    const rows = [...text.matchAll(/^\| `(\w+)` \| `([\w.]+)` \| (.+) \|$/gm)];
    const told = rows.flatMap(([, mask, from, fields = '']) =>
      [...fields.matchAll(/`([\w.]+)`/g)].map(([, reduced]) => `${reduced} of ${from} as ${mask}`),
    );
    const reductions = [...policy.graph.reductions].flatMap(([reduced, each]) =>
      each.map(({ from, mask }) => `${reduced} of ${from} as ${mask}`),
    );
    expect(told.toSorted()).toEqual(reductions.toSorted());
  });

  it('shows an agreement that checks', async () => {
    const [, example = ''] = /^```yaml\n([^`]+)^```/m.exec(text) ?? [];
    const folder = await mkdtemp(join(tmpdir(), 'example-'));
    await writeFile(join(folder, 'A2-kp2mi-dki-jakarta.yaml'), example);
    const reading = await loadAgreements({ folder, participants: directory.participants });
    await rm(folder, { recursive: true });
    expect(reading).toMatchObject({ ok: true, agreements: [{ id: 'A2-kp2mi-dki-jakarta' }] });
  });
});

describe('the rows that agreements give', () => {
  const links = (value: string): RowRule => [{ attribute: 'links', op: 'eq', value }];
  const linked = links('$consumer');
  const linkedToUnit = links('$consumer:$unit');
  const fromOwnRegion: RowRule = [{ attribute: 'originRegency', op: 'startsWithAny', value: '$regions' }];
  const ownPerson: RowRule = [{ attribute: 'person', op: 'eq', value: '$subject' }];
  const ownTrainees: RowRule = [
    { attribute: 'association', op: 'eq', value: '$consumer' },
    { attribute: 'consent', op: 'eq', value: 'true' },
  ];
  const answerable = {
    attribute: 'subject',
    op: 'in',
    value: ['VOTER', 'COMMITTEE', 'POLLING_POINT'],
  } as const;
  const dataOf = (value: string): RowRule => [{ attribute: 'provider', op: 'eq', value }];
  const region = {
    Citizen: fromOwnRegion,
    Worker: fromOwnRegion,
    Training: fromOwnRegion,
    Access: dataOf('pemda'),
  };
  const association = { Citizen: linked, Worker: linked, Training: ownTrainees };
  const records = ['Passport', 'Crossing', 'DeferredApplication'] as const;
  const immigration = (rule: RowRule) => Object.fromEntries(records.map((type) => [type, rule]));

  const expected: readonly (readonly [string, 'agency' | 'unit', Readonly<Record<string, RowRule>>])[] = [
    ['dukcapil', 'agency', { Citizen: 'all', Access: dataOf('dukcapil') }],
    [
      'kp2mi',
      'agency',
      {
        Citizen: linked,
        Worker: 'all',
        SelfReport: linked,
        ConsularCase: linked,
        Training: linked,
        ...immigration(linked),
        Access: dataOf('kp2mi'),
      },
    ],
    [
      'kemlu',
      'agency',
      {
        Citizen: linked,
        Worker: linked,
        SelfReport: 'all',
        ConsularCase: 'all',
        Passport: linked,
        Access: dataOf('kemlu'),
      },
    ],
    [
      'kemlu',
      'unit',
      {
        Citizen: linkedToUnit,
        Worker: linkedToUnit,
        SelfReport: linkedToUnit,
        ConsularCase: linkedToUnit,
        Passport: linkedToUnit,
      },
    ],
    ['dki-jakarta', 'agency', region],
    ['bontang', 'agency', region],
    ['flores-timur', 'agency', region],
    ['probolinggo', 'agency', region],
    ['jember', 'agency', region],
    ['hipki', 'agency', association],
    ['pelita', 'agency', association],
    [
      'kpu',
      'agency',
      {
        Citizen: linked,
        SelfReport: linked,
        Voter: 'all',
        Access: dataOf('kpu'),
        Finding: [answerable],
        Check: 'all',
      },
    ],
    [
      'kpu',
      'unit',
      {
        Citizen: linkedToUnit,
        SelfReport: linkedToUnit,
        Voter: [{ attribute: 'ppln', op: 'eq', value: '$unit' }],
        Finding: [answerable, { attribute: 'ppln', op: 'eq', value: '$unit' }],
      },
    ],
    [
      'bawaslu',
      'agency',
      {
        Citizen: linked,
        Worker: linked,
        Voter: 'all',
        Finding: 'all',
        Check: 'all',
        Access: dataOf('bawaslu'),
      },
    ],
    [
      'imigrasi',
      'agency',
      { Citizen: 'all', Worker: 'all', ...immigration('all'), Access: dataOf('imigrasi') },
    ],
    [
      'citizen',
      'agency',
      {
        Citizen: ownPerson,
        Worker: ownPerson,
        SelfReport: ownPerson,
        ConsularCase: ownPerson,
        Training: ownPerson,
        Voter: ownPerson,
        Finding: ownPerson,
        ...immigration(ownPerson),
        Access: ownPerson,
      },
    ],
    ['perpukadesi', 'agency', {}],
    ['komnas-anak', 'agency', {}],
    ['public', 'agency', {}],
    ['operator', 'agency', {}],
  ];

  it.each(expected)('are those of %s (%s) and no others', (agency, holder, rows) => {
    const given = new Map<string, RowRule>([]);
    for (const purpose of PURPOSES) {
      for (const { clause } of clausesFor(agreements, directory, { agency, holder, purpose })) {
        for (const [type, rule] of clause.rows) {
          expect(given.get(type) ?? rule, `${type} for ${purpose}`).toEqual(rule);
          given.set(type, rule);
        }
      }
    }
    expect(Object.fromEntries(given)).toEqual({ ...rows, Statistics: 'all' });
  });
});

describe('who may ask how', () => {
  const grantedTo = (agency: string, type: string) =>
    new Set(
      (['agency', 'unit'] as const).flatMap((holder) =>
        PURPOSES.flatMap((purpose) =>
          clausesFor(agreements, directory, { agency, holder, purpose }).flatMap(
            ({ clause }) => clause.allow.get(type) ?? [],
          ),
        ),
      ),
    );
  const lists = [
    'citizens',
    'workers',
    'consularCases',
    'selfReports',
    'trainings',
    'voters',
    'passports',
    'findings',
  ];

  it('Imigrasi looks one person up by a document, and lists nobody', () => {
    const fields = grantedTo('imigrasi', 'Query');
    expect(lists.filter((list) => fields.has(list))).toEqual([]);
    const clauses = clausesFor(agreements, directory, {
      agency: 'imigrasi',
      holder: 'agency',
      purpose: 'BORDER_PREVENTION',
    });
    expect(clauses.flatMap(({ clause }) => clause.inputs.get('Query.citizen') ?? [])).toEqual([
      'nik',
      'passport',
    ]);
    const personal = clauses.filter(({ clause }) => clause.rows.size > 0);
    expect(personal.map(({ clause }) => clause.limits?.personsPerRequest)).toEqual([1, 1, 1]);
  });

  it('a person asks for themself and for nobody else', () => {
    const fields = grantedTo('citizen', 'Query');
    expect(fields.has('me')).toBe(true);
    expect(
      [...lists, 'citizen', 'worker', 'voter', 'training', 'consularCase'].filter((each) => fields.has(each)),
    ).toEqual([]);
  });

  it('nobody else asks as a person', () => {
    const others = [...directory.participants.agencies.keys()].filter((agency) => agency !== 'citizen');
    expect(others.filter((agency) => grantedTo(agency, 'Query').has('me'))).toEqual([]);
  });

  it('nobody but an owner, its associations and KPU, which answers findings, changes anything', () => {
    const writers = [...directory.participants.agencies.keys()].filter(
      (agency) => grantedTo(agency, 'Mutation').size > 0,
    );
    expect(writers).toEqual([
      'kemlu',
      'dki-jakarta',
      'bontang',
      'flores-timur',
      'probolinggo',
      'jember',
      'hipki',
      'pelita',
      'kpu',
      'bawaslu',
    ]);
    expect([...grantedTo('kpu', 'Mutation')]).toEqual(['answerFinding', 'correctFinding']);
    expect([...grantedTo('bawaslu', 'Mutation')]).toEqual(['closeFinding']);
    expect([...grantedTo('jember', 'Mutation')]).toEqual(['recordTrainingResult']);
    expect([...grantedTo('kemlu', 'Mutation')]).toEqual([
      'openConsularCase',
      'moveConsularCase',
      'verifySelfReport',
    ]);
  });
});

describe('the agencies file', () => {
  it('explains every purpose', () => {
    expect([...directory.purposes.keys()]).toEqual([...PURPOSES]);
  });

  it('names a data-protection contact for every agency, at an address that cannot be real', () => {
    const { agencies } = directory.participants;
    expect([...directory.dataProtectionContacts.keys()]).toEqual([...agencies.keys()]);
    for (const contact of directory.dataProtectionContacts.values())
      expect(contact).toMatch(/@[a-z0-9-]+\.example$/);
  });

  it('lets one issuer speak for each agency', () => {
    const spokenFor = directory.issuers.flatMap(({ agencies }) => [...agencies]);
    expect(spokenFor.toSorted()).toEqual([...directory.participants.agencies.keys()].toSorted());
  });

  it('has a unit for every mission and committee abroad of the generated data', () => {
    const { agencies, groups } = directory.participants;
    expect(agencies.get('kemlu')?.units?.codes).toHaveLength(128);
    expect(agencies.get('kpu')?.units?.codes).toHaveLength(128);
    const committees = readCommittees();
    expect(agencies.get('kemlu')?.units?.codes).toEqual(committees.map(({ missionCode }) => missionCode));
    expect(agencies.get('kpu')?.units?.codes).toEqual(committees.map(({ code }) => code));
    const kualaLumpur = agencies.get('kemlu')?.units?.codes.indexOf('KBRI-KUALA-LUMPUR') ?? -1;
    expect(agencies.get('kpu')?.units?.codes[kualaLumpur]).toBe('990501');
    expect(groups.get('everyone')?.members).toEqual([...agencies.keys()]);
  });

  it('leads other names of KP2MI to it', () => {
    expect(directory.aliases.get('KemenP2MI')).toBe('kp2mi');
    expect(directory.aliases.get('BP2MI')).toBe('kp2mi');
  });
});
