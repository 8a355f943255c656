import type { Rule } from './rules/rule.ts';

/** The operations of a check: unions of what its rules need. A text is undefined when no rule needs it. */
export interface Operations {
  /** The election and all committees, with what rules about voters need of them. */
  readonly list: string;
  /** Rows of the voter list: `$first`, `$after`, `$filter`. */
  readonly voters: string | undefined;
  /** Workers abroad: `$first`, `$after`, `$pollingDay`. */
  readonly workers: string | undefined;
  /** One committee, with its polling points: `$code`. */
  readonly committee: string | undefined;
}

/** The number of rows to go through: `$filter`. */
export const COUNT_OPERATION =
  'query CheckCount($filter: VoterFilter) { voters(first: 1, filter: $filter) { totalCount } }';

const PAGE = 'pageInfo { hasNextPage endCursor }';

/** What a rule needs of one type. */
interface Fragment {
  readonly name: string;
  readonly selection: string;
}

/**
 * Writes the operations of some rules. What a rule needs is a fragment of its code, so that adding a rule is adding a
 * file. Pure.
 */
export function writeOperations(rules: readonly Rule[]): Operations {
  const ofRow: Fragment[] = [];
  const ofRowsCommittee: Fragment[] = [];
  const ofWorker: Fragment[] = [];
  const ofCommittee: Fragment[] = [];
  const ofPoint: Fragment[] = [];
  for (const rule of rules) {
    const name = rule.code;
    if (rule.about === 'VOTER') {
      ofRow.push({ name, selection: rule.voter });
      // The points are told to who may see the whole list, and to nobody else.
      if (rule.needsWholeList) ofPoint.push({ name, selection: 'code' });
      if (rule.committee !== undefined) ofRowsCommittee.push({ name, selection: rule.committee });
    }
    if (rule.about === 'WORKER') {
      ofWorker.push({ name, selection: rule.worker });
      // Of those who have a row, only workers have to be noted.
      ofRow.push({ name, selection: 'citizen { worker { placementState } }' });
    }
    if (rule.about === 'COMMITTEE') ofCommittee.push({ name, selection: rule.committee });
    if (rule.about === 'POLLING_POINT') ofPoint.push({ name, selection: rule.point });
  }
  const hasCommittee = ofCommittee.length + ofPoint.length > 0;
  return {
    list: `query CheckList { elections { code name pollingDay listFixedOn }
  pplnList { code name city country { code } methods { method points capacity } ${spread(ofRowsCommittee)} } }
${define('Ppln', ofRowsCommittee)}`,
    voters: ofRow.length === 0 ? undefined : writeVoters(ofRow),
    workers: ofWorker.length === 0 ? undefined : writeWorkers(ofWorker),
    committee: hasCommittee ? writeCommittee(ofCommittee, ofPoint) : undefined,
  };
}

function writeVoters(fragments: readonly Fragment[]): string {
  return `query CheckVoters($first: Int!, $after: String, $filter: VoterFilter!) {
  voters(first: $first, after: $after, filter: $filter) { nodes { id citizen { id } ${spread(fragments)} } ${PAGE} } }
${define('Voter', fragments)}`;
}

function writeWorkers(fragments: readonly Fragment[]): string {
  const definitions = define('Worker', fragments);
  // A variable that is not used is an error.
  const pollingDay = definitions.includes('$pollingDay') ? ', $pollingDay: Date!' : '';
  return `query CheckWorkers($first: Int!, $after: String${pollingDay}) {
  workers(first: $first, after: $after, filter: { placementStateIn: [ACTIVE] }) { nodes { citizen { id } placementState
    placements { destinationCountry { code } returnMonth } ${spread(fragments)} } ${PAGE} } }
${definitions}`;
}

function writeCommittee(ofCommittee: readonly Fragment[], ofPoint: readonly Fragment[]): string {
  const points = ofPoint.length === 0 ? '' : ` pollingPoints { code ${spread(ofPoint)} }`;
  return `query CheckCommittee($code: ID!) { ppln(code: $code) { code ${spread(ofCommittee)}${points} } }
${define('Ppln', ofCommittee)}
${define('PollingPoint', ofPoint)}`;
}

function spread(fragments: readonly Fragment[]): string {
  return fragments.map(({ name }) => `...${name}`).join(' ');
}

function define(type: string, fragments: readonly Fragment[]): string {
  return fragments.map(({ name, selection }) => `fragment ${name} on ${type} { ${selection} }`).join('\n');
}
