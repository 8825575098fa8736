import { REPAIR_TAGS } from '../../shared/auto-clean.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { SetLayout } from '../index/decision-effect.ts';
import { applyRelabelEach, applyTag, type Decided } from '../index/decisions.ts';
import { keptStepOf } from './kept-cleanings.ts';

/** Makes of a step what it stands for, as one decision: a tag, or a label for each of its samples. @throws {WinnowError} read_only, not_found */
export function decideStep(dataset: Dataset, jobId: string, place: number, setLayout: SetLayout): Promise<Decided> {
  const db = writerOf(dataset);
  const step = keptStepOf(dataset, jobId, place);
  if (step.repair === 'relabel') return applyRelabelEach(db, step, setLayout);
  return applyTag(db, { tag: REPAIR_TAGS[step.repair], on: true, ids: step.ids }, setLayout);
}
