import type { Logger } from '../log/logger.ts';
import type { Sink } from './output.ts';

/** What every command is given. */
export interface CliContext {
  /** Results. */
  readonly out: Sink;
  /** Progress, messages and failures. */
  readonly err: Sink;
  /** Aborted by Ctrl-C, SIGTERM, or when nobody reads the results any more. */
  readonly signal: AbortSignal;
  /** Where indexes live, from `--home`, WINNOW_HOME or the platform. */
  home(): string;
  /** The log of that home. */
  logger(): Logger;
  /** Makes the command end with another status than 0 though nothing was thrown. */
  setStatus(status: number): void;
}
