import type { AppliedLabelSet, AppliedLabels } from '../../shared/applied-labels.ts';
import { type LabelFilesSummary, setKey } from '../../shared/label-files.ts';
import type { ReadableDb } from '../db/connection.ts';
import { appliedBoxSource } from './boxes.ts';
import { readLabelChoice, readSeenLabels } from './label-choice.ts';

/** Classes that have a box or a picture: by the first row of each, whatever their number. */
const CLASSES = `SELECT count(*) FROM class WHERE EXISTS (SELECT 1 FROM given_box WHERE class_id = class.id)
  OR EXISTS (SELECT 1 FROM given_annotation WHERE class_id = class.id)`;

/** What annotation files say, as queries see it. */
export function readAppliedLabels(db: ReadableDb): AppliedLabels {
  const summaries = appliedBoxSource(db)?.summaries ?? [];
  const { leftOut } = readLabelChoice(db);
  if (summaries.length === 0) return { sets: [], leftOut, classes: 0, isConfirmed: true };
  const seen = new Set(readSeenLabels(db));
  return {
    sets: summaries.map(shown),
    leftOut,
    classes: Number(db.prepare(CLASSES).pluck().get()),
    isConfirmed: summaries.every((summary) => seen.has(setKey(summary))),
  };
}

function shown({ format, origin, files, boxes, samples, labelled, fields }: LabelFilesSummary): AppliedLabelSet {
  return { format, origin, files, boxes, samples, labelled, fields };
}
