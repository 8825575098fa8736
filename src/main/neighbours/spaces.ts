import type { DatasetId } from '../../shared/sample.ts';
import type { NeighbourCalls } from '../../workers/neighbours/calls.ts';
import type { Client } from '../../workers/rpc/client.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { JobContext } from '../jobs/job-context.ts';

/**
 * The threads that hold vectors, one for each model of a dataset that is used; ended when unused for long, and with the dataset.
 * Made by `createSpaces`.
 */
export interface Spaces {
  /**
   * The thread, open on all vectors there are now. @param modelId absent: the active model
   * @throws {WinnowError} no_embeddings, saying what to do
   */
  of(dataset: Dataset, modelId?: number): Promise<Client<NeighbourCalls>>;
  /** Finds and stores neighbours and scores of a model after new vectors were written. A step of the embed job. */
  update(dataset: Dataset, modelId: number, context: JobContext): Promise<void>;
  /** Ends the threads of a dataset, or that of one of its models: calls in flight reject with compute_crashed. */
  closeOf(id: DatasetId, modelId?: number): Promise<void>;
  close(): Promise<void>;
}
