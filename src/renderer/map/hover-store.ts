import { create } from 'zustand';

/** The sample that is shown beside the pointer, or beside where the keyboard is. */
export interface HoverState {
  readonly id: number | null;
  /** Where, CSS pixels of the view. */
  readonly x: number;
  readonly y: number;
}

export const NO_HOVER: HoverState = { id: null, x: 0, y: 0 };
export const useHoverStore = create<HoverState>()(() => NO_HOVER);
