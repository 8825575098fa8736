/**
 * Entry of the engine process, as the desktop shell starts it (and as anything else may).
 *
 *   node src/main/engine.ts --socket PATH [--home DIR]        (in development)
 *   node engine.js          --socket PATH [--home DIR]        (bundled)
 *
 * - Environment: WINNOW_TOKEN, required, at least 16 characters: what every request must carry as
 *   `Authorization: Bearer TOKEN`. Not in argv, where other users could read it. WINNOW_HOME where `--home` is absent.
 * - `--socket PATH`: Unix socket or Windows named pipe to listen on, under 108 bytes. On Unix its folder should be the
 *   caller's own and private (0700); a socket left behind by a killed engine is replaced.
 * - stdin: a pipe that the starter holds open. When it ends (the starter quit or died) the engine stops.
 * - stdout: exactly one line of JSON once it answers, `{"ready":true,"socket":"PATH","url":null,"pid":123}`; or, where
 *   it cannot start, `{"ready":false,"error":ErrorBody}` and exit status 1. Nothing else is ever written there.
 * - stderr: only what kills the process (a crash of Node itself). Logs go to `WINNOW_HOME/logs/winnow.log`.
 * - SIGTERM, SIGINT, or the end of stdin: jobs are cancelled, the batch in flight is written, databases are closed, the
 *   socket is removed; exit status 0, within 10 seconds. A second signal ends it at once.
 */
import { startServer } from './door/start-server.ts';
import { type EngineStart, readEngineStart } from './engine/engine-start.ts';
import { asWinnowError } from './engine/known-failures.ts';
import { createLogger } from './log/logger.ts';

const FAILED = 1;

async function main(): Promise<void> {
  const start = readEngineStart(process.argv.slice(2), process.env);
  // Children of the engine have no business with it.
  delete process.env.WINNOW_TOKEN;
  const { logger, close: closeLog } = createLogger(start.home);
  process.on('uncaughtExceptionMonitor', (error) => logger.error({ err: error }, 'the engine crashed'));
  await run(start, logger);
  closeLog();
}

async function run(start: EngineStart, logger: ReturnType<typeof createLogger>['logger']): Promise<void> {
  const server = await startServer({ ...start, logger });
  say({ ready: true, socket: server.socket, url: server.url, pid: process.pid });
  logger.info({ because: await stopAsked() }, 'the engine stops');
  await server.close();
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Resolves with what asked for it; a second signal then ends the process at once. */
function stopAsked(): Promise<string> {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  return new Promise((resolve) => {
    const onSignal = (signal: NodeJS.Signals): void => {
      for (const name of signals) process.off(name, onSignal);
      resolve(signal);
    };
    for (const name of signals) process.on(name, onSignal);
    for (const event of ['end', 'close', 'error']) process.stdin.once(event, () => resolve('end of stdin'));
    process.stdin.resume();
  });
}

try {
  await main();
  process.exit();
} catch (error) {
  const known = asWinnowError(error);
  say({ ready: false, error: known?.toBody() ?? { code: 'internal', message: String(error) } });
  process.exitCode = FAILED;
}
