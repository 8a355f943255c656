import type { FetchDocument } from './fetch-document.ts';

/** Fetches that ask the same of entities, in one `_entities`. */
export interface JoinedPart {
  readonly documents: readonly FetchDocument[];
}

/** Fetches that are made by one call of a subgraph. */
export interface JoinedFetch {
  readonly subgraph: string;
  /** One part without an entity set is a fetch from the root. */
  readonly parts: readonly JoinedPart[];
  /** Calls that it waits for, by their place in the list. */
  readonly after: readonly number[];
}

/**
 * Joins fetches of one subgraph: what asks for entities at one level of the plan is asked in one call, equal selections
 * in one `_entities`. A fetch that nothing is in a hurry for waits for a later call of its subgraph and goes with it.
 * A call waits for all that its members wait for; since those stand at lower levels, no two calls wait for each other.
 */
export function joinFetches(documents: readonly FetchDocument[]): readonly JoinedFetch[] {
  const levels = settleLevels(documents);
  const groups = new Map<string, number[]>();
  for (const [index, { step, entitySet }] of documents.entries()) {
    const key = entitySet ? JSON.stringify([levels[index], step.node.serviceName]) : String(index);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  const callOf = new Map<number, number>();
  for (const [call, members] of [...groups.values()].entries()) {
    for (const member of members) callOf.set(member, call);
  }
  return [...groups.values()].map((members) => {
    const joined = members.flatMap((member) => documents[member] ?? []);
    const parts = new Map<string, FetchDocument[]>();
    for (const document of joined) {
      parts.set(document.printed, [...(parts.get(document.printed) ?? []), document]);
    }
    const after = joined.flatMap(({ step }) => step.after.flatMap((index) => callOf.get(index) ?? []));
    return {
      subgraph: joined[0]?.step.node.serviceName ?? '',
      parts: [...parts.values()].map((each) => ({ documents: each })),
      after: [...new Set(after)],
    };
  });
}

/** The level of each fetch: its own, or the latest at which its subgraph is called anyway and nobody has to wait for it. */
function settleLevels(documents: readonly FetchDocument[]): readonly number[] {
  const levels = documents.map(({ step }) => step.level);
  const latest = documents.map(() => Math.max(...levels));
  for (let index = documents.length - 1; index >= 0; index--) {
    const { step, entitySet } = documents[index] as FetchDocument;
    if (entitySet) {
      const others = documents.flatMap((other, place) =>
        other.entitySet && other.step.node.serviceName === step.node.serviceName ? [levels[place] ?? 0] : [],
      );
      levels[index] = Math.max(...others.filter((level) => level <= (latest[index] ?? 0)));
    }
    for (const earlier of step.after) {
      latest[earlier] = Math.min(latest[earlier] ?? 0, (levels[index] ?? 0) - 1);
    }
  }
  return levels;
}
