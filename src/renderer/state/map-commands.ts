export type MapCommand =
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'pan-left'
  | 'pan-right'
  | 'pan-up'
  | 'pan-down'
  | 'go-left'
  | 'go-right'
  | 'go-up'
  | 'go-down'
  | 'focus-left'
  | 'focus-right'
  | 'focus-up'
  | 'focus-down'
  | 'only-in-view'
  | 'leave';

const listeners = new Set<(command: MapCommand) => void>();

/** Keys tell the map, which keeps what it shows outside of React and of every store. */
export function sendToMap(command: MapCommand): void {
  for (const listener of listeners) listener(command);
}

/** @returns the unsubscriber */
export function onMapCommand(listener: (command: MapCommand) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
