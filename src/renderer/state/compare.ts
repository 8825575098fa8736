import { create } from 'zustand';

/** How two pictures are looked at: beside each other, one over the other behind a line, or what differs. */
export type CompareMode = 'side' | 'swipe' | 'difference';

export interface CompareState {
  readonly mode: CompareMode;
  /** A key is held that shows the left picture in the right one's place. */
  readonly isFlickering: boolean;
  setMode(mode: CompareMode): void;
  flicker(isFlickering: boolean): void;
}

/** How the compare dialog shows its pair; the mode stays from pair to pair. */
export const useCompareStore = create<CompareState>()((set) => ({
  mode: 'side',
  isFlickering: false,
  setMode: (mode) => set({ mode }),
  flicker: (isFlickering) => set({ isFlickering }),
}));
