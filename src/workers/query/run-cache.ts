import { join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { eachProbabilityRows, type ProbabilityRows, RunLost, readRunFile } from '../predictions/read-run-file.ts';
import { isRunWhole } from '../predictions/run-files.ts';
import type { Checkpoint } from './turns.ts';

/** A run, as the query worker reads it from the index. */
export interface QueryRun {
  readonly id: number;
  readonly name: string;
  readonly classes: readonly string[];
  readonly samples: number;
  readonly hasProbabilities: boolean;
  readonly hasConfidence: boolean;
  readonly hasInfluence: boolean;
  /** Of a detector: how many; null: it says one class of each sample. */
  readonly boxes: number | null;
  readonly isActive: boolean;
}

/** What a run says, sample by sample in the order of ids: see RUN_FILES. */
export interface RunArrays {
  readonly ids: Uint32Array;
  readonly predicted: Int32Array;
  readonly confidence: Float32Array;
}

/** What a detector found, by box: see RUN_FILES. */
export interface RunBoxes {
  readonly ids: Uint32Array;
  readonly classes: Int32Array;
  readonly scores: Float64Array;
  readonly places: Float64Array;
}

/** Runs whose arrays are held, 12 bytes a sample each. */
const MOST_RUNS = 4;
/** Runs whose boxes are held, 48 bytes a box. */
const MOST_BOX_RUNS = 2;
/** Of all probabilities held together; a run with more is never held. */
const MOST_PROBABILITY_BYTES = 2 ** 30;

/** Numbers of runs, read from their files at first use and held while there is room. The files never change. */
export class RunCache {
  readonly #directory: string;
  readonly #mostBytes: number;
  readonly #arrays = new Map<number, RunArrays>();
  readonly #probabilities = new Map<number, Float32Array<ArrayBuffer>>();

  readonly #boxes = new Map<number, RunBoxes>();

  /** @param directory that of all runs @param mostBytes of all probabilities held together */
  constructor(directory: string, mostBytes = MOST_PROBABILITY_BYTES) {
    this.#directory = directory;
    this.#mostBytes = mostBytes;
  }

  /** Whether all probabilities of a run may be in memory at once. */
  isHeld(run: Pick<QueryRun, 'samples' | 'classes'>): boolean {
    return bytesOf(run) <= this.#mostBytes;
  }

  /** @throws {WinnowError} no_predictions where files are gone */
  async arrays(run: QueryRun, checkpoint: Checkpoint): Promise<RunArrays> {
    const known = used(this.#arrays, run.id);
    if (known !== null) return known;
    const arrays = await orLost(run, async () => {
      const place = this.#placeOf(run);
      return {
        ids: await readRunFile(place, 'ids', new Uint32Array(run.samples), checkpoint),
        predicted: await readRunFile(place, 'predicted', new Int32Array(run.samples), checkpoint),
        confidence: await readRunFile(place, 'confidence', new Float32Array(run.samples), checkpoint),
      };
    });
    this.#arrays.set(run.id, arrays);
    for (const oldest of this.#arrays.keys()) if (this.#arrays.size > MOST_RUNS) this.#arrays.delete(oldest);
    return arrays;
  }

  /** Of a run that has any. @throws {WinnowError} no_predictions where files are gone */
  async boxes(run: QueryRun, checkpoint: Checkpoint): Promise<RunBoxes> {
    const known = used(this.#boxes, run.id);
    if (known !== null) return known;
    const count = run.boxes ?? 0;
    const boxes = await orLost(run, async () => {
      const place = this.#placeOf(run);
      return {
        ids: await readRunFile(place, 'boxIds', new Uint32Array(count), checkpoint),
        classes: await readRunFile(place, 'boxClasses', new Int32Array(count), checkpoint),
        scores: await readRunFile(place, 'boxScores', new Float64Array(count), checkpoint),
        places: await readRunFile(place, 'boxPlaces', new Float64Array(4 * count), checkpoint),
      };
    });
    this.#boxes.set(run.id, boxes);
    for (const oldest of this.#boxes.keys()) if (this.#boxes.size > MOST_BOX_RUNS) this.#boxes.delete(oldest);
    return boxes;
  }

  /** Samples × classes; null where the run has none, or more than may be held. @throws {WinnowError} no_predictions */
  async probabilities(run: QueryRun, checkpoint: Checkpoint): Promise<Float32Array<ArrayBuffer> | null> {
    if (!run.hasProbabilities || !this.isHeld(run)) return null;
    const known = used(this.#probabilities, run.id);
    if (known !== null) return known;
    this.#makeRoomFor(run);
    const values = await orLost(run, () =>
      readRunFile(this.#placeOf(run), 'probabilities', new Float32Array(run.samples * run.classes.length), checkpoint),
    );
    this.#probabilities.set(run.id, values);
    return values;
  }

  /** Goes through the probabilities, held or not; a run that has none has no rows. @throws {WinnowError} no_predictions */
  async eachRows(run: QueryRun, checkpoint: Checkpoint, use: (rows: ProbabilityRows) => Promise<void>): Promise<void> {
    if (!run.hasProbabilities) return;
    const held = await this.probabilities(run, checkpoint);
    if (held !== null) return use({ first: 0, values: held });
    const shape = { samples: run.samples, classes: run.classes.length };
    await orLost(run, () =>
      eachProbabilityRows(this.#placeOf(run), shape, async (rows) => {
        await use(rows);
        await checkpoint();
      }),
    );
  }

  /** Of each label on the regression that the run is of; read each time. @throws {WinnowError} no_predictions */
  async influence(run: QueryRun, checkpoint: Checkpoint): Promise<Float32Array> {
    return orLost(run, () => readRunFile(this.#placeOf(run), 'influence', new Float32Array(run.samples), checkpoint));
  }

  /** Whether a run's files are there, or what is in them is held. */
  async isWhole(run: QueryRun): Promise<boolean> {
    if (this.#arrays.has(run.id) && (this.#probabilities.has(run.id) || !run.hasProbabilities)) return true;
    return isRunWhole(this.#placeOf(run), { ...run, classes: run.classes.length });
  }

  /** Lets go of all but these. */
  keepOnly(ids: ReadonlySet<number>): void {
    for (const held of [this.#arrays, this.#probabilities, this.#boxes])
      for (const id of held.keys()) if (!ids.has(id)) held.delete(id);
  }

  #placeOf({ id }: QueryRun): string {
    return join(this.#directory, String(id));
  }

  #makeRoomFor(run: QueryRun): void {
    let bytes = bytesOf(run);
    for (const values of this.#probabilities.values()) bytes += values.byteLength;
    for (const [id, values] of this.#probabilities) {
      if (bytes <= this.#mostBytes) break;
      this.#probabilities.delete(id);
      bytes -= values.byteLength;
    }
  }
}

const bytesOf = ({ samples, classes }: Pick<QueryRun, 'samples' | 'classes'>): number =>
  samples * classes.length * Float32Array.BYTES_PER_ELEMENT;

/** What is used is let go last: a Map remembers the order of insertion. */
function used<T>(held: Map<number, T>, id: number): T | null {
  const known = held.get(id);
  if (known === undefined) return null;
  held.delete(id);
  held.set(id, known);
  return known;
}

async function orLost<T>({ name }: QueryRun, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof RunLost)) throw error;
    const advice = 'Remove the run and import it again.';
    throw new WinnowError('no_predictions', `The files of the run "${name}" are gone or cut off. ${advice}`, { cause: error });
  }
}
