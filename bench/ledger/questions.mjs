const ACCESS = `id at consumer { name } purpose purposeWords(language: EN) agreements { id title }
  data { provider { name } recipient { name } onTheWay coordinates { coordinate words(language: EN) } rows persons } summary(language: EN)`;
const PAGE = `nodes { ${ACCESS} } pageInfo { hasNextPage endCursor }`;
const FILTERED = `query ($filter: AccessFilter) { accesses(first: 20, filter: $filter) { ${PAGE} } }`;
const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` so many days ago. */
function daysAgo(days) {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}

/** What a person asks: who read what about me, newest first. */
export const OWN_ACCESSES = {
  name: 'Citizen.accesses, first page, as the person',
  text: `{ me { accesses(first: 20) { ${PAGE} } } }`,
};

/** What a provider's data-protection officer asks. `variables(draw, person)` makes one request's. */
export const OFFICERS_QUESTIONS = [
  {
    name: 'Query.accesses by person',
    text: FILTERED,
    variables: (_, person) => ({ filter: { person } }),
  },
  { name: 'Query.accesses, newest', text: FILTERED, variables: () => ({ filter: {} }) },
  {
    name: 'Query.accesses by consumer',
    text: FILTERED,
    variables: () => ({ filter: { consumer: 'kemlu' } }),
  },
  {
    name: 'Query.accesses by purpose',
    text: FILTERED,
    variables: () => ({ filter: { purpose: 'PLACEMENT_SERVICE' } }),
  },
  {
    name: 'Query.accesses by coordinate and consumer',
    text: FILTERED,
    variables: () => ({ filter: { coordinate: 'Worker.education', consumer: 'dki-jakarta' } }),
  },
  {
    name: 'Query.accesses of a day',
    text: FILTERED,
    variables: (draw) => {
      const day = daysAgo(2 + draw(700));
      return { filter: { period: { from: day, until: day } } };
    },
  },
  {
    name: 'Query.accesses that there are none of, in a month',
    text: FILTERED,
    variables: (draw) => {
      const days = 40 + draw(600);
      return { filter: { consumer: 'hipki', period: { from: daysAgo(days), until: daysAgo(days - 30) } } };
    },
  },
  {
    name: 'Query.accessCounts of a month',
    text: 'query ($period: DateRangeInput!) { accessCounts(period: $period) { day consumer { id } provider { id } purpose count } }',
    variables: (draw) => {
      const days = 40 + draw(10);
      return { period: { from: daysAgo(days), until: daysAgo(days - 30) } };
    },
    isSlowAtFirst: true,
  },
];
