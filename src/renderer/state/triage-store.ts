import { create } from 'zustand';

/** Triage: one sample after the other is decided, and the next comes by itself. */
export interface TriageState {
  readonly isOn: boolean;
  /** Samples that the query had at most since triage began: those that leave it by being decided count. */
  readonly most: number;
  setOn(isOn: boolean): void;
  saw(total: number): void;
}

export const useTriageStore = create<TriageState>()((set, get) => ({
  isOn: false,
  most: 0,
  setOn: (isOn) => set({ isOn, most: 0 }),
  saw: (total) => {
    if (total > get().most) set({ most: total });
  },
}));
