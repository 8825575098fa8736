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
  /** Ends the process as soon as nothing waits for it. */
  readonly endsWhenIdle: boolean;
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

export function createLane({ keeper, width, isShared, marginMs, endsWhenIdle }: LaneOptions): Lane {
  const turns = createTurnstile(width);

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
    const watchdog = setTimeout(giveUp, input.limits.maxSeconds * (isShared ? 2000 : 1000) + marginMs);
    try {
      const output = await child.client.call(name, input, { signal });
      keeper.noteAnswer();
      return { kind: 'answer', output };
    } catch (error) {
      if (!isCrash(error)) throw error;
      return { kind: isHung ? 'hung' : 'crashed' };
    } finally {
      clearTimeout(watchdog);
    }
  }

  return {
    run: async (name, input, signal) => {
      await turns.enter();
      try {
        signal.throwIfAborted();
        return await call(await keeper.child(), name, input, signal);
      } finally {
        turns.leave();
        if (endsWhenIdle && turns.isIdle) await keeper.end();
      }
    },
  };
}
