import { setTimeout as wait } from 'node:timers/promises';
import { DownloadProblem } from '../models/download-problem.ts';

export interface Patience {
  readonly attempts: number;
  /** Before the second of them; each further wait is twice as long. */
  readonly backoffMs: number;
  /** Nobody is waited for longer than this. */
  readonly longestWaitMs: number;
}

/** Tries again what may go well in a moment. @throws what the last attempt threw; an AbortError */
export async function patiently<T>(
  { attempts, backoffMs, longestWaitMs }: Patience,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DownloadProblem) || error.remedy !== 'again' || failures >= attempts) throw error;
      const waitMs = error.waitMs ?? backoffMs * 2 ** (failures - 1);
      if (waitMs > longestWaitMs) throw error;
      await wait(waitMs, undefined, { signal });
    }
  }
}
