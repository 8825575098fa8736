import { create } from 'zustand';
import type { ScoreKind } from '../../shared/issue.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { asWinnowError } from './http.ts';
import { issueCountsKey } from './issues.ts';
import { useMessagesStore } from './messages-store.ts';
import { queryClient } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { isRefusedToChange } from './read-only.ts';

export interface CutsState {
  /** Where cuts are being moved to, ahead of the engine; null: back to the default. What the engine has, counts of issues tell. */
  readonly moved: Readonly<Partial<Record<ScoreKind, number | null>>>;
}

/** Cuts that are being moved. */
export const useCutsStore = create<CutsState>()(() => ({ moved: {} }));

/** Not sent yet. */
const waiting = new Map<ScoreKind, number | null>();
let isSending = false;

/**
 * Moves a cut: on the screen at once, in the engine as soon as it has taken in the one before. Of those that come
 * meanwhile only the last is sent; grid and counts follow each that was.
 * @param cut null: the default
 */
export async function moveCut(kind: ScoreKind, cut: number | null): Promise<void> {
  if (isRefusedToChange()) return;
  useCutsStore.setState(({ moved }) => ({ moved: { ...moved, [kind]: cut } }));
  waiting.set(kind, cut);
  if (isSending) return;
  isSending = true;
  try {
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      waiting.delete(next[0]);
      await send(...next);
    }
  } finally {
    isSending = false;
  }
}

async function send(kind: ScoreKind, cut: number | null): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  try {
    if (dataset === null) return;
    const counts = await api.setCut(dataset.id, { kind, cut });
    queryClient.setQueryData(issueCountsKey(dataset.id, null), counts);
    await useQueryStore.getState().rerun();
  } catch (error) {
    useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
  } finally {
    if (!waiting.has(kind)) useCutsStore.setState(({ moved: { [kind]: _, ...moved } }) => ({ moved }));
  }
}
