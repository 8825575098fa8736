import { availableParallelism, homedir } from 'node:os';
import { openDataset } from '../dataset/open.ts';
import { createDeepPictures } from '../deep-zoom/deep-pictures.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { startEmbedder } from '../embeddings/start-embedder.ts';
import type { Compute } from '../jobs/compute.ts';
import { createJobQueue } from '../jobs/queue.ts';
import { startCompute } from '../jobs/start-compute.ts';
import { createActivity } from '../log/activity.ts';
import { watchEventLoop } from '../log/lag-monitor.ts';
import type { Logger } from '../log/logger.ts';
import { createModels } from '../models/create-models.ts';
import { createSpaces } from '../neighbours/create-spaces.ts';
import { isSampleDatasetMade, sampleDatasetFolder } from '../sample-dataset/sample-dataset-folder.ts';
import { publishDatasetEvents } from './dataset-events.ts';
import type { Engine } from './engine.ts';
import { createEventHub } from './event-hub.ts';
import { createOpenDatasets } from './open-datasets.ts';
import { indexAgain } from './start-index-job.ts';
import { WINNOW_VERSION } from './version.ts';
import { watchFolder } from './watch-folder.ts';

export interface EngineOptions {
  readonly home: string;
  readonly logger: Logger;
  /** Where other commands reach this engine; told to them by the lock of each dataset it opens. Null: nowhere. */
  readonly endpoint: { readonly socket: string; readonly token: string } | null;
}

/** An engine without an ear: give it a door, and serve that or call it directly. */
export function createEngine({ home, logger, endpoint }: EngineOptions): Engine {
  const onFault = (error: unknown, what: string): void => logger.error({ err: error, what }, 'a fault of Winnow itself');
  const onUnwatched = (error: unknown): void => logger.warn({ err: error }, 'changes in the folder are not noticed');
  const activity = createActivity();
  const stopWatching = watchEventLoop(logger, activity);
  const stopping = new AbortController();
  const events = createEventHub(onFault);
  const jobs = createJobQueue({ activity, onFault });
  jobs.onChange((job) => events.publish({ type: 'job', job }));
  let compute: Compute | null = null;
  let embedder: Embedder | null = null;
  const startedEmbedder = (): Embedder => (embedder ??= startEmbedder({ log: (message) => logger.warn(message) }));
  const startedCompute = (): Compute => (compute ??= startCompute({ log: (message) => logger.warn(message) }));
  const deepPictures = createDeepPictures({ home, compute: startedCompute });
  const models = createModels({ home, embedder: startedEmbedder });
  const spaces = createSpaces();
  const datasets = createOpenDatasets({
    open: (request) => openDataset({ home, request, endpoint }),
    onOpen(dataset) {
      const stopEvents = publishDatasetEvents(dataset, events);
      events.publish({ type: 'dataset', dataset: dataset.info() });
      // A command that is over in a moment has no use for what changes meanwhile.
      const isWatched = endpoint !== null && dataset.write !== null;
      const watch = isWatched ? watchFolder(dataset.folder, (signal) => indexAgain(engine, dataset, signal), onUnwatched) : null;
      return async () => {
        await watch?.close();
        await jobs.cancelOf(dataset.id);
        await spaces.closeOf(dataset.id);
        stopEvents();
      };
    },
  });

  async function close(): Promise<void> {
    stopping.abort();
    await jobs.close();
    await datasets.closeAll();
    await Promise.all([compute?.close(), embedder?.close(), spaces.close()]);
    await deepPictures.close();
    stopWatching();
  }

  let closing: Promise<void> | null = null;
  const engine: Engine = {
    home,
    version: WINNOW_VERSION,
    logger,
    activity,
    jobs,
    events,
    datasets,
    stopping: stopping.signal,
    embedder: startedEmbedder,
    models,
    spaces,
    compute: startedCompute,
    deepPictures,
    info: () => ({
      version: WINNOW_VERSION,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      home,
      cores: availableParallelism(),
      isSampleDatasetMade: isSampleDatasetMade(sampleDatasetFolder(home)),
      userHome: homedir(),
    }),
    close: () => (closing ??= close()),
  };
  return engine;
}
