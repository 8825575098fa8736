import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childChannel } from '../../workers/rpc/channel.ts';
import { type Client, connect } from '../../workers/rpc/client.ts';
import type { Calls, CallType } from '../../workers/rpc/protocol.ts';

const STDERR_TAIL = 500;
const LONGEST_START_MS = 30_000;

/** What every process answers once it is loaded: tells one that cannot start from one that a file killed. */
export type ChildCalls = Calls & { readonly ready: CallType & { readonly input: null } };

/** One process that touches what is not to be trusted, alive or dead. */
export interface ComputeChild<C extends ChildCalls> {
  readonly client: Client<C>;
  /** Resolves to whether it came as far as being able to work. */
  readonly isReady: Promise<boolean>;
  /** Resolves to how it ended, with the last it said on stderr. */
  readonly exited: Promise<string>;
  /** Ends it at once: it only reads, so there is nothing to save. */
  kill(): void;
}

export interface ChildOptions {
  readonly entry: URL;
  /** Its first argument. */
  readonly threads: number;
  /** Native decodes it can run at once. */
  readonly nativeThreads: number;
}

function exitOf(child: ChildProcess, stderrTail: () => string): Promise<string> {
  return new Promise((resolve) => {
    const end = (how: string): void => {
      const said = stderrTail().trim();
      resolve(said === '' ? how : `${how}; it said: ${said}`);
    };
    child.once('error', (error) => end(error.message));
    // Not 'exit': the last words on stderr may come after it.
    child.once('close', (code, signal) => end(signal === null ? `it ended with code ${code}` : `it was killed by ${signal}`));
  });
}

/** Starts a process; see `isReady` and `exited` for what becomes of it. */
export function startChild<C extends ChildCalls>({ entry, threads, nativeThreads }: ChildOptions): ComputeChild<C> {
  const child = fork(fileURLToPath(entry), [String(threads)], {
    serialization: 'advanced',
    // The engine's own flags (a debugger's port, a test runner's loader) are not for it.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, UV_THREADPOOL_SIZE: String(nativeThreads) },
  });
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-STDERR_TAIL);
  });
  const kill = (): void => void child.kill('SIGKILL');
  const client = connect<C>(childChannel(child));
  const patience = setTimeout(kill, LONGEST_START_MS);
  const isReady = client.call('ready', null).then(
    () => true,
    () => false,
  );
  void isReady.then(() => clearTimeout(patience));
  return { client, isReady, exited: exitOf(child, () => tail), kill };
}
