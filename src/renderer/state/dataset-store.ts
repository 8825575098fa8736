import { create } from 'zustand';
import type { OpenRequest } from '../../shared/api.ts';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { WinnowError } from '../../shared/errors.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { asWinnowError } from './http.ts';
import { useMessagesStore } from './messages-store.ts';
import { queryClient, RECENT_KEY } from './query-client.ts';

/** The folder looks like one that was indexed under another name; the user says whether it is. */
export interface RelinkOffer {
  readonly request: OpenRequest;
  readonly message: string;
  /** The error's details: which indexes could be taken over. */
  readonly details: NonNullable<WinnowError['details']>;
}

export type OpenOptions = Omit<OpenRequest, 'folder'>;

export interface DatasetState {
  readonly screen: 'start' | 'dataset';
  readonly dataset: DatasetInfo | null;
  /** The folder being opened, `sample` while the sample dataset is made; null: nothing is. */
  readonly opening: string | null;
  /** Why the last folder could not be opened. */
  readonly error: WinnowError | null;
  readonly relink: RelinkOffer | null;
  open(folder: string, options?: OpenOptions): Promise<void>;
  openSample(): Promise<void>;
  /** Shows a dataset that the engine has open already. */
  show(dataset: DatasetInfo): void;
  /** News of the open dataset; of others it is ignored. */
  update(dataset: DatasetInfo): void;
  /** Back to the start screen. */
  close(): Promise<void>;
  /** The engine does not have the dataset any more: back to the start screen, saying why. */
  lost(error: WinnowError): void;
  /** @param relink the id of the index to take over; false: start a new one */
  answerRelink(relink: string | false): Promise<void>;
  dismissRelink(): void;
  dismissError(): void;
}

const CLOSED = { screen: 'start', dataset: null, opening: null, error: null, relink: null } as const;

/** Which dataset is open, and how opening one goes. */
export const useDatasetStore = create<DatasetState>()((set, get) => ({
  ...CLOSED,
  async open(folder, options = {}) {
    const request = { folder, ...options };
    const before = get().dataset;
    set({ opening: folder, error: null, relink: null });
    try {
      const dataset = await api.openDataset(request);
      get().show(dataset);
      if (before !== null && before.id !== dataset.id) await api.closeDataset(before.id);
      await queryClient.invalidateQueries({ queryKey: RECENT_KEY });
    } catch (error) {
      const problem = asWinnowError(error);
      const isRelink = problem.code === 'relink_needed';
      const relink = isRelink ? { request, message: problem.message, details: problem.details ?? {} } : null;
      set({ opening: null, relink, error: isRelink ? null : problem });
    }
  },
  async openSample() {
    set({ opening: 'sample', error: null, relink: null });
    try {
      const { folder } = await api.makeSampleDataset();
      await get().open(folder);
    } catch (error) {
      set({ opening: null, error: asWinnowError(error) });
    }
  },
  show: (dataset) => set({ ...CLOSED, screen: 'dataset', dataset }),
  update: (dataset) => {
    const shown = get().dataset;
    if (shown?.id === dataset.id && dataset.revision >= shown.revision) set({ dataset });
  },
  async close() {
    const { dataset } = get();
    set(CLOSED);
    if (dataset === null) return;
    // What was said of it, and its offer to undo, go with it.
    useMessagesStore.getState().dismiss();
    try {
      await api.closeDataset(dataset.id);
    } catch (error) {
      const problem = asWinnowError(error);
      if (problem.code !== 'not_found') set({ error: problem });
    }
    // Its counts were written down as it closed.
    await queryClient.invalidateQueries({ queryKey: RECENT_KEY });
  },
  lost: (error) => set({ ...CLOSED, error }),
  async answerRelink(relink) {
    const offer = get().relink;
    if (offer !== null) await get().open(offer.request.folder, { ...offer.request, relink });
  },
  dismissRelink: () => set({ relink: null }),
  dismissError: () => set({ error: null }),
}));

/** Id of the open dataset. @throws where none is: only panels of an open dataset ask */
export function openDatasetId(): DatasetId {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) throw new Error('No dataset is open.');
  return dataset.id;
}
