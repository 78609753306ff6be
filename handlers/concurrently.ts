/**
 * Does `work` for every item, for at most `atMost` of them at a time; items are fetched as they are needed, so a
 * million of them cost no memory.
 *
 * @throws the first error of `work` or of the items; what is under way then is not waited for.
 */
export async function concurrently<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  atMost: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = pour(items);
  const worker = async () => {
    for await (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atMost }, worker));
}

/** One source for several workers: an async generator hands its items out one by one, in the order they are asked for. */
async function* pour<Item>(items: AsyncIterable<Item> | Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}
