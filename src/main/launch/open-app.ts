import { join, resolve } from 'node:path';
import { buildWhenStale, PAGE, SHELL } from './build-when-stale.ts';
import { decideHowToOpen, type ElectronState, type OpenDecision } from './decide-how-to-open.ts';
import { fetchElectron } from './fetch-electron.ts';
import { gatherHostFacts } from './host-facts.ts';
import { findInstallation, type Installation } from './installation.ts';
import { runElectron } from './run-electron.ts';

/** How the engine is served to a browser; given by the command line, which owns it. Resolves with an exit status when it stops. */
export type Serve = (options: { readonly folder: string | null; readonly openBrowser: boolean }) => Promise<number>;

export interface OpenAppOptions {
  /** Where indexes live, from `--home`; passed on as WINNOW_HOME. */
  readonly home?: string;
  readonly serve: Serve;
  /** Ctrl-C, while something is built, fetched or shown; serving watches for it by itself. */
  readonly signal: AbortSignal;
}

/**
 * `winnow [FOLDER]`: opens the desktop app where it can run, otherwise the browser, otherwise prints the URL, and says
 * on stderr which and why.
 * @returns the exit status, once the window is closed or serving has stopped. Rejects with an AbortError on abort.
 */
export async function openApp(folder: string | null, options: OpenAppOptions): Promise<number> {
  const installation = findInstallation();
  let facts = await gatherHostFacts(installation);
  for (;;) {
    const decision = decideHowToOpen(facts);
    say(describe(decision));
    if (installation.kind === 'repository') await buildWhenStale(installation.root, PAGE, say, options.signal);
    if (decision.how !== 'electron') return options.serve({ folder, openBrowser: decision.how === 'browser' });
    const outcome = await tryElectron(installation, decision.electron, folder, options);
    if (typeof outcome === 'number') return outcome;
    facts = { ...facts, electron: outcome };
  }
}

/** @returns the app's exit status, or why Electron is not to be had after all */
async function tryElectron(
  installation: Installation,
  electron: ElectronState,
  folder: string | null,
  options: OpenAppOptions,
): Promise<number | ElectronState> {
  const found =
    electron.state === 'downloadable' && installation.kind === 'repository'
      ? await fetchElectron(installation.root, options.signal)
      : electron;
  if (found.state !== 'installed') return found;
  const args = folder === null ? [] : [resolve(folder)];
  if (installation.kind === 'repository') {
    await buildWhenStale(installation.root, SHELL, say, options.signal);
    args.unshift(join(installation.root, 'dist', 'shell'));
  }
  const home = options.home === undefined ? {} : { WINNOW_HOME: resolve(options.home) };
  const env = { ...process.env, ...home, WINNOW_NODE: process.execPath };
  const run = await runElectron({ executable: found.executable, args, env, signal: options.signal });
  return run.started ? run.status : { state: 'unavailable', because: run.because };
}

function describe(decision: OpenDecision): string {
  switch (decision.how) {
    case 'electron':
      return decision.electron.state === 'installed'
        ? 'Opening the desktop app.'
        : 'Opening the desktop app; Electron (about 120 MB) is fetched first, once …';
    case 'browser':
      return `Opening the default browser instead of the desktop app: ${decision.because}.`;
    case 'url':
      return `Winnow is served to a browser at the URL below: ${decision.because}.`;
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
