import { type EngineAddress, makeEngineAddress } from './engine-address.ts';
import type { EngineCommand } from './engine-command.ts';
import { type EngineEnd, type EngineRun, runEngine } from './engine-run.ts';

/** How the engine is doing; `failed` is final until `restart`. */
export type EngineState =
  | { readonly name: 'starting' }
  | { readonly name: 'ready'; readonly address: EngineAddress }
  | { readonly name: 'failed'; readonly because: string }
  | { readonly name: 'stopped' };

/** The engine as the shell keeps it: started again, a little later each time, when it dies. */
export interface EngineProcess {
  readonly state: EngineState;
  onState(listener: (state: EngineState) => void): () => void;
  /** After a failure: tries again. */
  restart(): void;
  /** Resolves once the process is gone, in ten seconds at most. */
  stop(): Promise<void>;
}

export interface EngineTiming {
  /** Wait before each start after a death; one death more in a row is given up on. */
  readonly backoffMs: readonly number[];
  /** An engine that lived this long died of something new: counting starts again. */
  readonly healthyMs: number;
  readonly readyMs: number;
  readonly stopMs: number;
}

const TIMING: EngineTiming = { backoffMs: [100, 500, 1000, 2000, 4000], healthyMs: 60_000, readyMs: 30_000, stopMs: 10_000 };

/** Starts the engine and keeps it running, always at the same address, until `stop`. */
export function startEngine(command: EngineCommand, timing: EngineTiming = TIMING): EngineProcess {
  const address = makeEngineAddress();
  const listeners = new Set<(state: EngineState) => void>();
  let state: EngineState = { name: 'starting' };
  let run: EngineRun | null = null;
  let deaths = 0;
  let nextStart: NodeJS.Timeout | undefined;

  function enter(next: EngineState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  function start(): void {
    const startedMs = Date.now();
    enter({ name: 'starting' });
    run = runEngine(command, address, timing.readyMs, () => {
      if (state.name === 'starting') enter({ name: 'ready', address });
    });
    void run.ended.then((end) => afterEnd(end, Date.now() - startedMs));
  }

  function afterEnd(end: EngineEnd, livedMs: number): void {
    run = null;
    if (state.name === 'stopped') return;
    if (livedMs > timing.healthyMs) deaths = 0;
    const waitMs = timing.backoffMs[deaths++];
    if (end.isRefusal || waitMs === undefined) {
      enter({ name: 'failed', because: end.because });
    } else {
      enter({ name: 'starting' });
      nextStart = setTimeout(start, waitMs);
    }
  }

  start();
  return {
    get state() {
      return state;
    },
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    restart() {
      if (state.name !== 'failed') return;
      deaths = 0;
      start();
    },
    async stop() {
      clearTimeout(nextStart);
      enter({ name: 'stopped' });
      await run?.stop(timing.stopMs);
      address.remove();
    },
  };
}
