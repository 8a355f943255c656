import type { Participants } from './agency.ts';
import type { Agreement, Clause, RowRule } from './agreement.ts';
import { givesByReduction, givesInput, givesWhole, maskOf, mergeRows, namesType } from './clause-grants.ts';
import type { Decision, Denied, Masked } from './decision.ts';
import { denyUnderMask, fitsMask, type UnfitMask } from './deny-under-mask.ts';
import { createDisclosurePolicy, type DisclosurePolicy } from './disclosure.ts';
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
  /** An agreement of the policy by its id. */
  agreement(id: string): Agreement | undefined;
  /** The agency or group whose data a subgraph holds. */
  providerOf(subgraph: string): string;
  /** What they say about values that pass from agency to agency on the way to an answer. */
  readonly disclosure: DisclosurePolicy;
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
    .map((agreement) => ({ ...agreement, clauses: agreement.clauses.filter(isForOfficers) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const standing = concerning.flatMap((agreement) =>
    agreement.clauses
      .filter((clause) => isStanding(agreement, clause, question))
      .map((clause) => ({ agreement, clause })),
  );

  const providerOf = (subgraph: string) => participants.providers.get(subgraph) ?? subgraph;

  function providersOf(subgraphs: readonly string[] | undefined): ReadonlySet<string> {
    return new Set(subgraphs?.map(providerOf));
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
    if (graph.structures.has(coordinate.split('.')[0] ?? '')) return { kind: 'structural' };
    const providers = providersOf(graph.sources.get(coordinate));
    let masked: Masked | undefined;
    let unfit: UnfitMask | undefined;
    for (const { agreement, clause } of standing) {
      if (!providers.has(agreement.provider)) continue;
      const given = { provider: agreement.provider, agreement: agreement.id, clause: clause.id };
      const limits = clause.limits ?? {};
      if (givesWhole(clause, coordinate, graph)) return { kind: 'allowed', ...given, limits };
      const mask = maskOf(clause, coordinate);
      if (!mask) continue;
      if (fitsMask(graph, coordinate, mask)) masked ??= { kind: 'masked', mask, ...given, limits };
      else unfit ??= { mask, agreement, clause };
    }
    if (masked) return masked;
    if (unfit) return denyUnderMask(coordinate, unfit, graph, (each) => field(each).kind === 'allowed');
    return deny(
      coordinate,
      providers,
      (clause) => givesWhole(clause, coordinate, graph) || maskOf(clause, coordinate) !== undefined,
    );
  }

  function decideInput(coordinate: string): Decision {
    const { owner, input, isArgument } = parseInput(coordinate);
    const sources = isArgument ? graph.sources.get(owner) : graph.inputSources.get(owner);
    const providers = providersOf(sources);
    for (const read of graph.reads.get(coordinate) ?? []) {
      const decision = field(read);
      if (decision.kind === 'allowed' || decision.kind === 'structural') continue;
      const { provider, agreement, clause } = decision;
      const remedy = `It compares with ${read}, which is not given whole: leave it out.`;
      const nearest = { provider, ...(agreement && { agreement }), ...(clause && { clause }) };
      return { kind: 'denied', reason: 'INPUT_READS_DENIED', ...nearest, remedy };
    }
    if (graph.structures.has(isArgument ? (owner.split('.')[0] ?? '') : owner)) return { kind: 'structural' };
    // A reduced field that comes with the full one comes with its arguments.
    const gives = (clause: Clause) =>
      givesInput(clause, owner, input) || (isArgument && givesByReduction(clause, owner, graph.reductions));
    const grant = standing.find(
      ({ agreement, clause }) => providers.has(agreement.provider) && gives(clause),
    );
    if (!grant) return deny(coordinate, providers, gives);
    const { agreement, clause } = grant;
    const given = { provider: agreement.provider, agreement: agreement.id, clause: clause.id };
    return { kind: 'allowed', ...given, limits: clause.limits ?? {} };
  }

  const byId = new Map(agreements.map((agreement) => [agreement.id, agreement]));
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
    agreement: (id) => byId.get(id),
    providerOf,
    disclosure: createDisclosurePolicy(graph, participants, agreements, question),
  };
}

/** A clause for a subgraph gives nothing to whoever asks, and explains nothing to them. */
function isForOfficers({ holder }: Clause): boolean {
  return holder !== 'subgraph';
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
