export type ArrangedMove = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';
/** `go`: selects what it leads to; `extend`: all between; `focus`: leaves the selection. */
export type ArrangedCommand =
  | { readonly do: 'go' | 'extend' | 'focus'; readonly move: ArrangedMove }
  | { readonly do: 'toggle' | 'open' | 'zoom-in' | 'zoom-out' | 'fit' };

const listeners = new Set<(command: ArrangedCommand) => void>();

/** Keys tell the arranged grid, which keeps what it shows outside of React and of every store. */
export function sendToArranged(command: ArrangedCommand): void {
  for (const listener of listeners) listener(command);
}

/** @returns the unsubscriber */
export function onArrangedCommand(listener: (command: ArrangedCommand) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
