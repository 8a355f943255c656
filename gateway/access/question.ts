import type { Agency, Participants } from './agency.ts';
import type { Agreement, Clause, Holder, Purpose } from './agreement.ts';

/** Who asks, as what, why and on which day: all that a decision depends on beside the agreements. */
export interface Question {
  readonly consumer: Agency;
  /** The agency itself, or one of its units. */
  readonly holder: 'agency' | 'unit';
  readonly purpose: Purpose;
  /** The day in Jakarta, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The names under which agreements may name an agency as consumer: its own and those of its groups. */
export function consumerNames(participants: Participants, agency: Agency): ReadonlySet<string> {
  const names = new Set([agency.id]);
  for (const group of participants.groups.values()) {
    if (group.members.includes(agency.id)) names.add(group.id);
  }
  return names;
}

/** True on the days, and in the status, in which an agreement gives data. */
export function isInForce(agreement: Agreement, today: string): boolean {
  return agreement.status === 'signed' && agreement.validFrom <= today && today <= agreement.validUntil;
}

/** True when a clause has no stages, or one of them holds on that day. */
export function isInStage(clause: Clause, today: string): boolean {
  return clause.during?.some((stage) => stage.from <= today && today <= stage.until) ?? true;
}

/** What decides, beside its parties, whether a clause holds. */
export interface Circumstances extends Pick<Question, 'purpose' | 'today'> {
  readonly holder: Holder;
}

/** True when nothing stands between the question and what the clause gives. */
export function isStanding(agreement: Agreement, clause: Clause, question: Circumstances): boolean {
  return (
    isInForce(agreement, question.today) &&
    isInStage(clause, question.today) &&
    clause.holder === question.holder &&
    clause.purposes.includes(question.purpose)
  );
}
