import { setImmediate as nextTurn } from 'node:timers/promises';
import { WinnowError } from '../../shared/errors.ts';
import type { ExportOptions } from '../../shared/export-request.ts';
import type { ReadableDb } from '../db/connection.ts';
import { exportRows } from '../index/export-rows.ts';
import { balanceClasses, type Member } from './balance-classes.ts';
import type { SampleChoice } from './sample-choice.ts';
import { createTrainingRows } from './training-rows.ts';

/**
 * How often each sample is exported so that classes are balanced: of the split train, or of all where there are no splits.
 * @returns by id, as `balanceClasses`
 * @throws {WinnowError} bad_request where there are splits and none is called train
 */
export async function planBalance(
  db: ReadableDb,
  choice: SampleChoice,
  { target, seed }: NonNullable<ExportOptions['balance']>,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const training = createTrainingRows<Member & { readonly label: string }>();
  for (const rows of exportRows(db, false)) {
    signal.throwIfAborted();
    for (const stored of rows) {
      if (choice.leftOut(stored) !== null) continue;
      const { id, path, label, split } = choice.asExported(stored);
      if (label !== null) training.add(split, { id, path, label });
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
  return balanceClasses(
    Map.groupBy(found.items, ({ label }) => label),
    target,
    seed,
  );
}
