export type LoupeCommand = 'zoom-in' | 'zoom-out' | 'zoom-fit' | 'zoom-actual';

const listeners = new Set<(command: LoupeCommand) => void>();

/** Keys tell the loupe, which keeps its zoom outside of React and of every store. */
export function sendToLoupe(command: LoupeCommand): void {
  for (const listener of listeners) listener(command);
}

/** @returns the unsubscriber */
export function onLoupeCommand(listener: (command: LoupeCommand) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
