import { join } from 'node:path';
import pino, { type Logger as PinoLogger } from 'pino';
import { openRotatingFile } from './rotating-file.ts';

/** The part of pino that the engine uses: `logger.info({ms: 12}, 'message')`. */
export type Logger = Pick<PinoLogger, 'info' | 'warn' | 'error' | 'debug'>;

const MAX_BYTES = 5 * 1024 * 1024;
const FILES = 5;

/** @returns path of the newest log file of a WINNOW_HOME */
export function logFileOf(home: string): string {
  return join(home, 'logs', 'winnow.log');
}

/**
 * Logs as JSON lines into WINNOW_HOME/logs/winnow.log, at most five files of 5 MB. Tokens are never given to it: requests
 * are logged by route, not by URL, and headers not at all.
 */
export function createLogger(home: string, level: 'debug' | 'info' = 'info'): { readonly logger: Logger; close(): void } {
  const file = openRotatingFile(logFileOf(home), {
    maxBytes: MAX_BYTES,
    keep: FILES,
    onFailure: (error) => process.stderr.write(`winnow: cannot write the log: ${String(error)}\n`),
  });
  const logger = pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, file);
  return { logger, close: () => file.close() };
}
