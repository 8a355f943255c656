import { type CanonicalValue, writeCanonicalJson } from '../canonical-json.ts';

/**
 * The texts that are entries, as a regular expression: one reading tells that the JSON is canonical, that every field
 * is there and has its form, and that there is no other. Lists and texts cannot run into one another, so that a text
 * that is no entry is refused in a time that grows with its length alone.
 */

/** What the chain of an entry needs to know of it. Texts have no escapes in them. */
export interface ReadEntry {
  readonly chain: string;
  readonly previous: string;
  readonly sequence: number;
  readonly time: string;
  /** Of an operation that disclosed something, what it is found by, each in canonical JSON. */
  readonly disclosing: Disclosing | undefined;
}

/** Fields of an operation, as they are written. */
export interface Disclosing {
  readonly agency: string;
  readonly disclosures: string;
  readonly persons: string;
  readonly purpose: string;
  readonly shownFrom: string;
}

const HASH = '"[0-9a-f]{64}"';
/** Any text as canonical JSON writes it: what needs no escape has none, the rest the shortest. */
const TEXT =
  '"[^"\\\\\\u0000-\\u001f]*(?:\\\\(?:["\\\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))[^"\\\\\\u0000-\\u001f]*)*"';
const AGENCY = '"[a-z][a-z0-9-]{0,62}"';
const CODE = '"[A-Z][A-Z_]{0,62}"';
const COORDINATE = '"[_A-Za-z]\\w*(?:\\.[_A-Za-z]\\w*(?:\\([_A-Za-z]\\w*:\\))?)?"';
const COUNT = '(?:0|[1-9]\\d{0,14})';
const PLACE = '[1-9]\\d{0,11}';
const TIME = '\\d{4}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d\\.\\d{3}Z';
const DAY = '"\\d{4}-[01]\\d-[0-3]\\d"';
const AGREEMENT_ID = '"[A-Za-z0-9][A-Za-z0-9._-]*"';
const CLAUSE_ID = '"[a-z0-9][a-z0-9-]{0,62}"';

const AGREEMENTS = listOf(`\\{"clauses":${listOf(CLAUSE_ID)},"id":${AGREEMENT_ID},"version":${HASH}\\}`);
const ASKED = `"operation":\\{"hash":${orNull(HASH)},"name":${orNull('"[_A-Za-z]\\w*"')}\\}`;
const PLANNED = `\\{"coordinates":${listOf(COORDINATE)},"provider":${AGENCY},"recipient":${AGENCY}\\}`;
const DISCLOSED =
  `\\{"coordinates":${listOf(COORDINATE)},"persons":${COUNT},"provider":${AGENCY},"recipient":${AGENCY},` +
  `"rows":${COUNT},"who":${listOf(`\\[${COUNT},${PLACE}\\]`)}\\}`;
const OFFICER = '"[A-Za-z0-9_-]{43}"';
const POLICY = '"[0-9a-f]{16}"';
const REQUEST = '"[^"\\\\\\u0000-\\u001f]+"';

/** By `kind`, the fields of each in the order of canonical JSON. */
const EVENTS = {
  operation:
    `\\{"agency":(${AGENCY}),"agreements":${AGREEMENTS},"decision":"(?:given|given-in-part|refused|undecided)",` +
    `"denied":${listOf(`\\{"code":${CODE},"coordinate":${COORDINATE}\\}`)},"disclosures":(${listOf(DISCLOSED)}),` +
    `"durationMs":${COUNT},"intent":${orNull(PLACE)},"kind":"operation","officer":${OFFICER},${ASKED},` +
    `"outcome":\\{"codes":${listOf(CODE)},"status":[1-5]\\d\\d\\},"persons":(${listOf('"[A-Za-z0-9_-]{22}"')}),` +
    `"policy":${POLICY},"purpose":(${orNull(CODE)}),"request":${REQUEST},"shownFrom":(${orNull(DAY)}),` +
    `"supergraph":${HASH},"unit":${orNull(TEXT)}\\}`,
  intent:
    `\\{"agency":${AGENCY},"agreements":${AGREEMENTS},"disclosures":${listOf(PLANNED)},"kind":"intent",` +
    `"officer":${OFFICER},${ASKED},"policy":${POLICY},"purpose":${orNull(CODE)},"request":${REQUEST},` +
    `"supergraph":${HASH},"unit":${orNull(TEXT)}\\}`,
  opened: `\\{"kind":"opened","reason":"(?:started|recovered)","refused":${COUNT}\\}`,
  agreement:
    `\\{"agreement":${AGREEMENT_ID},"before":${orNull(HASH)},` +
    '"change":"(?:took-effect|changed|suspended|ended|expired|removed)",' +
    `"differences":${listOf(TEXT)},"kind":"agreement","version":${orNull(HASH)}\\}`,
  'turned-away':
    `\\{"codes":\\{(?:${CODE}:${PLACE}(?:,${CODE}:${PLACE})*)?\\},"from":"${TIME}","kind":"turned-away",` +
    `"until":"${TIME}"\\}`,
} as const;

const ENTRY = new RegExp(
  `^\\{"chain":"([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)","event":(${Object.values(EVENTS).join('|')}),` +
    `"previous":"([0-9a-f]{64})","sequence":(${PLACE}),"time":"(${TIME})","version":1\\}$`,
);

/** Reads the text of an entry; undefined when it is none, or not canonical. Pure. */
export function readEntry(text: string): ReadEntry | undefined {
  const found = ENTRY.exec(text);
  if (found === null) return undefined;
  const [, chain = '', event = '', agency = '', disclosures, persons = '', purpose = '', shownFrom = ''] =
    found;
  const { 8: previous = '', 9: sequence, 10: time = '' } = found;
  if (event.startsWith('{"codes"') && !hasOrder(event)) return undefined;
  const isDisclosing = disclosures !== undefined && disclosures !== '[]';
  return {
    chain,
    previous,
    sequence: Number(sequence),
    time,
    disclosing: isDisclosing ? { agency, disclosures, persons, purpose, shownFrom } : undefined,
  };
}

/** Says in words why a text is no entry. For people: slower than `readEntry`. Pure. */
export function explainNoEntry(text: string): string {
  let value: CanonicalValue;
  try {
    value = JSON.parse(text) as CanonicalValue;
  } catch {
    return 'it is no JSON';
  }
  const isCanonical = isWrittenAs(value, text);
  return isCanonical ? 'a field is missing, unknown, or not of its form' : 'its JSON is not canonical';
}

function isWrittenAs(value: CanonicalValue, text: string): boolean {
  try {
    return writeCanonicalJson(value) === text;
  } catch {
    return false;
  }
}

/** The one place where names are not given by the grammar: the codes of those turned away. */
function hasOrder(event: string): boolean {
  return isWrittenAs(JSON.parse(event) as CanonicalValue, event);
}

function listOf(item: string): string {
  return `\\[(?:${item}(?:,${item})*)?\\]`;
}

function orNull(pattern: string): string {
  return `(?:null|${pattern})`;
}
