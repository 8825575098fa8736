import { create } from 'zustand';

/** What is decided in triage, one sample after the other: after each decision the next sample comes by itself. */
export interface TriageState {
  readonly isOn: boolean;
  /** Samples that the query had at most since triage began, so that those that leave it by being decided count. */
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
