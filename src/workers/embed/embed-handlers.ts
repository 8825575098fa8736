import { availableParallelism } from 'node:os';
import { WinnowError } from '../../shared/errors.ts';
import { createTurnstile } from '../../shared/turnstile.ts';
import type { Client } from '../rpc/client.ts';
import { type Handlers, transfer } from '../rpc/serve.ts';
import type { EmbedCalls, EmbedFailure, LoadedModel, ModelToLoad } from './calls.ts';
import { createFill, type FillTensor } from './fill-tensor.ts';
import { inputLength, inputNumbers } from './input-numbers.ts';
import { inspectModel } from './inspect-model.ts';
import { modelProblem } from './model-problem.ts';
import { badModel, type OpenModel, readSameModel } from './open-model.ts';
import { vectorProblem } from './output-rows.ts';
import { inputSize, readInput, UnusablePicture } from './read-input.ts';
import type { SessionCalls } from './session-calls.ts';

/** Of the numbers given to a model at once. */
const MOST_BATCH_BYTES = 1 << 26;
const MOST_BATCH = 64;
/** Pictures read and decoded at once, of all batches: each is in memory with its file, and more would only wait for a core. */
const READERS = availableParallelism() + 1;

/** Threads of their own, started when they are first needed: words do not wait for pictures. */
export interface SessionThreads {
  pictures(): Client<SessionCalls>;
  text(): Client<SessionCalls>;
}

interface Loaded extends LoadedModel {
  readonly model: ModelToLoad;
  readonly fill: FillTensor;
}

/** Where numbers are made whole by the largest of a batch, a picture's vector would depend on its neighbours in the batch. */
const isScaledByBatch = ({ graph }: OpenModel): boolean => graph.nodes.some(({ op }) => op === 'DynamicQuantizeLinear');

function mostBatchOf({ manifest }: ModelToLoad, file: OpenModel): number {
  if (isScaledByBatch(file)) return 1;
  const bytes = inputLength(manifest) * (manifest.input.type === 'float32' ? 4 : 1);
  return Math.max(1, Math.min(MOST_BATCH, Math.floor(MOST_BATCH_BYTES / bytes)));
}

/** @throws {WinnowError} bad_model where the manifest asks for what is not in the file */
function checkNames({ file, manifest }: ModelToLoad, { graph }: OpenModel): void {
  const problem = modelProblem(graph);
  if (problem !== null) throw badModel(file, problem);
  const [input] = graph.inputs;
  if (input?.name !== manifest.input.name) {
    throw badModel(file, `its input is "${input?.name}", the manifest says "${manifest.input.name}"`);
  }
  const { name, isInner } = manifest.output;
  const outputs = isInner ? graph.nodes.flatMap((node) => node.outputs) : graph.outputs.map((output) => output.name);
  if (!outputs.includes(name)) throw badModel(file, `there is no ${isInner ? 'tensor' : 'output'} "${name}" in it`);
}

/** What the embed process answers. */
export function createEmbedHandlers(threads: SessionThreads): Handlers<EmbedCalls> {
  let loaded: Loaded | null = null;
  const readers = createTurnstile(READERS);

  async function load(model: ModelToLoad): Promise<LoadedModel> {
    loaded = null;
    const file = await readSameModel(model.file, model.manifest);
    checkNames(model, file);
    const { input, preprocessing } = model.manifest;
    const { dimensions, batch } = await threads.pictures().call('open', { ...model, mostBatch: mostBatchOf(model, file) });
    loaded = { model, dimensions, batch, fill: createFill(input.layout, input.type, preprocessing) };
    return { dimensions, batch };
  }

  async function embed(
    { pictures, limits }: EmbedCalls['embed']['input'],
    signal: AbortSignal,
  ): Promise<EmbedCalls['embed']['output']> {
    const mine = loaded;
    if (mine === null) throw new WinnowError('internal', 'No model is loaded.');
    const { model, dimensions, fill } = mine;
    const size = inputSize(model.manifest);
    const length = inputLength(model.manifest);
    const numbers = inputNumbers(model.manifest.input.type, pictures.length * length);
    const failures = new Map<number, EmbedFailure>();
    await Promise.all(
      pictures.map(async (picture, index) => {
        await readers.enter();
        try {
          signal.throwIfAborted();
          fill(await readInput(picture, size, limits), numbers.subarray(index * length, (index + 1) * length));
        } catch (error) {
          if (!(error instanceof UnusablePicture)) throw error;
          failures.set(index, { index, reason: error.message, ...(error.isPassing ? { isPassing: true } : {}) });
        } finally {
          readers.leave();
        }
      }),
    );
    signal.throwIfAborted();
    if (loaded !== mine) throw new WinnowError('internal', 'Another model was loaded meanwhile.');
    const given =
      failures.size === pictures.length
        ? { vectors: new Float32Array(pictures.length * dimensions), failures: [] }
        : await threads.pictures().call('run', transfer({ numbers, count: pictures.length }, [numbers.buffer]));
    // What cannot be read was given as zeros: what the model says of those does not matter.
    for (const refused of given.failures) if (!failures.has(refused.index)) failures.set(refused.index, refused);
    for (let index = 0; index < pictures.length; index++) {
      const vector = given.vectors.subarray(index * dimensions, (index + 1) * dimensions);
      const reason = failures.has(index) ? null : vectorProblem(vector);
      if (reason !== null) failures.set(index, { index, reason });
      if (failures.has(index)) vector.fill(0);
    }
    return { vectors: given.vectors, failures: [...failures.values()].sort((a, b) => a.index - b.index) };
  }

  return {
    ready: () => null,
    inspect: ({ file }) => inspectModel(file),
    load,
    embed: (input, { signal }) => embed(input, signal),
    embedTokens: (input) => threads.text().call('embedTokens', input),
  };
}
