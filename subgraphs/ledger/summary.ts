import type { AccessDisclosure, AccessRow } from './access-row.ts';
import { tellInstant } from './jakarta-time.ts';
import type { Language, WordList, Words } from './words-document.ts';

/** Fields that a sentence names of one provider at most; the others are counted. */
const MAX_FIELDS = 12;

/** Words of sentences, and how they are put together. */
interface Grammar {
  readonly and: string;
  /** Between the last of three or more. */
  readonly lastOfMany: string;
  readonly more: (count: number) => string;
  /** For fields without words. */
  readonly other: string;
  readonly own: string;
  readonly unit: (unit: string) => string;
  readonly readOwn: (what: string) => string;
  readonly read: (what: string, persons: number) => string;
  readonly from: (source: string) => string;
  /** Of a person of whom nothing was read but that they are there. */
  readonly found: (sources: string) => string;
  readonly handedOn: (what: string, whose: string, persons: number | undefined, recipient: string) => string;
  readonly asked: string;
  readonly forThat: string;
  readonly purpose: (sentence: string) => string;
  readonly agreements: (ids: readonly string[], joined: string) => string;
}

const persons = (count: number) => (count === 1 ? 'one person' : `${count} persons`);

const GRAMMARS: Readonly<Record<Language, Grammar>> = {
  EN: {
    and: ' and ',
    lastOfMany: ' and ',
    more: (count) => `${count} more`,
    other: 'other data',
    own: 'you, or somebody with your login,',
    unit: (unit) => ` (${unit})`,
    readOwn: (what) => `your ${what}`,
    read: (what, count) => (count === 0 ? `the ${what}` : `the ${what} of ${persons(count)}`),
    from: (source) => ` from ${source}`,
    found: (sources) => `found you in ${sources}`,
    handedOn: (what, whose, count, recipient) =>
      count === undefined
        ? `your ${what} was handed on from ${whose} to ${recipient}`
        : `the ${what}${count === 0 ? '' : ` of ${persons(count)}`} was handed on from ${whose} to ${recipient}`,
    asked: 'asked a question',
    forThat: 'for that, ',
    purpose: lowerFirst,
    agreements: (ids, joined) => (ids.length === 1 ? `agreement ${joined}` : `agreements ${joined}`),
  },
  ID: {
    and: ' dan ',
    lastOfMany: ', dan ',
    more: (count) => `${count} lainnya`,
    other: 'data lain',
    own: 'Anda, atau seseorang dengan akun Anda,',
    unit: (unit) => ` (${unit})`,
    readOwn: (what) => `${what} Anda`,
    read: (what, count) => (count === 0 ? what : `${what} milik ${count} orang`),
    from: (source) => ` dari ${source}`,
    found: (sources) => `menemukan Anda dalam ${sources}`,
    handedOn: (what, whose, count, recipient) =>
      `${what}${count === undefined ? ' Anda' : count === 0 ? '' : ` milik ${count} orang`} diteruskan dari ${whose} kepada ${recipient}`,
    asked: 'mengajukan pertanyaan',
    forThat: 'untuk itu ',
    purpose: lowerFirst,
    agreements: (_, joined) => `kesepakatan ${joined}`,
  },
};
const READ: Words = { EN: 'read', ID: 'membaca' };

/**
 * Tells an access as one sentence that a citizen understands: when, who, what of whose data, what for, and under which
 * agreement.
 *
 * @param agreements ids of those under which it was given
 */
export function summarise(
  row: AccessRow,
  agreements: readonly string[],
  words: WordList,
  language: Language,
): string {
  const grammar = GRAMMARS[language];
  const { disclosures, unit } = row.content();
  const given = disclosures.filter(({ recipient }) => recipient === row.agency);
  const handedOn = disclosures.filter(({ recipient }) => recipient !== row.agency);
  const isThemself = row.isOwn && row.agency === 'citizen';
  const who = isThemself
    ? grammar.own
    : `${tellAgency(row.agency, words, language)}${unit === null ? '' : grammar.unit(unit)}`;
  const isFound = (each: AccessDisclosure) => row.isOwn && !isThemself && tellsOnlyWays(each, words);
  const found = given.filter(isFound).map((each) => tellSource(each.provider, words, language));
  const read = given
    .filter((each) => !isFound(each))
    .map((each) => {
      const what = tellFields(each, words, language);
      const told = row.isOwn ? grammar.readOwn(what) : grammar.read(what, each.persons);
      return `${told}${grammar.from(tellSource(each.provider, words, language))}`;
    });
  const done = [
    ...(read.length > 0 ? [`${READ[language]} ${joinPhrases(read, grammar)}`] : []),
    ...(found.length > 0 ? [grammar.found(joinPhrases(found, grammar))] : []),
  ];
  const moment = `${tellInstant(row.at, language)}${language === 'ID' ? ',' : ''}`;
  const parts = [`${moment} ${who} ${done.length === 0 ? grammar.asked : done.join(grammar.lastOfMany)}`];
  const purpose = words.purposes.get(row.purpose)?.[language];
  if (purpose) parts.push(`, ${grammar.purpose(purpose.replace(/\.$/, ''))}`);
  if (agreements.length > 0) {
    parts.push(` (${grammar.agreements(agreements, joinPhrases(agreements, grammar))})`);
  }
  if (handedOn.length > 0) {
    const told = handedOn.map((each) =>
      grammar.handedOn(
        tellFields(each, words, language),
        tellSource(each.provider, words, language),
        row.isOwn ? undefined : each.persons,
        tellAgency(each.recipient, words, language),
      ),
    );
    parts.push(`; ${grammar.forThat}${joinPhrases(told, grammar)}`);
  }
  return `${parts.join('')}.`;
}

/** An agency as the subject of a sentence. */
function tellAgency(id: string, { agencies, names }: WordList, language: Language): string {
  return agencies.get(id)?.[language] ?? names.get(id) ?? id;
}

function tellSource(id: string, words: WordList, language: Language): string {
  return words.sources.get(id)?.[language] ?? tellAgency(id, words, language);
}

/**
 * The fields of a disclosure, each phrase once. Ways to other fields are named only where there is nothing else, and what
 * has no words, reference data for one, only as other data.
 */
function tellFields({ coordinates }: AccessDisclosure, words: WordList, language: Language): string {
  const known = coordinates.filter((coordinate) => words.fields.has(coordinate));
  const told = known.filter((coordinate) => !words.ways.has(coordinate));
  const phrases = new Set(
    (told.length > 0 ? told : known).map((coordinate) => words.fields.get(coordinate)?.[language] ?? ''),
  );
  const grammar = GRAMMARS[language];
  if (phrases.size === 0) return grammar.other;
  const rest = phrases.size - MAX_FIELDS;
  const named = [...phrases].slice(0, MAX_FIELDS);
  return joinPhrases(rest > 0 ? [...named, grammar.more(rest)] : named, grammar);
}

/** True where nothing was given but the way to other fields, which says that somebody is there. */
function tellsOnlyWays({ coordinates }: AccessDisclosure, { fields, ways }: WordList): boolean {
  const known = coordinates.filter((coordinate) => fields.has(coordinate));
  return known.length > 0 && known.every((coordinate) => ways.has(coordinate));
}

function joinPhrases(phrases: readonly string[], { and, lastOfMany }: Grammar): string {
  if (phrases.length <= 2) return phrases.join(and);
  return `${phrases.slice(0, -1).join(', ')}${lastOfMany}${phrases.at(-1)}`;
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
