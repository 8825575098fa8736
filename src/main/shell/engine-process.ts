import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type EngineAddress, makeEngineAddress } from './engine-address.ts';
import type { EngineCommand } from './engine-command.ts';

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
  /** Wait before each start after a death; as many deaths in a row are given up on. */
  readonly backoffMs: readonly number[];
  /** An engine that lived this long died of something new: counting starts again. */
  readonly healthyMs: number;
  readonly readyMs: number;
  readonly stopMs: number;
}

const TIMING: EngineTiming = { backoffMs: [100, 500, 1000, 2000, 4000], healthyMs: 60_000, readyMs: 30_000, stopMs: 10_000 };

/** Starts the engine and watches it until `stop`. It dies with this process: its stdin ends then. */
export function startEngine(command: EngineCommand, timing: EngineTiming = TIMING): EngineProcess {
  const address = makeEngineAddress();
  const listeners = new Set<(state: EngineState) => void>();
  let state: EngineState = { name: 'starting' };
  let child: ChildProcess | null = null;
  let deaths = 0;
  let nextStart: NodeJS.Timeout | undefined;

  function enter(next: EngineState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  function start(): void {
    const startedMs = Date.now();
    enter({ name: 'starting' });
    const started = spawnEngine(command, address);
    child = started;
    let refusal: string | null = null;
    const tooLate = setTimeout(() => {
      refusal = `it said nothing for ${timing.readyMs / 1000} s`;
      started.kill('SIGKILL');
    }, timing.readyMs);
    onFirstLine(started, (line) => {
      clearTimeout(tooLate);
      refusal = refusalIn(line);
      if (refusal === null && state.name === 'starting') enter({ name: 'ready', address });
    });
    onEnd(started, (how) => {
      clearTimeout(tooLate);
      child = null;
      if (state.name === 'stopped') return;
      if (Date.now() - startedMs > timing.healthyMs) deaths = 0;
      const waitMs = timing.backoffMs[deaths++];
      if (refusal !== null || waitMs === undefined) return enter({ name: 'failed', because: refusal ?? how });
      enter({ name: 'starting' });
      nextStart = setTimeout(start, waitMs);
    });
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
      if (child !== null) await endChild(child, timing.stopMs);
      address.remove();
    },
  };
}

function spawnEngine(command: EngineCommand, address: EngineAddress): ChildProcess {
  return spawn(command.command, [command.entry, '--socket', address.socket], {
    env: { ...command.env, WINNOW_TOKEN: address.token },
    // stdin stays open for as long as we live; stderr is only written to by a crash.
    stdio: ['pipe', 'pipe', 'inherit'],
    windowsHide: true,
  });
}

/** The engine's first line on stdout is its readiness, or why it cannot start. */
function onFirstLine(child: ChildProcess, listener: (line: string) => void): void {
  if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', listener);
}

/** Called once, when the process ended or could not be started. */
function onEnd(child: ChildProcess, listener: (how: string) => void): void {
  // Writing to a dead engine's stdin is not news: its end is.
  child.stdin?.on('error', () => undefined);
  child.once('error', (error) => {
    if (child.pid === undefined) listener(`it could not be started: ${error.message}`);
  });
  child.once('exit', (code, signal) => listener(signal === null ? `it ended with status ${code}` : `it was ended by ${signal}`));
}

function refusalIn(line: string): string | null {
  const said: unknown = parseJson(line);
  if (typeof said !== 'object' || said === null || !('ready' in said)) return `it said "${line}" instead of being ready`;
  if (said.ready === true) return null;
  const error = 'error' in said ? said.error : null;
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : `it said "${line}"`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function endChild(child: ChildProcess, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const kill = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.once('exit', () => {
      clearTimeout(kill);
      resolve();
    });
    // Its end of input asks the engine to stop; a signal would do the same, but Windows has none.
    child.stdin?.end();
  });
}
