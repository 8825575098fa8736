import { create } from 'zustand';

/** The sample under the pointer and what it stands for; id null: none. */
export const useHoverStore = create<{ readonly id: number | null }>()(() => ({ id: null }));
