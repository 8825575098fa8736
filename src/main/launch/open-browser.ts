import { spawn } from 'node:child_process';
import { findBrowserOpener } from './host-facts.ts';

/**
 * Opens a URL in the default browser without waiting for it.
 * @returns why it could not be opened, or null when the system took it
 */
export async function openBrowser(url: string): Promise<string | null> {
  const opener = await findBrowserOpener();
  if (opener === null) return 'no command that opens a browser (xdg-open) was found';
  return new Promise((resolve) => {
    const browser = spawn(opener, [url], { stdio: 'ignore', detached: true });
    browser.once('error', (error) => resolve(`${opener} could not be started: ${error.message}`));
    browser.once('spawn', () => {
      browser.unref();
      resolve(null);
    });
  });
}
