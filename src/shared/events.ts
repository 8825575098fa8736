import type { DatasetInfo } from './dataset.ts';
import type { Job } from './job.ts';

/** One line of the NDJSON stream at /api/events. The first lines after connecting tell the present state. */
export type EngineEvent =
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'dataset'; readonly dataset: DatasetInfo }
  /** Samples changed; at most four a second. `ids` when few did (tiles to fetch again), else null. */
  | { readonly type: 'samples'; readonly datasetId: string; readonly revision: number; readonly ids: readonly number[] | null }
  | { readonly type: 'alive' };
