import { create } from 'zustand';
import type { DatasetId } from '../../shared/sample.ts';
import type { ColumnField } from '../state/map-column.ts';
import { type Coloring, isolated, toggled } from './coloring.ts';

/** How the points are coloured now, and which of the legend's entries are hidden. */
export interface ColoringState {
  /** Whose samples they are. */
  readonly dataset: DatasetId | null;
  /** The field of `coloring`. */
  readonly field: ColumnField | null;
  readonly coloring: Coloring | null;
  /** Codes. */
  readonly hidden: ReadonlySet<number>;
  readonly error: string | null;
}

const NOTHING: Omit<ColoringState, 'dataset'> = { field: null, coloring: null, hidden: new Set(), error: null };

export const useColoringStore = create<ColoringState>()(() => ({ dataset: null, ...NOTHING }));

/** Another dataset has other colours, and none of it is hidden. */
export function colorDataset(dataset: DatasetId): void {
  if (useColoringStore.getState().dataset !== dataset) useColoringStore.setState({ dataset, ...NOTHING });
}

/** The colours of another field show everything; those of the same field leave hidden what was. */
export function setColoring(field: ColumnField, coloring: Coloring): void {
  useColoringStore.setState((before) => ({
    field,
    coloring,
    hidden: before.field === field ? hiddenAgain(before, coloring) : new Set(),
    error: null,
  }));
}

/** @param codes of one entry of the legend */
export function toggleCodes(codes: readonly number[]): void {
  useColoringStore.setState(({ hidden }) => ({ hidden: toggled(hidden, codes) }));
}

/** @param codes of one entry @param all codes of all that the legend lists */
export function isolateCodes(codes: readonly number[], all: readonly number[]): void {
  useColoringStore.setState(({ hidden }) => ({ hidden: isolated(hidden, codes, all) }));
}

export function showAllCodes(): void {
  useColoringStore.setState({ hidden: new Set() });
}

/** What is hidden is known by name: a sample more can change the order of classes, and with it their codes. */
function hiddenAgain({ coloring: before, hidden }: ColoringState, coloring: Coloring): ReadonlySet<number> {
  if (hidden.size === 0 || before?.kind !== 'classes' || coloring.kind !== 'classes') return hidden;
  const names = new Set([...hidden].map((code) => before.names[code]));
  return new Set(coloring.names.flatMap((name, code) => (names.has(name) ? [code] : [])));
}
