import type { BoxPlace } from '../../shared/box.ts';
import { BOX_OUTCOMES } from '../../shared/detection.ts';
import type { ObjectColumns } from '../../shared/object.ts';
import type { Objects } from '../state/object-columns.ts';
import { givenOutcome, predictedOutcome } from '../ui/box-words.ts';
import { formatScore } from '../ui/format.ts';

/** @param box its place in the columns */
export function boxPlaceAt({ places }: ObjectColumns, box: number): BoxPlace {
  const [left = 0, top = 0, width = 0, height = 0] = places.subarray(4 * box, 4 * box + 4);
  return [left, top, width, height];
}

/** `RBC 0.93 · right, IoU 0.81`, `RBC, given · missed` */
export function objectWords({ columns, classes, run }: Objects, box: number): string {
  const name = classes[columns.classes[box] as number] ?? 'unknown class';
  const [score, overlap] = [numberAt(columns.scores, box), numberAt(columns.overlaps, box)];
  const outcome = run === null ? null : (BOX_OUTCOMES[columns.outcomes[box] ?? 0] ?? null);
  const isGiven = columns.kinds[box] === 0;
  const said = isGiven ? givenOutcome({ outcome, isCrowd: false }) : predictedOutcome({ outcome, overlap });
  const subject = isGiven ? `${name}, given` : score === null ? name : `${name} ${formatScore(score)}`;
  return said === null ? subject : `${subject} · ${said}`;
}

/** What is written on a tile besides its picture: its confidence; null: nothing. */
export function scoreAt({ scores }: ObjectColumns, box: number): number | null {
  return numberAt(scores, box);
}

function numberAt(values: Float32Array, box: number): number | null {
  const value = values[box] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}
