export type ConfusionMove = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last' | 'diagonal';
export type ConfusionCommand =
  | { readonly do: 'go'; readonly move: ConfusionMove }
  /** Shows the samples of the focused cell, or of its row or column. */
  | { readonly do: 'open'; readonly part: 'cell' | 'row' | 'column' }
  | { readonly do: 'zoom-in' | 'zoom-out' | 'fit' | 'leave' };

const listeners = new Set<(command: ConfusionCommand) => void>();

/** Keys and buttons tell the confusion matrix, which keeps what it shows outside of React and of every store. */
export function sendToConfusion(command: ConfusionCommand): void {
  for (const listener of listeners) listener(command);
}

/** @returns the unsubscriber */
export function onConfusionCommand(listener: (command: ConfusionCommand) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
