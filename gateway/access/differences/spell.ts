import type { Holder, LegalBasis, Limits, Mask, Stage } from '../agreement.ts';

/** Writes the id of an agency or group as a name: `bawaslu` as Bawaslu, `dki-jakarta` as DKI Jakarta, `kp2mi` as KP2MI. */
export function spellAgency(id: string): string {
  const words = id
    .split('-')
    .map((word) =>
      word.length <= 3 || /\d/.test(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1),
    );
  return words.join(' ');
}

/** Who of an agency has what a clause gives. */
export function spellHolder(consumer: string, holder: Holder): string {
  const name = spellAgency(consumer);
  if (holder === 'agency') return name;
  return holder === 'unit' ? `A unit of ${name}` : `The subgraph of ${name}`;
}

/** How a field is given, after its name; empty for one that is given whole. */
export function spellMask(mask: Mask | null): string {
  return mask === null ? '' : ` masked to ${MASK_WORDS[mask]}`;
}

const MASK_WORDS: Readonly<Record<Mask, string>> = {
  nik4: 'the first four digits',
  last3: 'the last three characters',
  last4: 'the last four characters',
  passport: 'the first character and the last two',
  year: 'the year',
  yearMonth: 'year and month',
  ageOnPollingDay: 'the age on polling day',
  regency: 'the regency',
  district: 'the district',
  city: 'the city',
  band: 'a band',
  everMarried: 'whether ever married',
  placed: 'whether placed',
  placementState: 'the state of the placement',
  thirdPartiesRedacted: 'what is not about third parties',
  countPerPollingPoint: 'a count for each polling point',
};

/** A law or signed text as one would cite it. */
export function spellBasis({ instrument, number, date, article }: LegalBasis): string {
  const details = [number, date && `of ${date}`, article && `article ${article}`].filter(Boolean);
  return details.length > 0 ? `${quote(instrument)} (${plain(details.join(', '))})` : quote(instrument);
}

/** Stages with their days. */
export function spellStages(stages: readonly Stage[]): string {
  const spelt = stages.map(({ name, from, until }) => `${quote(name)} (${from} to ${until})`);
  return spelt.length > 0 ? `only during ${list(spelt)}` : 'on no day';
}

/** Limits as bounds. */
export function spellLimits({ pageSize, personsPerRequest, requestsPerMinute }: Limits): string {
  const bounds = [
    ...(pageSize === undefined ? [] : [`${count(pageSize, 'row')} on a page`]),
    ...(personsPerRequest === undefined ? [] : [`${count(personsPerRequest, 'person')} in a request`]),
    ...(requestsPerMinute === undefined
      ? []
      : [`${count(requestsPerMinute, 'request')} a minute by one officer`]),
  ];
  return `at most ${list(bounds)}`;
}

const UNITS: Readonly<Record<string, string>> = { Y: 'year', M: 'month', W: 'week', D: 'day' };

/** An ISO 8601 duration in years, months, weeks and days, in words. */
export function spellDuration(duration: string): string {
  const parts = [...duration.matchAll(/(\d+)([YMWD])/g)];
  return parts.length > 0
    ? list(parts.map(([, number, unit = '']) => count(Number(number), UNITS[unit] ?? unit)))
    : plain(duration);
}

/** `a`, `a and b`, `a, b and c`. */
export function list(texts: readonly string[], and = 'and'): string {
  if (texts.length < 2) return texts[0] ?? '';
  return `${texts.slice(0, -1).join(', ')} ${and} ${texts.at(-1)}`;
}

/** Names of the schema, each between backticks. */
export function code(names: readonly string[]): string {
  return list(names.map((name) => `\`${plain(name)}\``));
}

/** A number of things. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** A text of a file between quotation marks. */
export function quote(text: string): string {
  return `"${plain(text)}"`;
}

/** A text of a file without what would steer a terminal, end a line or turn the direction of reading. */
export function plain(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
}
