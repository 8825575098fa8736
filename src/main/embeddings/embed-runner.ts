import { WinnowError } from '../../shared/errors.ts';
import type { DecodeLimits } from '../../workers/decode/calls.ts';
import type { EmbedCalls, LoadedModel, ModelToLoad, PictureSource } from '../../workers/embed/calls.ts';
import type { ComputeChild } from '../jobs/compute-child.ts';
import type { Keeper } from '../jobs/compute-keeper.ts';
import type { Outcome } from '../jobs/compute-lane.ts';

type Child = ComputeChild<EmbedCalls>;
type Name = 'inspect' | 'load' | 'embed' | 'embedTokens';

/** Large models are read from slow disks. */
const LONGEST_LOAD_MS = 300_000;
/** Of what a model took to load and to be tried out: how much longer one batch may take, others before it included. */
const LOAD_TIMES = 10;

/** Of the limit of one picture: what each of many may take, from a slow drive for instance. */
const USUAL_SHARE = 1 / 6;

export interface EmbedRunner {
  inspect(file: string): Promise<Outcome<EmbedCalls['inspect']['output']>>;
  embedTokens(input: EmbedCalls['embedTokens']['input']): Promise<Outcome<EmbedCalls['embedTokens']['output']>>;
  /** Sees to it that the model is loaded in the process there is. */
  load(model: ModelToLoad): Promise<Outcome<LoadedModel>>;
  /** Loads the model where the process is another than before. */
  embed(
    model: ModelToLoad,
    pictures: readonly PictureSource[],
    signal: AbortSignal,
  ): Promise<Outcome<EmbedCalls['embed']['output']>>;
}

/** Same file, same use of it. */
export const modelKey = ({ file, manifest, threads }: ModelToLoad): string => JSON.stringify([file, manifest, threads]);

const isCrash = (error: unknown): boolean => error instanceof WinnowError && error.code === 'compute_crashed';

/** A model in a process, being loaded or loaded. */
interface Loading {
  readonly key: string;
  readonly outcome: Promise<Outcome<LoadedModel>>;
}

/**
 * Calls of the embed process, each with a watchdog. All throw the process's own errors, compute_crashed where it does not
 * start, and AbortError on cancel and when closed.
 * @param limits of one picture
 * @param marginMs how long after its own limit a call is given up
 */
export function createEmbedRunner(keeper: Keeper<EmbedCalls>, limits: DecodeLimits, marginMs: number): EmbedRunner {
  const loadings = new WeakMap<Child, Loading>();
  let loadMs = 0;

  async function call<N extends Name>(
    child: Child,
    name: N,
    input: EmbedCalls[N]['input'],
    limitMs: number,
    signal?: AbortSignal,
  ): Promise<Outcome<EmbedCalls[N]['output']>> {
    let isHung = false;
    const watchdog = setTimeout(() => {
      isHung = true;
      child.kill();
    }, limitMs);
    try {
      const output = await child.client.call(name, input, signal === undefined ? {} : { signal });
      keeper.noteAnswer();
      return { kind: 'answer', output };
    } catch (error) {
      if (!isCrash(error)) throw error;
      return { kind: isHung ? 'hung' : 'crashed' };
    } finally {
      clearTimeout(watchdog);
    }
  }

  /** Twice the limit of one picture, since they share native threads and one may wait as long as another may run; and more for many. */
  function limitOf(pictures: number): number {
    return limits.maxSeconds * 1000 * (2 + pictures * USUAL_SHARE) + marginMs;
  }

  async function startLoading(child: Child, model: ModelToLoad): Promise<Outcome<LoadedModel>> {
    const started = performance.now();
    const outcome = await call(child, 'load', model, LONGEST_LOAD_MS);
    loadMs = performance.now() - started;
    return outcome;
  }

  function loadInto(child: Child, model: ModelToLoad): Promise<Outcome<LoadedModel>> {
    const key = modelKey(model);
    const before = loadings.get(child);
    if (before?.key === key) return before.outcome;
    const outcome = startLoading(child, model);
    loadings.set(child, { key, outcome });
    // Refused, it is not loaded: whoever comes next is told why again.
    outcome.catch(() => loadings.delete(child));
    return outcome;
  }

  return {
    inspect: async (file) => call(await keeper.child(), 'inspect', { file }, LONGEST_LOAD_MS),
    embedTokens: async (input) => call(await keeper.child(), 'embedTokens', input, LONGEST_LOAD_MS),
    load: async (model) => loadInto(await keeper.child(), model),
    embed: async (model, pictures, signal) => {
      const child = await keeper.child();
      const loaded = await loadInto(child, model);
      if (loaded.kind !== 'answer') return loaded;
      return call(child, 'embed', { pictures, limits }, limitOf(pictures.length) + loadMs * LOAD_TIMES, signal);
    },
  };
}
