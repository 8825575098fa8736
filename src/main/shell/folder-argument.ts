import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * The folder named on a command line of the app, absolute, or null.
 * @param argv whole, with the executable first; Electron and Chromium add switches of their own
 * @param appArguments how many arguments belong to Electron: 1 in the repository (the app's folder), 0 in a package
 */
export function folderArgument(argv: readonly string[], cwd: string, appArguments: 0 | 1): string | null {
  const places = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  const named = places[appArguments];
  return named === undefined || named === '' ? null : resolve(cwd, named);
}

/** A dropped file stands for the folder it is in. The engine says what is wrong with a path that does not exist. */
export async function folderOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found === null || found.isDirectory() ? path : dirname(path);
}
