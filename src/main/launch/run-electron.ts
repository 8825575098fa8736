import { type ChildProcess, spawn } from 'node:child_process';

/** A start that ends badly within this time means that Electron cannot run here; later, that the app ended. */
const EARLY_MS = 10_000;
const KEPT_OUTPUT = 2000;

export type ElectronRun =
  | { readonly started: true; readonly status: number }
  /** `because` quotes the last thing Electron said. */
  | { readonly started: false; readonly because: string };

export interface ElectronStart {
  readonly executable: string;
  /** The app's folder (in the repository) and the folder to open. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly earlyMs?: number;
}

/** Runs the desktop app until it ends. An abort ends it, and rejects once it is gone. */
export function runElectron({ executable, args, env, signal, earlyMs = EARLY_MS }: ElectronStart): Promise<ElectronRun> {
  const startedMs = Date.now();
  // An editor's terminal may carry ELECTRON_RUN_AS_NODE, which would make a plain Node of it.
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = env;
  const app = spawn(executable, args, { env: environment, stdio: ['ignore', 'inherit', 'pipe'] });
  const lastWords = passOnAndKeep(app);
  const stop = (): void => void app.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<ElectronRun>((resolve, reject) => {
    app.once('error', (error) => resolve({ started: false, because: `Electron could not be started: ${error.message}` }));
    app.once('close', (code, signalName) => {
      if (signal.aborted) reject(signal.reason);
      else if (code === 0 || Date.now() - startedMs >= earlyMs) resolve({ started: true, status: code ?? 1 });
      else resolve({ started: false, because: earlyEnd(code, signalName, lastWords()) });
    });
  }).finally(() => signal.removeEventListener('abort', stop));
}

function earlyEnd(code: number | null, signal: string | null, words: string): string {
  const how = signal === null ? `ended with status ${code}` : `was ended by ${signal}`;
  return `Electron ${how} at its start${words === '' ? '' : `, saying "${words}"`}`;
}

/** Electron's stderr goes to ours. @returns gives its last line */
function passOnAndKeep(app: ChildProcess): () => string {
  let kept = '';
  app.stderr?.setEncoding('utf8').on('data', (text: string) => {
    process.stderr.write(text);
    kept = (kept + text).slice(-KEPT_OUTPUT);
  });
  return () => kept.trimEnd().split('\n').at(-1) ?? '';
}
