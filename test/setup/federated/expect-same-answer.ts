import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { print } from 'graphql';
import { expect } from 'vitest';
import { type ComparableAnswer, type PlannedCase, type RunTrace, runOracle, runOurs } from './run-both.ts';

/** Expects that our executor answers as Apollo's does; a failure shows what one needs to see why it does not. */
export async function expectSameAnswer(planned: PlannedCase): Promise<RunTrace> {
  const oracle = await runOracle(planned);
  let ours: RunTrace;
  try {
    ours = await runOurs(planned);
  } catch (error) {
    throw new Error(`${describeCase(planned)}\n${error instanceof Error ? error.stack : String(error)}`);
  }
  if (!isSame(ours.answer, oracle.answer)) {
    const calls = ours.calls.map((each) => JSON.stringify(each)).join('\n');
    expect(ours.answer, `${describeCase(planned)}\nour calls:\n${calls}`).toEqual(oracle.answer);
  }
  return ours;
}

/** The schemas, the operation, and how it is planned. */
export function describeCase({ document, variables, plan, federation }: PlannedCase): string {
  return [
    federation.supergraphSdl,
    print(document),
    JSON.stringify(variables),
    prettyFormatQueryPlan(plan),
  ].join('\n');
}

function isSame(one: ComparableAnswer, other: ComparableAnswer): boolean {
  return JSON.stringify([one.data, one.errorPaths]) === JSON.stringify([other.data, other.errorPaths]);
}
