/** Names what the engine works on, so that a lag of the event loop can be blamed. */
export interface Activity {
  /** @returns call it when that work is over */
  begin(name: string): () => void;
  /** Everything that ran, even partly, since the last call; then forgets what ended. */
  take(): readonly string[];
}

export function createActivity(): Activity {
  const running = new Map<symbol, string>();
  const ended = new Set<string>();
  return {
    begin(name) {
      const key = Symbol(name);
      running.set(key, name);
      return () => {
        if (running.delete(key)) ended.add(name);
      };
    },
    take() {
      const names = [...new Set([...running.values(), ...ended])];
      ended.clear();
      return names;
    },
  };
}
