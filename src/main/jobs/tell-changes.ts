import type { Dataset } from '../dataset/dataset.ts';

const TELL_EVERY_MS = 250;

/** Gathers changed samples so that queries follow a busy job about four times a second. */
export interface ChangeTeller {
  add(ids: readonly number[]): void;
  /** Resolves once queries see everything that was added. @throws what telling threw, also earlier */
  flush(): Promise<void>;
}

export function createChangeTeller(dataset: Pick<Dataset, 'changed'>): ChangeTeller {
  const waiting = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  let telling: Promise<void> = Promise.resolve();
  let failure: unknown = null;

  function tell(): void {
    timer = null;
    if (waiting.size === 0) return;
    const ids = Uint32Array.from(waiting).sort();
    waiting.clear();
    telling = telling
      .then(() => dataset.changed(ids))
      .catch((error: unknown) => {
        failure ??= error;
      });
  }

  return {
    add(ids) {
      for (const id of ids) waiting.add(id);
      timer ??= setTimeout(tell, TELL_EVERY_MS);
    },
    async flush() {
      if (timer !== null) clearTimeout(timer);
      tell();
      await telling;
      if (failure !== null) throw failure;
    },
  };
}
