import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileProblem } from '../gateway/registry/file-problem.ts';
import { loadAgreements } from '../gateway/registry/load-agreements.ts';
import { readProjectAgencies, schemaFolder } from './project-agreements.ts';

const { participants } = await readProjectAgencies();
const GOOD = 'A1-kemlu-kp2mi';
const goodText = await readFile(join(schemaFolder, 'agreements', `${GOOD}.yaml`), 'utf8');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agreements-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function problemsOf(text: string, name = `${GOOD}.yaml`): Promise<readonly FileProblem[]> {
  await writeFile(join(folder, name), text);
  const reading = await loadAgreements({ folder, participants });
  return reading.ok ? [] : reading.problems;
}

/** Changes the good file, and fails when there is nothing to change. */
function changed(from: string | RegExp, to: string): string {
  const text = goodText.replace(from, to);
  if (text === goodText) throw new Error(`Nothing in ${GOOD} matches ${from}.`);
  return text;
}

it('the file that the mistakes below are made in is good', async () => {
  expect(await problemsOf(goodText)).toEqual([]);
});

it.each(['2025-10-17', '2035-10-15'])('persons may be shown what was read from %s on', async (day) => {
  expect(await problemsOf(changed('    retention: P1Y', `    shownToPersonFrom: ${day}`))).toEqual([]);
});

it('a clause for a subgraph keeps nothing from the persons', async () => {
  const clauses =
    'clauses:\n  - { id: j, holder: subgraph, purposes: [STATISTICS], allow: { Citizen: [id] }, shownToPersonFrom: 2027-01-01 }\n';
  expect(await problemsOf(goodText.replace(/clauses:.*/s, clauses))).toMatchObject([
    { path: 'clauses[0].shownToPersonFrom', came: '"shownToPersonFrom"' },
  ]);
});

