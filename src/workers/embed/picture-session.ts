import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelManifest } from '../../shared/embedding.ts';
import type { EmbedFailure, LoadedModel } from './calls.ts';
import { createSession, runtimeWords } from './create-session.ts';
import { createFill } from './fill-tensor.ts';
import { type InputNumbers, inputLength, inputNumbers } from './input-numbers.ts';
import { badModel } from './open-model.ts';
import { outputRows, UnusableOutput, vectorProblem } from './output-rows.ts';
import type { RunOutput, SessionToOpen } from './session-calls.ts';
import { trialPicture } from './trial-pictures.ts';
import { tuneBatch } from './tune-batch.ts';

/** A model in memory that was tried out. */
export interface PictureSession extends LoadedModel {
  /** @throws {WinnowError} bad_model where it fails on a plain picture too */
  run(numbers: InputNumbers, count: number): Promise<RunOutput>;
  release(): Promise<void>;
}

type Run = (numbers: InputNumbers, count: number) => Promise<ReturnType<typeof outputRows>>;

function runOf(session: InferenceSession, { input, preprocessing, output }: ModelManifest): Run {
  const channels = preprocessing.color === 'grey' ? 1 : 3;
  const { width, height, layout, name } = input;
  return async (numbers, count) => {
    const shape = layout === 'nchw' ? [count, channels, height, width] : [count, height, width, channels];
    const given = await session.run({ [name]: new Tensor(input.type, numbers, shape) }, [output.name]);
    const tensor = given[output.name];
    if (tensor === undefined) throw new UnusableOutput(`gives no "${output.name}"`);
    return outputRows(tensor, count, layout, output.isOfClasses === true ? 1 : undefined);
  };
}

/** Made-up pictures, each another, in the model's input. */
function trialNumbers({ input, preprocessing }: ModelManifest, count: number): InputNumbers {
  const fill = createFill(input.layout, input.type, preprocessing);
  const length = inputLength({ input, preprocessing });
  const numbers = inputNumbers(input.type, count * length);
  for (let picture = 0; picture < count; picture++) {
    fill(trialPicture(input.width, input.height, picture + 1), numbers.subarray(picture * length, (picture + 1) * length));
  }
  return numbers;
}

const isSame = (a: Float32Array, b: Float32Array): boolean => a.every((value, index) => value === b[index]);

/** Of the length of a vector: how much rounding may change it, float16 and other kernels for other shapes included. */
const ROUNDING = 0.005;

/** But for rounding. */
function isAlike(a: Float32Array, b: Float32Array): boolean {
  const apart = Math.hypot(...a.map((value, index) => value - (b[index] as number)));
  return apart <= ROUNDING * Math.hypot(...a);
}

/** What a model gave for made-up pictures. */
interface Trial {
  /** Of the first two, each run without the other. */
  readonly vectors: readonly [Float32Array, Float32Array];
  readonly dimensions: number;
}

/** Runs a model on two made-up pictures, one by one. @throws {UnusableOutput} or ONNX Runtime's own */
async function tryOut(run: Run, manifest: ModelManifest, atOnce: number): Promise<Trial> {
  const length = inputLength(manifest);
  const pictures = trialNumbers(manifest, 2);
  const vectors: Float32Array[] = [];
  let dimensions = 0;
  for (const picture of [0, 1]) {
    const numbers = inputNumbers(manifest.input.type, atOnce * length);
    numbers.set(pictures.subarray(picture * length, (picture + 1) * length));
    const rows = await run(numbers, atOnce);
    dimensions = rows.dimensions;
    const vector = rows.vectors.subarray(0, dimensions);
    const problem = vectorProblem(vector);
    if (problem !== null) throw new UnusableOutput(problem.replace('the model gives', 'gives').replace('this', 'a plain'));
    vectors.push(vector);
  }
  const [first, second] = vectors as [Float32Array, Float32Array];
  // A single probability may round to 0 or 1 for both.
  if (dimensions > 1 && isSame(first, second)) throw new UnusableOutput('gives the same for different pictures');
  return { vectors: [first, second], dimensions };
}

/**
 * Files that say they take any number of pictures are often made for one: they fail, or what they give for a picture depends
 * on those beside it.
 */
async function takesSeveral(run: Run, manifest: ModelManifest, trial: Trial): Promise<boolean> {
  try {
    const { vectors, dimensions } = await run(trialNumbers(manifest, 2), 2);
    return trial.vectors.every((vector, i) => isAlike(vector, vectors.subarray(i * dimensions, (i + 1) * dimensions)));
  } catch {
    return false;
  }
}

