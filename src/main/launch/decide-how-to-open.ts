/** The Electron binary: there, obtainable, or not to be had and why. */
export type ElectronState =
  | { readonly state: 'installed'; readonly executable: string }
  | { readonly state: 'downloadable' }
  | { readonly state: 'unavailable'; readonly because: string };

/** What this machine offers, gathered by `gatherHostFacts`. */
export interface HostFacts {
  readonly platform: NodeJS.Platform;
  /** A graphical session that windows can be shown in. */
  readonly hasDisplay: boolean;
  /** Sonames that Electron needs and the system's loader does not know. */
  readonly missingLibraries: readonly string[];
  readonly isRoot: boolean;
  /** Why Chromium's sandbox cannot work here; null where it can. */
  readonly sandboxBlockedBecause: string | null;
  readonly electron: ElectronState;
  /** Command that opens a URL in the default browser; null where there is none. */
  readonly browserOpener: string | null;
}

export type OpenDecision =
  | { readonly how: 'electron'; readonly electron: Exclude<ElectronState, { readonly state: 'unavailable' }> }
  | { readonly how: 'browser' | 'url'; readonly because: string };

/**
 * Electron where it can run, otherwise the browser, otherwise the bare URL. What is cheap to know comes first, so that
 * nothing is downloaded for a machine that could not run it.
 */
export function decideHowToOpen(facts: HostFacts): OpenDecision {
  if (!facts.hasDisplay) return { how: 'url', because: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)' };
  const obstacle = obstacleToElectron(facts);
  if (obstacle === null && facts.electron.state !== 'unavailable') return { how: 'electron', electron: facts.electron };
  const because = obstacle ?? (facts.electron.state === 'unavailable' ? facts.electron.because : '');
  if (facts.browserOpener !== null) return { how: 'browser', because };
  return { how: 'url', because: `${because}, and no command that opens a browser (xdg-open) was found` };
}

function obstacleToElectron(facts: HostFacts): string | null {
  if (facts.missingLibraries.length > 0) {
    return `Electron needs system libraries that are not installed (${facts.missingLibraries.join(', ')})`;
  }
  if (facts.isRoot) return 'this is the root user, for whom Electron has no sandbox';
  if (facts.sandboxBlockedBecause !== null) return `Electron's sandbox cannot work here (${facts.sandboxBlockedBecause})`;
  return null;
}
