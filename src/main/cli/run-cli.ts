import { CommanderError } from 'commander';
import { asWinnowError } from '../engine/known-failures.ts';
import { winnowHome } from '../engine/winnow-home.ts';
import { createLogger } from '../log/logger.ts';
import type { CliContext } from './cli-context.ts';
import { watchInterrupts } from './interrupts.ts';
import { sinkOf } from './output.ts';
import { createProgram } from './program.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;
const INTERRUPTED = 130;

/** What a command is run in. */
export interface CliSurroundings {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs one command of `winnow`.
 * @param args what follows the program's name
 * @param surroundings this process, or where a test stands in for one
 * @returns the exit status: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C or SIGTERM
 */
export async function runCli(args: readonly string[], { stdout, stderr, env }: CliSurroundings = process): Promise<number> {
  const interrupts = watchInterrupts();
  let status = DONE;
  const out = sinkOf(stdout, () => interrupts.stopQuietly());
  const err = sinkOf(stderr, () => {});
  const home = (): string => winnowHome(program.opts<{ home?: string }>().home, { env });
  const log = once(() => createLogger(home()));
  const context: CliContext = {
    out,
    err,
    signal: interrupts.signal,
    home,
    logger: () => log().logger,
    setStatus: (value) => {
      status = value;
    },
  };
  const program = createProgram(context, args);
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (interrupts.signal.aborted) return interrupts.isQuiet() ? DONE : INTERRUPTED;
    await err.write(`winnow: ${failureLine(error, context)}\n`);
    return FAILED;
  } finally {
    interrupts.stop();
    if (log.isMade()) log().close();
  }
}

/** Makes something at its first use. */
function once<T>(make: () => T): (() => T) & { readonly isMade: () => boolean } {
  let made: { readonly value: T } | null = null;
  const get = (): T => {
    made ??= { value: make() };
    return made.value;
  };
  return Object.assign(get, { isMade: () => made !== null });
}

/** What was found, what was expected, what to do: on one line. */
function failureLine(error: unknown, context: CliContext): string {
  const known = asWinnowError(error);
  if (known === null) context.logger().error({ err: error }, 'a command failed');
  const message = known?.message ?? `Winnow itself failed: ${error instanceof Error ? error.message : String(error)}`;
  return message.replaceAll(/\s*\n\s*/g, ' ');
}
