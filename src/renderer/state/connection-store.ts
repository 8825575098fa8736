import { create } from 'zustand';

export interface ConnectionState {
  /** False: the engine stopped or cannot be reached; it is tried again until it answers. */
  readonly isConnected: boolean;
  /** The engine answers but does not know this page: its token changed. */
  readonly isRefused: boolean;
}

/** Whether the engine is there. Assumed so until the first attempt failed. */
export const useConnectionStore = create<ConnectionState>()(() => ({ isConnected: true, isRefused: false }));
