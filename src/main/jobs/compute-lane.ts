import { WinnowError } from '../../shared/errors.ts';
import { createTurnstile } from '../../shared/turnstile.ts';
import type { DecodeCalls, DecodeWork } from '../../workers/decode/calls.ts';
import type { ComputeChild } from './compute-child.ts';
import type { Keeper } from './compute-keeper.ts';

/** What became of a call: an answer; or the process died under it; or it outlived its limit, for which the process was killed. */
export type Outcome<O> =
  | { readonly kind: 'answer'; readonly output: O }
  | { readonly kind: 'crashed' }
  | { readonly kind: 'hung' };

export interface LaneOptions {
  readonly keeper: Keeper<DecodeCalls>;
  /** Calls at once. */
  readonly width: number;
  /** Up to two files share a native thread: one may wait as long as the other may run. */
  readonly isShared: boolean;
  /** How long after its own limit of seconds a call is given up. */
  readonly marginMs: number;
  /** After how long without a call the process is ended, ms; null: never. */
  readonly endsIdleAfterMs: number | null;
  /** A call that is cancelled ends the process: nothing else stops a decoder. No other lane may use it. */
  readonly endsOnCancel?: boolean;
}

/** A queue of calls in front of a compute process, each with a watchdog. */
export interface Lane {
  /**
   * Settles once the call no longer occupies the process.
   * @throws {WinnowError} the worker's own error, or compute_crashed where the process does not start
   * @throws {DOMException} AbortError on cancel and when closed
   */
  run<N extends DecodeWork>(
    name: N,
    input: DecodeCalls[N]['input'],
    signal: AbortSignal,
  ): Promise<Outcome<DecodeCalls[N]['output']>>;
}

const isCrash = (error: unknown): boolean => error instanceof WinnowError && error.code === 'compute_crashed';

export function createLane(options: LaneOptions): Lane {
  const { keeper, width, isShared, marginMs, endsIdleAfterMs, endsOnCancel = false } = options;
  const turns = createTurnstile(width);
  let idle: NodeJS.Timeout | undefined;

  async function call<N extends DecodeWork>(
    child: ComputeChild<DecodeCalls>,
    name: N,
    input: DecodeCalls[N]['input'],
    signal: AbortSignal,
  ): Promise<Outcome<DecodeCalls[N]['output']>> {
    let isHung = false;
    const giveUp = (): void => {
      isHung = true;
      child.kill();
    };
    const end = (): void => void keeper.end();
    if (endsOnCancel) signal.addEventListener('abort', end, { once: true });
    const watchdog = setTimeout(giveUp, input.limits.maxSeconds * (isShared ? 2000 : 1000) + marginMs);
    try {
      const output = await child.client.call(name, input, { signal });
      keeper.noteAnswer();
      return { kind: 'answer', output };
    } catch (error) {
      if (!isCrash(error)) throw error;
      if (endsOnCancel) signal.throwIfAborted();
      return { kind: isHung ? 'hung' : 'crashed' };
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', end);
    }
  }

  async function rest(): Promise<void> {
    if (endsIdleAfterMs === 0) await keeper.end();
    else if (endsIdleAfterMs !== null) idle = setTimeout(() => void keeper.end(), endsIdleAfterMs).unref();
  }

  return {
    run: async (name, input, signal) => {
      await turns.enter();
      clearTimeout(idle);
      try {
        signal.throwIfAborted();
        return await call(await keeper.child(), name, input, signal);
      } finally {
        turns.leave();
        if (turns.isIdle) await rest();
      }
    },
  };
}
