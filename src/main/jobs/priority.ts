import type { Dataset } from '../dataset/dataset.ts';

/** What each dataset's page shows, most wanted first. */
const wanted = new WeakMap<Dataset, readonly number[]>();

/** Has these samples decoded before all others; replaces what was asked for before, since the screen shows something else now. */
export function prioritise(dataset: Dataset, ids: readonly number[]): void {
  wanted.set(dataset, ids);
}

/** @returns what was asked for since the last call; the caller takes it over */
export function takeWanted(dataset: Dataset): readonly number[] {
  const ids = wanted.get(dataset) ?? [];
  wanted.delete(dataset);
  return ids;
}
