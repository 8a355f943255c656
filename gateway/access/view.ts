import type { Participants } from './agency.ts';
import type { Agreement, Clause, Mask, RowRule } from './agreement.ts';
import type { Decision, Denied } from './decision.ts';
import type { Graph } from './graph.ts';
import { type Candidate, explainDenial } from './nearest-miss.ts';
import { consumerNames, isStanding, type Question } from './question.ts';

/** The part of the graph that one consumer may use for one purpose, on one day. */
export interface View {
  /** Names the view among all views of all versions; part of every cache key that depends on rights. */
  readonly key: string;
  readonly question: Question;
  readonly graph: Graph;
  /** What the agreements say about `Type.field` of an object type. */
  field(coordinate: string): Decision;
  /** What they say about `Type.field(argument:)` or `InputType.field`. */
  input(coordinate: string): Decision;
  /** Row type to the rows that a subgraph may use for this view; a row type that is absent gives none. */
  rows(subgraph: string): ReadonlyMap<string, RowRule>;
  /** Ids of the agreements under which a subgraph is asked, in order. */
  agreements(subgraph: string): readonly string[];
}

/**
 * Compiles agreements into a view. Pure: the same arguments give the same answers.
 *
 * @param version names the agreements and the graph together; it becomes part of the view's key.
 */
export function compileView(
  graph: Graph,
  participants: Participants,
  agreements: readonly Agreement[],
  question: Question,
  version: string,
): View {
  const names = consumerNames(participants, question.consumer);
  const concerning = agreements
    .filter((agreement) => names.has(agreement.consumer))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const standing = concerning.flatMap((agreement) =>
    agreement.clauses
      .filter((clause) => isStanding(agreement, clause, question))
      .map((clause) => ({ agreement, clause })),
  );

  function providersOf(subgraphs: readonly string[] | undefined): ReadonlySet<string> {
    return new Set(subgraphs?.map((subgraph) => participants.providers.get(subgraph) ?? subgraph));
  }

  function deny(
    coordinate: string,
    providers: ReadonlySet<string>,
    gives: (clause: Clause) => boolean,
  ): Denied {
    const [type = ''] = coordinate.split('.');
    const candidates = concerning
      .filter((agreement) => providers.has(agreement.provider))
      .flatMap((agreement): readonly Candidate[] => {
        const clauses = agreement.clauses.filter(gives);
        if (clauses.length > 0) return clauses.map((clause) => ({ agreement, clause }));
        // What gives nothing of the type is about something else: reference data, as a rule.
        return agreement.clauses.some((clause) => namesType(clause, type)) ? [{ agreement }] : [];
      });
    return explainDenial(coordinate, [...providers].join(', '), candidates, question);
  }

  function decideField(coordinate: string): Decision {
    const [type = '', field = ''] = coordinate.split('.');
    if (graph.structures.has(type)) return { kind: 'structural' };
    const providers = providersOf(graph.sources.get(coordinate));
    let masked: Decision | undefined;
    for (const { agreement, clause } of standing) {
      if (!providers.has(agreement.provider)) continue;
      const given = { provider: agreement.provider, agreement: agreement.id, clause: clause.id };
      if (givesWhole(clause, type, field)) return { kind: 'allowed', ...given, limits: clause.limits ?? {} };
      const mask = maskOf(clause, type, field);
      if (mask && !masked) masked = { kind: 'masked', mask, ...given };
    }
    return (
      masked ??
      deny(
        coordinate,
        providers,
        (clause) => givesWhole(clause, type, field) || maskOf(clause, type, field) !== undefined,
      )
    );
  }

  function decideInput(coordinate: string): Decision {
    const { owner, input, isArgument } = parseInput(coordinate);
    const sources = isArgument ? graph.sources.get(owner) : graph.inputSources.get(owner);
    const providers = providersOf(sources);
    for (const read of graph.reads.get(coordinate) ?? []) {
      const decision = field(read);
      if (decision.kind === 'allowed' || decision.kind === 'structural') continue;
      const provider = decision.provider;
      const remedy = `It compares with ${read}, which is not given whole: leave it out.`;
      return { ...decision, kind: 'denied', reason: 'INPUT_READS_DENIED', provider, remedy };
    }
    if (graph.structures.has(isArgument ? (owner.split('.')[0] ?? '') : owner)) return { kind: 'structural' };
    const gives = (clause: Clause) => givesInput(clause, owner, input);
    const grant = standing.find(
      ({ agreement, clause }) => providers.has(agreement.provider) && gives(clause),
    );
    if (!grant) return deny(coordinate, providers, gives);
    const { agreement, clause } = grant;
    const given = { provider: agreement.provider, agreement: agreement.id, clause: clause.id };
    return { kind: 'allowed', ...given, limits: clause.limits ?? {} };
  }

  const field = memoise(decideField);
  const standingFor = memoise((subgraph: string) => {
    const provider = participants.providers.get(subgraph);
    return standing.filter(({ agreement }) => agreement.provider === provider);
  });

  return {
    key: [question.consumer.id, question.holder, question.purpose, question.today, version].join('|'),
    question,
    graph,
    field,
    input: memoise(decideInput),
    rows: memoise((subgraph: string) => mergeRows(standingFor(subgraph).map(({ clause }) => clause))),
    agreements: memoise((subgraph: string) => [
      ...new Set(standingFor(subgraph).map(({ agreement }) => agreement.id)),
    ]),
  };
}

