import { type ChildProcess, spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCli } from '../../src/main/cli/run-cli.ts';

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
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
    });
  }
  const ended = new Promise<Ran>((resolve) => child.once('close', (status) => resolve({ status, ...texts })));
  return {
    child,
    ended,
    async seen(pattern) {
      for (;;) {
        const match = pattern.exec(texts.stdout);
        if (match !== null) return match;
        if (child.exitCode !== null)
          throw new Error(`It ended with ${child.exitCode} before it printed ${pattern}: ${texts.stderr}`);
        await new Promise((next) => setTimeout(next, 20));
      }
    },
  };
}

/** Runs the real command to its end, in this process: starting one costs more than most commands. */
export async function winnow(home: string, ...args: readonly string[]): Promise<Ran> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(out), text(err)]);
  const status = await runCli(args, { stdout: out, stderr: err, env: { ...process.env, WINNOW_HOME: home } });
  out.end();
  err.end();
  const [stdout, stderr] = await said;
  return { status, stdout, stderr };
}
