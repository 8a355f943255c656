import type { IdKeys } from '../../../gateway/execution/id-keys.ts';
import { createPairwiseIds, type PairwiseIds } from '../../../gateway/execution/pairwise-ids.ts';
import type { CheckDocument } from '../../../subgraphs/oversight/check-document.ts';
import type { CheckStore } from '../store/open-store.ts';

/** A fault as the generator planted it: its ids are those of the databases, `voterId` KPU's and `citizenId` Dukcapil's. */
interface TrueFault {
  readonly _id: string;
  readonly voterId?: string;
  readonly citizenId?: string;
  readonly ppln?: string;
}

/** Gives what is true of one rule: rows and persons by Bawaslu's ids, committees, `<committee>:<polling point>`. */
export type ReadTruth = (check: CheckDocument, rule: string) => Promise<ReadonlySet<string>>;

const BATCH = 5_000;

/** Opens the ground truth. @throws Error where there is none */
export async function openTruth(store: CheckStore, database: string, keys: IdKeys): Promise<ReadTruth> {
  const ids = createPairwiseIds(keys);
  const faults = store
    .otherDatabase(database)
    .collection<TrueFault & { readonly rule: string | null }>('faults');
  if ((await faults.findOne({})) === null) {
    throw new Error(`There is no ground truth in ${database}: npm run generate makes it.`);
  }
  return async ({ isOfWholeList, committees }, rule) => {
    const scope = isOfWholeList ? {} : { ppln: { $in: committees.map(({ code }) => code) } };
    const keysFound = new Set<string>();
    let batch: TrueFault[] = [];
    const turn = () => {
      for (const key of keysOf(batch, ids)) keysFound.add(key);
      batch = [];
    };
    for await (const fault of faults.find({ rule, ...scope })) {
      batch.push(fault);
      if (batch.length === BATCH) turn();
    }
    turn();
    return keysFound;
  };
}

/** What faults are about, as Bawaslu knows it. Many at once: a call of the cipher costs more than an id. */
function keysOf(faults: readonly TrueFault[], ids: PairwiseIds): readonly string[] {
  const told = (agency: string, own: readonly (string | undefined)[]) =>
    ids.conceal('bawaslu', ids.reveal(agency, own));
  const voters = told(
    'kpu',
    faults.map(({ voterId }) => voterId),
  );
  const citizens = told(
    'dukcapil',
    faults.map(({ citizenId }) => citizenId),
  );
  return faults.map(({ _id }, index) => voters[index] ?? citizens[index] ?? _id.slice(_id.indexOf(':') + 1));
}
