import fc from 'fast-check';

/** Choices in a row, each taken once. Where they run out, every choice is the smallest: so failures shrink. */
export class Choices {
  private readonly numbers: readonly number[];
  private used = 0;

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  /** A whole number below the bound. */
  next(bound: number): number {
    return (this.numbers[this.used++] ?? 0) % bound;
  }

  /** True once in so many times; never when the choices have run out. */
  chance(oneIn: number): boolean {
    return this.next(oneIn) === oneIn - 1;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.next(items.length)] as Item;
  }

  /** The items that are chosen, each with this chance, in their order. */
  some<Item>(items: readonly Item[], oneIn = 2): readonly Item[] {
    return items.filter(() => this.chance(oneIn));
  }
}

/** Numbers to choose by: many, so that most draws are whole. */
export function randomNumbers(maxLength: number): fc.Arbitrary<readonly number[]> {
  return fc.array(fc.nat(0xffff), { minLength: Math.floor(maxLength / 2), maxLength, size: 'max' });
}
