import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { writeReport } from '../tools/check/report/write-report.ts';
import {
  HONG_KONG,
  JEDDAH,
  KUALA_LUMPUR,
  makeCheck,
  makeFinding,
  makeOversight,
  makeRules,
  makeUnregistered,
} from './setup/made-up-check.ts';
import { readSection } from './setup/report-text.ts';

const ROWS = { [KUALA_LUMPUR.code]: 300, [HONG_KONG.code]: 200, [JEDDAH.code]: 100 };

const many = (count: number, given: Parameters<typeof makeFinding>[0] = {}) =>
  Array.from({ length: count }, () => makeFinding(given));
const read = (path: string) => readFileSync(path, 'utf8');
const schema = JSON.parse(
  read(new URL('../tools/check/report/summary.schema.json', import.meta.url).pathname),
);
const isSummary = new Ajv2020({ strict: true }).compile(schema);

/** What `summary.json` says, which holds to its schema. */
function readSummary(path: string) {
  const summary = JSON.parse(read(path));
  expect(isSummary(summary), JSON.stringify(isSummary.errors)).toBe(true);
  return summary;
}

describe('the report of a check', () => {
  it('counts by rule, committee, country and state, in all three files alike', async () => {
    const findings = [
      ...many(5),
      ...many(2, {
        rule: 'B02',
        ppln: JEDDAH.code,
        country: 'SA',
        state: 'ANSWERED',
        evidence: { repatriatedMonth: '2023-08' },
      }),
      makeUnregistered('SA'),
      { ...makeUnregistered('SA'), ppln: JEDDAH.code },
    ];
    const { write } = await makeOversight({ check: makeCheck(), findings, rows: ROWS });
    const { html, csv, json } = await write('check-1');

    const summary = readSummary(json);
    expect(summary.findings).toEqual({ total: 9, new: 9, byState: { ANSWERED: 2, OPEN: 7 } });
    expect(summary.rules.find(({ code }: { code: string }) => code === 'B02')).toMatchObject({
      findings: 2,
      new: 2,
    });
    expect(summary.committees[0]).toEqual({ code: '990501', city: 'Kuala Lumpur', country: 'MY', registered: 300, findings: 5, byRule: { B12: 5 } }); // biome-ignore format: one line
    expect(summary.elsewhere).toEqual({ findings: 1, byRule: { B10: 1 } });
    expect(summary.countries).toContainEqual({ code: 'SA', registered: 100, unregistered: 2, eligible: 102, findings: 4 }); // biome-ignore format: one line
    expect(read(csv).split('\r\n')).toHaveLength(1 + 9 + 1);
    expect(readSection(read(html), 'rules')).toContain('B12 Address not recognised 5');
    expect(readSection(read(html), 'rules', 'id')).toContain('B12 Alamat tidak dikenali 5');
    expect(readSection(read(html), 'committees')).toContain('Jeddah Saudi Arabia 3 100 20 ');
    expect(readSection(read(html), 'countries')).toMatch(/Saudi Arabia 102 .*100 2 98,0/);
  });

  it('says of rules that were not decided that nobody looked, and never zero', async () => {
    const rules = makeRules().map((rule) =>
      rule.code === 'B10' ? { ...rule, outcome: 'NEEDS_WHOLE_LIST' as const } : rule,
    );
    const check = makeCheck({
      rules: rules.filter(({ code }) => code !== 'B20'),
      isOfWholeList: false,
      committees: [KUALA_LUMPUR],
    });
    const { write } = await makeOversight({ check, findings: [], rows: { [KUALA_LUMPUR.code]: 300 } });
    const { html, json } = await write('check-1');

    const overview = readSection(read(html), 'overview');
    expect(overview).toContain('Not examined: 4 rules');
    expect(overview).toContain('B07 Armed forces or police Nobody holds the data.');
    expect(overview).toContain('B10 Eligible, not registered Needs the whole list.');
    expect(overview).toContain('B20 Surge of the special list Not run.');
    expect(readSection(read(html), 'rules')).toContain(
      'B15 Foreigner – Not examined: Nobody holds the data – –',
    );
    expect(readSection(read(html), 'rules')).toContain('B01 Under age 0');
    expect(readSection(read(html), 'countries')).toContain(
      'Not known in this check: rule B10 was not decided.',
    );
    const { rules: told, countries } = readSummary(json);
    expect(told.filter(({ findings }: { findings: unknown }) => findings === null)).toHaveLength(4);
    expect(countries).toEqual([
      { code: 'MY', registered: 300, unregistered: null, eligible: null, findings: 0 },
    ]);
  });

  it('says of how many committees a rule could not tell, and has no number where it is all of them', async () => {
    const part = { _id: 'check-1:COMMITTEES', check: 'check-1', kind: 'COMMITTEES' as const, isDone: true, rows: 3, findings: {}, newFindings: {} }; // biome-ignore format: one line
    const { write, models } = await makeOversight({ check: makeCheck(), findings: [], rows: ROWS });
    await models.parts.create({ ...part, tooSmall: { B20: 2 } });
    const { html, json } = await write('check-1');
    expect(readSection(read(html), 'overview')).toContain(
      'B20 Surge of the special list Not decided at 2 committees.',
    );
    expect(readSection(read(html), 'rules')).toContain(
      'B20 Surge of the special listNot decided at 2 committees 0',
    );
    expect(readSummary(json).rules.at(-1)).toMatchObject({ outcome: 'CHECKED', findings: 0, tooSmall: 2 });

    await models.parts.updateOne({ _id: part._id }, { $set: { tooSmall: { B20: 3 } } });
    const all = await write('check-1');
    expect(readSection(read(all.html), 'rules')).toContain(
      'B20 Surge of the special list – Not examined: Counts too small – –',
    );
    expect(readSummary(all.json).rules.at(-1)).toMatchObject({
      outcome: 'TOO_SMALL',
      findings: null,
      tooSmall: 3,
    });
  });

  it('tells of one committee what was found in each voting method, the most first', async () => {
    const check = makeCheck({ isOfWholeList: false, committees: [KUALA_LUMPUR] });
    const { write, models } = await makeOversight({ check, findings: [], rows: { [KUALA_LUMPUR.code]: 10 } });
    const part = (method: string, rows: number, findings: Readonly<Record<string, number>>) => {
      const _id = `check-1:VOTERS:${KUALA_LUMPUR.code}:${method}`;
      return { _id, check: 'check-1', kind: 'VOTERS', ppln: KUALA_LUMPUR.code, isDone: true, rows, findings, newFindings: {} }; // biome-ignore format: one line
    };
    await models.parts.insertMany([part('TPSLN', 200, { B01: 1, B12: 30 }), part('KSK', 100, { B12: 50 })]);
    const told = readSection(read((await write('check-1')).html), 'committees');
    expect(told).toMatch(/mobile box 50 100 500 polling station 31 200 155 post 0 10 0/);
    expect(told).toContain('B12 Address not recognised 50 30 0');
  });

  it('has something to say where there is nothing to show', async () => {
    const { write } = await makeOversight({ check: makeCheck(), findings: [], rows: ROWS });
    const { html, csv, json } = await write('check-1');
    expect(readSection(read(html), 'findings')).toContain('Nothing was found.');
    expect(readSection(read(html), 'trend')).toContain('This is the first check of this scope.');
    expect(read(csv)).toMatch(/^finding,rule,[a-z_,]+\r\n$/);
    expect(readSummary(json)).toMatchObject({ previous: null, findings: { total: 0 } });
  });

  it('is held against the latest check of the same election and committees that was completed', async () => {
    const at = (day: string, given: object) =>
      makeCheck({
        startedAt: new Date(`2026-${day}T00:00:00Z`),
        finishedAt: new Date(`2026-${day}T20:00:00Z`),
        ...given,
      });
    const before = at('10-01', { _id: 'before', rules: makeRules({ B12: 4, B01: 1 }) });
    const empty = (check: ReturnType<typeof makeCheck>) => ({ check, findings: [], rows: {} });
    const kept = many(2, { firstCheck: 'before' });
    const gone = many(2, { firstCheck: 'before', check: 'before' });
    const { write } = await makeOversight(
      {
        check: before,
        findings: [...gone, makeFinding({ rule: 'B01', firstCheck: 'before', check: 'before' })],
        rows: ROWS,
      },
      empty(at('09-01', { _id: 'long-ago' })),
      empty(at('10-02', { _id: 'of-another-scope', isOfWholeList: false, committees: [JEDDAH] })),
      empty(at('10-03', { _id: 'of-another-election', election: 'PEMILU-2029' })),
      empty(at('10-04', { _id: 'failed', state: 'FAILED' })),
      { check: makeCheck(), findings: [...kept, ...many(3)], rows: ROWS },
    );
    const { html, json } = await write('check-1');

    const { previous, rules } = readSummary(json);
    expect(previous).toEqual({ id: 'before', startedAt: '2026-10-01T00:00:00.000Z', findings: 5 });
    const byCode = new Map(rules.map((rule: { code: string }) => [rule.code, rule]));
    expect(byCode.get('B12')).toMatchObject({ findings: 5, new: 3, previous: { findings: 4, gone: 2 } });
    expect(byCode.get('B01')).toMatchObject({ findings: 0, new: 0, previous: { findings: 1, gone: 1 } });
    expect(readSection(read(html), 'trend')).toMatch(/B12 Address not recognised 4 5 \+ ?1 2 3/);
    expect(readSection(read(html), 'trend')).toMatch(/Before: the check before, 2 October 2026, 03:00 WIB/);
  });

  it('counts as gone what only a check of another scope has seen since, and not what lies outside of its own', async () => {
    const ofKualaLumpur = { isOfWholeList: false, committees: [KUALA_LUMPUR] };
    const before = makeCheck({
      _id: 'before',
      startedAt: new Date('2026-10-01'),
      rules: makeRules({ B12: 3 }),
      ...ofKualaLumpur,
    });
    const between = makeCheck({ _id: 'between', startedAt: new Date('2026-10-02') });
    const { write } = await makeOversight(
      { check: before, findings: many(1, { firstCheck: 'before', check: 'before' }), rows: {} },
      {
        check: between,
        findings: [
          ...many(2, { firstCheck: 'before', check: 'between' }),
          ...many(4, { firstCheck: 'between', check: 'between' }),
          makeFinding({ firstCheck: 'before', check: 'between', ppln: JEDDAH.code }),
        ],
        rows: {},
      },
      { check: makeCheck(ofKualaLumpur), findings: [], rows: {} },
    );
    const { rules } = readSummary((await write('check-1')).json);
    const b12 = rules.find(({ code }: { code: string }) => code === 'B12');
    expect(b12.previous).toEqual({ findings: 3, isOtherVersion: false, gone: 3 });
  });

  it('warns of a check that is not complete, and of one that a later check has followed', async () => {
    const { finishedAt, ...running } = makeCheck({ state: 'RUNNING' });
    const { write, put } = await makeOversight({ check: running, findings: [], rows: {} });
    expect(readSection(read((await write('check-1')).html), 'overview')).toContain(
      'This check is not complete.',
    );
    await put({
      check: makeCheck({ _id: 'later', startedAt: new Date('2027-01-01') }),
      findings: [],
      rows: {},
    });
    const { html, json } = await write('check-1');
    expect(readSection(read(html), 'overview')).toContain('There is a later check.');
    expect(readSummary(json).check.isFollowed).toBe(true);
  });

  it('holds the first findings of each rule and committee, says of how many, and points to all', async () => {
    const findings = [...many(10_400), ...many(30, { rule: 'B02' })];
    const { write } = await makeOversight({ check: makeCheck(), findings, rows: ROWS });
    const { html, csv } = await write('check-1');
    const data = JSON.parse(read(html).match(/id="findings-data">(.*?)<\/script>/)?.[1] ?? '');
    const shown = (rule: string) => data.rows.filter(([code]: string[]) => code === rule).length;
    expect([shown('B02'), shown('B12')]).toEqual([30, 9_970]);
    expect(readSection(read(html), 'findings', 'id')).toContain(
      'memuat 10.000 dari 10.430 temuan: paling banyak 9.970',
    );
    expect(read(csv).split('\r\n')).toHaveLength(10_432);
  });

  it('comes out the same every time', async () => {
    const { write } = await makeOversight({ check: makeCheck(), findings: many(300), rows: ROWS });
    const first = Object.values(await write('check-1')).map(read);
    expect(Object.values(await write('check-1')).map(read)).toEqual(first);
    const ids =
      first[1]
        ?.split('\r\n')
        .slice(1, -1)
        .map((row) => row.slice(0, 22)) ?? [];
    expect(ids).toEqual(ids.toSorted());
  });
});

