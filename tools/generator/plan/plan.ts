import type { Sex } from '../../../subgraphs/civil/models.ts';
import { FEWEST_CITIZENS, MOST_CITIZENS } from '../citizen-bounds.ts';
import { type Committee, readCommittees } from '../committees.ts';
import { type Parameters, readParameters } from '../parameters.ts';
import { regencies } from '../regions.ts';
import {
  BLOCK_KINDS,
  type BlockKind,
  isFreeToWork,
  isListedKind,
  isPersonKind,
  isStrangerKind,
} from './block-kinds.ts';
import { type CountryPlan, PEOPLE_AT_HOME, planCountries } from './country-plan.ts';
import { type ListSize, planListSizes } from './list-size.ts';
import { type OriginTable, planOrigins } from './origin-table.ts';
import { planStrata, type Stratum } from './strata.ts';

/**
 * A run of rows or people of one kind. Each has a slot, its number in the whole data set, from which everything about
 * it follows: what is generated does not depend on what was generated before.
 */
export interface Block {
  readonly kind: BlockKind;
  readonly firstSlot: number;
  readonly count: number;
  readonly country: CountryPlan;
  /** Row of the origin table. */
  readonly countryIndex: number;
  /** The list that the rows belong to; absent for people without a row. */
  readonly list?: ListSize;
  /** Sex of the rows; absent where each person has its own. */
  readonly sex?: Sex;
  /** Number of the first row inside the list. */
  readonly firstRow: number;
  /** Number of the first person inside the country; of people who are nobody, after its last, counted over all. */
  readonly firstPerson: number;
  /** Number of the first person inside the country among those free to work. */
  readonly firstFree: number;
  /** For rows that repeat other people's: whose, from the number on. */
  readonly base?: { readonly kind: BlockKind; readonly list: ListSize; readonly offset: number };
}

/** Everything that is decided before the first document: its size does not depend on the number of citizens. */
export interface Plan {
  readonly citizens: number;
  readonly seed: number;
  readonly parameters: Parameters;
  readonly committees: readonly Committee[];
  readonly lists: readonly ListSize[];
  readonly countries: readonly CountryPlan[];
  readonly origins: OriginTable;
  /** In the order of slots. */
  readonly blocks: readonly Block[];
  /** Number of slots: citizens, and rows of the voter list that stand for no citizen of their own. */
  readonly slots: number;
}

/**
 * Plans a data set.
 *
 * @throws RangeError for a number of citizens or a seed that cannot be planned
 */
export function createPlan(citizens: number, seed: number): Plan {
  if (!Number.isInteger(citizens) || citizens < FEWEST_CITIZENS || citizens > MOST_CITIZENS) {
    throw new RangeError(`citizens must be a whole number from ${FEWEST_CITIZENS} to ${MOST_CITIZENS}`);
  }
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError('seed must be a whole number from 0');
  const parameters = readParameters();
  const committees = readCommittees();
  const lists = planListSizes(citizens, committees, parameters);
  const strata = planStrata(lists, parameters);
  const countries = planCountries(citizens, lists, strata, parameters);
  const origins = planOrigins(citizens, countries, regencies, parameters);

  const blocks: Block[] = [];
  let slots = 0;
  let strangers = 0;
  const addBlock = (block: Omit<Block, 'firstSlot'>) => {
    if (block.count === 0) return;
    blocks.push({ ...block, firstSlot: slots });
    slots += block.count;
  };
  for (const [countryIndex, country] of countries.entries()) {
    let [people, free] = [0, 0];
    const firstOf = (kind: BlockKind, count: number) => {
      const first = {
        firstPerson: isStrangerKind(kind) ? country.people + strangers : people,
        firstFree: free,
      };
      if (isPersonKind(kind)) people += count;
      if (isStrangerKind(kind)) strangers += count;
      if (isFreeToWork(kind)) free += count;
      return first;
    };
    for (const list of country.lists) {
      let firstRow = 0;
      for (const stratum of strata.filter((candidate) => candidate.list === list)) {
        for (const kind of BLOCK_KINDS.filter(isListedKind)) {
          const count = stratum.blocks.get(kind) ?? 0;
          const block = { kind, count, country, countryIndex, list, sex: stratum.sex, firstRow };
          const base = baseOf(kind, stratum);
          addBlock({ ...block, ...firstOf(kind, count), ...(base ? { base } : {}) });
          firstRow += count;
        }
      }
    }
    for (const [kind, count] of [
      ['CHILD', country.children],
      ['ADULT', country.adults],
    ] as const) {
      addBlock({ kind, count, country, countryIndex, firstRow: 0, ...firstOf(kind, count) });
    }
  }
  addBlock({
    kind: 'AT_HOME',
    count: PEOPLE_AT_HOME,
    country: atHome,
    countryIndex: countries.length,
    firstRow: 0,
    firstPerson: 0,
    firstFree: 0,
  });
  return { citizens, seed, parameters, committees, lists, countries, origins, blocks, slots };
}

const atHome: CountryPlan = {
  code: 'ID',
  lists: [],
  people: PEOPLE_AT_HOME,
  listed: 0,
  children: 0,
  adults: PEOPLE_AT_HOME,
  freeToWork: 0,
  active: 0,
  historic: 0,
};

function baseOf(kind: BlockKind, { list, crossBase }: Stratum): Block['base'] {
  if (kind === 'DUPLICATE') return { kind: 'DUPLICATE_BASE', list, offset: 0 };
  return kind === 'CROSS_COMMITTEE' && crossBase ? { kind: 'CROSS_BASE', ...crossBase } : undefined;
}

/** Finds the block of a slot. */
export function blockAt({ blocks }: Pick<Plan, 'blocks'>, slot: number): Block {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((blocks[middle]?.firstSlot ?? 0) <= slot) low = middle;
    else high = middle - 1;
  }
  const block = blocks[low];
  if (!block || slot < block.firstSlot || slot >= block.firstSlot + block.count) {
    throw new RangeError('no such slot');
  }
  return block;
}
