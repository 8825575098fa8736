import { resolve } from 'node:path';
import type { Command } from 'commander';
import { startServer } from '../door/start-server.ts';
import { openBrowser } from '../launch/open-browser.ts';
import { doorClient } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { openFolder } from './open-folder.ts';
import { portNumber } from './option-values.ts';

export interface ServeOptions {
  readonly folder: string | null;
  readonly openBrowser: boolean;
  readonly port: number;
  readonly host: string;
  /** Look at the folder only, though another Winnow writes to its index. */
  readonly readOnly?: boolean;
}

interface ServeCommandOptions extends Pick<ServeOptions, 'port' | 'host' | 'readOnly'> {
  readonly open: boolean;
}

/** `winnow serve` */
export function addServeCommand(program: Command, context: CliContext): void {
  program
    .command('serve')
    .description('run the engine for a browser; prints the URL with its token')
    .argument('[folder]', 'a dataset to open')
    .option('--port <n>', 'port; 0 takes any free one', portNumber, 0)
    .option(
      '--host <address>',
      'address to listen at; anything but 127.0.0.1 is reachable from other machines, unencrypted',
      '127.0.0.1',
    )
    .option('--no-open', 'do not open the browser')
    .option('--read-only', 'look at the folder only, even while another Winnow writes to its index')
    .action((folder: string | undefined, { open, ...options }: ServeCommandOptions) =>
      serveUntilStopped({ folder: folder ?? null, openBrowser: open, ...options }, context),
    );
}

/** Serves until Ctrl-C or SIGTERM, which is how serving is meant to end. Closing the browser does not stop it. */
export async function serveUntilStopped(options: ServeOptions, context: CliContext): Promise<void> {
  const server = await startServer({
    home: context.home(),
    tcp: { host: options.host, port: options.port },
    logger: context.logger(),
  });
  try {
    const url = new URL(`/?token=${server.token}`, server.url ?? undefined);
    if (options.folder !== null) {
      const client = doorClient(server.door, server.token);
      const { folder, readOnly = false } = options;
      const info = await openFolder(client, { folder: resolve(folder), readOnly }, context);
      url.searchParams.set('dataset', info.id);
    }
    await context.out.write(`${url.href}\n`);
    if (options.openBrowser) await tryBrowser(url.href, context);
    await stopped(context.signal);
  } finally {
    await server.close();
  }
}

async function tryBrowser(url: string, context: CliContext): Promise<void> {
  const because = await openBrowser(url);
  if (because !== null) await context.err.write(`Open the URL above in a browser: ${because}.\n`);
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
