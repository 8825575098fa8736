import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelManifest } from '../../shared/embedding.ts';
import type { LoadedModel } from './calls.ts';
import { createSession, runtimeWords } from './create-session.ts';
import { createFill } from './fill-tensor.ts';
import { type InputNumbers, inputLength, inputNumbers } from './input-numbers.ts';
import { badModel } from './open-model.ts';
import { outputRows, UnusableOutput, vectorProblem } from './output-rows.ts';
import type { SessionToOpen } from './session-calls.ts';
import { trialPicture } from './trial-pictures.ts';
import { tuneBatch } from './tune-batch.ts';

/** A model in memory that was tried out. */
export interface PictureSession extends LoadedModel {
  /** @returns count × dimensions */
  run(numbers: InputNumbers, count: number): Promise<Float32Array<ArrayBuffer>>;
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
    return outputRows(tensor, count, layout);
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

/** Runs a model on two made-up pictures, one by one. @returns numbers a picture @throws {UnusableOutput} or ONNX Runtime's own */
async function tryOut(run: Run, manifest: ModelManifest, atOnce: number): Promise<number> {
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
  if (isSame(first, second)) throw new UnusableOutput('gives the same for different pictures');
  return dimensions;
}

/** Files that say they take any number of pictures are often made for one. */
async function takesSeveral(run: Run, manifest: ModelManifest): Promise<boolean> {
  try {
    await run(trialNumbers(manifest, 2), 2);
    return true;
  } catch {
    return false;
  }
}

/** Of pictures that are given at once to a model that takes a fixed number: so many that handing them over costs little. */
const GIVEN_MS = 20;

async function batchOf(run: Run, { manifest, mostBatch, batch }: SessionToOpen): Promise<number> {
  if (batch !== undefined) return batch;
  if (manifest.input.batch !== null) return fixedBatches(run, manifest, manifest.input.batch, mostBatch);
  if (mostBatch === 1 || !(await takesSeveral(run, manifest))) return 1;
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

/** Splits what comes into runs of the model's batch; where that is fixed the last one is filled up. */
function inBatches(run: Run, manifest: ModelManifest, given: number, dimensions: number): PictureSession['run'] {
  const length = inputLength(manifest);
  const isFixed = manifest.input.batch !== null;
  const batch = manifest.input.batch ?? given;
  return async (numbers, count) => {
    const vectors = new Float32Array(count * dimensions);
    for (let first = 0; first < count; first += batch) {
      const here = Math.min(batch, count - first);
      let part = numbers.subarray(first * length, (first + here) * length);
      if (isFixed && here < batch) {
        const whole = inputNumbers(manifest.input.type, batch * length);
        whole.set(part);
        part = whole;
      }
      const rows = await run(part, isFixed ? batch : here);
      vectors.set(rows.vectors.subarray(0, here * dimensions), first * dimensions);
    }
    return vectors;
  };
}

/** Loads a model and tries it out on made-up pictures. @throws {WinnowError} bad_model */
export async function openPictureSession(model: SessionToOpen): Promise<PictureSession> {
  const { file, manifest, threads } = model;
  const session = await createSession(file, manifest.output.isInner ? manifest.output.name : null, threads);
  try {
    const run = runOf(session, manifest);
    const dimensions = await tryOut(run, manifest, manifest.input.batch ?? 1);
    checkDimensions(file, manifest, dimensions);
    const batch = await batchOf(run, model);
    return { dimensions, batch, run: inBatches(run, manifest, batch, dimensions), release: () => session.release() };
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
