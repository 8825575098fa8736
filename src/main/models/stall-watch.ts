export interface StallWatch {
  /** Aborted when nothing was fed for too long, or the caller gave up. */
  readonly signal: AbortSignal;
  /** Something arrived. */
  feed(): void;
  end(): void;
}

/** Watches over something that should keep arriving. @param stallMs longest silence @param signal of the caller */
export function watchStall(stallMs: number, signal: AbortSignal): StallWatch {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, stallMs);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    feed: () => void timer.refresh(),
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
  };
}
