import type { CheckDocument } from '../../../../subgraphs/oversight/check-document.ts';
import type { OversightModels } from '../../../../subgraphs/oversight/models.ts';

/** The check before, of the same election over the same committees, and what became of what it had found. */
export interface Previous {
  readonly check: CheckDocument;
  /** Findings that it had, or an earlier one, and that this check did not find again, by rule. */
  readonly gone: ReadonlyMap<string, number>;
}

/** Finds it. Undefined where there is none that ended. */
export async function findPrevious(
  models: OversightModels,
  check: CheckDocument,
): Promise<Previous | undefined> {
  const earlier = models.checks
    .find({
      election: check.election,
      state: 'COMPLETE',
      isOfWholeList: check.isOfWholeList,
      startedAt: { $lt: check.startedAt },
    })
    .sort({ startedAt: -1, _id: -1 })
    .lean<CheckDocument>()
    .cursor({ batchSize: 10 });
  const scope = scopeOf(check);
  for await (const previous of earlier) {
    if (scopeOf(previous) === scope)
      return { check: previous, gone: await countGone(models, previous, check) };
  }
  return undefined;
}

/** Whether a check began after this one in the same election: what both found stands under the later one. */
export async function isFollowed({ checks }: OversightModels, check: CheckDocument): Promise<boolean> {
  const later = await checks.exists({ election: check.election, startedAt: { $gt: check.startedAt } });
  return later !== null;
}

/** A whole list is the same scope whichever committees there were. */
function scopeOf({ isOfWholeList, committees }: CheckDocument): string {
  if (isOfWholeList) return '*';
  return committees
    .map(({ code }) => code)
    .sort()
    .join(' ');
}

/**
 * Findings that stand under the previous check, or under one of another scope since, but were there by then. Those outside the
 * committees of this check are not its business.
 */
async function countGone(
  { checks, findings }: OversightModels,
  previous: CheckDocument,
  check: CheckDocument,
): Promise<ReadonlyMap<string, number>> {
  const since = await checks
    .find({ election: check.election, startedAt: { $gt: previous.startedAt, $lt: check.startedAt } })
    .select({ _id: 1 })
    .lean<readonly { readonly _id: string }[]>();
  const between = since.map(({ _id }) => _id);
  const rules = check.rules.filter(({ outcome }) => outcome === 'CHECKED').map(({ code }) => code);
  const counts = await findings.aggregate<{ readonly _id: string; readonly gone: number }>([
    {
      $match: {
        check: { $in: [previous._id, ...between] },
        firstCheck: { $nin: between },
        rule: { $in: rules },
        ...(!check.isOfWholeList && { ppln: { $in: check.committees.map(({ code }) => code) } }),
      },
    },
    { $group: { _id: '$rule', gone: { $sum: 1 } } },
  ]);
  return new Map(counts.map(({ _id, gone }) => [_id, gone]));
}
