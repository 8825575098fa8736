import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronState } from './decide-how-to-open.ts';
import type { Installation } from './installation.ts';

/** Where the npm package `electron` stands in a repository; it fetches its binary on first use, not at install. */
export function electronPackage(root: string): string {
  return join(root, 'node_modules', 'electron');
}

/** Whether Electron's binary is there or can be fetched. Fetches nothing. */
export function electronState(installation: Installation): ElectronState {
  if (installation.kind === 'package') {
    if (installation.executable !== null) return { state: 'installed', executable: installation.executable };
    return { state: 'unavailable', because: `the desktop app is not beside ${installation.resources}` };
  }
  const folder = electronPackage(installation.root);
  if (!existsSync(join(folder, 'install.js'))) {
    return { state: 'unavailable', because: 'the npm package electron is not installed ("npm ci" brings it)' };
  }
  const executable = fetchedExecutable(folder);
  return executable === null ? { state: 'downloadable' } : { state: 'installed', executable };
}

/** Electron writes path.txt last, so its presence means a whole binary. */
export function fetchedExecutable(folder: string): string | null {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : null;
}
