import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { OpenRequest } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { DatasetId } from '../../shared/sample.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { pathFromBytes } from '../dataset/paths.ts';

/** The datasets an engine has open, each once however many clients look at it. */
export interface OpenDatasets {
  /** @throws {WinnowError} what `openDataset` throws */
  open(request: OpenRequest): Promise<Dataset>;
  /** @throws {WinnowError} not_found where it is not open */
  get(id: DatasetId): Dataset;
  list(): readonly Dataset[];
  close(id: DatasetId): Promise<void>;
  /** For good: nothing is opened afterwards. */
  closeAll(): Promise<void>;
}

export interface OpenDatasetsOptions {
  open(request: OpenRequest): Promise<Dataset>;
  /** Called for each dataset that opens; what it returns is awaited before the dataset is closed. */
  onOpen(dataset: Dataset): () => Promise<void>;
}

interface Entry {
  readonly dataset: Dataset;
  /** Asked for so; a later request to write opens it again. */
  readonly isToLookOnly: boolean;
  readonly release: () => Promise<void>;
}

export function createOpenDatasets(options: OpenDatasetsOptions): OpenDatasets {
  const entries = new Map<DatasetId, Entry>();
  /** Opening and closing happen one after the other, so that no folder is opened twice at the same time. */
  let turn: Promise<unknown> = Promise.resolve();
  let isEnding = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function open(request: OpenRequest): Promise<Dataset> {
    // A page whose events end asks for its dataset again at once; open, it would keep the process alive.
    if (isEnding) throw new WinnowError('dataset_busy', 'Winnow’s engine is ending and opens nothing any more. Start it again.');
    const folder = await realPathOf(request.folder);
    const present = [...entries.values()].find(({ dataset }) => dataset.folder === folder);
    const wantsMore = present?.isToLookOnly === true && request.readOnly !== true;
    if (present !== undefined && !wantsMore) return present.dataset;
    const dataset = await options.open(request);
    if (present !== undefined) await closeEntry(present);
    const isToLookOnly = dataset.write === null && request.readOnly === true;
    entries.set(dataset.id, { dataset, isToLookOnly, release: options.onOpen(dataset) });
    return dataset;
  }

  async function closeEntry(entry: Entry): Promise<void> {
    entries.delete(entry.dataset.id);
    await entry.release();
    await entry.dataset.close();
  }

  return {
    open: (request) => inTurn(() => open(request)),
    get(id) {
      const entry = entries.get(id);
      if (entry === undefined) throw new WinnowError('not_found', `The dataset "${id}" is not open. Open its folder first.`);
      return entry.dataset;
    },
    list: () => [...entries.values()].map((entry) => entry.dataset),
    close: (id) =>
      inTurn(async () => {
        const entry = entries.get(id);
        if (entry !== undefined) await closeEntry(entry);
      }),
    closeAll() {
      isEnding = true;
      return inTurn(async () => void (await Promise.all([...entries.values()].map(closeEntry))));
    },
  };
}

/** As `Dataset.folder` has it; a folder that is gone is known by its path. */
function realPathOf(folder: string): Promise<string> {
  return realpath(folder, { encoding: 'buffer' }).then(pathFromBytes, () => resolve(folder));
}
