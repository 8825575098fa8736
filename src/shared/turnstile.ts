/** Lets so many through at once; whoever comes later waits, first come first served. */
export interface Turnstile {
  enter(): Promise<void>;
  leave(): void;
  /** Whether nobody is inside or waits. */
  readonly isIdle: boolean;
}

/** @param width how many may be inside at once */
export function createTurnstile(width: number): Turnstile {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return {
    enter: () => {
      if (inside === width) return new Promise((resolve) => waiting.push(resolve));
      inside++;
      return Promise.resolve();
    },
    leave: () => {
      const next = waiting.shift();
      if (next === undefined) inside--;
      else next();
    },
    get isIdle() {
      return inside === 0;
    },
  };
}
