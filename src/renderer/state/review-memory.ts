import { z } from 'zod';
import type { LearningPoint } from '../../shared/learning-curve.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { REVIEW_ORDERS, type ReviewOrder } from './label-sort.ts';
import { readSetting, writeSetting } from './persisted.ts';
import type { Verdict } from './review-estimate.ts';

/** Cross-validated accuracy after an update of the predictions. */
export interface AccuracyPoint extends LearningPoint {
  readonly runId: number;
}

/**
 * What decisions do not tell: how sure the run was when a label was asked about, and how accurate each update was. Kept by
 * this browser.
 */
export interface ReviewMemory {
  readonly verdicts: readonly Verdict[];
  readonly accuracies: readonly AccuracyPoint[];
}

const memorySchema = z.object({
  verdicts: z.array(z.object({ id: z.number(), isWrong: z.boolean(), selfConfidence: z.number() })),
  accuracies: z.array(z.object({ runId: z.number(), reviewed: z.number(), accuracy: z.number(), samples: z.number() })),
});
const NOTHING: ReviewMemory = { verdicts: [], accuracies: [] };

export function readReviewMemory(dataset: DatasetId): ReviewMemory {
  return readSetting<ReviewMemory>(keyOf(dataset), memorySchema, NOTHING);
}

export function writeReviewMemory(dataset: DatasetId, memory: ReviewMemory): void {
  writeSetting(keyOf(dataset), memory);
}

/** Adds how accurate an update was; the same one is told once. */
export function withAccuracy(memory: ReviewMemory, point: AccuracyPoint): ReviewMemory {
  if (memory.accuracies.some(({ runId }) => runId === point.runId)) return memory;
  const { accuracies } = memory;
  const last = accuracies.at(-1);
  // Without reviews since then the newer one takes its place.
  const before = last !== undefined && last.reviewed >= point.reviewed ? accuracies.slice(0, -1) : accuracies;
  return { ...memory, accuracies: [...before, point] };
}

export function withVerdict(memory: ReviewMemory, verdict: Verdict): ReviewMemory {
  return { ...memory, verdicts: [...withoutVerdict(memory, verdict.id).verdicts, verdict] };
}

export function withoutVerdict(memory: ReviewMemory, id: number): ReviewMemory {
  return { ...memory, verdicts: memory.verdicts.filter((verdict) => verdict.id !== id) };
}

const keyOf = (dataset: DatasetId): string => `review.${dataset}`;

const ORDER_KEY = 'review.order';

/** The order that this browser was left in. */
export function readReviewOrder(): ReviewOrder {
  return readSetting<ReviewOrder>(ORDER_KEY, z.enum(REVIEW_ORDERS), 'doubt');
}

export function writeReviewOrder(order: ReviewOrder): void {
  writeSetting(ORDER_KEY, order);
}
