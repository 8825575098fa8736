import { useDatasetStore } from '../state/dataset-store.ts';
import { useGroupsStore } from '../state/groups.ts';
import { usePickedStore } from '../state/picked.ts';
import { isInTriage } from '../state/triage.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Place } from './action.ts';

/** Where the user is. */
export function currentPlace(): Place {
  if (useDatasetStore.getState().screen === 'start') return 'start';
  if (usePickedStore.getState().ids.length > 0) return 'picked';
  if (useGroupsStore.getState().compared !== null) return 'compare';
  if (isInTriage()) return 'triage';
  const { view } = useUiStore.getState();
  // Samples beside the matrix have the keys of the grid while they have the focus.
  return view === 'confusion' && document.activeElement?.closest('[data-place=grid]') ? 'grid' : view;
}
