import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/main/cli.ts', import.meta.url));

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves once stdout holds the pattern. */
  seen(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ran>;
}

/** Starts the real command in a process of its own, with a home of its own. */
export function startWinnow(home: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, WINNOW_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  const ended = new Promise<Ran>((resolve) => child.once('close', (status) => resolve({ status, ...text })));
  return {
    child,
    ended,
    async seen(pattern) {
      for (;;) {
        const match = pattern.exec(text.stdout);
        if (match !== null) return match;
        if (child.exitCode !== null)
          throw new Error(`It ended with ${child.exitCode} before it printed ${pattern}: ${text.stderr}`);
        await new Promise((next) => setTimeout(next, 20));
      }
    },
  };
}

/** Runs the real command to its end. */
export function winnow(home: string, ...args: readonly string[]): Promise<Ran> {
  return startWinnow(home, args).ended;
}
