import type { MapInfo } from '../../shared/embedding.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { StoredModel } from '../embeddings/stored-models.ts';
import { dropHidden, type MapRecord } from '../index/map-points.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { Spaces } from '../neighbours/spaces.ts';
import type { MapParameters } from './map-parameters.ts';

/** What a map job works on. */
export interface MapJob {
  readonly dataset: Dataset;
  readonly spaces: Pick<Spaces, 'of'>;
  readonly model: StoredModel;
  readonly parameters: MapParameters;
  /** Of Winnow, for the lineage. */
  readonly version: string;
  /** Asked when a layout is cancelled: whether it is stored as far as it came. */
  readonly isPartialKept: () => boolean;
  readonly context: JobContext;
}

/** The samples with a vector, by id, and which one stands for each among its exact copies. */
export interface MapSamples {
  readonly ids: Uint32Array;
  readonly standsFor: Uint32Array;
}

/** What was done, and the map there is now; null where there are no vectors. */
export interface MapOutcome {
  readonly did: 'laid out' | 'placed' | 'dropped' | 'nothing';
  /** Points that this concerns. */
  readonly points: number;
  readonly map: MapInfo | null;
}

/** Stores a map and has queries and the page see it. */
export async function storeMap({ dataset, model }: MapJob, write: () => Promise<MapRecord>): Promise<MapRecord> {
  const record = await write();
  await dataset.changed(null, 'embeddings');
  await dropHidden(writerOf(dataset), model.id);
  return record;
}
