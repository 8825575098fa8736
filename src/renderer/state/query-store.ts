import { create } from 'zustand';
import type { WinnowError } from '../../shared/errors.ts';
import type { GroupBy } from '../../shared/group-by.ts';
import { DEFAULT_QUERY, type Query } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { asWinnowError, isAborted } from './http.ts';
import { IdSet } from './id-set.ts';
import { type SampleGroups, withoutSamples } from './sample-groups.ts';

/** While indexing, samples change up to four times a second; the whole answer is fetched at most twice. */
const RERUN_EVERY_MS = 500;
const MIN_DELAY_MS = 20;

export interface QueryState {
  readonly datasetId: DatasetId | null;
  /** The one truth: sidebar, sort control and search box write it, the search box shows `printQuery` of it. */
  readonly query: Query;
  /** It is still being typed, or dragged over a histogram. */
  readonly isDraft: boolean;
  /** What samples are put together by; null: nothing. `state/grouping.ts` remembers it for each dataset. */
  readonly groupBy: GroupBy | null;
  /** Matching samples in the query's order, by group where there are groups; those of the last answer while the next is on its way. */
  readonly ids: Uint32Array;
  /** The groups of `ids`. */
  readonly groups: SampleGroups | null;
  /** The query `ids` answer; null before the first answer. */
  readonly answered: Query | null;
  /** All samples of the dataset. */
  readonly total: number;
  readonly revision: number;
  readonly isLoading: boolean;
  readonly error: WinnowError | null;
  /** Another dataset, or none: all is forgotten, its samples are asked for. */
  reset(datasetId: DatasetId | null, groupBy?: GroupBy | null): void;
  /** @param isDraft it is still being typed or dragged */
  setQuery(query: Query, isDraft?: boolean): void;
  /** What was typed or dragged is what the user wants. */
  settle(): void;
  setGroupBy(groupBy: GroupBy | null): void;
  /** Samples changed up to this revision: asks again, not more than twice a second. */
  samplesChanged(revision: number): void;
  /** Takes samples off the answer before the engine has confirmed that they leave it. @returns takes it back */
  leave(leaving: Uint32Array): () => void;
  /** Asks again now. */
  rerun(): Promise<void>;
}

const EMPTY = {
  query: DEFAULT_QUERY,
  isDraft: false,
  groupBy: null,
  ids: new Uint32Array(0),
  groups: null,
  answered: null,
  total: 0,
  revision: -1,
  isLoading: false,
  error: null,
} as const;

let inFlight: AbortController | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
let startedMs = Number.NEGATIVE_INFINITY;

/** The query and its answer. A new query calls off the one before. */
export const useQueryStore = create<QueryState>()((set, get) => ({
  datasetId: null,
  ...EMPTY,
  reset(datasetId, groupBy = null) {
    stop();
    set({ ...EMPTY, datasetId, groupBy });
    if (datasetId !== null) void get().rerun();
  },
  setQuery(query, isDraft = false) {
    set({ query, isDraft, error: null });
    void get().rerun();
  },
  settle: () => set({ isDraft: false }),
  setGroupBy(groupBy) {
    set({ groupBy, error: null });
    void get().rerun();
  },
  samplesChanged(revision) {
    if (revision <= get().revision || timer !== null) return;
    timer = setTimeout(
      () => {
        timer = null;
        // A slow answer is waited for: calling it off for the next change would starve the grid.
        if (inFlight === null) void get().rerun();
        else get().samplesChanged(revision);
      },
      Math.max(MIN_DELAY_MS, startedMs + RERUN_EVERY_MS - performance.now()),
    );
  },
  leave(leaving) {
    const members = IdSet.EMPTY.with(leaving);
    set(({ ids, groups }) => ({
      ids: ids.filter((id) => !members.has(id)),
      groups: groups === null ? null : withoutSamples(groups, (index) => !members.has(ids[index] ?? 0)),
    }));
    return () => void get().rerun();
  },
  async rerun() {
    stop();
    const { datasetId, query, groupBy } = get();
    if (datasetId === null) return;
    const controller = new AbortController();
    inFlight = controller;
    startedMs = performance.now();
    set({ isLoading: true });
    try {
      const { ids, groups, total, revision } = await api.query(datasetId, query, controller.signal, groupBy);
      if (inFlight === controller) set({ ids, groups, total, revision, answered: query, isLoading: false, error: null });
    } catch (error) {
      if (inFlight === controller && !isAborted(error)) set({ isLoading: false, error: asWinnowError(error) });
    } finally {
      if (inFlight === controller) inFlight = null;
    }
  },
}));

/** True while the answer shown is not the query's own. */
export function isStale({ answered, query }: QueryState): boolean {
  return answered !== query;
}

function stop(): void {
  inFlight?.abort();
  inFlight = null;
  if (timer !== null) clearTimeout(timer);
  timer = null;
}
