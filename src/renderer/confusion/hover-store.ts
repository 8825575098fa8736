import { create } from 'zustand';
import type { MatrixHit } from './matrix-layout.ts';

/** What of the matrix is under the pointer; null: nothing. */
export const useHoverStore = create<{ readonly hit: MatrixHit | null }>()(() => ({ hit: null }));
