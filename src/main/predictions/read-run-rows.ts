import { badPredictions } from './prediction-file.ts';
import type { ReadPredictions, RowPrediction } from './read-predictions.ts';

/** Rows of a run as they come, one per sample. */
export interface RunRows {
  /**
   * Keeps a row, or the better one of two of the same sample: by the surer rule, the higher confidence, the later.
   * @param place of the sample @returns false where the sample had one already
   */
  put(place: number, rule: number, row: RowPrediction): boolean;
  /** In the order of the samples. @param isTrimmed leaves out classes that nothing is predicted to be */
  finish(names: readonly string[], isTrimmed: boolean): Promise<FinishedRows>;
}

export interface FinishedRows extends Omit<ReadPredictions, 'counts'> {
  /** Samples by class. */
  readonly predictedCounts: Uint32Array;
}

/** 2 GiB. */
const MOST_VALUES = 2 ** 29;
const NONE = -1;

/**
 * @param ids of all samples, ascending
 * @param width number of probabilities kept of a row; 0: none
 * @param most rows that there can be
 */
export function createRunRows(
  file: string,
  ids: Uint32Array,
  width: number,
  most: number,
  pause: () => Promise<void> | undefined,
): RunRows {
  const slotOf = new Int32Array(ids.length).fill(NONE);
  const capacity = Math.min(ids.length, most, width === 0 ? ids.length : Math.floor(MOST_VALUES / width));
  let used = 0;
  let hasProbabilities = false;
  const predicted = new Int32Array(capacity);
  const confidence = new Float32Array(capacity);
  const rules = new Uint8Array(capacity);
  // For as many rows as there can be: the system gives memory only to what is written to.
  const probabilities = new Float32Array(capacity * width);

  function write(slot: number, rule: number, row: RowPrediction): void {
    predicted[slot] = row.predicted;
    confidence[slot] = row.confidence;
    rules[slot] = rule;
    if (width === 0) return;
    if (row.probabilities === null) probabilities.fill(Number.NaN, slot * width, (slot + 1) * width);
    else {
      probabilities.set(row.probabilities, slot * width);
      hasProbabilities = true;
    }
  }

  function isBetter(slot: number, rule: number, row: RowPrediction): boolean {
    const before = rules[slot] ?? 0;
    if (rule !== before) return rule < before;
    const was = confidence[slot] ?? Number.NaN;
    return Number.isNaN(was) || Math.fround(row.confidence) >= was;
  }

  return {
    put(place, rule, row) {
      const slot = slotOf[place] ?? NONE;
      if (slot !== NONE) {
        if (isBetter(slot, rule, row)) write(slot, rule, row);
        return false;
      }
      if (used === capacity) {
        throw badPredictions(
          file,
          `has more than ${MOST_VALUES} probabilities of samples, 2 GiB. Import fewer classes, or fewer samples.`,
        );
      }
      slotOf[place] = used;
      write(used, rule, row);
      used += 1;
      return true;
    },
    async finish(names, isTrimmed) {
      const counts = new Uint32Array(names.length);
      for (let slot = 0; slot < used; slot++) {
        const place = predicted[slot] ?? 0;
        counts[place] = (counts[place] ?? 0) + 1;
      }
      const isKept = Array.from(counts, (count) => !isTrimmed || count > 0);
      let keptBefore = 0;
      const newPlace = isKept.map((kept) => (kept ? keptBefore++ : NONE));
      const found = { ids: new Uint32Array(used), predicted: new Int32Array(used), confidence: new Float32Array(used) };
      const order = new Int32Array(used);
      let at = 0;
      for (let place = 0; place < ids.length; place++) {
        const waiting = pause();
        if (waiting !== undefined) await waiting;
        const slot = slotOf[place] ?? NONE;
        if (slot === NONE) continue;
        order[at] = slot;
        found.ids[at] = ids[place] ?? 0;
        found.predicted[at] = newPlace[predicted[slot] ?? 0] ?? NONE;
        found.confidence[at] = confidence[slot] ?? Number.NaN;
        at += 1;
      }
      const rows = hasProbabilities ? probabilities.subarray(0, used * width) : null;
      if (rows !== null) await putInOrder(rows, order, width, pause);
      return {
        ...found,
        classes: names.filter((_, place) => isKept[place]),
        probabilities: rows === null ? null : await widened(rows, width, names.length, pause),
        predictedCounts: counts.filter((_, place) => isKept[place]),
      };
    },
  };
}

/**
 * Puts rows into another order within their own memory, along the cycles of the permutation.
 * @param order which row comes at each place; used up
 */
async function putInOrder(
  values: Float32Array,
  order: Int32Array,
  width: number,
  pause: () => Promise<void> | undefined,
): Promise<void> {
  const held = new Float32Array(width);
  for (let start = 0; start < order.length; start++) {
    if (order[start] === start || order[start] === NONE) continue;
    held.set(values.subarray(start * width, (start + 1) * width));
    let place = start;
    for (;;) {
      const from = order[place] ?? start;
      order[place] = NONE;
      if (from === start) break;
      values.copyWithin(place * width, from * width, (from + 1) * width);
      place = from;
      const waiting = pause();
      if (waiting !== undefined) await waiting;
    }
    values.set(held, place * width);
  }
}

/** The same rows with room for classes that only predictions name: of probability 0. */
async function widened(
  values: Float32Array,
  width: number,
  wider: number,
  pause: () => Promise<void> | undefined,
): Promise<Float32Array> {
  if (wider === width) return values;
  const rows = values.length / width;
  const wide = new Float32Array(rows * wider);
  for (let row = 0; row < rows; row++) {
    wide.set(values.subarray(row * width, (row + 1) * width), row * wider);
    const waiting = pause();
    if (waiting !== undefined) await waiting;
  }
  return wide;
}
