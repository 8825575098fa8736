import { useDatasetStore } from '../state/dataset-store.ts';
import { currentTargets } from '../state/decisions.ts';
import { readOnlyBecause } from '../state/read-only.ts';

/** Why nothing can be done with samples: none is selected. */
export function noSamples(): string | null {
  return currentTargets().length === 0 ? 'Select samples first' : null;
}

/** Why nothing can be decided about samples: none is selected, or the dataset can only be looked at. */
export function noDecision(): string | null {
  return readOnly() ?? noSamples();
}

export function readOnly(): string | null {
  return readOnlyBecause() === null ? null : 'The dataset can only be looked at';
}

export function nothingToUndo(): string | null {
  return (useDatasetStore.getState().dataset?.undoDepth ?? 0) === 0 ? 'Nothing was decided yet' : null;
}

export function nothingToRedo(): string | null {
  return (useDatasetStore.getState().dataset?.redoDepth ?? 0) === 0 ? 'Nothing was undone' : null;
}
