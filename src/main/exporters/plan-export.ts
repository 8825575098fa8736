import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BoxCounts, LeftOutReason, Lineage } from '../../shared/export.ts';
import type { ClassFacts } from '../../shared/label-files.ts';
import type { ReadableDb } from '../db/connection.ts';
import { knownOfBoxes } from '../index/boxes.ts';
import { lastDecision } from '../index/decision-history.ts';
import { exportRows } from '../index/export-rows.ts';
import { type BoxShapes, createShapeCount } from './box-shapes.ts';
import { createClassCount } from './class-count.ts';
import { classWeights } from './class-weights.ts';
import { type ExportOrder, optionsOf } from './export-order.ts';
import type { SampleChoice } from './sample-choice.ts';
import { createTrainingRows, type TrainingRows } from './training-rows.ts';

/** What an export comprises, counted before anything is written. */
export interface ExportPlan {
  /** SHA-256 of all that decides the export but its place and time, hex. */
  readonly fingerprint: string;
  /** All samples of the dataset. */
  readonly samples: number;
  readonly exported: number;
  /** Of the exported files. */
  readonly bytes: number;
  /** Copies, to balance classes. */
  readonly augmented: number;
  /** What a sample counts, by class; absent: not asked for. */
  readonly weights?: ReadonlyMap<string, number>;
  /** Whether samples of a split have such a weight. */
  readonly isTraining: (split: string | null) => boolean;
  /** Path of one of them in the dataset; null: there is none. */
  readonly first: string | null;
  readonly leftOut: Lineage['leftOut'];
  /** Of the exported samples: those of the user's list in its order, or those there are in alphabetical order. */
  readonly classes: readonly string[];
  /** Exported samples of each. */
  readonly perClass: Readonly<Record<string, number>>;
  /** Of their boxes, likewise; empty where the format says none. */
  readonly boxClasses: readonly string[];
  /** What annotation files say of classes of boxes besides. */
  readonly classFacts: readonly ClassFacts[];
  /** That pictures are under, as COCO lists them. */
  readonly licenses: readonly unknown[];
  /** How boxes can be told. */
  readonly shapes: BoxShapes;
  /** Absent: the format says none. */
  readonly boxes?: BoxCounts;
  /** Exported samples by split, in alphabetical order. */
  readonly splits: Readonly<Record<string, number>>;
  readonly hasUnlabeled: boolean;
  readonly hasUnsplit: boolean;
}

/**
 * Counts what an export would do. About 20 µs a sample, with pauses for others.
 * @throws {WinnowError} bad_request where there is a class that is not in a list that refuses others
 */
export async function planExport(
  db: ReadableDb,
  order: ExportOrder,
  choice: SampleChoice,
  signal: AbortSignal,
): Promise<ExportPlan> {
  const { says } = choice;
  const known = knownOfBoxes(db);
  const labels = createClassCount('labels', says.labels ? order.classes : undefined);
  const boxes = createClassCount('boxes', says.boxes ? order.classes : undefined, known.names);
  const shapes = createShapeCount();
  const splits = new Map<string | null, number>();
  const leftOut: Partial<Record<LeftOutReason, number>> = {};
  const counts = { samples: 0, exported: 0, bytes: 0, annotated: 0, boxes: 0, dropped: 0, unlabeled: 0, augmented: 0 };
  const fingerprint = createHash('sha256').update(JSON.stringify([optionsOf(order), order.by, lastDecision(db)]));
  const training = createTrainingRows<{ readonly label: string; readonly times: number }>();
  let first: string | null = null;
  for (const rows of exportRows(db, says.boxes)) {
    signal.throwIfAborted();
    for (const stored of rows) {
      counts.samples++;
      const reason = choice.leftOut(stored);
      const row = reason === null ? choice.asExported(stored) : stored;
      fingerprint.update(
        JSON.stringify([row, choice.copies(row), reason === null ? stored.split : [reason, order.issuesOf?.(row.id)]]),
      );
      if (reason !== null) {
        leftOut[reason] = (leftOut[reason] ?? 0) + 1;
        continue;
      }
      const { label, split, sizeBytes, annotation } = row;
      first ??= row.path;
      counts.exported++;
      const times = 1 + choice.copies(row);
      counts.augmented += times - 1;
      counts.bytes += sizeBytes * times;
      if (label !== null) training.add(split, { label, times });
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
  const { samples, exported, augmented, bytes, annotated, dropped } = counts;
  const named = [...splits].filter((entry): entry is [string, number] => entry[0] !== null);
  const ofBoxes = { classes: boxClasses, exported: counts.boxes, annotated, dropped };
  return {
    fingerprint: fingerprint.digest('hex'),
    samples,
    exported,
    augmented,
    ...weightsOf(order, training),
    bytes,
    first,
    leftOut,
    classes,
    perClass: Object.fromEntries(classes.map((name) => [name, labels.counts().get(name) ?? 0])),
    boxClasses,
    classFacts: known.facts,
    licenses: known.licenses,
    shapes: shapes.result(),
    ...(says.boxes ? { boxes: ofBoxes } : {}),
    splits: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))),
    hasUnlabeled: counts.unlabeled > 0,
    hasUnsplit: splits.has(null),
  };
}

/** Of the split train where there is one, of all samples otherwise. */
function weightsOf(
  { weights }: ExportOrder,
  training: TrainingRows<{ readonly label: string; readonly times: number }>,
): Pick<ExportPlan, 'weights' | 'isTraining'> {
  const found = training.result();
  const isTraining = found?.isTraining ?? (() => false);
  if (weights !== true) return { isTraining };
  const counts = new Map<string, number>();
  for (const { label, times } of found?.items ?? []) counts.set(label, (counts.get(label) ?? 0) + times);
  return { isTraining, weights: classWeights(counts) };
}
