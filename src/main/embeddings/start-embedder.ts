import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { DEFAULT_LIMITS, type DecodeLimits } from '../../workers/decode/calls.ts';
import type { EmbedCalls, ModelToLoad, PictureSource } from '../../workers/embed/calls.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';
import { createKeeper } from '../jobs/compute-keeper.ts';
import type { Outcome } from '../jobs/compute-lane.ts';
import { orAborted } from '../jobs/or-aborted.ts';
import { createGate } from './embed-gate.ts';
import { createEmbedRunner, modelKey } from './embed-runner.ts';
import type { EmbeddedBatch, Embedder, EmbedSession } from './embedder.ts';
import { createModelTurns } from './model-turns.ts';
import { retryAlone } from './retry-alone.ts';

/** One batch in the model, the next decoded, one more on its way. */
const WIDTH = 3;
const MARGIN_MS = 10_000;
const IDLE_MS = 15_000;

export interface EmbedderOptions {
  /** Module the process starts in. */
  readonly entry?: URL;
  readonly cores?: number;
  /** Of one picture. */
  readonly limits?: DecodeLimits;
  /** How long after its own limit a call is given up and the process killed, ms. */
  readonly marginMs?: number;
  /** How long the process outlives its last use, ms. */
  readonly idleMs?: number;
  /** Is given a line for a person whenever the process dies or does not start. */
  readonly log?: (message: string) => void;
}

/** @throws {WinnowError} bad_model, where it was alone in the process that died */
function answerOf<O>(outcome: Outcome<O>, file: string): O {
  if (outcome.kind === 'answer') return outcome.output;
  const what = outcome.kind === 'hung' ? 'it does not come to an end' : 'it ends the process that loads it';
  throw new WinnowError('bad_model', `${basename(file)} cannot be used: ${what}.`);
}

/**
 * Starts the supervisor of the embed process; the process itself starts at first use. Batches run side by side; where the
 * process dies under them, each picture is tried again while nothing else runs, so that the one which kills it again is the
 * culprit for certain.
 */
export function startEmbedder(options: EmbedderOptions = {}): Embedder {
  const { entry = entryUrl('embed/embed-process'), cores = availableParallelism(), idleMs = IDLE_MS } = options;
  const words = { name: 'embed process', task: 'runs models' };
  const keeper = createKeeper<EmbedCalls>(
    { ...words, entry, threads: 1, nativeThreads: cores + 1 },
    options.log ?? (() => undefined),
  );
  const runner = createEmbedRunner(keeper, options.limits ?? DEFAULT_LIMITS, options.marginMs ?? MARGIN_MS);
  const gate = createGate();
  const turns = createModelTurns();
  let users = 0;
  let idle: NodeJS.Timeout | undefined;

  function enter(): void {
    users++;
    clearTimeout(idle);
  }

  function leave(): void {
    users--;
    if (users > 0) return;
    idle = setTimeout(() => void keeper.end(), idleMs);
    idle.unref();
  }

  /** A call whose process died under it is made again where nothing else can be to blame. */
  async function sure<O>(call: () => Promise<Outcome<O>>, file: string): Promise<O> {
    enter();
    try {
      const first = await gate.shared(call);
      return answerOf(first.kind === 'crashed' ? await gate.alone(call) : first, file);
    } finally {
      leave();
    }
  }

  async function embed(model: ModelToLoad, dimensions: number, pictures: readonly PictureSource[], signal: AbortSignal) {
    const run = (some: readonly PictureSource[]) => {
      signal.throwIfAborted();
      return runner.embed(model, some, signal);
    };
    const outcome = await gate.shared(async () => run(pictures));
    if (outcome.kind === 'answer') return outcome.output;
    return gate.alone((): Promise<EmbeddedBatch> => retryAlone(pictures, dimensions, async (some) => run(some)));
  }

  return {
    inspect: (file) => sure(() => runner.inspect(file), file),
    embedTokens: (input) => sure(() => runner.embedTokens(input), input.file),
    open: async (asked, signal): Promise<EmbedSession> => {
      await turns.enter(modelKey(asked), signal);
      enter();
      const leaveAll = (): void => {
        turns.leave();
        leave();
      };
      try {
        const loaded = await sure(() => runner.load(asked), asked.file);
        // A process that is started later need not measure again.
        const model = { ...asked, batch: loaded.batch };
        let isHeld = true;
        return {
          ...loaded,
          width: WIDTH,
          embed: (pictures, signal) => orAborted(embed(model, loaded.dimensions, pictures, signal), signal),
          release: () => {
            if (isHeld) leaveAll();
            isHeld = false;
          },
        };
      } catch (error) {
        leaveAll();
        throw error;
      }
    },
    close: async () => {
      clearTimeout(idle);
      turns.close();
      await keeper.close();
    },
  };
}