describe('the files of a report', () => {
  it('are for their owner alone, and replace what was there as a whole', async () => {
    const { write, folder } = await makeOversight({ check: makeCheck(), findings: many(2), rows: ROWS });
    const { html } = await write('check-1');
    await write('check-1');
    expect(readdirSync(dirname(html)).sort()).toEqual(['findings.csv', 'index.html', 'summary.json']);
    expect(statSync(html).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'check-1')).mode & 0o777).toBe(0o700);
  });

  it('stay as they were when the report cannot be made', async () => {
    const { write, models } = await makeOversight({ check: makeCheck(), findings: many(2), rows: ROWS });
    const paths = Object.values(await write('check-1'));
    const before = paths.map(read);
    await models.findings.collection.updateMany({}, { $unset: { evidence: 1 } });
    await expect(write('check-1')).rejects.toThrow();
    expect(paths.map(read)).toEqual(before);
    expect(readdirSync(dirname(paths[0] ?? ''))).toHaveLength(3);
  });

  it('are refused in a sentence where they cannot be', async () => {
    const { models, folder } = await makeOversight({ check: makeCheck(), findings: [], rows: {} });
    await expect(writeReport(models, 'none', folder)).rejects.toThrow(
      "There is no check none in Bawaslu's database.",
    );
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    await expect(writeReport(models, 'check-1', file)).rejects.toThrow(/a-file cannot be made: EEXIST\. Name another place\./); // biome-ignore format: one line
    mkdirSync(join(folder, 'taken', 'index.html'), { recursive: true });
    await expect(writeReport(models, 'check-1', join(folder, 'taken'))).rejects.toThrow();
    expect(readdirSync(join(folder, 'taken'))).toEqual(['findings.csv', 'index.html', 'summary.json']);
  });
});
