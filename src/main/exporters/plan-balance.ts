import { setImmediate as nextTurn } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import type { ExportOptions } from '../../shared/export-request.ts';
import type { ReadableDb } from '../db/connection.ts';
import { exportRows } from '../index/export-rows.ts';
import { balanceClasses } from './balance-classes.ts';
import { type BoxedMember, repeatFactors } from './repeat-factors.ts';
import type { SampleChoice } from './sample-choice.ts';
import { createTrainingRows } from './training-rows.ts';

/** How often samples are exported. */
export interface Balance {
  /** By id, the number of copies, or DROPPED; those not in it are exported once. */
  readonly copies: ReadonlyMap<number, number>;
  /** Copies are the samples again: boxes would not fit pictures that are tilted and cropped. */
  readonly areRepeats: boolean;
}

/**
 * How often each sample is exported so that classes are balanced: of the split train, or of all where there are no splits. Where
 * the format has the boxes of samples their classes count, else the classes of the samples.
 * @throws {WinnowError} bad_request where there are splits and none is called train
 */
export async function planBalance(
  db: ReadableDb,
  choice: SampleChoice,
  { target, seed }: NonNullable<ExportOptions['balance']>,
  signal: AbortSignal,
): Promise<Balance> {
  const training = createTrainingRows<BoxedMember & { readonly label: string | null }>();
  for (const rows of exportRows(db, choice.says.boxes)) {
    signal.throwIfAborted();
    for (const stored of rows) {
      if (choice.leftOut(stored) !== null) continue;
      const { id, path, label, split, annotation } = choice.asExported(stored);
      const classes = [...new Set(annotation?.boxes.map((box) => box.class))];
      if (label !== null || classes.length > 0) training.add(split, { id, path, label, classes });
    }
    await nextTurn();
  }
  const found = training.result();
  if (found === null) {
    throw new WinnowError(
      'bad_request',
      'Classes are balanced in the split train, since copies must not reach the others; no split of this export is called train. Deal the samples to splits with one, or export without balancing.',
    );
  }
  if (found.items.some(({ classes }) => classes.length > 0)) {
    return { copies: repeatFactors(found.items, target, seed), areRepeats: true };
  }
  const byClass = Map.groupBy(found.items, ({ label }) => label ?? '');
  return { copies: balanceClasses(byClass, target, seed), areRepeats: false };
}
