import { setTimeout as sleep } from 'node:timers/promises';
import { WinnowError } from '../../../src/shared/errors.ts';
import { type Handlers, transfer } from '../../../src/workers/rpc/serve.ts';

/** Calls of a worker that does what it is told, for tests of the protocol itself. */
export type EchoCalls = {
  readonly echo: { readonly input: string; readonly progress: never; readonly output: string };
  readonly count: { readonly input: number; readonly progress: number; readonly output: number };
  readonly fail: { readonly input: null; readonly progress: never; readonly output: null };
  readonly break: { readonly input: null; readonly progress: never; readonly output: null };
  /** Runs until it is cancelled. */
  readonly wait: { readonly input: null; readonly progress: string; readonly output: null };
  /** Gives the bytes back without a copy. */
  readonly move: {
    readonly input: Uint8Array<ArrayBuffer>;
    readonly progress: never;
    readonly output: { readonly bytes: Uint8Array<ArrayBuffer> };
  };
  /** Answers with something that no message can hold. */
  readonly unsendable: { readonly input: null; readonly progress: never; readonly output: unknown };
  readonly die: { readonly input: 'throw' | 'exit'; readonly progress: never; readonly output: null };
};

export const echoHandlers: Handlers<EchoCalls> = {
  echo: (input) => input,
  count: async (input, { progress }) => {
    for (let done = 1; done <= input; done++) progress(done);
    await sleep(1);
    return input;
  },
  fail: () => {
    throw new WinnowError('not_found', 'Nothing there.', { details: { looked: 'everywhere' } });
  },
  break: () => {
    throw new TypeError('a bug');
  },
  wait: async (_input, { signal, progress }) => {
    progress('started');
    for (;;) await sleep(5, undefined, { signal });
  },
  move: (input) => transfer({ bytes: input }, [input.buffer]),
  unsendable: () => () => undefined,
  die: async (input) => {
    if (input === 'exit') process.exit(7);
    setImmediate(() => {
      throw new Error('out of luck');
    });
    await sleep(10_000);
    return null;
  },
};
