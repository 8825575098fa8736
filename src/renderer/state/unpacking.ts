import { create } from 'zustand';

/** Whether the large picture on the screen needs the decoder: what has to be decoded for others waits. */
export const useUnpacking = create<{ readonly isUnpacking: boolean }>(() => ({ isUnpacking: false }));
