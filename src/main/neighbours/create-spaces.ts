import type { DatasetId } from '../../shared/sample.ts';
import type { NeighbourCalls } from '../../workers/neighbours/calls.ts';
import type { CallOptions, Client } from '../../workers/rpc/client.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { storedModel, vectorSource } from '../embeddings/stored-models.ts';
import { type SpaceThread, startSpaceThread } from './space-thread.ts';
import { spaceVersion } from './space-version.ts';
import type { Spaces } from './spaces.ts';
import { updateSpace } from './update-space.ts';

/** A thread holds hundreds of megabytes for a large dataset; opening it again takes a second or two. */
const UNUSED_MS = 3 * 60_000;

interface Held {
  readonly thread: SpaceThread;
  /** What it has open; null until it has. */
  opened: { readonly version: string; readonly ids: Uint32Array } | null;
  /** Openings, one after the other. */
  turn: Promise<unknown>;
}

/** @param unusedMs after which a thread is ended */
export function createSpaces(unusedMs = UNUSED_MS): Spaces {
  /** By dataset, then by model: a job may work with one model while a person looks through another. */
  const held = new Map<DatasetId, Map<number, Held>>();

  function threadOf(datasetId: DatasetId, modelId: number): Held {
    const ofDataset = held.get(datasetId) ?? new Map<number, Held>();
    held.set(datasetId, ofDataset);
    const known = ofDataset.get(modelId);
    if (known !== undefined && known.thread.client.closedBecause === null) return known;
    const end = (): void => {
      if (ofDataset.get(modelId) === started) ofDataset.delete(modelId);
      void started.thread.end();
    };
    const started: Held = { thread: startSpaceThread(unusedMs, end), opened: null, turn: Promise.resolve() };
    ofDataset.set(modelId, started);
    return started;
  }

  async function open(
    dataset: Dataset,
    modelId: number | undefined,
    options: CallOptions<NeighbourCalls['open']['progress']> & { readonly isNewer?: boolean } = {},
  ): Promise<{ readonly client: Client<NeighbourCalls>; readonly ids: Uint32Array }> {
    const model = storedModel(dataset.read, modelId);
    const space = threadOf(dataset.id, model.id);
    const { isNewer, ...callOptions } = options;
    const opening = space.turn.then(async () => {
      const version = spaceVersion(dataset.read, dataset.info().samples);
      if (space.opened?.version === version && isNewer !== true) return space.opened.ids;
      const source = await vectorSource(dataset, model);
      await space.thread.open({ ...source, mayWrite: dataset.write !== null }, callOptions);
      space.opened = { version, ids: source.ids };
      return source.ids;
    });
    space.turn = opening.catch(() => undefined);
    return { ids: await opening, client: space.thread.client };
  }

  async function closeOf(id: DatasetId, modelId?: number): Promise<void> {
    const ofDataset = held.get(id) ?? new Map<number, Held>();
    const closing = [...ofDataset].filter(([model]) => modelId === undefined || model === modelId);
    for (const [model] of closing) ofDataset.delete(model);
    await Promise.all(closing.map(([, { thread }]) => thread.end()));
  }

  return {
    of: async (dataset, modelId) => (await open(dataset, modelId)).client,
    update: (dataset, modelId, context) =>
      updateSpace({
        dataset,
        modelId,
        context,
        open: () => open(dataset, modelId, { signal: context.signal, onProgress: context.report, isNewer: true }),
      }),
    closeOf,
    close: async () => void (await Promise.all([...held.keys()].map((id) => closeOf(id)))),
  };
}
