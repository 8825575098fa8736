const listeners = new Set<(step: 1 | -1) => void>();

/** A key asks for the difference above or below. */
export function sendSkewMove(step: 1 | -1): void {
  for (const listener of listeners) listener(step);
}

/** @returns the unsubscriber */
export function onSkewMove(listener: (step: 1 | -1) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
