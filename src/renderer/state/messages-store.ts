import { create } from 'zustand';

export interface Message {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'error';
  /** Offers to take back the decision it tells of. */
  readonly canUndo: boolean;
  /** Offers to take back what is no decision; null: it is one, or cannot be. */
  readonly takeBack: (() => Promise<void>) | null;
}

export interface MessagesState {
  /** What is to be said now; a new one takes the place of the one before. */
  readonly message: Message | null;
  say(text: string, options?: Partial<Omit<Message, 'id' | 'text'>>): void;
  dismiss(): void;
}

let lastId = 0;

/** The short message at the bottom of the window: what a key did, or why it did not. */
export const useMessagesStore = create<MessagesState>()((set) => ({
  message: null,
  say: (text, { tone = 'info', canUndo = false, takeBack = null } = {}) =>
    set({ message: { id: ++lastId, text, tone, canUndo, takeBack } }),
  dismiss: () => set({ message: null }),
}));
