/* How a finding is told: texts alone are put into the page, whatever stands in the data. */

/** @typedef {Readonly<Record<Language, string>>} Both */
/** @typedef {readonly [rule: string, place: string, country: string, state: string, subject: string, reference: string, evidence: string, isNew: 0 | 1]} Finding */
/**
 * @typedef {object} FindingsData
 * @property {readonly Finding[]} rows
 * @property {Readonly<Record<string, number>>} found
 * @property {Readonly<Record<string, string>>} cities
 * @property {Readonly<Record<string, Both>>} countries
 * @property {Readonly<Record<string, Both>>} rules
 * @property {Readonly<Record<string, Both>>} states
 * @property {Readonly<Record<string, Both>>} subjects
 * @property {Readonly<Record<string, Both>>} evidence
 * @property {Readonly<Record<string, Both>>} values
 */

/** A word in the language of the page; the code where there is none. @param {Readonly<Record<string, Both>>} words @param {string} code */
function wordFor(words, code) {
  return Object.hasOwn(words, code) ? (words[code]?.[currentLanguage()] ?? code) : code;
}

/** @param {string} tag @param {string} className @param {...(string | Node)} contents */
function element(tag, className, ...contents) {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...contents);
  return made;
}

/** The city of a committee, or the country where no committee is known. @param {FindingsData} data @param {Finding} finding */
function nameOfPlace(data, [, place, country]) {
  return (
    (Object.hasOwn(data.cities, place) ? data.cities[place] : undefined) ?? wordFor(data.countries, country)
  );
}

/** A value of evidence in words. @param {FindingsData} data @param {string} code @param {string} value */
function describeValue(data, code, value) {
  const locale = LOCALES[currentLanguage()];
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) {
    const month = new Date(`${value}-01T00:00:00Z`);
    return month.toLocaleDateString(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  }
  if (code === 'country' && /^[A-Z]{2}$/.test(value)) {
    return new Intl.DisplayNames(locale, { type: 'region', style: 'short' }).of(value) ?? value;
  }
  if (/^\d{1,15}$/.test(value)) return formatNumber(Number(value));
  return wordFor(data.values, value);
}

/** One code of evidence with its value; a token is a button that looks for its equals. @param {FindingsData} data @param {string} pair */
function describeFact(data, pair) {
  const [code = '', value = ''] = pair.split('=').map(decodeURIComponent);
  const name = element('span', '', wordFor(data.evidence, code));
  if (code !== 'token') return element('span', 'fact', name, ' ', describeValue(data, code, value));
  const token = element('button', 'token id', `${value.slice(0, 8)}…`);
  token.setAttribute('type', 'button');
  token.dataset.token = value;
  token.title = value;
  return element('span', 'fact', name, ' ', token);
}

/** A row of the table, or a card where it is narrow. @param {FindingsData} data @param {Finding} finding @param {readonly string[]} labels */
function drawFinding(data, finding, labels) {
  const [rule, , country, state, subject, reference, evidence, isNew] = finding;
  const hasCountry = nameOfPlace(data, finding) !== wordFor(data.countries, country);
  const facts = evidence === '' ? ['–'] : evidence.split(';').map((pair) => describeFact(data, pair));
  const news = isNew === 1 ? [element('span', 'new', currentLanguage() === 'en' ? 'new' : 'baru')] : [];
  const cells = [
    [element('span', 'code', rule), ' ', wordFor(data.rules, rule)],
    [
      nameOfPlace(data, finding),
      ...(hasCountry ? [' ', element('span', 'place', wordFor(data.countries, country))] : []),
    ],
    [element('span', 'subject', wordFor(data.subjects, subject)), element('span', 'id', reference)],
    facts,
    [element('span', 'state', wordFor(data.states, state), ...news)],
  ];
  const row = element('tr', '');
  row.setAttribute('role', 'row');
  for (const [at, contents] of cells.entries()) {
    const cell = element(
      'td',
      '',
      element('span', 'label', labels[at] ?? ''),
      element('div', '', ...contents),
    );
    cell.setAttribute('role', 'cell');
    row.append(cell);
  }
  return row;
}
