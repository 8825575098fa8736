import { access, constants } from 'node:fs/promises';
import { WinnowError } from '../../shared/errors.ts';
import { type FilePlace, fileOf } from '../../workers/decode/file-place.ts';
import type { PictureSource } from '../../workers/embed/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { isFolder } from '../dataset/folder-presence.ts';
import type { WaitingSample } from '../index/embedding-rows.ts';
import type { EmbedSession } from './embedder.ts';
import type { EmbeddingWriter, TriedSample } from './embedding-writer.ts';

/** Failures that are told one by one. */
const MOST_TOLD = 10;

export interface PicturePassOptions {
  readonly dataset: Dataset;
  readonly session: EmbedSession;
  /** Some of them at a time, in any number. */
  readonly samples: AsyncIterable<readonly WaitingSample[]>;
  /** What the model is given of a sample. */
  readonly pictureOf: (sample: WaitingSample) => PictureSource;
  /** Makes what takes the outcomes. @param on is told what was written, and that writing failed */
  readonly openWriter: (on: {
    readonly onWritten: (written: readonly TriedSample[]) => void;
    readonly onFailure: () => void;
  }) => EmbeddingWriter;
  readonly signal: AbortSignal;
  /** Samples done with so far. */
  readonly onProgress: (done: number) => void;
}

export interface PicturePassResult {
  /** Samples that the model gave something for. */
  readonly embedded: number;
  readonly failed: number;
  /** Samples whose file cannot be read now: they wait for another time. */
  readonly unreachable: number;
  /** The first of both. */
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Has a model look at pictures, `session.width` batches at a time.
 * @throws what writing throws; {WinnowError} folder_missing where pictures are wanted of a folder that is gone; bad_model;
 *   {DOMException} AbortError on cancel. What was done before is written all the same
 */
export async function lookAtPictures(options: PicturePassOptions): Promise<PicturePassResult> {
  const { dataset, session, pictureOf, signal } = options;
  const result = createTally(options.onProgress);
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  const writer = options.openWriter({ onWritten: result.written, onFailure: stop });
  const batches = batchesOf(options.samples, session.batch);

  async function runLane(): Promise<void> {
    while (!isStopped) {
      signal.throwIfAborted();
      const { value: samples } = await batches.next();
      if (samples === undefined) return;
      const pictures = samples.map(pictureOf);
      const { vectors, failures } = await session.embed(pictures, signal);
      const failed = new Map(failures.map((failure) => [failure.index, failure]));
      const tried = samples.map((sample, i) => ({ sample, outcome: failed.get(i) ?? outcomeOf(vectors, samples.length, i) }));
      const left = await unreachableOf(dataset, tried, pictures);
      result.left(left);
      await writer.add(tried.filter((one) => !left.includes(one)));
    }
  }

  const lanes = Array.from({ length: session.width }, () => runLane().finally(stop));
  const ended = await Promise.allSettled(lanes);
  await writer.end();
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
  return result.get();
}

/** Gathers stretches of samples, some of them empty, into batches of one size but for the last. */
async function* batchesOf(
  stretches: AsyncIterable<readonly WaitingSample[]>,
  size: number,
): AsyncGenerator<readonly WaitingSample[], undefined> {
  let gathered: WaitingSample[] = [];
  for await (const stretch of stretches) {
    gathered.push(...stretch);
    let at = 0;
    for (; gathered.length - at >= size; at += size) yield gathered.slice(at, at + size);
    gathered = gathered.slice(at);
  }
  if (gathered.length > 0) yield gathered;
}

function outcomeOf(vectors: Float32Array, count: number, i: number): TriedSample['outcome'] {
  const dimensions = vectors.length / count;
  const vector = vectors.subarray(i * dimensions, (i + 1) * dimensions);
  return vector.every(Number.isFinite) ? { vector } : { reason: 'the model gave numbers for it that are not finite' };
}

/**
 * Those that failed because their file cannot be reached, or could not when it was read, which says nothing of the picture.
 * @throws {WinnowError} folder_missing where that is so of the whole folder
 */
async function unreachableOf(
  dataset: Dataset,
  tried: readonly TriedSample[],
  pictures: readonly PictureSource[],
): Promise<readonly TriedSample[]> {
  const unreachable: TriedSample[] = [];
  for (const [i, one] of tried.entries()) {
    const picture = pictures[i];
    if (!('reason' in one.outcome) || picture === undefined || 'jpeg' in picture) continue;
    if (one.outcome.isPassing === true || !(await isReadable(picture))) unreachable.push(one);
  }
  if (unreachable.length > 0 && !(await isFolder(dataset.folder))) {
    const advice = 'Connect its drive, or open the folder where it is now, then embed again: what is done stays.';
    throw new WinnowError('folder_missing', `The folder ${dataset.folder} is no longer there. ${advice}`);
  }
  return unreachable;
}

function isReadable(place: FilePlace): Promise<boolean> {
  return access(fileOf(place), constants.R_OK).then(
    () => true,
    () => false,
  );
}

function createTally(onProgress: (done: number) => void) {
  const sum = { embedded: 0, failed: 0, unreachable: 0 };
  const failures: { path: string; reason: string }[] = [];
  function note({ sample: { path }, outcome }: TriedSample): void {
    if ('reason' in outcome && failures.length < MOST_TOLD) failures.push({ path, reason: outcome.reason });
  }
  function progress(): void {
    onProgress(sum.embedded + sum.failed + sum.unreachable);
  }
  return {
    written(tried: readonly TriedSample[]): void {
      for (const one of tried) {
        sum['vector' in one.outcome ? 'embedded' : 'failed']++;
        note(one);
      }
      progress();
    },
    left(tried: readonly TriedSample[]): void {
      sum.unreachable += tried.length;
      tried.forEach(note);
      progress();
    },
    get: (): PicturePassResult => ({ ...sum, failures }),
  };
}
