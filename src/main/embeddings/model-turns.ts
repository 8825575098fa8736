/** One model is in memory at a time: those who want it share it, those who want another wait. */
export interface ModelTurns {
  /** @param key of the model @throws {DOMException} AbortError on cancel while it waits, and once closed */
  enter(key: string, signal?: AbortSignal): Promise<void>;
  leave(): void;
  /** Whoever waits is told that it is in vain. */
  close(): void;
}

interface Waiting {
  readonly key: string;
  readonly go: () => void;
  readonly giveUp: (reason: DOMException) => void;
}

export function createModelTurns(): ModelTurns {
  let current: string | null = null;
  let holders = 0;
  let waiting: Waiting[] = [];

  return {
    enter: (key, signal) => {
      // Whoever shares it goes ahead of those who wait: a search with the model of a running job must not wait for its end.
      if (holders === 0 || current === key) {
        current = key;
        holders++;
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const abort = (): void => {
          waiting = waiting.filter((other) => other !== me);
          me.giveUp(new DOMException('The call was cancelled.', 'AbortError'));
        };
        const settle = (): void => signal?.removeEventListener('abort', abort);
        const me: Waiting = {
          key,
          go: () => {
            settle();
            resolve();
          },
          giveUp: (reason) => {
            settle();
            reject(reason);
          },
        };
        waiting.push(me);
        if (signal?.aborted === true) abort();
        else signal?.addEventListener('abort', abort);
      });
    },
    leave: () => {
      holders--;
      const next = waiting[0];
      if (holders > 0 || next === undefined) return;
      current = next.key;
      const entering = waiting.filter(({ key }) => key === next.key);
      waiting = waiting.filter(({ key }) => key !== next.key);
      holders = entering.length;
      for (const { go } of entering) go();
    },
    close: () => {
      const reason = new DOMException('The embed process was closed.', 'AbortError');
      for (const { giveUp } of waiting) giveUp(reason);
      waiting = [];
    },
  };
}