describe('a mistake in an agreement is named with its place, what was expected, what came and what to do', () => {
  const mistakes: readonly (readonly [title: string, text: string, problem: Omit<FileProblem, 'file'>])[] = [
    [
      'no title',
      changed(/^title: .*\n/m, ''),
      {
        path: '',
        expected: '"title": one sentence that says who reads what of whom',
        came: 'nothing of that name',
        remedy: 'Add "title".',
      },
    ],
    [
      'a misspelt key',
      changed('    retention: P1Y', '    retentions: P1Y'),
      {
        path: 'clauses[0]',
        expected:
          'one of id, holder, purposes, during, allow, mask, inputs, rows, limits, retention, shownToPersonFrom',
        came: '"retentions"',
        remedy: 'Correct the spelling, or take it out.',
      },
    ],
    [
      'an unknown status',
      changed('status: signed', 'status: active'),
      {
        path: 'status',
        expected: 'one of signed, proposed, suspended, ended',
        came: '"active"',
        remedy: 'Use one of these.',
      },
    ],
    [
      'an unknown purpose',
      changed('[PLACEMENT_SERVICE, PROTECTION_CASE]', '[PLACEMENT_SERVICE, MARKETING]'),
      {
        path: 'clauses[0].purposes[1]',
        expected: expect.stringContaining('SUBJECT_ACCESS'),
        came: '"MARKETING"',
        remedy: 'Use one of these.',
      },
    ],
    [
      'a purpose that stands there twice',
      changed('[PLACEMENT_SERVICE, PROTECTION_CASE]', '[PLACEMENT_SERVICE, PLACEMENT_SERVICE]'),
      {
        path: 'clauses[0].purposes',
        expected: 'the purposes for which it holds, at least one, each once',
        came: '"PLACEMENT_SERVICE" twice',
        remedy: 'Take one out.',
      },
    ],
    [
      'an unknown mask',
      changed('stayPermitNo: last4', 'stayPermitNo: nikKPU'),
      {
        path: 'clauses[0].mask.SelfReport.stayPermitNo',
        expected: expect.stringContaining('nik4, last3, last4'),
        came: '"nikKPU"',
        remedy: 'Use one of these.',
      },
    ],
    [
      'a name that is none',
      changed('Citizen: [id, selfReport, consularCases]', 'Citizen: [id, "self-report"]'),
      {
        path: 'clauses[0].allow.Citizen[1]',
        expected: 'a GraphQL name, or * where everything of the provider is meant',
        came: '"self-report"',
        remedy: 'Correct it.',
      },
    ],
    [
      'a type name that is none',
      changed('Citizen: [id, selfReport, consularCases]', 'Citizen.id: [id]'),
      {
        path: 'clauses[0].allow',
        expected: 'as a name there, a GraphQL name, or * where everything of the provider is meant',
        came: '"Citizen.id"',
        remedy: 'Correct the name.',
      },
    ],
    [
      'a date that is no date',
      changed('validFrom: 2025-10-16', 'validFrom: 16 October 2025'),
      { path: 'validFrom', expected: 'a day, YYYY-MM-DD', came: '"16 October 2025"', remedy: 'Correct it.' },
    ],
    [
      'a day that the calendar does not have',
      changed('validUntil: 2030-10-15', 'validUntil: 2030-02-30'),
      {
        path: 'validUntil',
        expected: 'a day of the calendar',
        came: '"2030-02-30"',
        remedy: 'Correct the date.',
      },
    ],
    [
      'an end before the beginning',
      changed('validUntil: 2030-10-15', 'validUntil: 2025-10-15'),
      {
        path: 'validUntil',
        expected: 'a day not before validFrom, "2025-10-16"',
        came: '"2025-10-15"',
        remedy: 'Correct one of the two dates.',
      },
    ],
    [
      'a stage outside the validity',
      changed(
        '    allow:',
        '    during:\n      - { name: too early, from: 2025-01-01, until: 2026-01-01 }\n    allow:',
      ),
      {
        path: 'clauses[0].during[0].from',
        expected: 'a day not before validFrom, "2025-10-16"',
        came: '"2025-01-01"',
        remedy: 'Correct one of the two dates.',
      },
    ],
    [
      'a showing on a day that the calendar does not have',
      changed('    retention: P1Y', '    shownToPersonFrom: 2028-02-30'),
      {
        path: 'clauses[0].shownToPersonFrom',
        expected: 'a day of the calendar',
        came: '"2028-02-30"',
        remedy: 'Correct the date.',
      },
    ],
    ...['2025-10-16', '2035-10-16'].map(
      (day) =>
        [
          `a showing on ${day}, which keeps nothing back or for too long`,
          changed('    retention: P1Y', `    shownToPersonFrom: ${day}`),
          {
            path: 'clauses[0].shownToPersonFrom',
            expected:
              'a day after validFrom, "2025-10-16", and not after "2035-10-15", which is 5 years after validUntil',
            came: `"${day}"`,
            remedy: 'Correct the day, or take it out: without it persons are shown at once.',
          },
        ] as const,
    ),
    [
      'a provider without a subgraph',
      changed('provider: kemlu', 'provider: komnas-anak'),
      {
        path: 'provider',
        expected: 'the owner of a subgraph (dukcapil, kp2mi, kemlu, pemda, kpu, imigrasi, operator, bawaslu)',
        came: '"komnas-anak"',
        remedy: 'Name the agency or group that agencies.yaml lists under "providers".',
      },
    ],
    [
      'a consumer that nobody knows',
      changed('consumer: kp2mi', 'consumer: bp2mi'),
      {
        path: 'consumer',
        expected: 'the id of an agency or group of agencies.yaml',
        came: '"bp2mi"',
        remedy: 'Correct the id, or add the agency.',
      },
    ],
    [
      'a clause for units that do not exist',
      changed('holder: agency', 'holder: unit'),
      {
        path: 'clauses[0].holder',
        expected: '"agency", since this consumer has no units',
        came: '"unit"',
        remedy: 'Correct the holder, or give the consumer its units in agencies.yaml.',
      },
    ],
    [
      'a clause for a subgraph that says more than fields',
      changed('holder: agency', 'holder: subgraph'),
      {
        path: 'clauses[0].mask',
        expected: 'nothing but "allow" in a clause whose holder is "subgraph"',
        came: '"mask"',
        remedy:
          'Take it out: a subgraph is sent a value whole, of the rows that the consumer of the answer may have.',
      },
    ],
    [
      'a clause for a subgraph of a consumer that has none',
      goodText
        .replace('consumer: kp2mi', 'consumer: komnas-anak')
        .replace(
          /clauses:.*/s,
          'clauses:\n  - { id: j, holder: subgraph, purposes: [STATISTICS], allow: { Citizen: [id] } }\n',
        ),
      {
        path: 'clauses[0].holder',
        expected: '"agency", since this consumer has no subgraphs',
        came: '"subgraph"',
        remedy: 'Correct the holder, or give the consumer its subgraphs in agencies.yaml.',
      },
    ],
    [
      'a clause id that stands there twice',
      `${goodText}\n  - { id: records, holder: agency, purposes: [STATISTICS], allow: { Mission: [code] } }\n`,
      {
        path: 'clauses[1].id',
        expected: 'an id other than that of clauses[0]',
        came: '"records"',
        remedy: 'Rename one of the two.',
      },
    ],
    [
      'a clause that gives nothing',
      `${goodText}\n  - { id: empty, holder: agency, purposes: [STATISTICS] }\n`,
      {
        path: 'clauses[1]',
        expected: '"allow" or "mask", or both',
        came: 'neither',
        remedy: 'Say what the clause gives, or take it out.',
      },
    ],
    [
      'a field both whole and masked',
      changed('stayPermitNo: last4', 'status: last4'),
      {
        path: 'clauses[0].mask.SelfReport.status',
        expected: 'a field that the clause does not allow',
        came: 'SelfReport.status, which stands under "allow" too',
        remedy: 'Take it out of one of the two.',
      },
    ],
    [
      'arguments of a field that is not given',
      changed('Query.consularCase: [id]', 'Query.mission: [code]'),
      {
        path: 'clauses[0].inputs["Query.mission"]',
        expected: 'arguments of a field that the clause gives',
        came: 'Query.mission, which stands neither under "allow" nor under "mask"',
        remedy: 'Give the field, or take out its arguments.',
      },
    ],
    [
      'a wildcard',
      changed('Citizen: [id, selfReport, consularCases]', '"*": ["*"]'),
      {
        path: 'clauses[0].allow["*"]',
        expected: 'what is given, by name',
        came: 'the wildcard *',
        remedy:
          'Name every type and field. Only a gateway with ALLOW_WILDCARD_AGREEMENTS=true loads it, for tests and benchmarks.',
      },
    ],
    [
      'a row rule that is neither all nor a list',
      changed(/SelfReport:\n +- \{.*\}/, 'SelfReport: some'),
      {
        path: 'clauses[0].rows.SelfReport',
        expected: 'all, or a list of conditions that must all be met',
        came: '"some"',
        remedy: 'Correct it.',
      },
    ],
    [
      'a row rule without conditions',
      changed(/SelfReport:\n +- \{.*\}/, 'SelfReport: []'),
      {
        path: 'clauses[0].rows.SelfReport',
        expected: 'at least one condition; write all when every row is meant',
        came: 'an empty list',
        remedy: 'Correct it.',
      },
    ],
    [
      'a comparison that does not exist',
      changed('op: eq', 'op: ne'),
      {
        path: 'clauses[0].rows.SelfReport[0].op',
        expected: 'one of eq, in, startsWith, startsWithAny',
        came: '"ne"',
        remedy: 'Use one of these.',
      },
    ],
    [
      'a value that is no text',
      changed('value: $consumer', 'value: true'),
      {
        path: 'clauses[0].rows.SelfReport[0].value',
        expected: expect.stringContaining('text'),
        came: 'true',
        remedy: 'Put it in quotes.',
      },
    ],
    [
      'a list where one text is compared',
      changed('value: $consumer', 'value: [kp2mi, kemlu]'),
      {
        path: 'clauses[0].rows.SelfReport[0].value',
        expected: 'one text that is not empty, in quotes when it looks like a number or a truth value',
        came: 'a list of 2',
        remedy: 'Correct it.',
      },
    ],
    [
      'a placeholder that does not exist',
      changed('value: $consumer', 'value: $officer'),
      {
        path: 'clauses[0].rows.SelfReport[0].value',
        expected: '$consumer, $unit, $subject or $regions',
        came: '"$officer"',
        remedy: 'Use a placeholder that has a value for this consumer and holder.',
      },
    ],
    [
      'a placeholder without a value for this holder',
      changed('value: $consumer', 'value: "$consumer:$unit"'),
      {
        path: 'clauses[0].rows.SelfReport[0].value',
        expected: '$unit only in a clause whose holder is "unit"',
        came: '"$unit"',
        remedy: 'Use a placeholder that has a value for this consumer and holder.',
      },
    ],
    [
      'a retention that is no duration',
      changed('retention: P1Y', 'retention: 1 year'),
      {
        path: 'clauses[0].retention',
        expected: expect.stringContaining('ISO 8601'),
        came: '"1 year"',
        remedy: 'Correct it.',
      },
    ],
    [
      'a limit of nothing',
      changed('retention: P1Y', 'limits: { pageSize: 0 }'),
      {
        path: 'clauses[0].limits.pageSize',
        expected: 'rows on one page of a list, at most',
        came: '0',
        remedy: 'Correct it.',
      },
    ],
    [
      'YAML that cannot be read',
      changed('clauses:\n', 'clauses: [\n'),
      {
        path: expect.stringMatching(/^line \d+, column \d+$/),
        expected: 'YAML 1.2 in one document',
        came: expect.stringContaining('what YAML calls'),
        remedy: 'Correct the line.',
      },
    ],
    [
      'an empty file',
      '',
      { path: '', expected: expect.stringContaining('One agreement'), came: 'null', remedy: 'Correct it.' },
    ],
  ];

  it.each(mistakes)('%s', async (_, text, problem) => {
    expect(await problemsOf(text)).toContainEqual({ file: join(folder, `${GOOD}.yaml`), ...problem });
  });
});

