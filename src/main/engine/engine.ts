import type { EngineInfo } from '../../shared/api.ts';
import type { DeepPictures } from '../deep-zoom/deep-pictures.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { Compute } from '../jobs/compute.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { Activity } from '../log/activity.ts';
import type { Logger } from '../log/logger.ts';
import type { Models } from '../models/models.ts';
import type { Spaces } from '../neighbours/spaces.ts';
import type { EventHub } from './event-hub.ts';
import type { OpenDatasets } from './open-datasets.ts';

/** All that lives in one engine process; the door is its only way in. Made by `createEngine`. */
export interface Engine {
  readonly home: string;
  readonly version: string;
  readonly logger: Logger;
  readonly activity: Activity;
  readonly jobs: JobQueue;
  readonly events: EventHub;
  readonly datasets: OpenDatasets;
  /** Aborted when `close` begins: streams end, waits end. */
  readonly stopping: AbortSignal;
  /** The compute process, started at the first call. */
  compute(): Compute;
  /** The embed process, started at the first call. */
  embedder(): Embedder;
  /** Large pictures, for the parts of them that are looked at. */
  readonly deepPictures: DeepPictures;
  readonly models: Models;
  readonly spaces: Spaces;
  info(): EngineInfo;
  /** Cancels the jobs, waits for the batch in flight, closes the datasets and the compute process. */
  close(): Promise<void>;
}
