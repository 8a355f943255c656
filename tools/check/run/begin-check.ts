import { randomBytes } from 'node:crypto';
import { VOTING_METHODS } from '../../../subgraphs/electoral/voter-document.ts';
import type { CheckDocument } from '../../../subgraphs/oversight/check-document.ts';
import type { PartDocument, PartKind } from '../../../subgraphs/oversight/part-document.ts';
import { plannedOutcome } from '../choose-rules.ts';
import type { Committee } from '../graph.ts';
import type { Rule } from '../rules/rule.ts';
import { collectionsOf } from '../store/collections.ts';
import type { CheckStore } from '../store/open-store.ts';

/** Ends the id of the part that compares the workers with the rows; the other one about them reads them. */
export const UNLISTED = 'UNLISTED';
const RANDOM_BYTES = 2;

/** What a check is begun with. */
export interface CheckPlan
  extends Pick<CheckDocument, 'election' | 'isOfWholeList' | 'startedBy' | 'pageSize' | 'votersInAll'> {
  readonly committees: readonly Committee[];
  /** All that were chosen, those that cannot be checked too. */
  readonly rules: readonly Rule[];
}

/** Writes down a check that begins now, and its parts. */
export async function beginCheck(store: CheckStore, plan: CheckPlan): Promise<CheckDocument> {
  const { election, isOfWholeList, startedBy, pageSize, votersInAll, committees, rules } = plan;
  const startedAt = new Date();
  const check: CheckDocument = {
    _id: createCheckId(startedAt),
    election,
    state: 'RUNNING',
    isOfWholeList,
    committees: committees.map(({ code, name, city, country }) => ({
      code,
      name,
      city,
      country: country.code,
    })),
    rules: rules.map((rule) => ({
      code: rule.code,
      version: rule.version,
      outcome: plannedOutcome(rule, isOfWholeList),
      findings: 0,
      newFindings: 0,
    })),
    startedBy,
    startedAt,
    pageSize,
    votersInAll,
    votersChecked: 0,
  };
  const { durable: writeConcern, persist } = store;
  const parts = planParts(check, rules);
  await persist(async () => {
    const collections = collectionsOf(store);
    await collections.supervisions.updateOne(
      { _id: election },
      { $setOnInsert: { since: startedAt } },
      { upsert: true },
    );
    // The parts first: a check without them would have nothing to do and be complete.
    const writes = parts.map((part) => ({
      replaceOne: { filter: { _id: part._id }, replacement: part, upsert: true },
    }));
    if (writes.length > 0) await collections.parts.bulkWrite(writes, { writeConcern });
    await collections.checks.replaceOne({ _id: check._id }, check, { upsert: true, writeConcern });
  });
  return check;
}

/** Parts of what some rules are about. */
function planParts(check: CheckDocument, rules: readonly Rule[]): readonly PartDocument[] {
  const outcomes = new Map(check.rules.map(({ code, outcome }) => [code, outcome]));
  const kinds = new Set<PartKind>();
  for (const rule of rules) {
    const { code, about } = rule;
    if (outcomes.get(code) !== 'CHECKED') continue;
    if (about === 'VOTER' && rule.needsWholeList) kinds.add('COMMITTEES');
    if (about === 'WORKER') kinds.add('WORKERS');
    kinds.add(about === 'VOTER' || about === 'WORKER' ? 'VOTERS' : 'COMMITTEES');
  }
  const part = (kind: PartKind, rest: readonly string[] = []): PartDocument => ({
    _id: [check._id, kind, ...rest].join(':'),
    check: check._id,
    kind,
    ...(kind === 'VOTERS' && rest[0] !== undefined && { ppln: rest[0] }),
    isDone: false,
    rows: 0,
    findings: {},
    newFindings: {},
  });
  return [
    ...(kinds.has('COMMITTEES') ? [part('COMMITTEES')] : []),
    ...(kinds.has('VOTERS')
      ? // A committee may have rows of a method for which it has no point: that is a fault of the list.
        check.committees.flatMap(({ code }) => VOTING_METHODS.map((method) => part('VOTERS', [code, method])))
      : []),
    ...(kinds.has('WORKERS') ? [part('WORKERS'), part('WORKERS', [UNLISTED])] : []),
  ];
}

/** The moment, which people can read, and a little chance: `20261122T073012Z-3f9a`. */
function createCheckId(at: Date): string {
  const moment = at.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${moment}-${randomBytes(RANDOM_BYTES).toString('hex')}`;
}
