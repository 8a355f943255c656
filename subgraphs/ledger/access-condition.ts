import { trusted } from 'mongoose';
import { ALL_ROWS, allOf, anyOf, type Condition, isEqual, isOneOf, NO_ROWS } from '../shared/condition.ts';
import { badInput } from '../shared/errors.ts';
import {
  equals,
  type FilterRules,
  readFilter,
  readText,
  withinDaysOfInstants,
} from '../shared/filter-input.ts';
import type { AccessScope } from './access-scope.ts';
import { JAKARTA_OFFSET } from './jakarta-time.ts';

/** `AccessFilter`, after coercion. */
export interface AccessFilter {
  readonly provider?: string | null;
  readonly coordinate?: string | null;
  readonly person?: string | null;
}

/** What entries are looked for. */
export interface AccessSearch {
  readonly scope: AccessScope;
  /** The person whose list it is; absent for a list of everything in the scope. */
  readonly person?: string | undefined;
  readonly filter?: AccessFilter | null | undefined;
  /** Ids of all agencies and groups that can be providers. */
  readonly providers: readonly string[];
  /** `YYYY-MM-DD` in Jakarta. */
  readonly today: string;
}

const COORDINATE = /^[A-Za-z]\w*\.[A-Za-z]\w*$/;

/**
 * Gives the condition for the entries of a search. Its first part is one that an index of the entries answers in the
 * order of time: `provider/person` for a person, `provider` for everything else.
 *
 * Whoever asks about themself finds nothing of an investigation before its day; providers' officers do.
 *
 * @throws GraphQLError `BAD_USER_INPUT` that names the field
 */
export function accessCondition(search: AccessSearch): Condition {
  const { scope, filter, providers, today } = search;
  const persons = known([scope.person, search.person, filter?.person]);
  const single = known([scope.provider, filter?.provider && readText(filter.provider, 'filter.provider')]);
  if (persons.length > 1 || single.length > 1) return NO_ROWS;
  const [person] = persons;
  const holders = single.length > 0 ? single : providers;
  const rules: FilterRules = {
    consumer: equals('agency'),
    purpose: equals('purpose'),
    period: withinDaysOfInstants('at', JAKARTA_OFFSET),
    // Read above.
    person: { read: () => ALL_ROWS },
    provider: { read: () => ALL_ROWS },
    coordinate: { read: (value, field) => gaveCoordinate(readCoordinate(value, field), holders, person) },
  };
  return allOf([
    person === undefined ? isOneOf('providers', holders) : isOneOf('about', aboutPerson(holders, person)),
    scope.person === undefined ? ALL_ROWS : { shownFrom: trusted({ $lte: today }) },
    readFilter(rules, filter),
  ]);
}

function known(values: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined))];
}

function aboutPerson(holders: readonly string[], person: string): readonly string[] {
  return holders.map((holder) => `${holder}/${person}`);
}

function readCoordinate(value: unknown, field: string): string {
  const text = readText(value, field);
  if (!COORDINATE.test(text)) throw badInput(field, 'a schema coordinate, for example Citizen.nik');
  return text;
}

/**
 * One of these providers gave the coordinate. The list of coordinates alone does not say whose they were, so that it
 * would tell one provider's officer what another gave: the text does, and canonical JSON has one form for it.
 */
function gaveCoordinate(
  coordinate: string,
  holders: readonly string[],
  person: string | undefined,
): Condition {
  const gave = holders.map((holder) =>
    allOf([
      person === undefined ? ALL_ROWS : isEqual('about', `${holder}/${person}`),
      { text: trusted({ $regex: disclosurePattern(coordinate, holder) }) },
    ]),
  );
  return allOf([isEqual('coordinates', coordinate), anyOf(gave)]);
}

function disclosurePattern(coordinate: string, provider: string): string {
  const [field, holder] = [coordinate, provider].map(escapePattern);
  return `\\{"coordinates":\\[[^\\]]*"${field}"[^\\]]*\\],"persons":\\d+,"provider":"${holder}"`;
}

/** Writes a text so that a pattern takes it letter for letter, whatever stands in it. */
function escapePattern(text: string): string {
  return text.replace(/[^\w-]/gu, (letter) => `\\x{${letter.codePointAt(0)?.toString(16)}}`);
}
