import type { VoterDocument } from '../../../subgraphs/electoral/voter-document.ts';
import type { P3mi } from '../p3mi.ts';
import { drawIdentity } from '../people/identity.ts';
import { createPerson, type Person } from '../people/person.ts';
import type { RowTables } from '../people/row-subject.ts';
import type { Sources } from '../people/sources.ts';
import { createVoterRow } from '../people/voter-row.ts';
import type { BlockKind } from '../plan/block-kinds.ts';
import type { Block } from '../plan/plan.ts';
import type { RowTies } from '../truth/row-faults.ts';

/** A row of the voter list, with whom it is about and which other rows make it a fault. */
export interface ListedRow {
  readonly row: VoterDocument;
  /** Absent for rows about people whom the population register does not have. */
  readonly person?: Person;
  readonly ties: RowTies;
}

/** Makes the row of a slot; the person of the slot is given where there is one. */
export type ListedRows = (slot: number, block: Block, person: Person | undefined) => ListedRow;

/** Makes rows, and finds for those that come in pairs the other one: its slot follows from the plan. */
export function createListedRows(
  sources: Sources,
  tables: RowTables,
  companies: readonly P3mi[],
): ListedRows {
  const { plan, ids } = sources;
  const keyOf = (kind: BlockKind, { list, sex }: Pick<Block, 'list' | 'sex'>) =>
    `${list?.committee.code}:${sex}:${kind}`;
  const blockOf = new Map(plan.blocks.map((block) => [keyOf(block.kind, block), block]));

  const rowOf = (slot: number, block: Block, person: Person, more = {}) =>
    createVoterRow(sources, tables, slot, block, { identity: person.identity, person, ...more });

  const repeat = (slot: number, block: Block): ListedRow => {
    const base =
      block.base && blockOf.get(keyOf(block.base.kind, { list: block.base.list, ...sexOf(block) }));
    if (!block.base || !base) throw new Error('A row that repeats another has none to repeat.');
    const baseSlot = base.firstSlot + block.base.offset + slot - block.firstSlot;
    const person = createPerson(sources, companies, baseSlot, base);
    const repeated = rowOf(baseSlot, base, person);
    const row = rowOf(slot, block, person, { repeated });
    const isDuplicate = block.kind === 'DUPLICATE';
    return { row, person, ties: isDuplicate ? { duplicate: repeated._id } : { sameNik: repeated._id } };
  };

  const tiesOf = (slot: number, block: Block): RowTies => {
    const offset = slot - block.firstSlot;
    switch (block.kind) {
      case 'DUPLICATE_BASE': {
        const duplicates = blockOf.get(keyOf('DUPLICATE', block));
        return { duplicate: ids('voter', (duplicates?.firstSlot ?? 0) + offset) };
      }
      case 'CROSS_BASE':
        return { sameNik: ids('voter', sources.crossRows(slot, block).slot) };
      case 'SHARED_PASSPORT':
        return { samePassport: ids('voter', partnerOf(slot, block)) };
      default:
        return {};
    }
  };

  return (slot, block, person) => {
    if (block.kind === 'DUPLICATE' || block.kind === 'CROSS_COMMITTEE') return repeat(slot, block);
    if (!person) {
      const identity = drawIdentity(sources, slot, block, 'NONE');
      return { row: createVoterRow(sources, tables, slot, block, { identity }), ties: {} };
    }
    const isSecond = block.kind === 'SHARED_PASSPORT' && partnerOf(slot, block) < slot;
    const owner = isSecond ? createPerson(sources, companies, partnerOf(slot, block), block) : undefined;
    const row = rowOf(slot, block, person, owner ? { foreignPassport: owner.documents[0] } : {});
    return { row, person, ties: tiesOf(slot, block) };
  };
}

/** The other one of a pair: the rows of a block with shared passports stand side by side. */
function partnerOf(slot: number, { firstSlot }: Block): number {
  return firstSlot + ((slot - firstSlot) ^ 1);
}

function sexOf({ sex }: Block): Pick<Block, 'sex'> {
  return sex ? { sex } : {};
}
