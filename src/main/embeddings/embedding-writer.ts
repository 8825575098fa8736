import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WritableDb } from '../db/connection.ts';
import { type EmbeddedSample, storeEmbedded, type WaitingSample } from '../index/embedding-rows.ts';
import type { ModelVectors } from './model-vectors.ts';

/** A transaction of about 10 ms. */
const ROWS_AT_ONCE = 500;
/** Made float16 and copied in about 10 ms. */
const NUMBERS_AT_ONCE = 1 << 18;
/** Rows that may wait to be written while models go on. */
const MOST_WAITING = 2000;

/** What came of a sample: the vector the model gave, or the reason why there is none. */
export interface TriedSample {
  readonly sample: WaitingSample;
  readonly outcome: { readonly vector: Float32Array } | { readonly reason: string; readonly isPassing?: boolean };
}

export interface EmbeddingWriter {
  /** Resolves once there is room for more, or writing has failed. */
  add(tried: readonly TriedSample[]): Promise<void>;
  /** Resolves once all is written. @throws what writing threw first */
  end(): Promise<void>;
}

/**
 * Writes what was embedded in the order it comes, as much at once as has gathered meanwhile: first vectors, then, once the
 * disk has them, the rows that point at them.
 */
export function createEmbeddingWriter(options: {
  readonly db: WritableDb;
  readonly modelId: number;
  readonly vectors: ModelVectors;
  readonly onWritten: (written: readonly TriedSample[]) => void;
  /** Told at once that writing failed; `end` throws it. */
  readonly onFailure: () => void;
}): EmbeddingWriter {
  const { db, modelId, vectors } = options;
  let waiting: TriedSample[] = [];
  let running: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const some = waiting.slice(0, rowsAtOnce(waiting));
      waiting = waiting.slice(some.length);
      await write(some);
      options.onWritten(some);
      await nextTurn();
    }
  }

  async function write(tried: readonly TriedSample[]): Promise<void> {
    const placed = tried.map(({ sample, outcome }) => ({
      row: rowOf(sample, outcome, 'vector' in outcome ? vectors.takePlace(sample.isNew === 1) : null),
      outcome,
    }));
    await vectors.write(
      placed.flatMap(({ row, outcome }) =>
        'vector' in outcome && row.place !== null ? [{ place: row.place, vector: outcome.vector }] : [],
      ),
    );
    storeEmbedded(
      db,
      modelId,
      placed.map(({ row }) => row),
    );
  }

  function start(): Promise<void> {
    running ??= writeAll()
      .catch((error: unknown) => {
        failure ??= { error };
        waiting = [];
        options.onFailure();
      })
      .finally(() => {
        running = null;
      });
    return running;
  }

  return {
    async add(tried) {
      if (failure !== null) return;
      waiting.push(...tried);
      const written = start();
      if (waiting.length > MOST_WAITING) await written;
    },
    async end() {
      await running;
      if (failure !== null) throw failure.error;
    },
  };
}

function rowsAtOnce(waiting: readonly TriedSample[]): number {
  const outcome = waiting.find((one) => 'vector' in one.outcome)?.outcome;
  const dimensions = outcome !== undefined && 'vector' in outcome ? outcome.vector.length : 1;
  return Math.max(1, Math.min(ROWS_AT_ONCE, Math.floor(NUMBERS_AT_ONCE / dimensions)));
}

function rowOf({ id, content }: WaitingSample, outcome: TriedSample['outcome'], place: number | null): EmbeddedSample {
  return { id, content, place, reason: 'reason' in outcome ? outcome.reason : null };
}
