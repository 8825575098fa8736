import { join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { stepByStep } from '../duplicates/steps.ts';
import type { Checkpoint } from '../query/turns.ts';
import type { Progress, VectorSource } from './calls.ts';
import { normalizeRows } from './half-rows.ts';
import { readPlacedRows } from './placed-rows.ts';
import { openPointWriter, pointsFile, readPointOwners } from './point-file.ts';
import { FITTED_ROWS, type FittedProjection, fitCentred, fitHalfWhitened, project, spaceDimensions } from './projection.ts';
import { type KnownProjection, keepProjection, readProjection } from './projection-file.ts';
import { seededSample } from './seeded-sample.ts';
import { missingPlaces, NO_POINTS, type Points, type Space, withRoom } from './space.ts';

const VECTORS = 'vectors.f16';
const SEED = 1;

export interface Opening {
  readonly source: VectorSource & { readonly mayWrite: boolean };
  /** What is open of the same directory; null: nothing. */
  readonly before: Space | null;
  readonly checkpoint: Checkpoint;
  readonly progress: (progress: Progress) => void;
}

/** Reads the points there are now: of what is open already, only the new ones. @throws {WinnowError} no_embeddings; AbortError */
export async function openSpace(opening: Opening): Promise<{ readonly space: Space; readonly isRefitted: boolean }> {
  const { source, before } = opening;
  const { directory, ids, places, mayWrite } = source;
  if (ids.length === 0) {
    throw new WinnowError(
      'no_embeddings',
      'None of the samples that are there has a vector of this model. Embed the dataset again.',
    );
  }
  const known = before ?? (await readProjection(directory));
  const isUsable = known !== null && isOf(known.projection, source) && ids.length <= 2 * known.projection.samples;
  const { projection, fit } = isUsable ? known : await fitAnew(opening);
  const dimensions = spaceDimensions(projection);
  const kept = before?.fit === fit ? before.points : NO_POINTS;
  const end = places.reduce((most, place) => Math.max(most, place + 1), 0);
  const points = withRoom(kept, end, dimensions);
  const space = { directory, projection, fit, dimensions, mayWrite, ids, places, points };
  await readPoints(space, opening);
  return { space, isRefitted: !isUsable };
}

function isOf(projection: FittedProjection, { dimensions, projection: kind }: VectorSource): boolean {
  return projection.kind === kind && projection.dimensions === dimensions;
}

async function fitAnew({ source, checkpoint, progress }: Opening): Promise<KnownProjection> {
  const { directory, dimensions, ids, mayWrite } = source;
  const file = join(directory, VECTORS);
  const sorted = source.places.toSorted();
  const total = ids.length;
  progress({ stage: 'Fitting', done: 0, total });
  const onDone = (share: number): void => progress({ stage: 'Fitting', done: Math.floor(share * total), total });
  if (source.projection === 'centred') {
    const mean = await meanOf(file, dimensions, sorted, checkpoint, onDone);
    return keepProjection(directory, fitCentred(mean, total), mayWrite);
  }
  const picked = seededSample(total, FITTED_ROWS, SEED).map((i) => sorted[i] as number);
  const sample = new Float32Array(picked.length * dimensions);
  for await (const { rows, from } of readPlacedRows(file, dimensions, picked)) sample.set(rows, from * dimensions);
  const projection = await stepByStep(fitHalfWhitened(sample, dimensions, total), checkpoint, onDone);
  return keepProjection(directory, projection, mayWrite);
}

async function meanOf(
  file: string,
  dimensions: number,
  places: Uint32Array,
  checkpoint: Checkpoint,
  onDone: (share: number) => void,
): Promise<Float64Array> {
  const sum = new Float64Array(dimensions);
  for await (const { rows, to } of readPlacedRows(file, dimensions, places)) {
    for (let row = 0; row < rows.length; row += dimensions) {
      for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) + (rows[row + i] as number);
    }
    await checkpoint();
    onDone(to / places.length);
  }
  return sum.map((value) => value / places.length);
}

/** Fills in the points that are missing: those kept from the last time are read, the others projected, and kept. */
async function readPoints(space: Space, opening: Opening): Promise<void> {
  const { directory, projection, dimensions, ids, places, points, fit } = space;
  if (projection.kind === 'centred') return projectMissing(space, opening, null);
  const owners = await readPointOwners(directory, fit, dimensions);
  if (owners !== null) {
    const missing = missingPlaces(ids, places, points.owners);
    const kept = missing.of.map((id, i) => (owners[missing.places[i] as number] === id ? 1 : 0));
    const placesKept = missing.places.filter((_, i) => kept[i] === 1);
    for await (const { from, to, rows } of readPlacedRows(pointsFile(directory), dimensions, placesKept)) {
      normalizeRows(rows, dimensions);
      putPoints(points, dimensions, placesKept.subarray(from, to), owners, rows);
      await opening.checkpoint();
    }
  }
  await projectMissing(space, opening, owners === null);
}

/** @param isNew points are kept in a file: one that has to be made; null: they are not */
async function projectMissing(space: Space, opening: Opening, isNew: boolean | null): Promise<void> {
  const { directory, projection, dimensions, ids, places, points, mayWrite, fit } = space;
  const { checkpoint, progress } = opening;
  const missing = missingPlaces(ids, places, points.owners);
  const total = missing.places.length;
  if (total === 0) return;
  const writer = isNew === null || !mayWrite ? null : await openPointWriter(directory, dimensions, isNew);
  try {
    const file = join(directory, VECTORS);
    for await (const { from, to, rows } of readPlacedRows(file, projection.dimensions, missing.places)) {
      const projected = await stepByStep(project(rows, projection), checkpoint, () => {});
      const at = missing.places.subarray(from, to);
      if (isNew !== null) {
        // As they will be read again, so that a space is the same now and then.
        const halves = Float16Array.from(projected);
        await writer?.write(at, halves);
        projected.set(halves);
        normalizeRows(projected, dimensions);
      }
      for (let i = from; i < to; i++) points.owners[missing.places[i] as number] = missing.of[i] as number;
      putRows(points, dimensions, at, projected);
      await checkpoint();
      progress({ stage: 'Reading vectors', done: to, total });
    }
    await writer?.finish(points.owners, fit);
  } finally {
    await writer?.close();
  }
}

function putPoints(points: Points, dimensions: number, places: Uint32Array, owners: Uint32Array, rows: Float32Array): void {
  for (const place of places) points.owners[place] = owners[place] as number;
  putRows(points, dimensions, places, rows);
}

function putRows(points: Points, dimensions: number, places: Uint32Array, rows: Float32Array): void {
  for (const [i, place] of places.entries()) {
    points.rows.set(rows.subarray(i * dimensions, (i + 1) * dimensions), place * dimensions);
  }
}
