import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Layout } from '../../shared/layout.ts';
import type { WritableDb } from '../db/connection.ts';
import { createNameIds, dropSplitsExcept, dropUnusedClasses } from '../index/classes.ts';
import { readMeta, writeMeta } from '../index/meta.ts';
import { type PlacedSample, placedAfter, type SamplePlace, writePlaces } from '../index/places.ts';
import { markOutOfDate } from '../index/prediction-runs.ts';
import { placeOf } from './layout.ts';

/** A few milliseconds a transaction. */
const SAMPLES_AT_ONCE = 1000;

const running = new WeakMap<WritableDb, Promise<unknown>>();

/** Turns paths into class and split ids of a layout; ids of new names are made, so call it within a transaction. */
export function createPlacer(db: WritableDb, layout: Layout): (path: string) => SamplePlace {
  const classId = createNameIds(db, 'class');
  const splitId = createNameIds(db, 'split');
  return (path) => {
    const { label, split } = placeOf(path, layout);
    return { classId: label === null ? null : classId(label), splitId: split === null ? null : splitId(split) };
  };
}

/**
 * Gives every sample the class and split that a layout reads from its folders, a few thousand at a time, and drops the
 * names that nothing uses any more. Labels that the user gave stay in force. Layouts of one index are applied one after the other.
 * @returns the layout that was in force before
 */
export function applyLayout(db: WritableDb, layout: Layout): Promise<Layout> {
  return inTurn(db, () => placeAll(db, layout));
}

/** Places every sample anew by the layout in force, e.g. after files moved between folders. */
export async function renewPlaces(db: WritableDb): Promise<void> {
  await inTurn(db, () => placeAll(db, readMeta(db).layout));
}

/** To be called when an index is opened for writing: ends what a killed process began. */
export async function finishLayout(db: WritableDb): Promise<void> {
  if (!readMeta(db).isLayoutApplied) await renewPlaces(db);
}

function inTurn<T>(db: WritableDb, work: () => Promise<T>): Promise<T> {
  const result = (running.get(db) ?? Promise.resolve()).then(work);
  running.set(
    db,
    result.catch(() => undefined),
  );
  return result;
}

async function placeAll(db: WritableDb, layout: Layout): Promise<Layout> {
  const before = readMeta(db).layout;
  // First, so that files found meanwhile are placed by it.
  writeMeta(db, { layout, isLayoutApplied: false });
  const usedSplits = new Set<number>();
  for (let after = 0; ; await nextTurn()) {
    const samples = placedAfter(db, after, SAMPLES_AT_ONCE);
    const last = samples[samples.length - 1];
    if (last === undefined) break;
    after = last.id;
    db.transaction(() => place(db, samples, layout, usedSplits))();
  }
  db.transaction(() => {
    dropUnusedClasses(db);
    dropSplitsExcept(db, usedSplits);
    writeMeta(db, { isLayoutApplied: true });
  })();
  return before;
}

function place(db: WritableDb, samples: readonly PlacedSample[], layout: Layout, usedSplits: Set<number>): void {
  const placer = createPlacer(db, layout);
  const changed: (SamplePlace & { id: number })[] = [];
  let isRelabelled = false;
  for (const { id, path, classId, splitId, annotatedSplitId, annotatedClassId } of samples) {
    const found = placer(path);
    // Folders are sure of a split and a guess of a class; what annotations say of one was written down.
    const to = { classId: annotatedClassId ?? found.classId, splitId: found.splitId ?? annotatedSplitId };
    if (to.splitId !== null) usedSplits.add(to.splitId);
    if (to.classId !== classId) isRelabelled = true;
    if (to.classId !== classId || to.splitId !== splitId) changed.push({ id, ...to });
  }
  if (isRelabelled) markOutOfDate(db, ['regression']);
  writePlaces(db, changed);
}
