import type { Block, Plan } from './plan.ts';

/** Where the second row of somebody stands whose NIK is on two lists. */
export interface CrossRow {
  readonly slot: number;
  readonly block: Block;
}

/** Gives the second row of the person in a slot of a `CROSS_BASE` block. */
export type CrossRows = (slot: number, block: Block) => CrossRow;

/** Makes the look-up from people to their second rows; what it holds grows with committees only. */
export function createCrossRows({ blocks }: Pick<Plan, 'blocks'>): CrossRows {
  const crossing = blocks.filter(({ kind }) => kind === 'CROSS_COMMITTEE');
  return (slot, { list, sex, firstSlot }) => {
    for (const block of crossing) {
      const nth = slot - firstSlot - (block.base?.offset ?? 0);
      const isOwn = block.base?.list === list && block.sex === sex;
      if (isOwn && nth >= 0 && nth < block.count) return { slot: block.firstSlot + nth, block };
    }
    throw new Error('A row whose NIK is on another list has no row there.');
  };
}
