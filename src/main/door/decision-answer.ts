import type { TagAnswer } from '../../shared/decision-api.ts';
import { applyLayout } from '../dataset/apply-layout.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { WritableDb } from '../db/connection.ts';
import type { SetLayout } from '../index/decision-effect.ts';
import type { Decided } from '../index/decisions.ts';

/** Decisions known by id are told as single tiles, more as "many". */
const MOST_TOLD_IDS = 10_000;

/** How a decision, an undo or a redo changes the layout. */
export function layoutSetter(write: WritableDb): SetLayout {
  return async (layout) => void (await applyLayout(write, layout));
}

/** Tells the change before it answers, so that a query sent after the answer sees it. */
export async function decisionAnswer(dataset: Dataset, decided: Decided): Promise<TagAnswer> {
  const { decisionId, changed, touched, part, message } = decided;
  if (decisionId !== null) await dataset.changed(touched === null || touched.length > MOST_TOLD_IDS ? null : touched, part);
  return { decisionId, message, changed: changed?.length ?? dataset.info().samples, dataset: dataset.info() };
}
