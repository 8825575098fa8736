import { create } from 'zustand';
import type { SampleDetails } from '../../shared/sample.ts';
import { useDatasetStore } from './dataset-store.ts';
import { tagTargets } from './decisions.ts';
import { useMessagesStore } from './messages-store.ts';
import { datasetKey, queryClient } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { targetsOf } from './selection.ts';
import { useSelectionStore } from './selection-store.ts';

/** How many samples can be compared at once. */
export const MOST_PICKED = 4;

export interface PickedState {
  /** The samples compared, in the order shown; empty: the dialog is closed. */
  readonly ids: readonly number[];
  /** Place in `ids` of the one that keys act on. */
  readonly focus: number;
  /** The one in focus shows what differs from the first. */
  readonly isDifference: boolean;
}

const CLOSED: PickedState = { ids: [], focus: 0, isDifference: false };

/** Samples that were picked from any view to be compared side by side. */
export const usePickedStore = create<PickedState>()(() => CLOSED);

/** Why the selected cannot be compared; null: they can. */
export function notPicked(count: number = selected().length): string | null {
  return count >= 2 && count <= MOST_PICKED ? null : 'Select two to four samples first';
}

/** Compares what is selected, where that are two to four. */
export function comparePicked(): void {
  const ids = [...selected()];
  const because = notPicked(ids.length);
  if (because === null) usePickedStore.setState({ ...CLOSED, ids });
  else useMessagesStore.getState().say(`${because}.`);
}

export function closePicked(): void {
  usePickedStore.setState(CLOSED);
}

/** Focuses a sample; where there is none the focus stays. @param place in `ids` */
export function focusPicked(place: number): void {
  usePickedStore.setState((state) => withFocus(state, place));
}

/** Moves the focus on, stopping at both ends. */
export function stepPicked(by: number): void {
  focusPicked(usePickedStore.getState().focus + by);
}

/** Shows, or no longer, what differs between the sample in focus and the first. */
export function togglePickedDifference(): void {
  usePickedStore.setState(withDifference);
}

/** Tags the sample in focus, or untags it where it has the tag. */
export async function togglePickedTag(tag: string): Promise<void> {
  const { ids, focus } = usePickedStore.getState();
  const id = ids[focus];
  const dataset = useDatasetStore.getState().dataset;
  if (id === undefined || dataset === null) return;
  const shown = queryClient.getQueryData<SampleDetails>(datasetKey(dataset.id, 'sample', id));
  await tagTargets(tag, shown?.tags.includes(tag) !== true, Uint32Array.of(id));
}

/** The focus at another place. */
export function withFocus(state: PickedState, place: number): PickedState {
  return place < 0 || place >= state.ids.length ? state : { ...state, focus: place };
}

/** The difference on or off; the first differs in nothing from itself, so that the focus goes to the second. */
export function withDifference(state: PickedState): PickedState {
  if (state.isDifference) return { ...state, isDifference: false };
  return { ...state, isDifference: true, focus: Math.max(1, state.focus) };
}

function selected(): Uint32Array {
  return targetsOf(useSelectionStore.getState().selection, useQueryStore.getState().ids, false);
}
