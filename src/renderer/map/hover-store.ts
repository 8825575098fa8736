import { create } from 'zustand';

/** The sample that is shown beside the pointer, or beside where the keyboard is. */
export interface HoverState {
  readonly id: number | null;
  /** Where, CSS pixels of the view. */
  readonly x: number;
  readonly y: number;
  /** The map shows it as a picture that is large enough. */
  readonly isLarge: boolean;
}

export const NO_HOVER: HoverState = { id: null, x: 0, y: 0, isLarge: false };
export const useHoverStore = create<HoverState>()(() => NO_HOVER);
