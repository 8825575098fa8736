import type { ShellApi } from '../../shared/shell-api.ts';

declare global {
  interface Window {
    /** What the desktop app gives the page; absent in a browser. */
    readonly winnowShell?: ShellApi;
  }
}

/** The desktop app's own abilities; null in a browser. */
export function shell(): ShellApi | null {
  return window.winnowShell ?? null;
}
