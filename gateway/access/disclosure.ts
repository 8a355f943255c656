import type { Participants } from './agency.ts';
import type { Agreement } from './agreement.ts';
import { givesWhole } from './clause-grants.ts';
import type { Denied } from './decision.ts';
import type { Graph } from './graph.ts';
import { type Candidate, explainDenial } from './nearest-miss.ts';
import { type Circumstances, consumerNames, isStanding, type Question } from './question.ts';

/** A value of a coordinate that the subgraph of one agency supplies and the subgraph of another is sent. */
export interface Disclosure {
  /** Agency or group whose subgraph supplies the value. */
  readonly provider: string;
  /** Agency or group whose subgraph is sent it. */
  readonly recipient: string;
  /** `Type.field` of an object type. */
  readonly coordinate: string;
}

/** What agreements say about one disclosure. */
export type DisclosureDecision =
  | { readonly kind: 'allowed'; readonly agreement: string; readonly clause: string }
  /** Of the same agency, or of a type that has nothing of its own. */
  | { readonly kind: 'free' }
  | Denied;

/** Decides about disclosures for one purpose on one day. */
export type DisclosurePolicy = (disclosure: Disclosure) => DisclosureDecision;

/**
 * Makes what decides whether a value may be sent from agency to agency inside a plan. Only clauses whose holder is a
 * subgraph say so: what an officer may read may not for that reason be written into another agency's records. Pure;
 * each answer is kept, and there are no more than coordinates times pairs of agencies.
 */
export function createDisclosurePolicy(
  graph: Graph,
  participants: Participants,
  agreements: readonly Agreement[],
  { purpose, today }: Pick<Question, 'purpose' | 'today'>,
): DisclosurePolicy {
  const circumstances: Circumstances = { holder: 'subgraph', purpose, today };
  const known = new Map<string, DisclosureDecision>();

  function decide({ provider, recipient, coordinate }: Disclosure): DisclosureDecision {
    const [type = ''] = coordinate.split('.');
    if (provider === recipient || graph.structures.has(type)) return { kind: 'free' };
    const candidates = findDisclosureClauses(graph, participants, agreements, {
      provider,
      recipient,
      coordinate,
    });
    const standing = candidates.find(({ agreement, clause }) => isStanding(agreement, clause, circumstances));
    if (standing) {
      return { kind: 'allowed', agreement: standing.agreement.id, clause: standing.clause.id };
    }
    const denied = explainDenial(coordinate, provider, candidates, circumstances);
    if (denied.reason !== 'NO_AGREEMENT') return denied;
    const remedy = `Leave out what needs it, or ask ${provider} and ${recipient} for an agreement.`;
    return { ...denied, remedy };
  }

  return (disclosure) => {
    const key = `${disclosure.provider} ${disclosure.recipient} ${disclosure.coordinate}`;
    const decision = known.get(key) ?? decide(disclosure);
    known.set(key, decision);
    return decision;
  };
}

/** The clauses that give a disclosure, with their agreements, whether or not they hold just now. */
export function findDisclosureClauses(
  graph: Graph,
  participants: Participants,
  agreements: readonly Agreement[],
  { provider, recipient, coordinate }: Disclosure,
): readonly Required<Candidate>[] {
  const names = recipientNames(participants, recipient);
  return agreements
    .filter((agreement) => agreement.provider === provider && names.has(agreement.consumer))
    .flatMap((agreement) =>
      agreement.clauses
        .filter((clause) => clause.holder === 'subgraph' && givesWhole(clause, coordinate, graph))
        .map((clause) => ({ agreement, clause })),
    );
}

/** The names under which agreements mean the owner of a subgraph: all of a group have to be meant, or none is. */
function recipientNames({ agencies, groups }: Participants, owner: string): ReadonlySet<string> {
  const agency = agencies.get(owner);
  if (agency) return consumerNames({ agencies, groups, providers: new Map() }, agency);
  const members = groups.get(owner)?.members ?? [];
  const names = new Set([owner]);
  for (const group of groups.values()) {
    if (members.length > 0 && members.every((member) => group.members.includes(member))) names.add(group.id);
  }
  return names;
}
