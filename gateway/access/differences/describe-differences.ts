import type { ClauseParties, ClauseTerms, Detail, Difference, SingleTerms } from './difference.ts';
import {
  code,
  list,
  plain,
  quote,
  spellAgency,
  spellBasis,
  spellDuration,
  spellHolder,
  spellLimits,
  spellMask,
  spellStages,
} from './spell.ts';
import { spellRows, spellRule, spellRuleOf } from './spell-rows.ts';

/** Tells what two agreements differ in, one sentence each, in the order of the differences. Pure. */
export function describeDifferences(differences: readonly Difference[]): readonly string[] {
  return differences.map(describe);
}

function describe(difference: Difference): string {
  switch (difference.kind) {
    case 'agreement':
      return describeAgreement(difference);
    case 'detail':
      return describeDetail(difference.part, plain(difference.before), plain(difference.after));
    case 'basis':
      return `It ${difference.change === 'gained' ? 'rests on' : 'no longer rests on'} ${spellBasis(difference.basis)}.`;
    case 'clause-id':
      return `Clause ${difference.before} is called ${difference.after} now, and says the same.`;
    case 'order':
      return `Its clauses stand in the order ${list(difference.after)} instead of ${list(difference.before)}: of two that give the same, the first one's limits and masks hold.`;
    case 'fields': {
      const { terms, mask, coordinates } = difference;
      const rows = terms.rows.length > 0 ? `, ${spellRows(terms.rows, coordinates)},` : '';
      const what = `${code(coordinates)}${spellMask(mask)}${rows}`;
      return describeFlow(difference.change, terms, what);
    }
    case 'inputs': {
      const { coordinates } = difference;
      const what = `the use of ${code(coordinates)}`;
      return describeFlow(difference.change, difference.terms, what);
    }
    case 'purposes': {
      const { purposes, terms } = difference;
      return describeFlow(difference.change, { ...terms, purposes }, 'all that the clause gives');
    }
    case 'masks': {
      const { before, after, coordinates } = difference;
      const name = (mask: typeof before) => (mask === null ? 'whole' : spellMask(mask).trim());
      return `${begin(difference.of)} ${has(difference.of)} ${code(coordinates)} ${name(after)} instead of ${name(before)}.`;
    }
    case 'rows': {
      const { types, before, after } = difference;
      return `${begin(difference.of)} ${has(difference.of)} ${spellRuleOf(types, after)} instead of ${spellRule(before)}.`;
    }
    case 'clause': {
      const told = describeTerms(difference).join('; ');
      const fate = difference.change === 'lost' ? ' is gone' : ` is new${told === '' ? '' : `: ${told}`}`;
      return `Clause ${difference.of.clause}${fate}.`;
    }
    default: {
      const { of, kind, before, after } = difference;
      const [was] = describeTerms({ [kind]: before });
      const [is] = describeTerms({ [kind]: after });
      return `Clause ${of.clause}: ${is ?? UNBOUND[kind]}; before, ${was ?? UNBOUND[kind]}.`;
    }
  }
}

const UNBOUND: Readonly<Record<keyof SingleTerms, string>> = {
  stages: 'it holds at any time',
  limits: 'it has no limits of its own',
  retention: 'it does not say how long what is read may be kept',
  shownToPersonFrom: 'persons are shown at once that it was used',
};

function describeTerms({
  stages,
  limits,
  retention,
  shownToPersonFrom,
}: Partial<SingleTerms>): readonly string[] {
  return [
    ...(stages ? [`it holds ${spellStages(stages)}`] : []),
    ...(limits ? [`its limits are ${spellLimits(limits)}`] : []),
    ...(retention ? [`what is read may be kept for ${spellDuration(retention)}`] : []),
    ...(shownToPersonFrom ? [`persons are shown from ${shownToPersonFrom} on that it was used`] : []),
  ];
}

function describeAgreement({ change, details, basis }: Extract<Difference, { kind: 'agreement' }>): string {
  const { title, provider, consumer, status, validFrom, validUntil, contact } = details;
  const would = status === 'signed' ? 'gives' : 'would give';
  const parties = (verb: string) =>
    `${spellAgency(provider)} ${verb} to ${spellAgency(consumer)}: ${quote(title)}`;
  if (change === 'lost') return `${parties(`no longer ${would}`)}.`;
  const grounds = list(basis.map(spellBasis));
  return `${parties(would)}, ${status}, from ${validFrom} until ${validUntil}, on the basis of ${grounds}; questions go to ${plain(contact)}.`;
}

function describeDetail(part: Detail, before: string, after: string): string {
  switch (part) {
    case 'status':
      return `It is ${after} instead of ${before}.`;
    case 'validFrom':
      return `It begins on ${after} instead of ${before}.`;
    case 'validUntil':
      return `It holds until ${after} instead of ${before}.`;
    case 'contact':
      return `Questions go to ${after} instead of ${before}.`;
    case 'provider':
    case 'consumer':
      return `Its ${part} is ${spellAgency(after)} instead of ${spellAgency(before)}.`;
    default:
      return `Its ${part} is "${after}" instead of "${before}".`;
  }
}

/** `Clause identity: Bawaslu gains WHAT for VOTER_LIST_OVERSIGHT until 2029-12-31.` */
function describeFlow(change: 'gained' | 'lost', terms: ClauseTerms, what: string): string {
  const verb = change === 'gained' ? 'gain' : 'lose';
  const would = terms.isSigned ? `${verb}s` : `would ${verb}`;
  const until = change === 'gained' ? ` until ${terms.until}` : '';
  return `${begin(terms)} ${would} ${what} for ${list(terms.purposes)}${until}.`;
}

function begin({ clause, consumer, holder }: ClauseParties): string {
  return `Clause ${clause}: ${spellHolder(consumer, holder)}`;
}

function has({ isSigned }: ClauseParties): string {
  return isSigned ? 'has' : 'would have';
}
