/**
 * Works on items, `width` at a time. The first error stops all; it is thrown once everything in flight has settled, so
 * that nothing is still writing when the caller cleans up.
 */
export async function inLanes<T>(
  items: Iterable<T> | AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let hasFailed = false;
  async function lane(): Promise<void> {
    while (!hasFailed) {
      const next = await iterator.next();
      if (next.done) return;
      await work(next.value);
    }
  }
  const lanes = Array.from({ length: width }, () =>
    lane().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }),
  );
  const settled = await Promise.allSettled(lanes);
  await iterator.return?.();
  const failure = settled.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
