/**
 * Does some work for each of many things, a few at once, in their order. After a failure nothing further is begun.
 * Rejects with the first failure when all that was begun has ended.
 *
 * @param fail is told of the first failure at once
 */
export async function atOnce<Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<void>,
  fail: (error: unknown) => void = () => {},
): Promise<void> {
  const waiting = items.values();
  let failure: { readonly error: unknown } | undefined;
  const takeTurns = async () => {
    for (const item of waiting) {
      if (failure) return;
      try {
        await work(item);
      } catch (error) {
        if (!failure) fail(error);
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: most }, takeTurns));
  if (failure) throw failure.error;
}
