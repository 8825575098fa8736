import { type ChildProcess, spawn } from 'node:child_process';

/** A start that ends badly within this time means that Electron cannot run here; later, that the app ended. */
const EARLY_MS = 10_000;
const KEPT_OUTPUT = 2000;
const EXIT_STATUS_OF = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type StopSignal = keyof typeof EXIT_STATUS_OF;

export type ElectronRun =
  | { readonly started: true; readonly status: number }
  /** `because` quotes the last thing Electron said. */
  | { readonly started: false; readonly because: string };

/**
 * Runs the desktop app until it ends. SIGINT, SIGTERM and SIGHUP of this process end it.
 * @param args the app's folder (in the repository) and the folder to open
 */
export function runElectron(
  executable: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  earlyMs: number = EARLY_MS,
): Promise<ElectronRun> {
  const startedMs = Date.now();
  // An editor's terminal may carry ELECTRON_RUN_AS_NODE, which would make a plain Node of it.
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = env;
  const app = spawn(executable, args, { env: environment, stdio: ['ignore', 'inherit', 'pipe'] });
  const lastWords = passOnAndKeep(app);
  let stoppedBy: StopSignal | null = null;
  const release = onStopSignal((signal) => {
    stoppedBy = signal;
    app.kill('SIGTERM');
  });
  return new Promise((resolve) => {
    const settle = (run: ElectronRun): void => {
      release();
      resolve(run);
    };
    app.once('error', (error) => settle({ started: false, because: `Electron could not be started: ${error.message}` }));
    app.once('close', (code, signal) => {
      if (stoppedBy !== null) settle({ started: true, status: EXIT_STATUS_OF[stoppedBy] });
      else if (code !== 0 && Date.now() - startedMs < earlyMs)
        settle({ started: false, because: earlyEnd(code, signal, lastWords()) });
      else settle({ started: true, status: code ?? 1 });
    });
  });
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

function onStopSignal(listener: (signal: StopSignal) => void): () => void {
  const signals = Object.keys(EXIT_STATUS_OF) as StopSignal[];
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.removeListener(signal, listener);
  };
}
