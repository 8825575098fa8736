import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this Winnow runs from. */
export type Installation =
  | { readonly kind: 'repository'; readonly root: string }
  /** `executable` is the desktop app; null where only the engine was taken along. */
  | { readonly kind: 'package'; readonly resources: string; readonly executable: string | null };

/** @param runningFrom URL of this module: TypeScript in the repository, folded into `resources/engine/cli.js` in a package */
export function findInstallation(runningFrom: string = import.meta.url): Installation {
  const file = fileURLToPath(runningFrom);
  if (file.endsWith('.ts')) return { kind: 'repository', root: resolve(dirname(file), '../../..') };
  const resources = resolve(dirname(file), '..');
  const executable = packagedExecutable(resources);
  return { kind: 'package', resources, executable: existsSync(executable) ? executable : null };
}

function packagedExecutable(resources: string): string {
  switch (process.platform) {
    case 'darwin':
      return join(resources, '..', 'MacOS', 'Winnow');
    case 'win32':
      return join(resources, '..', 'Winnow.exe');
    default:
      return join(resources, '..', 'winnow');
  }
}