/** Of pictures that are given at once to a model that takes a fixed number: so many that handing them over costs little. */
const GIVEN_MS = 20;

async function batchOf(run: Run, { manifest, mostBatch, batch }: SessionToOpen, trial: Trial): Promise<number> {
  if (batch !== undefined) return batch;
  if (manifest.input.batch !== null) return fixedBatches(run, manifest, manifest.input.batch, mostBatch);
  if (mostBatch === 1 || !(await takesSeveral(run, manifest, trial))) return 1;
  const length = inputLength(manifest);
  const numbers = trialNumbers(manifest, mostBatch);
  return tuneBatch(mostBatch, async (count) => void (await run(numbers.subarray(0, count * length), count)));
}

/** @returns a multiple of what the model takes at once */
async function fixedBatches(run: Run, manifest: ModelManifest, fixed: number, mostBatch: number): Promise<number> {
  const numbers = trialNumbers(manifest, fixed);
  const started = performance.now();
  await run(numbers, fixed);
  const runs = Math.min(GIVEN_MS / (performance.now() - started), mostBatch / fixed);
  return fixed * Math.max(1, Math.floor(runs));
}

function checkDimensions(file: string, { output }: ModelManifest, dimensions: number): void {
  if (output.dimensions === null || output.dimensions === dimensions) return;
  throw badModel(file, `its output "${output.name}" has ${dimensions} numbers a picture, expected ${output.dimensions}`);
}

/** Runs one batch; where that is fixed a smaller one is filled up. @returns count × dimensions */
type RunBatch = (numbers: InputNumbers, count: number) => Promise<Float32Array>;

function batchRun(run: Run, manifest: ModelManifest): RunBatch {
  const { batch } = manifest.input;
  if (batch === null) return async (numbers, count) => (await run(numbers, count)).vectors;
  return async (numbers, count) => {
    const whole = inputNumbers(manifest.input.type, batch * inputLength(manifest));
    whole.set(numbers);
    const { vectors, dimensions } = await run(whole, batch);
    return vectors.subarray(0, count * dimensions);
  };
}

/** Why a model failed on one picture. @throws {WinnowError} bad_model where it fails on a plain one too */
async function blame(error: unknown, { file, manifest }: SessionToOpen, run: RunBatch): Promise<string> {
  try {
    await run(trialNumbers(manifest, 1), 1);
  } catch (again) {
    throw badModel(file, `it does not run any more, whatever picture it is given: ${runtimeWords(again)}`, again);
  }
  return `the model fails on this picture: ${runtimeWords(error)}`;
}

/** Splits what comes into runs of the model's batch; one that fails is run again picture by picture. */
function inBatches(run: RunBatch, model: SessionToOpen, loaded: LoadedModel): PictureSession['run'] {
  const { dimensions } = loaded;
  const length = inputLength(model.manifest);
  const batch = model.manifest.input.batch ?? loaded.batch;
  return async (numbers, count) => {
    const vectors = new Float32Array(count * dimensions);
    const failures: EmbedFailure[] = [];
    async function runSome(first: number, end: number): Promise<void> {
      try {
        vectors.set(await run(numbers.subarray(first * length, end * length), end - first), first * dimensions);
      } catch (error) {
        if (end - first > 1) for (let one = first; one < end; one++) await runSome(one, one + 1);
        else failures.push({ index: first, reason: await blame(error, model, run) });
      }
    }
    for (let first = 0; first < count; first += batch) await runSome(first, Math.min(first + batch, count));
    return { vectors, failures };
  };
}

/** Loads a model and tries it out on made-up pictures. @throws {WinnowError} bad_model */
export async function openPictureSession(model: SessionToOpen): Promise<PictureSession> {
  const { file, manifest, threads } = model;
  const session = await createSession(file, manifest.output.isInner ? manifest.output.name : null, threads);
  try {
    const run = runOf(session, manifest);
    const trial = await tryOut(run, manifest, manifest.input.batch ?? 1);
    checkDimensions(file, manifest, trial.dimensions);
    const batch = await batchOf(run, model, trial);
    const loaded = { dimensions: trial.dimensions, batch };
    const release = (): Promise<void> => session.release();
    return { ...loaded, run: inBatches(batchRun(run, manifest), model, loaded), release };
  } catch (error) {
    await session.release();
    if (error instanceof UnusableOutput) throw badModel(file, `it ${error.message}`, error);
    if (error instanceof Error && error.name !== 'WinnowError') {
      throw badModel(
        file,
        `it does not run on a picture of ${manifest.input.width} × ${manifest.input.height}: ${runtimeWords(error)}`,
        error,
      );
    }
    throw error;
  }
}
