import { isEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { EVIDENCE_WORDS, VALUE_WORDS } from '../tools/check/report/evidence-words.ts';
import {
  CHECK_STATE_WORDS,
  OUTCOME_WORDS,
  STATE_WORDS,
  SUBJECT_WORDS,
} from '../tools/check/report/state-words.ts';
import { type Both, RULE_WORDS } from '../tools/check/report/words.ts';
import { RULES } from '../tools/check/rules/rules.ts';
import { policy } from './setup/project-views.ts';

const { graph } = policy;

/** What the check writes into evidence, by rule: the list that both sides keep. */
const EVIDENCE: Readonly<Record<string, readonly string[]>> = {
  B01: ['age'],
  B02: ['repatriatedMonth'],
  B03: ['token', 'rows', 'committees'],
  B04: ['token', 'rows'],
  B05: ['token', 'rows', 'persons'],
  B08: ['returnedMonth'],
  B09: ['country'],
  B11: ['method', 'addressQuality', 'reason'],
  B12: ['addressQuality'],
  B13: ['token', 'rows'],
  B14: ['nikState'],
  B18: ['method', 'voters', 'capacity'],
  B19: ['letters'],
  B20: ['dpt', 'dpk'],
};
const ENUMS = ['AddressQuality', 'VotingMethod', 'NikState'].map((name) => graph.apiSchema.getType(name));
const VALUES = ['NO_DELIVERABLE_ADDRESS', 'NO_MOBILE_BOX'].concat(
  ENUMS.flatMap((type) => (isEnumType(type) ? type.getValues().map(({ name }) => name) : [])),
);

const sentences: readonly (readonly [string, Both])[] = [
  ...[...RULE_WORDS].flatMap(([code, { finds, meaning }]) => [
    [code, finds] as const,
    [code, meaning] as const,
  ]),
  ...[...EVIDENCE_WORDS].map(([code, { meaning }]) => [code, meaning] as const),
  ...[...Object.entries(STATE_WORDS), ...Object.entries(OUTCOME_WORDS)].map(
    ([code, { meaning }]) => [code, meaning] as const,
  ),
];
const names: readonly (readonly [string, Both])[] = [
  ...[...RULE_WORDS].map(([code, { name }]) => [code, name] as const),
  ...[...EVIDENCE_WORDS].map(([code, { name }]) => [code, name] as const),
  ...VALUE_WORDS,
  ...[...Object.entries(STATE_WORDS), ...Object.entries(OUTCOME_WORDS)].map(
    ([code, { name }]) => [code, name] as const,
  ),
  ...Object.entries(CHECK_STATE_WORDS),
  ...Object.entries(SUBJECT_WORDS),
];
/** Words that both languages have. */
const SHARED = ['NIK', 'DPT', 'DPK', 'TPSLN'];

describe('the words of the report', () => {
  it('are there for every rule of the check, and for no other', () => {
    expect([...RULE_WORDS.keys()]).toEqual(RULES.map(({ code }) => code));
    expect(RULE_WORDS.size).toBe(20);
  });

  it('are there for every code of evidence, and for no other', () => {
    expect([...EVIDENCE_WORDS.keys()].toSorted()).toEqual(
      [...new Set(Object.values(EVIDENCE).flat())].toSorted(),
    );
  });

  it('are there for every value that is a code', () => {
    expect([...VALUE_WORDS.keys()].toSorted()).toEqual(VALUES.toSorted());
  });

  it('are sentences in both languages where something is explained', () => {
    for (const [code, { id, en }] of sentences) {
      for (const text of [id, en]) expect(text, code).toMatch(/^\p{Lu}.{14,}[.]$/u);
      expect(id, code).not.toBe(en);
    }
  });

  it('are short in both languages where something is named', () => {
    for (const [code, { id, en }] of names) {
      for (const text of [id, en]) expect(text, code).toMatch(/^\S.{0,30}[^\s.]$/);
      if (!SHARED.includes(id)) expect(id.toLowerCase(), code).not.toBe(en.toLowerCase());
    }
  });

  it('say of an expired passport that it is no ground for removal, and of B07 and B15 that nobody was examined', () => {
    expect(RULE_WORDS.get('B17')?.meaning.en).toContain('no ground for taking a voter off the list');
    expect(RULE_WORDS.get('B17')?.meaning.id).toContain('bukan alasan mengeluarkan pemilih');
    for (const code of ['B07', 'B15']) {
      expect(RULE_WORDS.get(code)?.meaning.en).toContain('No agency in the graph holds the data');
      expect(RULE_WORDS.get(code)?.meaning.id).toContain('Tidak ada instansi dalam jaringan ini');
    }
  });
});
