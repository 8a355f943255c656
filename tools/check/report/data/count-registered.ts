import type { OversightModels } from '../../../../subgraphs/oversight/models.ts';
import type { PartDocument } from '../../../../subgraphs/oversight/part-document.ts';

/** Voter rows that a check examined, by code of the committee. */
export async function countRegistered(
  { parts }: OversightModels,
  checkId: string,
): Promise<ReadonlyMap<string, number>> {
  const registered = new Map<string, number>();
  const found = parts.find({ check: checkId, kind: 'VOTERS' }).lean<PartDocument>().cursor();
  for await (const { ppln, rows } of found) {
    if (ppln !== undefined) registered.set(ppln, (registered.get(ppln) ?? 0) + rows);
  }
  return registered;
}
