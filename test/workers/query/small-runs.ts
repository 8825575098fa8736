import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RUN_FILES } from '../../../src/workers/predictions/run-files.ts';
import type { SmallIndex } from './small-index.ts';

/** What a run says of one sample. */
export interface SmallPrediction {
  readonly predicted: number;
  readonly confidence: number;
  /** Of every class; null: the run has none. */
  readonly probabilities: readonly number[] | null;
}

export interface SmallRun {
  readonly name: string;
  readonly classes: readonly string[];
  readonly predictions: ReadonlyMap<number, SmallPrediction>;
  /** By id, of the labels; absent: the run has none. */
  readonly influence?: ReadonlyMap<number, number>;
}

/** Puts a run beside the others, as `storeRun` leaves it. The first is the active one. @returns its id */
export function addRun({ db, file }: SmallIndex, { name, classes, predictions, influence }: SmallRun): number {
  db.exec("INSERT OR IGNORE INTO run (id, kind, parameters, version, started_ms, state) VALUES (1, 'p', '{}', '1', 1, 'done')");
  const ids = [...predictions.keys()].sort((a, b) => a - b);
  const said = ids.map((id) => predictions.get(id) as SmallPrediction);
  const hasProbabilities = said.every(({ probabilities }) => probabilities !== null);
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO prediction_run (name, source, classes, sample_count, has_probabilities, has_confidence, created_ms, origin,
      run_id, parameters) VALUES (?, 'file', ?, ?, ?, ?, 1, 'o', 1, ?)`)
    .run(
      name,
      JSON.stringify(classes),
      ids.length,
      Number(hasProbabilities),
      Number(said.some(({ confidence }) => !Number.isNaN(confidence))),
      JSON.stringify(influence === undefined ? {} : { hasInfluence: true }),
    );
  const id = Number(lastInsertRowid);
  db.prepare('INSERT OR IGNORE INTO active_prediction_run VALUES (1, ?)').run(id);
  const directory = directoryOfRun(file, id);
  mkdirSync(directory, { recursive: true });
  const write = (name: string, values: Uint32Array | Int32Array | Float32Array): void =>
    writeFileSync(join(directory, name), new Uint8Array(values.buffer));
  write(RUN_FILES.ids, Uint32Array.from(ids));
  write(
    RUN_FILES.predicted,
    Int32Array.from(said, ({ predicted }) => predicted),
  );
  write(
    RUN_FILES.confidence,
    Float32Array.from(said, ({ confidence }) => confidence),
  );
  if (hasProbabilities)
    write(RUN_FILES.probabilities, Float32Array.from(said.flatMap(({ probabilities }) => probabilities ?? [])));
  if (influence !== undefined)
    write(
      RUN_FILES.influence,
      Float32Array.from(ids, (one) => influence.get(one) ?? Number.NaN),
    );
  return id;
}

/** @param file the index's */
export function directoryOfRun(file: string, id: number): string {
  return join(dirname(file), 'predictions', String(id));
}

export function loseRun({ file }: SmallIndex, id: number): void {
  rmSync(directoryOfRun(file, id), { recursive: true });
}
