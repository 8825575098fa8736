import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BoxCounts, LeftOutReason, Manifest } from '../../shared/export.ts';
import type { Says } from '../../shared/export-formats.ts';
import type { ClassFacts } from '../../shared/label-files.ts';
import type { ReadableDb } from '../db/connection.ts';
import { knownBoxClasses } from '../index/boxes.ts';
import { exportRows } from '../index/export-rows.ts';
import { type BoxShapes, createShapeCount } from './box-shapes.ts';
import { createClassCount } from './class-count.ts';
import type { ClassList, SampleChoice } from './sample-choice.ts';

/** What an export comprises, counted before anything is written. */
export interface ExportPlan {
  /** All samples of the dataset. */
  readonly samples: number;
  readonly exported: number;
  /** Of the exported files. */
  readonly bytes: number;
  readonly leftOut: Manifest['leftOut'];
  /** Of the exported samples: those of the user's list in its order, or those there are in alphabetical order. */
  readonly classes: readonly string[];
  /** Of their boxes, likewise; empty where the format says none. */
  readonly boxClasses: readonly string[];
  /** What annotation files say of classes of boxes besides. */
  readonly classFacts: readonly ClassFacts[];
  /** How boxes can be told. */
  readonly shapes: BoxShapes;
  /** Absent: the format says none. */
  readonly boxes?: BoxCounts;
  /** Exported samples by split, in alphabetical order. */
  readonly splits: Readonly<Record<string, number>>;
  readonly hasUnlabeled: boolean;
  readonly hasUnsplit: boolean;
}

export interface PlanTask {
  readonly db: ReadableDb;
  readonly choice: SampleChoice;
  /** Absent: all classes there are. */
  readonly classes?: ClassList | undefined;
  readonly says: Says;
}

/**
 * Counts what an export would do. About 10 µs a sample, with pauses for others.
 * @throws {WinnowError} bad_request where there is a class that is not in a list that refuses others
 */
export async function planExport({ db, choice, classes: list, says }: PlanTask, signal: AbortSignal): Promise<ExportPlan> {
  const labels = createClassCount('labels', says.labels ? list : undefined);
  const known = knownBoxClasses(db);
  const boxes = createClassCount('boxes', says.boxes ? list : undefined, known.names);
  const shapes = createShapeCount();
  const splits = new Map<string | null, number>();
  const leftOut: Partial<Record<LeftOutReason, number>> = {};
  const counts = { samples: 0, exported: 0, bytes: 0, annotated: 0, boxes: 0, dropped: 0, unlabeled: 0 };
  for (const rows of exportRows(db, says.boxes)) {
    signal.throwIfAborted();
    for (const stored of rows) {
      counts.samples++;
      const reason = choice.leftOut(stored);
      if (reason !== null) {
        leftOut[reason] = (leftOut[reason] ?? 0) + 1;
        continue;
      }
      const { label, split, sizeBytes, annotation } = choice.asExported(stored);
      counts.exported++;
      counts.bytes += sizeBytes;
      if (label === null) counts.unlabeled++;
      else labels.add(label);
      splits.set(split, (splits.get(split) ?? 0) + 1);
      if (annotation === null) continue;
      counts.annotated++;
      counts.boxes += annotation.boxes.length;
      counts.dropped += (stored.annotation?.boxes.length ?? 0) - annotation.boxes.length;
      for (const box of annotation.boxes) {
        boxes.add(box.class);
        shapes.add(box, stored, annotation.isUpright);
      }
    }
    await nextTurn();
  }
  const classes = labels.names();
  const boxClasses = boxes.names();
  const { samples, exported, bytes, annotated, dropped } = counts;
  const named = [...splits].filter((entry): entry is [string, number] => entry[0] !== null);
  return {
    samples,
    exported,
    bytes,
    leftOut,
    classes,
    boxClasses,
    classFacts: known.facts,
    shapes: shapes.result(),
    ...(says.boxes ? { boxes: { classes: boxClasses, exported: counts.boxes, annotated, dropped } } : {}),
    splits: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))),
    hasUnlabeled: counts.unlabeled > 0,
    hasUnsplit: splits.has(null),
  };
}
