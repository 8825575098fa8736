import { availableParallelism } from 'node:os';
import { WinnowError } from '../../shared/errors.ts';
import type { DecodeCalls, DecodeInput, DecodeOutput, DecodeWork } from '../../workers/decode/calls.ts';
import { EMPTY_OUTPUT } from '../../workers/decode/empty-output.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';
import type { Compute } from './compute.ts';
import { createKeeper } from './compute-keeper.ts';
import { createLane, type Lane, type Outcome } from './compute-lane.ts';
import { orAborted } from './or-aborted.ts';

/** Renderings for the page run beside the decodes of a job and do not wait for their turn. */
const RENDER_WIDTH = 2;
/** Parts of pictures: most take a few milliseconds. */
const TILE_WIDTH = 4;
/** Pictures decoded whole at once: each may take half a gigabyte. */
const MAX_PIXEL_HASH_WIDTH = 4;
/** The process that unpacks large pictures is kept for so long: starting it takes a fifth of a second. */
const UNPACKING_IDLE_MS = 60_000;
const MARGIN_MS = 5000;
const WORDS = { name: 'compute process', task: 'decodes images' };

export interface ComputeOptions {
  /** Module the process starts in. */
  readonly entry?: URL;
  readonly cores?: number;
  /** How long after its own limit a file is given up and the process killed, ms. */
  readonly marginMs?: number;
  /** Is given a line for a person whenever the process dies or does not start. */
  readonly log?: (message: string) => void;
}

const culprit = (status: 'corrupt' | 'unsupported', reason: string): DecodeOutput => ({ ...EMPTY_OUTPUT, status, reason });

/** @throws {WinnowError} compute_crashed */
function shown<O>(outcome: Outcome<O>): O {
  if (outcome.kind === 'answer') return outcome.output;
  const what = outcome.kind === 'crashed' ? 'crashed the decoder' : 'took too long to decode';
  throw new WinnowError('compute_crashed', `The picture cannot be shown: it ${what}.`);
}

/**
 * Starts the supervisor of the compute process; the process itself starts with `warm` or the first call.
 *
 * Files run side by side in one process. When that dies, each that was in flight is decoded again in a second process of
 * its own, one by one, so that the one which dies there too is the culprit for certain; the others go on meanwhile.
 */
export function startCompute(options: ComputeOptions = {}): Compute {
  const { entry = entryUrl('compute-process'), cores = availableParallelism(), marginMs = MARGIN_MS } = options;
  const log = options.log ?? (() => undefined);
  // Measured on 2 cores: a native thread or two more than cores, and as many files again in flight so that none of them
  // idles between a file's steps, was the fastest of the combinations tried. What more cores need on top is memory.
  const nativeThreads = cores + Math.min(cores, 4);
  const width = nativeThreads + Math.min(nativeThreads, 8);
  const shared = createKeeper<DecodeCalls>({ ...WORDS, entry, threads: Math.ceil(cores / 4), nativeThreads }, log);
  const isolated = createKeeper<DecodeCalls>({ ...WORDS, entry, threads: 1, nativeThreads: 1 }, log);
  const unpacking = createKeeper<DecodeCalls>({ ...WORDS, entry, threads: 1, nativeThreads: 1 }, log);
  const decodes = createLane({ keeper: shared, width, isShared: true, marginMs, endsIdleAfterMs: null });
  const renders = createLane({ keeper: shared, width: RENDER_WIDTH, isShared: true, marginMs, endsIdleAfterMs: null });
  // A large picture takes a second or two: one at a time, called off by the end of its process as soon as nobody looks any more.
  const unpacks = createLane({
    keeper: unpacking,
    width: 1,
    isShared: false,
    marginMs,
    endsIdleAfterMs: UNPACKING_IDLE_MS,
    endsOnCancel: true,
  });
  const tiles = createLane({ keeper: shared, width: TILE_WIDTH, isShared: true, marginMs, endsIdleAfterMs: null });
  const hashes = createLane({
    keeper: shared,
    width: Math.min(cores, MAX_PIXEL_HASH_WIDTH),
    isShared: true,
    marginMs,
    endsIdleAfterMs: null,
  });
  const aligns = createLane({
    keeper: shared,
    width: Math.max(2, Math.ceil(cores / 4)),
    isShared: true,
    marginMs,
    endsIdleAfterMs: null,
  });
  const suspects = createLane({ keeper: isolated, width: 1, isShared: false, marginMs, endsIdleAfterMs: 0 });

  /** A call whose process died under it is made again where nothing else can be to blame. */
  async function run<N extends DecodeWork>(lane: Lane, name: N, input: DecodeCalls[N]['input'], signal: AbortSignal) {
    const outcome = await lane.run(name, input, signal);
    return outcome.kind === 'crashed' ? suspects.run(name, input, signal) : outcome;
  }

  /**
   * What decoders complain of is one buffer for a whole process: side by side, files get each other's words. A damaged
   * one is decoded once more where it is alone.
   */
  async function inItsOwnWords(output: DecodeOutput, input: DecodeInput, signal: AbortSignal): Promise<DecodeOutput> {
    const alone = await orAborted(suspects.run('decode', input, signal), signal);
    return alone.kind === 'answer' ? alone.output : output;
  }

  const never = new AbortController().signal;
  return {
    width,
    // Where it does not start, the first call is told why.
    warm: () => void shared.child().catch(() => null),
    decode: async (input, signal = never) => {
      const outcome = await orAborted(run(decodes, 'decode', input, signal), signal);
      if (outcome.kind === 'answer')
        return outcome.output.status === 'corrupt' ? inItsOwnWords(outcome.output, input, signal) : outcome.output;
      if (outcome.kind === 'crashed') return culprit('corrupt', 'decoder crashed');
      return culprit('unsupported', `decoding took longer than the limit of ${input.limits.maxSeconds} s`);
    },
    pixelHash: async (input, signal = never) => {
      const outcome = await orAborted(run(hashes, 'pixelHash', input, signal), signal);
      return outcome.kind === 'answer' ? outcome.output : null;
    },
    align: async (input, signal = never) => {
      const outcome = await orAborted(run(aligns, 'align', input, signal), signal);
      return outcome.kind === 'answer' ? outcome.output : null;
    },
    miniatures: async (input, signal = never) => {
      const outcome = await orAborted(run(renders, 'miniatures', input, signal), signal);
      return outcome.kind === 'answer' ? outcome.output : null;
    },
    change: async (input, signal = never) => {
      const outcome = await orAborted(run(decodes, 'change', input, signal), signal);
      if (outcome.kind === 'answer') return outcome.output;
      const what = outcome.kind === 'crashed' ? 'crashed the decoder' : 'took too long to decode';
      throw new WinnowError('compute_crashed', `The picture cannot be changed: it ${what}.`);
    },
    render: async (input, signal = never) => shown(await orAborted(run(renders, 'render', input, signal), signal)),
    crop: async (input, signal = never) => shown(await orAborted(run(tiles, 'crop', input, signal), signal)),
    histogram: async (input, signal = never) => shown(await orAborted(run(renders, 'histogram', input, signal), signal)),
    // Not given up before its process is gone: nothing else writes to its file then.
    unpack: async (input, signal = never) => shown(await run(unpacks, 'unpack', input, signal)),
    tile: async (input, signal = never) => shown(await orAborted(run(tiles, 'tile', input, signal), signal)),
    close: async () => {
      await Promise.all([shared.close(), isolated.close(), unpacking.close()]);
    },
  };
}
