/** Long enough to be steady, short enough to follow a folder of small files after one of large ones. */
const WINDOW_MS = 4000;
const LEAST_MS = 500;

export interface RateMeter {
  /** @param done items so far @param nowMs a monotonic clock @returns items per second over the window; null too early */
  measure(done: number, nowMs: number): number | null;
  reset(): void;
}

/** Measures a rate over the last few seconds. */
export function createRateMeter(): RateMeter {
  let points: { readonly done: number; readonly atMs: number }[] = [];
  return {
    measure(done, nowMs) {
      points.push({ done, atMs: nowMs });
      while (points.length > 2 && (points[1]?.atMs ?? nowMs) <= nowMs - WINDOW_MS) points.shift();
      const first = points[0];
      if (first === undefined || nowMs - first.atMs < LEAST_MS) return null;
      return ((done - first.done) * 1000) / (nowMs - first.atMs);
    },
    reset() {
      points = [];
    },
  };
}
