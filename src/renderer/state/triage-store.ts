import { create } from 'zustand';
import type { Filter } from '../../shared/query.ts';

/** Triage: one sample after the other is decided, and the next comes by itself. */
export interface TriageState {
  readonly isOn: boolean;
  /** Samples that a filter had at most since triage of it began: those that leave it by being decided count. */
  readonly most: { readonly filter: string; readonly total: number } | null;
  setOn(isOn: boolean): void;
  saw(filter: Filter | null, total: number): void;
}

export const useTriageStore = create<TriageState>()((set, get) => ({
  isOn: false,
  most: null,
  setOn: (isOn) => set({ isOn, most: null }),
  saw: (filter, total) => {
    if (total > mostOf(get(), filter)) set({ most: { filter: JSON.stringify(filter), total } });
  },
}));

/** -1: nothing was seen of this filter. */
export function mostOf({ most }: Pick<TriageState, 'most'>, filter: Filter | null): number {
  return most?.filter === JSON.stringify(filter) ? most.total : -1;
}
