import { listAgreed } from '../access/agreed-disclosure.ts';
import type { View } from '../access/view.ts';
import { shareText } from '../ledger/canonical-json.ts';
import { compareNames } from '../ledger/compare-names.ts';
import type { EntryDecision, PlannedDisclosure, UsedAgreement } from '../ledger/entry.ts';
import type { PlannedOperation } from '../planning/plan-operation.ts';
import type { Problem } from '../problem.ts';
import { createDenialProblem } from './explain-decisions.ts';

/** What the use of an operation rests on and hands on: the same whenever it is asked for one view. */
export interface OperationUse {
  /** Those by which something of it is given, in order. */
  readonly agreements: readonly UsedAgreement[];
  readonly decision: EntryDecision;
  /** In the order of coordinates, each code of a coordinate once. */
  readonly denied: readonly { readonly code: string; readonly coordinate: string }[];
  /** What its plan hands from one agency to another, in the order of providers and recipients. */
  readonly planned: readonly PlannedDisclosure[];
  /** The latest of the days on which persons may be shown what its clauses were used for, `YYYY-MM-DD`. */
  readonly shownFrom: string | null;
}

/** A clause that gives something. */
interface UsedClause {
  readonly agreement: string;
  readonly clause: string;
}

/** Says what an operation rests on and hands on. Pure. */
export function describeUse(view: View, planned: PlannedOperation): OperationUse {
  const sent = planned.fetches.flatMap((fetch) => listAgreed(view, fetch));
  const given = [...(planned.cut?.decisions.values() ?? [])].flatMap((decision) =>
    decision.kind === 'allowed' || decision.kind === 'masked' ? [decision] : [],
  );
  const used = [...given, ...sent];
  const denied = listDenied(view, planned);
  const isLeft = planned.plan !== undefined || planned.introspection !== undefined;
  return {
    agreements: shareText(listAgreements(view, used)),
    decision: denied.length === 0 ? 'given' : isLeft ? 'given-in-part' : 'refused',
    denied: shareText(denied),
    planned: shareText(groupDisclosures(sent)),
    shownFrom: findShownFrom(view, used),
  };
}

/** Puts coordinates together that go the same way; providers, recipients and coordinates in order. */
function groupDisclosures(
  disclosures: readonly {
    readonly coordinate: string;
    readonly provider: string;
    readonly recipient: string;
  }[],
): readonly PlannedDisclosure[] {
  const flows = new Map<string, { provider: string; recipient: string; coordinates: Set<string> }>();
  for (const { provider, recipient, coordinate } of disclosures) {
    const key = `${provider} ${recipient}`;
    const flow = flows.get(key) ?? { provider, recipient, coordinates: new Set() };
    flows.set(key, flow);
    flow.coordinates.add(coordinate);
  }
  return [...flows.values()]
    .map(({ coordinates, ...flow }) => ({ coordinates: [...coordinates].sort(), ...flow }))
    .sort((a, b) => compareNames(a.provider, b.provider) || compareNames(a.recipient, b.recipient));
}

function listAgreements(view: View, used: readonly UsedClause[]): readonly UsedAgreement[] {
  const clauses = new Map<string, Set<string>>();
  for (const { agreement, clause } of used) {
    clauses.set(agreement, (clauses.get(agreement) ?? new Set()).add(clause));
  }
  return [...clauses]
    .map(([id, own]) => ({ clauses: [...own].sort(), id, version: view.agreement(id)?.version ?? '' }))
    .sort((a, b) => compareNames(a.id, b.id));
}

function findShownFrom(view: View, used: readonly UsedClause[]): string | null {
  const days = used.flatMap(
    ({ agreement, clause }) =>
      view.agreement(agreement)?.clauses.find(({ id }) => id === clause)?.shownToPersonFrom ?? [],
  );
  return days.sort().at(-1) ?? null;
}

/** What went for the sake of a disclosure is named by the field that the client lost. */
function listDenied(view: View, { cut, undisclosed }: PlannedOperation): OperationUse['denied'] {
  const code = (problem: Problem): string => problem.code;
  const all = [
    ...(cut?.denials ?? []).map((denial) => ({
      code: code(createDenialProblem(denial, view)),
      coordinate: denial.coordinate,
    })),
    ...undisclosed.map(({ field }) => ({ code: 'DISCLOSURE_NOT_AGREED', coordinate: field })),
  ];
  const different = new Map(all.map((each) => [`${each.coordinate} ${each.code}`, each]));
  return [...different.values()].sort(
    (a, b) => compareNames(a.coordinate, b.coordinate) || compareNames(a.code, b.code),
  );
}