/** The name by which an agreement for tests and benchmarks gives everything that its provider has. */
export const WILDCARD = '*';

function givesWhole(clause: Clause, type: string, field: string): boolean {
  return clause.allow.has(WILDCARD) || (clause.allow.get(type)?.includes(field) ?? false);
}

function givesInput(clause: Clause, owner: string, input: string): boolean {
  return clause.inputs.has(WILDCARD) || (clause.inputs.get(owner)?.includes(input) ?? false);
}

function namesType({ allow, mask, inputs }: Clause, type: string): boolean {
  const isOfType = (owner: string) => owner === type || owner.startsWith(`${type}.`);
  return allow.has(type) || mask.has(type) || [...inputs.keys()].some(isOfType);
}

function maskOf(clause: Clause, type: string, field: string): Mask | undefined {
  return clause.mask.get(type)?.get(field);
}

/**
 * Joins the rows of several clauses. Where two disagree about a row type, it gives no rows: either rule
 * alone could hand fields of the other clause to rows that it does not cover. A clause that gives fields of
 * the type and no rows disagrees too.
 */
function mergeRows(clauses: readonly Clause[]): ReadonlyMap<string, RowRule> {
  const merged = new Map<string, RowRule>();
  for (const [type, rule] of clauses.flatMap((clause) => [...clause.rows])) {
    const text = JSON.stringify(rule);
    const agrees = (clause: Clause) =>
      clause.rows.has(type) ? JSON.stringify(clause.rows.get(type)) === text : !givesAnyOf(clause, type);
    if (clauses.every(agrees)) merged.set(type, rule);
  }
  return merged;
}

function givesAnyOf({ allow, mask }: Clause, type: string): boolean {
  return allow.has(WILDCARD) || allow.has(type) || mask.has(type);
}

function parseInput(coordinate: string): {
  readonly owner: string;
  readonly input: string;
  readonly isArgument: boolean;
} {
  const argument = /^(.+)\((.+):\)$/.exec(coordinate);
  if (argument) return { owner: argument[1] ?? '', input: argument[2] ?? '', isArgument: true };
  const [owner = '', input = ''] = coordinate.split('.');
  return { owner, input, isArgument: false };
}

/** Bounded by the coordinates of the schema and the names of subgraphs: both callers ask for nothing else. */
function memoise<Value>(compute: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>();
  return (name) => {
    const value = known.get(name) ?? compute(name);
    known.set(name, value);
    return value;
  };
}
