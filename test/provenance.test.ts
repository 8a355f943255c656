import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { RULES } from '../tools/check/rules/rules.ts';
import { readCommittees } from '../tools/generator/committees.ts';
import { readParameters } from '../tools/generator/parameters.ts';
import { schemaFolder } from './project-agreements.ts';

/*
 * Published figures that contradict one another: which one the data follow, and that the other is not lost sight of where
 * the choice matters to a check. A correction of one of these numbers has to be made on purpose.
 */

const parameters = readParameters();
const committees = readCommittees();
const of = (city: string) => committees.find((each) => each.city === city)?.voters;
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe('of two published figures the data follow', () => {
  it.each([
    ['placements of 2023: the first of three', parameters.placementsByYear.values['2023'], 273_747, 297_108],
    [
      'placements of 2024: not the later recount',
      parameters.placementsByYear.values['2024'],
      297_434,
      295_439,
    ],
    ['cases of 2024', parameters.casesPerYear.total, 67_297, undefined],
    ['voters abroad: the list, not "4 million"', parameters.scale.voters, 1_750_474, 4_000_000],
    ['Penang: what fits the sum of the ten largest', of('Penang')?.total, 42_660, 42_560],
    ['Kuala Lumpur: the final list, not the provisional', of('Kuala Lumpur')?.total, 447_258, 491_152],
    ['Hong Kong', of('Hong Kong')?.total, 164_691, 167_691],
    ['Hong Kong by post', of('Hong Kong')?.POS, 162_301, 106_231],
  ])('%s', (_, value, chosen, other) => {
    expect(value).toBe(chosen);
    expect(value).not.toBe(other);
  });

  it('the list of 1,750,474 as the sum of its committees, by sex and by method', () => {
    const total = sum(committees.map(({ voters }) => voters.total));
    expect(total).toBe(parameters.scale.voters);
    expect(sum(committees.map(({ voters }) => voters.F + voters.M))).toBe(total);
    expect(sum(committees.map(({ voters }) => voters.TPSLN + voters.KSK + voters.POS))).toBe(total);
  });

  it('the reading that "1,580 by box" are points: 500 voters to a box is what one in Kuala Lumpur is meant for', () => {
    const { TPSLN, KSK, POS } = of('Kuala Lumpur') ?? { TPSLN: 0, KSK: 0, POS: 0 };
    const { pointCapacity } = parameters;
    expect([TPSLN / 223, KSK / 136, POS / 313].map(Math.round)).toEqual([1_000, 500, 500]);
    expect(pointCapacity).toMatchObject({ TPSLN: 1_000, KSK: 500, POS: 500 });
  });

  it('two committees in one country where one list of risk states names the country and a city of it', () => {
    expect(committees.filter(({ country }) => country === 'AE').map(({ city }) => city)).toEqual([
      'Abu Dhabi',
      'Dubai',
    ]);
  });
});

describe('where a choice was made, the data say so', () => {
  it.each([
    ['the other figure for placements of 2023', parameters.placementsByYear.grade, '297,108'],
    ['both bases of the second list of Kuala Lumpur', parameters.addressUnrecognised.grade, '.20 to .86'],
    ['that people abroad are counted in several ways', parameters.scale.grade, '2.3 to 9 million'],
    ['that the norm of a point is arithmetic', parameters.pointCapacity.grade, 'D;'],
  ])('%s', (_, grade, said) => {
    expect(grade).toContain(said);
  });

  it('half of the addresses of Kuala Lumpur, between the two bases', () => {
    expect(parameters.addressUnrecognised.values['KBRI-KUALA-LUMPUR']).toBe(0.5);
  });
});

describe('counts in the graph', () => {
  const schema = buildSchema(readFileSync(join(schemaFolder, 'supergraph.graphql'), 'utf8'), {
    assumeValidSDL: true,
  });

  it('say when they were made, and whose they are', () => {
    const unsaid: string[] = [];
    let tables = 0;
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!/^\[?StatisticsTable/.test(String(field.type))) continue;
        tables += 1;
        if (!field.description?.includes('Source: ')) unsaid.push(`${type.name}.${field.name}`);
      }
    }
    expect(tables).toBeGreaterThan(10);
    expect(unsaid).toEqual([]);
    const table = schema.getType('StatisticsTable');
    expect(isObjectType(table) && Object.keys(table.getFields())).toContain('asOf');
  });

  it('are what B18 and B20 are decided by, so that rows about persons are not', () => {
    const byCounts = RULES.filter(({ about }) => about === 'POLLING_POINT' || about === 'COMMITTEE');
    expect(byCounts.map(({ code }) => code)).toEqual(['B18', 'B20']);
  });
});