describe('a folder of agreements', () => {
  it('has no file whose id is another one', async () => {
    const [problem, ...more] = await problemsOf(goodText, 'A1.yaml');
    expect(problem).toMatchObject({ path: 'id', expected: '"A1"', came: `"${GOOD}"` });
    expect(more).toEqual([]);
  });

  it('has no file that somebody takes for an agreement, and that is none', async () => {
    const [problem] = await problemsOf(goodText, 'A1.yml');
    expect(problem).toMatchObject({ file: join(folder, 'A1.yml'), expected: 'a name that ends in .yaml' });
  });

  it('may have files that are plainly something else', async () => {
    await writeFile(join(folder, '.A1.yaml.swp'), 'half a');
    expect(await problemsOf('Who changes what here.', 'README.md')).toEqual([]);
  });

  it('may be empty: nothing is given', async () => {
    expect(await loadAgreements({ folder, participants })).toEqual({
      ok: true,
      agreements: [],
      texts: new Map(),
    });
  });

  it('must be there', async () => {
    const reading = await loadAgreements({ folder: join(folder, 'elsewhere'), participants });
    expect(reading).toMatchObject({
      ok: false,
      problems: [{ expected: 'a folder of agreements', came: 'ENOENT' }],
    });
  });

  it('tells all that is wrong with all of its files together, and gives none of them', async () => {
    await writeFile(join(folder, 'B.yaml'), 'id: B');
    const problems = await problemsOf(changed('status: signed', 'status: active'));
    expect(new Set(problems.map(({ file }) => file))).toEqual(
      new Set([join(folder, `${GOOD}.yaml`), join(folder, 'B.yaml')]),
    );
    expect(problems.length).toBeGreaterThan(5);
  });

  it('gives a row type the same rows wherever one consumer has one purpose', async () => {
    await writeFile(join(folder, `${GOOD}.yaml`), goodText);
    const second = changed(`id: ${GOOD}`, 'id: B1-kemlu-kp2mi').replace(
      /SelfReport:\n +- \{.*\}/,
      'SelfReport: all',
    );
    expect(await problemsOf(second, 'B1-kemlu-kp2mi.yaml')).toEqual([
      {
        file: join(folder, 'B1-kemlu-kp2mi.yaml'),
        path: 'clauses[0].rows.SelfReport',
        expected: `rows where links eq "$consumer", as in clause "records" of ${GOOD}`,
        came: 'all rows',
        remedy:
          'Give a row type the same rows wherever the same consumer has the same purpose, or part the purposes.',
      },
    ]);
  });

  it('may give everything at once only where that is asked for', async () => {
    const text = changed('Citizen: [id, selfReport, consularCases]', '"*": ["*"]');
    await writeFile(join(folder, `${GOOD}.yaml`), text);
    const reading = await loadAgreements({ folder, participants, isWildcardAllowed: true });
    expect(reading.ok && reading.agreements[0]?.clauses[0]?.allow.get('*')).toEqual(['*']);
  });

  it('never gives all fields of a type, nor all rows, by a wildcard', async () => {
    const text = changed('Citizen: [id, selfReport, consularCases]', 'Citizen: ["*"]').replace(
      '    rows:\n',
      '    rows:\n      "*": all\n',
    );
    await writeFile(join(folder, `${GOOD}.yaml`), text);
    const reading = await loadAgreements({ folder, participants, isWildcardAllowed: true });
    const places = reading.ok ? [] : reading.problems.map(({ path }) => path);
    expect(places).toEqual(['clauses[0].allow["Citizen"]', 'clauses[0].rows["*"]']);
  });
});
