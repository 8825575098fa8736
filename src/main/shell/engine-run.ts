import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { EngineAddress } from './engine-address.ts';
import type { EngineCommand } from './engine-command.ts';

/** How a life of the engine ended. A refusal would only be repeated by starting it again. */
export interface EngineEnd {
  readonly because: string;
  readonly isRefusal: boolean;
}

/** One life of the engine process. */
export interface EngineRun {
  /** Resolves when the process is gone, or could not be started. */
  readonly ended: Promise<EngineEnd>;
  /** Asks it to stop, and kills it when it has not after `limitMs`. */
  stop(limitMs: number): Promise<void>;
}

/**
 * Starts the engine. It dies with this process: its stdin ends then.
 * @param readyMs how long it may take to say that it is ready
 */
export function runEngine(command: EngineCommand, address: EngineAddress, readyMs: number, onReady: () => void): EngineRun {
  const child = spawnEngine(command, address);
  let refusal: string | null = null;
  const tooLate = setTimeout(() => {
    refusal = `it said nothing for ${readyMs / 1000} s`;
    child.kill('SIGKILL');
  }, readyMs);
  onFirstLine(child, (line) => {
    clearTimeout(tooLate);
    refusal = refusalIn(line);
    if (refusal === null) onReady();
  });
  const ended = endOf(child).then((how) => {
    clearTimeout(tooLate);
    return { because: refusal ?? how, isRefusal: refusal !== null };
  });
  return { ended, stop: (limitMs) => stopChild(child, ended, limitMs) };
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

function endOf(child: ChildProcess): Promise<string> {
  // Writing to a dead engine's stdin is not news: its end is.
  child.stdin?.on('error', () => undefined);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(`it could not be started: ${error.message}`);
    });
    child.once('exit', (code, signal) => resolve(signal === null ? `it ended with status ${code}` : `it was ended by ${signal}`));
  });
}

async function stopChild(child: ChildProcess, ended: Promise<unknown>, limitMs: number): Promise<void> {
  const kill = setTimeout(() => child.kill('SIGKILL'), limitMs);
  // The end of its input asks the engine to stop; a signal would do the same, but Windows has none.
  child.stdin?.end();
  await ended;
  clearTimeout(kill);
}

/** @returns null when the line says that the engine is ready, otherwise why it is not */
function refusalIn(line: string): string | null {
  const said = parseJson(line);
  if (typeof said !== 'object' || said === null || !('ready' in said)) return `it said "${line}" instead of being ready`;
  if (said.ready === true) return null;
  const error = 'error' in said ? said.error : null;
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : `it said "${line}"`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not what the engine says; the caller quotes the line.
    return null;
  }
}
