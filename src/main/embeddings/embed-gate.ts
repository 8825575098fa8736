/** Work that goes on side by side, and work that must be alone so that nothing else can be to blame. */
export interface Gate {
  shared<T>(work: () => Promise<T>): Promise<T>;
  /** Waits until nothing else runs; what comes meanwhile waits until it is done. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

const settled = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  );

export function createGate(): Gate {
  const sharers = new Set<Promise<void>>();
  let loners = 0;
  /** Settles once all that asked to be alone so far have been. */
  let afterLoners = Promise.resolve();

  return {
    shared: async (work) => {
      // Others may ask to be alone while this one waits.
      while (loners > 0) await afterLoners;
      const running = work();
      const ended = settled(running);
      sharers.add(ended);
      void ended.then(() => sharers.delete(ended));
      return running;
    },
    alone: (work) => {
      loners++;
      const result = afterLoners.then(async () => {
        await Promise.all(sharers);
        return work();
      });
      afterLoners = settled(result).then(() => {
        loners--;
      });
      return result;
    },
  };
}
