import type { Command } from 'commander';
import { openApp } from '../launch/open-app.ts';
import type { CliContext } from './cli-context.ts';
import { serveUntilStopped } from './serve-command.ts';

/** `winnow [FOLDER]` */
export function addOpenCommand(program: Command, context: CliContext, { isDefault }: { readonly isDefault: boolean }): void {
  program
    .command('open', { isDefault })
    .description('open the app: on the desktop, or in the browser where Electron cannot run (also: winnow FOLDER)')
    .argument('[folder]', 'a dataset to open')
    .action(async (folder?: string) => {
      const status = await openApp(folder ?? null, {
        home: context.home(),
        signal: context.signal,
        serve: async ({ folder: opened, openBrowser }) => {
          await serveUntilStopped({ folder: opened, openBrowser, port: 0, host: '127.0.0.1' }, context);
          return 0;
        },
      });
      context.setStatus(status);
    });
}
