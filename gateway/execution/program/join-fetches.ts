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
 * Joins fetches of one subgraph that stand at one level of the plan: what asks for entities is asked in one call,
 * equal selections in one `_entities`. A call waits for all that its members wait for; since those stand at lower
 * levels, no two calls wait for each other.
 */
export function joinFetches(documents: readonly FetchDocument[]): readonly JoinedFetch[] {
  const groups = new Map<string, number[]>();
  for (const [index, { step, entitySet }] of documents.entries()) {
    const key = entitySet ? JSON.stringify([step.level, step.node.serviceName]) : String(index);
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
