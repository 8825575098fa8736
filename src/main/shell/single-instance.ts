import { app } from 'electron';

/**
 * One window per user: a second start hands its folder over and ends.
 * @param onSecondStart given the folder of the second start, or null where it named none
 * @returns false in the second start, which should quit
 */
export function becomeOnlyInstance(folder: string | null, onSecondStart: (folder: string | null) => void): boolean {
  // Passed as data: the second start's own working directory has resolved it.
  if (!app.requestSingleInstanceLock({ folder })) return false;
  app.on('second-instance', (_event, _argv, _cwd, data) => onSecondStart(folderIn(data)));
  return true;
}

function folderIn(data: unknown): string | null {
  const folder: unknown = typeof data === 'object' && data !== null && 'folder' in data ? data.folder : null;
  return typeof folder === 'string' ? folder : null;
}
