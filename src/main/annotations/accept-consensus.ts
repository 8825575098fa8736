import type { Query } from '../../shared/query.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { matchingSamples } from '../dataset/matching-samples.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { consensusOf } from '../index/annotation-votes.ts';
import type { SetLayout } from '../index/decision-effect.ts';
import { applyRelabelEach, type Decided } from '../index/decisions.ts';

/** Gives each sample that matches the consensus of the active set as label, as one decision. @throws {WinnowError} read_only */
export async function acceptConsensus(dataset: Dataset, query: Query, setLayout: SetLayout): Promise<Decided> {
  const change = await consensusOf(dataset.read, await matchingSamples(dataset, query));
  return applyRelabelEach(writerOf(dataset), change, setLayout);
}
