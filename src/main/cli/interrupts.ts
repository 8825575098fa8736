const INTERRUPTED = 130;

export interface Interrupts {
  readonly signal: AbortSignal;
  /** Nobody reads the results any more: stop as if done. */
  stopQuietly(): void;
  isQuiet(): boolean;
  /** Gives the signals back to Node. */
  stop(): void;
}

/** Ctrl-C and SIGTERM stop the command cleanly; a second one at once. */
export function watchInterrupts(): Interrupts {
  const controller = new AbortController();
  let isQuiet = false;
  const onSignal = (): void => {
    if (controller.signal.aborted && !isQuiet) process.exit(INTERRUPTED);
    isQuiet = false;
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, onSignal);
  return {
    signal: controller.signal,
    stopQuietly() {
      isQuiet = !controller.signal.aborted;
      controller.abort();
    },
    isQuiet: () => isQuiet,
    stop() {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}
